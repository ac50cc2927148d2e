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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SERIALIZABLE over two PostgreSQLs: whatever overlaps, the results are those of some order. Two doctors, of whom one has to stay. */
class SerializableTest {
    private static final String BEGIN = "begin isolation level serializable";
    private static final String LEFT = "select on_call from doctor where id = 1";
    private static final String RIGHT = "select on_call from doctor where id = 2";
    private static final String CATALOG = """
        version: 1
        gateway: {port: 5433}
        sources:
          a: {type: postgresql, url: "${A_URL}", user: postgres, password: ""}
          b: {type: postgresql, url: "${B_URL}", user: postgres, password: ""}
        schemas:
          public:
            doctor:
              key: [id]
              rows:
                - {where: "id = 1", at: a/doctor}
                - {where: "id = 2", at: b/doctor}
        """;

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();
    private final Gateway gateway = serve();
    private Connection first;
    private Connection second;

    private Gateway serve() {
        String a = postgres.createDatabase();
        String b = postgres.createDatabase();
        String table = "create table doctor (id integer primary key, on_call integer)";
        postgres.execute(a, table, "insert into doctor values (1, 1)");
        postgres.execute(b, table, "insert into doctor values (2, 1)");
        return Gateway.serving(CATALOG, Map.of("A_URL", postgres.url(a), "B_URL", postgres.url(b)));
    }

    @BeforeEach
    void connect() throws SQLException {
        first = gateway.connect();
        second = gateway.connect();
    }

    @AfterEach
    void close() throws SQLException {
        first.close();
        second.close();
        gateway.close();
    }

    private static String state(Connection connection, String sql) {
        return Asking.ask(connection, sql) instanceof Answer.Failure failure ? failure.state() : "done";
    }

    private List<String> onCall() throws SQLException {
        return Asking.column(first, "select on_call from doctor order by id");
    }

    /** Each looks at the other's source and leaves in its own: neither source sees both halves. */
    @Test
    void ofTwoThatReadWhatTheOtherWritesOneFails() throws SQLException {
        assertThat(state(first, BEGIN)).isEqualTo("done");
        assertThat(state(second, BEGIN)).isEqualTo("done");
        assertThat(Asking.column(first, RIGHT)).containsExactly("1");
        assertThat(Asking.column(second, LEFT)).containsExactly("1");
        assertThat(state(first, "update doctor set on_call = 0 where id = 1")).isEqualTo("done");
        assertThat(state(second, "update doctor set on_call = 0 where id = 2")).isEqualTo("40001");
        assertThat(state(first, "commit")).isEqualTo("done");
        assertThat(state(second, "rollback")).isEqualTo("done");
        assertThat(onCall()).containsExactly("0", "1");
    }

    /** What it has read of one source is from before a commit that it would see in the other. */
    @Test
    void oneThatBeganBeforeAnotherCommittedFails() throws SQLException {
        assertThat(state(first, BEGIN)).isEqualTo("done");
        assertThat(Asking.column(first, LEFT)).containsExactly("1");
        assertThat(state(second, BEGIN)).isEqualTo("done");
        assertThat(state(second, "update doctor set on_call = 5")).isEqualTo("done");
        assertThat(state(second, "commit")).isEqualTo("done");
        assertThat(state(first, RIGHT)).isEqualTo("40001");
        assertThat(state(first, "rollback")).isEqualTo("done");
        assertThat(onCall()).containsExactly("5", "5");
    }

    @Test
    void thoseThatOnlyReadOverlapAndThoseOneAfterTheOtherCommit() throws SQLException {
        assertThat(state(first, BEGIN)).isEqualTo("done");
        assertThat(state(second, BEGIN)).isEqualTo("done");
        String sum = "select sum(on_call) from doctor";
        assertThat(Asking.column(first, sum)).containsExactly("2");
        assertThat(Asking.column(second, sum)).containsExactly("2");
        assertThat(state(first, "commit")).isEqualTo("done");
        assertThat(state(second, "commit")).isEqualTo("done");
        for (int i = 0; i < 3; i++) {
            assertThat(state(first, BEGIN)).isEqualTo("done");
            assertThat(state(first, "update doctor set on_call = on_call + 1")).isEqualTo("done");
            assertThat(state(first, "commit")).isEqualTo("done");
            assertThat(state(second, BEGIN)).isEqualTo("done");
            assertThat(state(second, "update doctor set on_call = on_call - 1")).isEqualTo("done");
            assertThat(state(second, "rollback")).isEqualTo("done");
        }
        assertThat(onCall()).containsExactly("4", "4");
    }

    /** In one source they may overlap: it sees them whole. */
    @Test
    void thoseOfOneSourceAreLeftToIt() throws SQLException {
        assertThat(state(first, BEGIN)).isEqualTo("done");
        assertThat(Asking.column(first, "select sum(on_call) from doctor")).containsExactly("2");
        assertThat(state(second, BEGIN)).isEqualTo("done");
        assertThat(state(second, "update doctor set on_call = 9 where id = 2")).isEqualTo("done");
        assertThat(state(second, "commit")).isEqualTo("done");
        assertThat(state(first, "commit")).isEqualTo("done");
        assertThat(onCall()).containsExactly("1", "9");
    }
}
