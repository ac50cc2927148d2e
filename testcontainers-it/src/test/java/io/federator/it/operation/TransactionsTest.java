package io.federator.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a transaction sees of its sources, and that it gives back what it holds. */
class TransactionsTest extends OverTwoSources {
    private static final String SNAPSHOT = "begin isolation level repeatable read read only";

    @AfterEach
    void nothingIsHeld() throws Exception {
        assertThat(TwoSources.becomes(Duration.ofSeconds(10), () -> held(gateway) == 0))
                .isTrue();
    }

    /** Connections of both sources that serve somebody. */
    private static int held(Gateway gateway) throws Exception {
        URI metrics = URI.create("http://127.0.0.1:" + gateway.adminPort() + "/metrics");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("federator_pool_connections{") && line.contains("\"active\""))
                    .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    /** Gives one part of either source a new name, by the sources' own hands. */
    private void rename(String name) {
        sources.left.execute(sources.leftDatabase, "update parts set name = '" + name + "' where id = 1");
        sources.right.execute(sources.rightDatabase, "update parts set name = '" + name + "' where id = 9000");
    }

    private static List<String> names(Connection connection) throws SQLException {
        return Asking.column(connection, "select name from parts where id in (1, 9000) order by id");
    }

    private static String state(Answer answer) {
        return answer instanceof Answer.Failure failure ? failure.state() : answer.brief();
    }

    @ParameterizedTest
    @ValueSource(strings = {"repeatable read", "serializable"})
    void readsOneStateOfEachSource(String level) throws Exception {
        // Under SERIALIZABLE MariaDB locks what it has read, so that a change from outside would wait.
        boolean locks = level.equals("serializable");
        rename("before");
        try (Connection connection = gateway.connect()) {
            Asking.ask(connection, "begin isolation level " + level);
            assertThat(names(connection)).containsExactly("before", "before");
            if (locks) {
                sources.left.execute(sources.leftDatabase, "update parts set name = 'after' where id = 1");
            } else {
                rename("after");
            }
            assertThat(names(connection)).containsExactly("before", "before");
            assertThat(Asking.column(connection, "select count(*) from parts where name = 'after'"))
                    .containsExactly("0");
            assertThat(held(gateway)).isEqualTo(2);
            assertThat(Asking.ask(connection, "commit")).isInstanceOf(Answer.Done.class);
            assertThat(held(gateway)).isZero();
            assertThat(names(connection)).containsExactly("after", locks ? "before" : "after");
        }
    }

    @Test
    void readCommittedSeesChangesAndKeepsTheTime() throws Exception {
        rename("before");
        try (Connection connection = gateway.connect()) {
            Asking.ask(connection, "begin");
            List<String> now = Asking.column(connection, "select now()");
            assertThat(names(connection)).containsExactly("before", "before");
            rename("after");
            assertThat(names(connection)).containsExactly("after", "after");
            assertThat(held(gateway)).isZero();
            assertThat(Asking.column(connection, "select now()")).isEqualTo(now);
            assertThat(Asking.column(connection, "select now() from parts where id = 9000"))
                    .isEqualTo(now);
            Asking.ask(connection, "commit");
            assertThat(Asking.column(connection, "select now()")).isNotEqualTo(now);
        }
    }

    @Test
    void levelOfTheSessionServesTransactionsAndSingleStatements() throws Exception {
        rename("before");
        try (Connection connection = gateway.connect()) {
            Asking.ask(connection, "set default_transaction_isolation = 'repeatable read'");
            assertThat(names(connection)).containsExactly("before", "before");
            assertThat(held(gateway)).isZero();
            Asking.ask(connection, "begin");
            assertThat(names(connection)).containsExactly("before", "before");
            rename("after");
            assertThat(names(connection)).containsExactly("before", "before");
            Asking.ask(connection, "rollback and chain");
            assertThat(names(connection)).containsExactly("after", "after");
            Asking.ask(connection, "rollback");
        }
    }

