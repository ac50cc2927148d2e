package io.federator.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many sessions, a source that goes away, cancelling, and a client that does not read. */
class SessionsTest extends OverTwoSources {
    private static final int SESSIONS = 50;
    private static final int QUERIES = 40;

    @Test
    void fiftySessionsOfPointQueries() throws Exception {
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                int session = i;
                all.add(threads.submit(() -> pointQueries(session)));
            }
            for (Future<Integer> one : all) {
                assertThat(one.get()).isEqualTo(QUERIES);
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }

    private int pointQueries(int session) throws SQLException {
        int right = 0;
        try (Connection connection = gateway.connect();
                PreparedStatement statement = connection.prepareStatement("select name from parts where id = ?")) {
            for (int i = 0; i < QUERIES; i++) {
                int id = 1 + (session * 199 + i * 251) % TwoSources.ROWS;
                statement.setInt(1, id);
                try (ResultSet rows = statement.executeQuery()) {
                    right += rows.next() && rows.getString(1).equals("part " + id) && !rows.next() ? 1 : 0;
                }
            }
        }
        return right;
    }

    @Test
    void cancelReachesTheSource() throws Exception {
        try (Connection connection = gateway.connect();
                Statement statement = connection.createStatement();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> state = threads.submit(() -> {
                try (ResultSet rows = statement.executeQuery("select * from endless")) {
                    return "rows " + rows.next();
                } catch (SQLException e) {
                    return e.getSQLState();
                }
            });
            assertThat(TwoSources.becomes(Duration.ofSeconds(10), () -> sources.running("endless") == 1))
                    .isTrue();
            long begin = System.nanoTime();
            statement.cancel();
            assertThat(state.get()).isEqualTo("57014");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
            assertThat(TwoSources.becomes(Duration.ofSeconds(1), () -> sources.running("endless") == 0))
                    .isTrue();
            assertThat(Asking.column(connection, "select 1")).containsExactly("1");
        }
    }

    /** What is left of a cursor WITH HOLD is read when its transaction commits. */
    @Test
    void cancelReachesACursorAtCommit() throws Exception {
        try (Connection connection = gateway.connect();
                Connection other = gateway.connect();
                Statement statement = connection.createStatement();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            statement.execute("begin");
            statement.execute("declare c cursor with hold for select pg_sleep(1) from generate_series(1, 60)");
            Future<String> state = threads.submit(() -> {
                try {
                    return "rows " + statement.execute("commit");
                } catch (SQLException e) {
                    return e.getSQLState();
                }
            });
            String committing = "select pid from pg_stat_activity where state = 'active' and query = 'commit'";
            assertThat(TwoSources.becomes(
                            Duration.ofSeconds(10),
                            () -> Asking.column(other, committing).size() == 1))
                    .isTrue();
            statement.cancel();
            assertThat(state.get()).isEqualTo("57014");
            assertThat(Asking.column(connection, "select count(*) from pg_cursors"))
                    .containsExactly("0");
        }
    }

    @Test
    void explainsPreparedStatements() throws SQLException {
        try (Connection connection = gateway.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("prepare one(int) as select name from items where id = $1");
            List<String> plan = Asking.column(connection, "explain (analyze) execute one(7)");
            assertThat(plan.getFirst()).startsWith("Leaf on left").contains("actual rows=1");
            assertThat(Asking.ask(connection, "explain execute one()"))
                    .isInstanceOfSatisfying(
                            Answer.Failure.class,
                            failure -> assertThat(failure.state()).isEqualTo("42601"));
        }
    }

    /** Rows of a megabyte: a SCROLL cursor says when it has kept enough, one WITH HOLD leaves the rest where it is. */
    @Test
    void cursorsKeepSoMuch() throws SQLException {
        try (Connection connection = gateway.connect();
                Statement statement = connection.createStatement()) {
            String wide = "select repeat(i::text, 1000000 / length(i::text)) as w from generate_series(1, 100) i";
            statement.execute("begin");
            statement.execute("declare c scroll cursor for " + wide);
            assertThat(Asking.ask(connection, "fetch all from c"))
                    .isInstanceOfSatisfying(
                            Answer.Failure.class,
                            failure -> assertThat(failure.state()).isEqualTo("54000"));
            statement.execute("rollback");
            statement.execute("begin");
            statement.execute("declare h cursor with hold for " + wide);
            statement.execute("commit");
            assertThat(rows(connection, "fetch all from h")).isEqualTo(100);
        }
    }

    @Test
    void statementTimeoutReachesTheSource() throws Exception {
        try (Connection connection = gateway.connect()) {
            Asking.ask(connection, "set statement_timeout = '300ms'");
            assertThat(Asking.ask(connection, "select * from endless"))
                    .isInstanceOfSatisfying(
                            Answer.Failure.class, f -> assertThat(f.state()).isEqualTo("57014"));
            assertThat(TwoSources.becomes(Duration.ofSeconds(2), () -> sources.running("endless") == 0))
                    .isTrue();
        }
    }

