package io.federator.it.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WHERE CURRENT OF finds its row by the key: it must not find another one that has this key now. */
class CursorKeysTest {
    private static final String CATALOG = """
        version: 1
        gateway: {port: 5433}
        sources:
          one: {type: postgresql, url: "${ONE}", user: postgres, password: ""}
        schemas:
          public:
            job: {key: [id], at: one/job}
        """;

    private static final String CURRENT = "update job set kind = 'now' where current of c";

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();
    private final String database = postgres.createDatabase();

    private Gateway serve() {
        postgres.execute(
                database,
                "create table job (id integer primary key, kind varchar(9))",
                "insert into job values (1, 'first'), (2, 'second'), (3, 'third')");
        return Gateway.serving(CATALOG, Map.of("ONE", postgres.url(database)));
    }

    private static void open(Connection connection) {
        Asking.ask(connection, "begin");
        Asking.ask(connection, "declare c cursor for select id from job order by id for update");
        assertThat(Asking.ask(connection, "fetch c")).isInstanceOf(Answer.Table.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update job set id = id + 10",
                "insert into job values (7, 'new')",
                "with moved as (update job set id = 9 where id = 1) select 1",
            })
    void isRefusedOnceKeysWereGiven(String statement) throws SQLException {
        try (Gateway gateway = serve();
                Connection connection = gateway.connect()) {
            open(connection);
            assertThat(Asking.ask(connection, statement)).isNotInstanceOf(Answer.Failure.class);
            assertThat(Asking.ask(connection, CURRENT))
                    .isInstanceOfSatisfying(
                            Answer.Failure.class,
                            failure -> assertThat(failure.state()).isEqualTo("0A000"));
            Asking.ask(connection, "rollback");
            open(connection);
            assertThat(Asking.ask(connection, CURRENT)).isEqualTo(new Answer.Done(1));
        }
    }

    @Test
    void goesOnAfterChangesThatGiveNoKeys() throws SQLException {
        try (Gateway gateway = serve();
                Connection connection = gateway.connect()) {
            open(connection);
            Asking.ask(connection, "delete from job where id = 3");
            Asking.ask(connection, "update job set kind = 'other'");
            assertThat(Asking.ask(connection, CURRENT)).isEqualTo(new Answer.Done(1));
            assertThat(Asking.column(connection, "select kind from job order by id"))
                    .containsExactly("now", "other");
        }
    }
}