    /** Both read the same MariaDB, whose connection gives the rows of one statement at a time. */
    @Test
    void cursorsAndStatementsTakeTurns() throws Exception {
        try (Connection connection = gateway.connect()) {
            Asking.ask(connection, SNAPSHOT);
            Asking.ask(connection, "declare a cursor for select id from things where id <= 3000 order by id");
            Asking.ask(connection, "declare b cursor for select id from parts where id > 5000 order by id");
            assertThat(Asking.column(connection, "fetch 2 from a")).containsExactly("1", "2");
            assertThat(Asking.column(connection, "fetch 2 from b")).containsExactly("5001", "5002");
            assertThat(Asking.column(connection, "select count(*) from things")).containsExactly("10000");
            assertThat(Asking.column(connection, "fetch 2 from a")).containsExactly("3", "4");
            assertThat(Asking.column(connection, "select x.id from things x join parts y on y.id = x.id + 9999"))
                    .containsExactly("1");
            assertThat(Asking.column(connection, "fetch all from b")).hasSize(4998);
            assertThat(Asking.column(connection, "fetch all from a")).hasSize(2996);
            Asking.ask(connection, "commit");
        }
    }

    @Test
    void holdableCursorKeepsTheStateOfItsTransaction() throws Exception {
        rename("before");
        try (Connection connection = gateway.connect()) {
            Asking.ask(connection, SNAPSHOT);
            Asking.ask(
                    connection,
                    "declare kept cursor with hold for select name from parts where id in (1, 9000) order by id");
            assertThat(Asking.column(connection, "fetch 1 from kept")).containsExactly("before");
            rename("after");
            Asking.ask(connection, "commit");
            assertThat(held(gateway)).isZero();
            assertThat(Asking.column(connection, "fetch all from kept")).containsExactly("before");
            assertThat(Asking.ask(connection, "close kept")).isInstanceOf(Answer.Done.class);
        }
    }

    @Test
    void savepointOutlivesAnErrorOfTheSource() throws Exception {
        rename("before");
        try (Connection connection = gateway.connect()) {
            Asking.ask(connection, SNAPSHOT);
            assertThat(names(connection)).containsExactly("before", "before");
            Asking.ask(connection, "declare older cursor for select id from items where id <= 3 order by id");
            assertThat(Asking.column(connection, "fetch 1 from older")).containsExactly("1");
            Asking.ask(connection, "savepoint a");
            rename("after");
            String failing = "select 1 / (id - 1) from items where id = 1";
            assertThat(state(Asking.ask(connection, failing))).isEqualTo("22012");
            assertThat(state(Asking.ask(connection, "select 1"))).isEqualTo("25P02");
            Asking.ask(connection, "rollback to a");
            assertThat(names(connection)).containsExactly("before", "before");
            assertThat(Asking.column(connection, "fetch all from older")).containsExactly("2", "3");
            assertThat(state(Asking.ask(connection, failing))).isEqualTo("22012");
            Asking.ask(connection, "rollback to a");
            assertThat(names(connection)).containsExactly("before", "before");
            assertThat(state(Asking.ask(connection, "select id / 0 from things")))
                    .isEqualTo("22012");
            assertThat(held(gateway)).isEqualTo(2);
            Asking.ask(connection, "rollback");
            assertThat(held(gateway)).isZero();
        }
    }

    @Test
    void errorWithoutSavepointGivesConnectionsBackAtOnce() throws Exception {
        try (Connection connection = gateway.connect()) {
            Asking.ask(connection, SNAPSHOT);
            assertThat(names(connection)).hasSize(2);
            assertThat(held(gateway)).isEqualTo(2);
            assertThat(state(Asking.ask(connection, "select nothing"))).isEqualTo("42703");
            assertThat(held(gateway)).isZero();
            assertThat(state(Asking.ask(connection, "select 1"))).isEqualTo("25P02");
            Asking.ask(connection, "rollback");
            assertThat(names(connection)).hasSize(2);
        }
    }