    /** The gateway computes more queries than it has processors: others still log in, are answered, and can cancel. */
    @Test
    void computingSessionsDoNotKeepOthersOut() throws Exception {
        String computing = "select count(*) from parts a, parts b, parts c where a.id + b.id = c.id * 2 + sqrt(c.id)";
        int sessions = 3 * Runtime.getRuntime().availableProcessors();
        List<Connection> connections = new ArrayList<>();
        List<Statement> statements = new ArrayList<>();
        List<Future<String>> states = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int i = 0; i < sessions; i++) {
                    Connection connection = gateway.connect();
                    connections.add(connection);
                    Asking.ask(connection, "set federator.pushdown = off");
                    Asking.ask(connection, "set federator.residual = local");
                    Statement statement = connection.createStatement();
                    statements.add(statement);
                    states.add(threads.submit(() -> {
                        try (ResultSet rows = statement.executeQuery(computing)) {
                            return "rows " + rows.next();
                        } catch (SQLException e) {
                            return e.getSQLState();
                        }
                    }));
                }
                try (Connection other = gateway.connect()) {
                    Asking.ask(other, "set federator.pushdown = off");
                    Asking.ask(other, "set federator.residual = local");
                    Asking.ask(other, "set statement_timeout = '300ms'");
                    assertThat(Asking.column(other, "select 1")).containsExactly("1");
                    assertThat(Asking.ask(other, computing))
                            .isInstanceOfSatisfying(
                                    Answer.Failure.class,
                                    f -> assertThat(f.state()).isEqualTo("57014"));
                }
                for (Statement statement : statements) {
                    statement.cancel();
                }
                for (Future<String> state : states) {
                    assertThat(state.get(20, TimeUnit.SECONDS)).isEqualTo("57014");
                }
            } finally {
                for (Connection connection : connections) {
                    connection.close();
                }
            }
        }
    }

    @Test
    void lostSourceIsNamedAndComesBack() throws Exception {
        EmbeddedMariaDb server = EmbeddedMariaDb.separate();
        try (TwoSources own = new TwoSources(server);
                Gateway front = own.serve();
                Connection connection = front.connect()) {
            assertThat(Asking.column(connection, "select name from things where id = 7"))
                    .containsExactly("thing 7");
            server.kill();
            assertThat(Asking.ask(connection, "select name from things where id = 7"))
                    .isInstanceOfSatisfying(Answer.Failure.class, failure -> {
                        assertThat(failure.state()).isEqualTo("08006");
                        assertThat(failure.message()).contains("right");
                    });
            assertThat(Asking.column(connection, "select name from items where id = 7"))
                    .containsExactly("item 7");
            assertThat(Asking.column(connection, "select name from parts where id = 7"))
                    .containsExactly("part 7");
            server.restart();
            assertThat(TwoSources.becomes(
                            Duration.ofSeconds(10),
                            () -> Asking.ask(connection, "select name from things where id = 7")
                                    instanceof Answer.Table))
                    .isTrue();
        } finally {
            server.close();
        }
    }

    /** The result has gigabytes; what the client does not take must not pile up. */
    @Test
    void clientThatDoesNotReadHoldsTheSourceBack() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] start = "user\0tester\0database\0two\0\0".getBytes(StandardCharsets.UTF_8);
            out.writeInt(start.length + 8);
            out.writeInt(196608);
            out.write(start);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (in.readByte() != 'Z') {
                in.skipNBytes(in.readInt() - 4);
            }
            in.skipNBytes(5);
            byte[] sql = "select a.name as x, b.name as y from items a cross join items b\0"
                    .getBytes(StandardCharsets.UTF_8);
            out.writeByte('Q');
            out.writeInt(sql.length + 4);
            out.write(sql);
            out.flush();
            assertThat(in.readNBytes(1 << 20)).hasSize(1 << 20);
            long before = usedHeap();
            boolean grown = TwoSources.becomes(Duration.ofSeconds(3), () -> usedHeap() > before + (200L << 20));
            assertThat(grown).isFalse();
        }
        assertThat(TwoSources.becomes(Duration.ofSeconds(10), () -> sources.running("items") == 0))
                .isTrue();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void stoppingLetsRunningStatementsFinish(String mode) throws Exception {
        Gateway own = sources.serve();
        try (Connection connection = own.connect("preferQueryMode=" + mode)) {
            CompletableFuture<Integer> running =
                    CompletableFuture.supplyAsync(() -> rows(connection, "select id from slow"));
            assertThat(TwoSources.becomes(Duration.ofSeconds(10), () -> sources.running("slow") == 1))
                    .isTrue();
            own.close();
            assertThat(running.get()).isPositive();
            assertThat(Asking.ask(connection, "select 1")).isInstanceOf(Answer.Failure.class);
        }
    }

    /** One statement and nothing else: asking for more of its result would be a statement of its own. */
    private static int rows(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int rows = 0;
            while (result.next()) {
                rows++;
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
