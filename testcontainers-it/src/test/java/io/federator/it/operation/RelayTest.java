package io.federator.it.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/** Statements that one PostgreSQL source answers word for word: that they are, and that nobody can tell. */
class RelayTest extends OverTwoSources {
    private static final int TIMES = 30;

    private static double relayed(Gateway gateway) throws Exception {
        URI metrics = URI.create("http://127.0.0.1:" + gateway.adminPort() + "/metrics");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("federator_statements_relayed_total"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    /** Runs statements until some of them have been relayed; what each gave. */
    private List<Answer> untilRelayed(Work work) throws Exception {
        List<Answer> answers = new ArrayList<>();
        double before = relayed(gateway);
        assertThat(TwoSources.becomes(Duration.ofSeconds(20), () -> {
                    for (int i = 0; i < TIMES; i++) {
                        answers.add(work.run(i));
                    }
                    return relayed(gateway) > before;
                }))
                .isTrue();
        return answers;
    }

    private interface Work {
        Answer run(int number) throws SQLException;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preferQueryMode=simple",
                "preferQueryMode=extended",
                "prepareThreshold=1",
                "prepareThreshold=1&binaryTransfer=false",
                "prepareThreshold=0"
            })
    void theAnswerIsThatOfTheSource(String mode) throws Exception {
        try (Connection connection = gateway.connect(mode);
                PreparedStatement statement =
                        connection.prepareStatement("select id, name, price from items where id = ?")) {
            Set<List<String>> rows = ConcurrentHashMap.newKeySet();
            untilRelayed(number -> {
                statement.setInt(1, number % TIMES + 1);
                try (ResultSet row = statement.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    rows.add(List.of(row.getString(1), row.getString("name"), row.getString(3)));
                    assertThat(row.getMetaData().getColumnTypeName(3)).isEqualTo("numeric");
                    assertThat(row.next()).isFalse();
                }
                return new Answer.Done(1);
            });
            assertThat(rows).hasSize(TIMES).contains(List.of("7", "item 7", "1.75"));
        }
    }

    @Test
    void textsThatDifferInConstantsAreRelayedToo() throws Exception {
        try (Connection connection = gateway.connect("preferQueryMode=simple")) {
            List<Answer> answers = untilRelayed(number -> Asking.ask(
                    connection, "select name from items where id = " + (number + 1) + " or name = 'item 5'"));
            assertThat(answers.get(TIMES - 1))
                    .isEqualTo(new Answer.Table(
                            ((Answer.Table) answers.get(TIMES - 1)).columns(),
                            List.of(List.of("item 5"), List.of("item " + TIMES))));
        }
    }

    @Test
    void allRowsOfALargeTableCome() throws Exception {
        try (Connection connection = gateway.connect();
                PreparedStatement statement = connection.prepareStatement("select * from items where id > ?")) {
            untilRelayed(number -> {
                long sum = 0;
                statement.setInt(1, 0);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        sum += rows.getInt(1);
                    }
                }
                assertThat(sum).isEqualTo(TwoSources.ROWS * (TwoSources.ROWS + 1L) / 2);
                return new Answer.Done(sum);
            });
        }
    }

    @Test
    void changesAreCountedAndTheirErrorsAreTheTables() throws Exception {
        try (Connection connection = gateway.connect()) {
            untilRelayed(number -> {
                Answer changed = Asking.ask(connection, "update parts set name = 'relayed' where id = 11");
                assertThat(changed).isEqualTo(new Answer.Done(1));
                Answer none = Asking.ask(connection, "delete from items where id = -1");
                assertThat(none).isEqualTo(new Answer.Done(0));
                return changed;
            });
            assertThat(Asking.column(connection, "select name from parts where id = 11"))
                    .containsExactly("relayed");
            for (int i = 0; i < TIMES; i++) {
                assertThat(Asking.ask(connection, "update items set id = 1 where id = 2"))
                        .isInstanceOfSatisfying(
                                Answer.Failure.class,
                                failure -> assertThat(failure.state()).isEqualTo("23505"));
                assertThat(Asking.ask(connection, "select name from items where id = 'x'"))
                        .isInstanceOfSatisfying(
                                Answer.Failure.class,
                                failure -> assertThat(failure.state()).isEqualTo("22P02"));
                assertThat(Asking.column(connection, "select name from items where id = 2"))
                        .containsExactly("item 2");
            }
        }
    }

    /** A statement that waits for a row's lock in the source; the session is where its statements are relayed. */
    private CompletableFuture<SQLException> blocked(Connection connection, Statement statement) throws Exception {
        untilRelayed(number -> {
            try {
                return new Answer.Done(statement.executeUpdate("update items set name = 'relayed' where id = 20"));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        CompletableFuture<SQLException> failed = new CompletableFuture<>();
        Thread _ = Thread.ofPlatform().start(() -> {
            try {
                statement.executeUpdate("update items set name = 'blocked' where id = 21");
                failed.complete(null);
            } catch (SQLException e) {
                failed.complete(e);
            }
        });
        assertThat(connection.isClosed()).isFalse();
        assertThat(TwoSources.becomes(Duration.ofSeconds(10), () -> sources.running("UPDATE \"items\"") == 1))
                .isTrue();
        return failed;
    }

    private Connection locking() throws SQLException {
        Connection locking = sources.left.connect(sources.leftDatabase);
        locking.setAutoCommit(false);
        try (Statement statement = locking.createStatement()) {
            statement.execute("select 1 from items where id = 21 for update");
        }
        return locking;
    }

    @Test
    void canBeCancelled() throws Exception {
        try (Connection locking = locking();
                Connection connection = gateway.connect();
                Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> failed = blocked(connection, statement);
            statement.cancel();
            assertThat(failed.get().getSQLState()).isEqualTo("57014");
            assertThat(failed.get().getMessage()).contains("canceling statement due to user request");
            assertThat(Asking.column(connection, "select name from items where id = 21"))
                    .containsExactly("item 21");
            locking.rollback();
        }
    }

    @Test
    void hasATimeLimit() throws Exception {
        try (Connection locking = locking();
                Connection connection = gateway.connect("options=-c%20statement_timeout=3s");
                Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> failed = blocked(connection, statement);
            assertThat(failed.get().getSQLState()).isEqualTo("57014");
            assertThat(failed.get().getMessage()).contains("statement timeout");
            locking.rollback();
        }
    }

    @Test
    void nobodyKnowsWhatBecameOfAChangeWhoseSourceIsGone() throws Exception {
        try (Connection locking = locking();
                Connection connection = gateway.connect();
                Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> failed = blocked(connection, statement);
            terminateRelays();
            assertThat(failed.get().getSQLState()).isIn("40003", "57P01", "08006");
            locking.rollback();
            List<List<String>> unchanged = List.of(List.of("item 21"));
            assertThat(TwoSources.becomes(
                            Duration.ofSeconds(10),
                            () -> Asking.ask(connection, "select name from items where id = 21")
                                            instanceof Answer.Table table
                                    && table.rows().equals(unchanged)))
                    .isTrue();
        }
    }

    @Test
    void aSourceThatWasAwayIsAskedAgain() throws Exception {
        try (Connection connection = gateway.connect()) {
            untilRelayed(number -> Asking.ask(connection, "select name from items where id = 30"));
            terminateRelays();
            // Who gets a connection of the pool that is dead learns of it, once for each.
            assertThat(TwoSources.becomes(
                            Duration.ofSeconds(10),
                            () -> Asking.ask(connection, "select name from items where id = 30")
                                    instanceof Answer.Table))
                    .isTrue();
            assertThat(untilRelayed(number -> Asking.ask(connection, "select name from items where id = 30")))
                    .allMatch(Answer.Table.class::isInstance);
        }
    }

    private void terminateRelays() throws SQLException {
        try (Connection direct = sources.left.connect(sources.leftDatabase)) {
            Asking.column(
                    direct,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and"
                            + " application_name = 'federator'");
        }
    }

    @Test
    void aClientThatIsGoneLeavesNothingBehind() throws Exception {
        try (Connection locking = locking()) {
            Connection connection = gateway.connect();
            CompletableFuture<SQLException> failed = blocked(connection, connection.createStatement());
            connection.abort(Runnable::run);
            assertThat(failed.get().getSQLState()).isNotNull();
            assertThat(TwoSources.becomes(Duration.ofSeconds(5), () -> sources.running("UPDATE \"items\"") == 0))
                    .isTrue();
            locking.rollback();
        }
    }

    @Test
    void aSessionThatIsTerminatedSaysSo() throws Exception {
        try (Connection locking = locking();
                Connection other = gateway.connect();
                Connection connection = gateway.connect();
                Statement statement = connection.createStatement()) {
            String pid = Asking.column(connection, "select pg_backend_pid()").getFirst();
            CompletableFuture<SQLException> failed = blocked(connection, statement);
            Asking.column(other, "select pg_terminate_backend(" + pid + ")");
            assertThat(failed.get().getSQLState()).isEqualTo("57P01");
            assertThatThrownBy(() -> statement.executeQuery("select 1")).isInstanceOf(PSQLException.class);
            locking.rollback();
        }
    }

    @Test
    void readOnlySessionsChangeNothing() throws Exception {
        try (Connection connection = gateway.connect("options=-c%20default_transaction_read_only=on")) {
            for (int i = 0; i < TIMES; i++) {
                assertThat(Asking.ask(connection, "update items set name = 'never' where id = 40"))
                        .isInstanceOfSatisfying(
                                Answer.Failure.class,
                                failure -> assertThat(failure.state()).isEqualTo("25006"));
            }
            assertThat(Asking.column(connection, "select name from items where id = 40"))
                    .containsExactly("item 40");
        }
    }

    /** All connections of the pool may be needed by statements that are not relayed. */
    @Test
    void connectionsAreGivenBack() throws Exception {
        String small = TwoSources.CATALOG.replace("pool: {connection", "pool: {max-size: 4, connection");
        try (Gateway tight = Gateway.serving(small, sources.environment)) {
            List<Thread> clients = new ArrayList<>();
            List<Answer> failures = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                clients.add(Thread.ofPlatform().start(() -> {
                    try (Connection connection = tight.connect()) {
                        for (int round = 0; round < 200; round++) {
                            String sql = round % 20 == 19
                                    ? "select count(*) from items a join items b using (name) join things t on t.id ="
                                            + " a.id"
                                    : "select name from items where id = " + (round + 1);
                            Answer answer = Asking.ask(connection, sql);
                            if (answer instanceof Answer.Failure) {
                                synchronized (failures) {
                                    failures.add(answer);
                                }
                            }
                        }
                    } catch (SQLException e) {
                        synchronized (failures) {
                            failures.add(new Answer.Failure(String.valueOf(e.getSQLState()), e.getMessage()));
                        }
                    }
                }));
            }
            for (Thread client : clients) {
                client.join();
            }
            assertThat(failures).isEmpty();
            assertThat(relayed(tight)).isPositive();
        }
    }
}
