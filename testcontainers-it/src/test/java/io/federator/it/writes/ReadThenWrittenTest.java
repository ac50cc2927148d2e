package io.federator.it.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.TestServer;
import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A transaction whose first query begins many sources at once commits what it then writes in every one of them. */
class ReadThenWrittenTest {
    private static final int SOURCES = 8;
    private static final int TIMES = 40;

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();
    private final TestServer mariadb = EmbeddedMariaDb.shared();

    @Test
    void everySourceIsCommitted() throws SQLException {
        Map<String, String> environment = new TreeMap<>();
        List<String> sources = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < SOURCES; i++) {
            String[] table = {
                "create table counter (id integer primary key, n integer)", "insert into counter values (" + i + ", 0)"
            };
            boolean even = i % 2 == 0;
            String database = even ? postgres.createDatabase() : mariadb.createDatabase();
            if (even) {
                postgres.execute(database, table);
            } else {
                mariadb.execute(database, table);
            }
            environment.put("URL_" + i, even ? postgres.url(database) : mariadb.url(database));
            sources.add("s%d: {type: %s, url: \"${URL_%d}\", user: %s, password: \"\"}"
                    .formatted(i, even ? "postgresql" : "mariadb", i, even ? "postgres" : "root"));
            rows.add("{where: \"id = " + i + "\", at: s" + i + "/counter}");
        }
        String catalog = """
            version: 1
            gateway: {port: 5433}
            sources: {%s}
            schemas: {public: {counter: {key: [id], rows: [%s]}}}
            """.formatted(String.join(", ", sources), String.join(", ", rows));
        try (Gateway gateway = Gateway.serving(catalog, environment);
                Connection connection = gateway.connect()) {
            for (int time = 1; time <= TIMES; time++) {
                Asking.ask(connection, "begin isolation level repeatable read");
                Asking.ask(connection, "select sum(n) from counter");
                Asking.ask(connection, "update counter set n = n + 1");
                Asking.ask(connection, "commit");
                assertThat(Asking.column(connection, "select distinct n from counter"))
                        .containsExactly(String.valueOf(time));
            }
            // MariaDB is told the name of a branch when it begins; it has no part in the commit when it was only read.
            Asking.ask(connection, "begin isolation level repeatable read");
            Asking.ask(connection, "select n from counter where id in (1, 3)");
            Asking.ask(connection, "update counter set n = 0 where id in (0, 2)");
            assertThat(Asking.ask(connection, "commit")).isEqualTo(new Answer.Done(0));
            assertThat(Asking.column(connection, "select n from counter where id < 4 order by id"))
                    .containsExactly("0", String.valueOf(TIMES), "0", String.valueOf(TIMES));
        }
    }
}
