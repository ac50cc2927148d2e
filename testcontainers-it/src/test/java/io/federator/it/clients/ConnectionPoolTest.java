package io.federator.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** HikariCP over pgjdbc sees of a gateway what it sees of PostgreSQL. */
class ConnectionPoolTest extends OverPeopleAndKinds {
    private static final int SESSIONS = 4;

    @Test
    void hikari() throws Exception {
        assertThat(pooled(data.gateway())).isEqualTo(pooled(data.postgres()));
    }

    /** Sessions lent again and again, whose state the pool resets: read-only, isolation, schema, time-outs. */
    private static List<String> pooled(Map<String, String> server) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://" + server.get("PGHOST") + ":" + server.get("PGPORT") + "/"
                + server.get("PGDATABASE"));
        config.setUsername(server.get("PGUSER"));
        config.setMaximumPoolSize(SESSIONS);
        config.setConnectionInitSql("set application_name = 'pooled'");
        config.setSchema("public");
        config.setReadOnly(true);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        List<String> seen = new ArrayList<>();
        try (HikariDataSource pool = new HikariDataSource(config);
                ExecutorService workers = Executors.newFixedThreadPool(2 * SESSIONS)) {
            List<Callable<String>> tasks = IntStream.rangeClosed(1, 200)
                    .mapToObj(id -> (Callable<String>) () -> nameOf(pool, id))
                    .toList();
            for (var task : workers.invokeAll(tasks)) {
                seen.add(task.get());
            }
        }
        return seen;
    }

    private static String nameOf(HikariDataSource pool, int id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select name, current_setting('application_name'), current_setting('transaction_isolation'),"
                                + " current_setting('transaction_read_only') from person where id = ?")) {
            connection.setAutoCommit(id % 2 == 0);
            statement.setInt(1, id * 5);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " " + row.getString(4);
            }
        }
    }
}
