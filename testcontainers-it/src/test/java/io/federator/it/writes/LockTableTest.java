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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** LOCK TABLE: the tables of all fragments and copies are locked until the end of the transaction. */
class LockTableTest {
    private static final String TABLE = "create table job (id integer primary key, kind varchar(5))";
    private static final String CATALOG = """
        version: 1
        gateway: {port: 5433}
        sources:
          one: {type: postgresql, url: "${ONE}", user: postgres, password: ""}
          two: {type: postgresql, url: "${TWO}", user: postgres, password: ""}
          maria: {type: mariadb, url: "${MARIA}", user: root, password: ""}
        schemas:
          public:
            job:
              key: [id]
              rows:
                - {where: "kind = 'a'", at: one/job}
                - {where: "kind = 'b'", at: [two/job, one/copied]}
            elsewhere: {key: [id], at: maria/job}
            mirrored: {key: [id], at: [one/mirrored, maria/job]}
        """;

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();
    private final TestServer mariadb = EmbeddedMariaDb.shared();
    private Gateway gateway;
    private Connection connection;
    private Connection one;
    private Connection two;

    @BeforeEach
    void start() throws SQLException {
        String first = postgres.createDatabase();
        String second = postgres.createDatabase();
        String third = mariadb.createDatabase();
        postgres.execute(first, TABLE, "create table copied (like job)", "create table mirrored (like job)");
        postgres.execute(second, TABLE);
        mariadb.execute(third, TABLE);
        gateway = Gateway.serving(
                CATALOG, Map.of("ONE", postgres.url(first), "TWO", postgres.url(second), "MARIA", mariadb.url(third)));
        connection = gateway.connect();
        one = postgres.connect(first);
        two = postgres.connect(second);
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
        one.close();
        two.close();
        gateway.close();
    }

    private static String state(Connection asked, String sql) {
        return switch (Asking.ask(asked, sql)) {
            case Answer.Failure failure -> failure.state();
            case Answer.Done done -> "done";
            case Answer.Table table -> "rows";
        };
    }

    /** Whether somebody else has a lock on the table that stands against this one. */
    private static boolean isLocked(Connection asked, String table, String mode) {
        Asking.ask(asked, "begin");
        String state = state(asked, "lock table " + table + " in " + mode + " mode nowait");
        Asking.ask(asked, "rollback");
        assertThat(state).isIn("done", "55P03");
        return !state.equals("done");
    }

    @Test
    void everyFragmentAndCopyIsLockedUntilTheEnd() {
        for (String end : new String[] {"commit", "rollback"}) {
            assertThat(state(connection, "begin")).isEqualTo("done");
            assertThat(state(connection, "lock job in exclusive mode")).isEqualTo("done");
            assertThat(isLocked(one, "job", "row exclusive")).isTrue();
            assertThat(isLocked(one, "copied", "row exclusive")).isTrue();
            assertThat(isLocked(two, "job", "row exclusive")).isTrue();
            assertThat(isLocked(two, "job", "access share")).isFalse();
            assertThat(isLocked(one, "mirrored", "access exclusive")).isFalse();
            assertThat(state(connection, "insert into job values (1, 'a'), (2, 'b')"))
                    .isEqualTo("done");
            assertThat(state(connection, end)).isEqualTo("done");
            assertThat(isLocked(one, "copied", "access exclusive")).isFalse();
            assertThat(isLocked(two, "job", "access exclusive")).isFalse();
            Asking.ask(connection, "delete from job");
        }
    }

    @Test
    void savepointsGiveLocksBack() {
        assertThat(state(connection, "begin")).isEqualTo("done");
        assertThat(state(connection, "savepoint s")).isEqualTo("done");
        assertThat(state(connection, "lock table job")).isEqualTo("done");
        assertThat(isLocked(two, "job", "access share")).isTrue();
        assertThat(state(connection, "rollback to s")).isEqualTo("done");
        assertThat(isLocked(two, "job", "access share")).isFalse();
        assertThat(state(connection, "commit")).isEqualTo("done");
    }

    @Test
    void whoDoesNotWaitIsTold() {
        assertThat(state(two, "begin")).isEqualTo("done");
        assertThat(state(two, "lock table job in share mode")).isEqualTo("done");
        assertThat(state(connection, "begin")).isEqualTo("done");
        assertThat(state(connection, "lock table job in share mode nowait")).isEqualTo("done");
        assertThat(state(connection, "lock table job in row exclusive mode nowait"))
                .isEqualTo("55P03");
        assertThat(state(connection, "rollback")).isEqualTo("done");
        assertThat(isLocked(one, "job", "access exclusive")).isFalse();
        assertThat(state(two, "rollback")).isEqualTo("done");
    }

    @Test
    void otherDatabasesHaveNoSuchLock() {
        assertThat(state(connection, "begin read only")).isEqualTo("done");
        assertThat(state(connection, "lock elsewhere in access share mode")).isEqualTo("done");
        assertThat(state(connection, "lock mirrored in row share mode")).isEqualTo("done");
        assertThat(isLocked(one, "mirrored", "exclusive")).isTrue();
        assertThat(Asking.ask(connection, "lock mirrored in share mode"))
                .isEqualTo(new Answer.Failure(
                        "0A000",
                        "table \"mirrored\" cannot be locked in SHARE mode, as source \"maria\" has no lock on tables"
                                + " that lasts as long as a transaction"));
        assertThat(state(connection, "rollback")).isEqualTo("done");
    }

    @Test
    void onlyInTransactionBlocks() {
        assertThat(state(connection, "lock table job")).isEqualTo("25P01");
        assertThat(state(connection, "lock table missing")).isEqualTo("25P01");
        assertThat(state(connection, "begin")).isEqualTo("done");
        assertThat(state(connection, "lock table missing")).isEqualTo("42P01");
        assertThat(state(connection, "rollback")).isEqualTo("done");
        assertThat(state(connection, "begin")).isEqualTo("done");
        assertThat(state(connection, "lock table job, elsewhere in row share mode"))
                .isEqualTo("done");
        assertThat(isLocked(two, "job", "exclusive")).isTrue();
        assertThat(state(connection, "commit")).isEqualTo("done");
    }
}