    @Test
    void lostConnectionFailsTheTransaction() throws Exception {
        try (Connection connection = gateway.connect()) {
            Asking.ask(connection, SNAPSHOT);
            assertThat(names(connection)).hasSize(2);
            Asking.ask(connection, "savepoint a");
            sources.left.execute(
                    sources.leftDatabase,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                            + " and state = 'idle in transaction'");
            assertThat(state(Asking.ask(connection, "select name from parts where id = 1")))
                    .isEqualTo("08006");
            assertThat(state(Asking.ask(connection, "select 1"))).isEqualTo("25P02");
            // Nor can a savepoint bring the state back that the connection has shown.
            Asking.ask(connection, "rollback to a");
            assertThat(state(Asking.ask(connection, "select name from parts where id = 1")))
                    .isEqualTo("08006");
            Asking.ask(connection, "rollback");
            assertThat(names(connection)).hasSize(2);
        }
    }

    /** MariaDB would send gigabytes; what the client leaves must not cost the transaction its connection. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a.name from things a, things b limit 1",
                "select a.name from things a join things b on a.id <> b.id limit 1"
            })
    void abandonedRowsLeaveTheTransactionAlone(String sql) throws Exception {
        rename("before");
        try (Connection connection = gateway.connect()) {
            Asking.ask(connection, SNAPSHOT);
            assertThat(names(connection)).containsExactly("before", "before");
            rename("after");
            Asking.ask(connection, "declare c cursor for " + sql.replace(" limit 1", ""));
            assertThat(Asking.column(connection, "fetch 1 from c")).hasSize(1);
            Asking.ask(connection, "close c");
            assertThat(names(connection)).containsExactly("before", "before");
            Asking.ask(connection, "commit");
        }
    }

    @Test
    void clientThatGoesAwayFreesItsConnections() throws Exception {
        Connection connection = gateway.connect();
        Asking.ask(connection, SNAPSHOT);
        assertThat(names(connection)).hasSize(2);
        assertThat(held(gateway)).isEqualTo(2);
        connection.abort(Runnable::run);
        assertThat(TwoSources.becomes(Duration.ofSeconds(5), () -> held(gateway) == 0))
                .isTrue();
    }

    @Test
    void idleTransactionIsEnded() throws Exception {
        try (Connection connection = gateway.connect()) {
            Asking.ask(connection, "set idle_in_transaction_session_timeout = '300ms'");
            Asking.ask(connection, SNAPSHOT);
            assertThat(names(connection)).hasSize(2);
            assertThat(TwoSources.becomes(Duration.ofSeconds(5), () -> held(gateway) == 0))
                    .isTrue();
        }
    }

    @Test
    void cancelledStatementFreesItsConnections() throws Exception {
        try (Connection connection = gateway.connect()) {
            Asking.ask(connection, "set statement_timeout = '300ms'");
            Asking.ask(connection, SNAPSHOT);
            assertThat(names(connection)).hasSize(2);
            assertThat(state(Asking.ask(connection, "select * from endless"))).isEqualTo("57014");
            assertThat(held(gateway)).isZero();
            Asking.ask(connection, "rollback");
        }
        assertThat(TwoSources.becomes(Duration.ofSeconds(5), () -> sources.running("endless") == 0))
                .isTrue();
    }

    @Test
    void sourceThatGoesDownAndComesBack() throws Exception {
        EmbeddedMariaDb server = EmbeddedMariaDb.separate();
        try (TwoSources own = new TwoSources(server);
                Gateway front = own.serve();
                Connection connection = front.connect()) {
            Asking.ask(connection, SNAPSHOT);
            assertThat(names(connection)).hasSize(2);
            server.kill();
            assertThat(state(Asking.ask(connection, "select count(*) from things")))
                    .isEqualTo("08006");
            Asking.ask(connection, "rollback");
            server.restart();
            Asking.ask(connection, SNAPSHOT);
            assertThat(names(connection)).hasSize(2);
            Asking.ask(connection, "commit");
            assertThat(held(front)).isZero();
        } finally {
            server.close();
        }
    }
}
