package io.federator.it.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A table with a copy in a source that is down can be read, and not written: the copy would be left behind. */
class MissingCopyTest {
    private static final String CATALOG = """
        version: 1
        gateway: {port: 5433}
        sources:
          up: {type: postgresql, url: "${UP_URL}", user: postgres, password: ""}
          down: {type: postgresql, url: "jdbc:postgresql://127.0.0.1:1/nowhere", user: postgres, password: "", pool: {connection-timeout: 1s}}
        schemas:
          public:
            first: {key: [id], at: [up/account, down/account]}
            second: {key: [id], at: [down/account, up/account]}
        """;

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();

    @Test
    void canBeReadAndNotWritten() throws SQLException {
        String database = postgres.createDatabase();
        postgres.execute(
                database,
                "create table account (id integer primary key, balance integer)",
                "insert into account values (1, 5)");
        try (Gateway gateway = Gateway.serving(CATALOG, Map.of("UP_URL", postgres.url(database)));
                Connection connection = gateway.connect()) {
            for (String table : List.of("first", "second")) {
                assertThat(Asking.column(connection, "select balance from " + table))
                        .containsExactly("5");
                for (String sql : List.of(
                        "insert into " + table + " values (2, 6)",
                        "update " + table + " set balance = 0",
                        "delete from " + table,
                        "truncate " + table,
                        "merge into " + table + " using (select 1 as id) s on " + table
                                + ".id = s.id when matched then delete",
                        "select * from " + table + " for update")) {
                    assertThat(Asking.ask(connection, sql))
                            .as(sql)
                            .isInstanceOfSatisfying(
                                    Answer.Failure.class,
                                    failure -> assertThat(failure.state()).isEqualTo("08006"));
                }
                assertThat(Asking.column(connection, "select balance from " + table))
                        .containsExactly("5");
            }
        }
    }
}
