package io.federator.gateway.server;

import static io.federator.gateway.wire.Frontend.query;
import static io.federator.gateway.wire.Frontend.startup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.config.Tls;
import io.federator.gateway.server.TestServer.Options;
import io.federator.gateway.wire.Frontend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logins, cancelling, clients that leave or do not read, and stopping. */
@Timeout(60)
final class LifecycleTest {
    private static final Map<String, String> ME = Map.of("user", "me", "database", "test");

    /** Waits for something that another thread does. */
    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void aCancelRequestStopsTheRunningStatementOnly() throws Exception {
        try (TestServer server = new TestServer();
                RawClient client = RawClient.ready(server.port())) {
            client.send(query("select pg_sleep(60)"));
            until(() -> server.engine.sleeping.get() == 1);

            try (RawClient wrong = new RawClient(server.port())) {
                wrong.send(Frontend.cancel(client.processId, new byte[] {1, 2, 3, 4}));
                assertThat(wrong.answer()).isEqualTo("closed");
            }
            assertThat(server.engine.sleeping).hasValue(1);

            try (RawClient canceller = new RawClient(server.port())) {
                canceller.send(Frontend.cancel(client.processId, client.secretKey));
                assertThat(client.answers())
                        .containsExactly("T", "E ERROR 57014 canceling statement due to user request", "Z I");
                assertThat(canceller.answer()).isEqualTo("closed");
            }
            assertThat(client.ask(query("select 1"))).containsExactly("T", "D 1", "C SELECT 1", "Z I");
        }
    }

    @Test
    void aStatementHasItsTime() throws IOException {
        try (TestServer server = new TestServer();
                RawClient client = RawClient.ready(server.port())) {
            client.ask(query("set statement_timeout = '50ms'"));

            assertThat(client.ask(query("select pg_sleep(60)")))
                    .contains("E ERROR 57014 canceling statement due to statement timeout");
            assertThat(client.ask(query("select 1"))).contains("D 1");
        }
    }

    @Test
    void idleSessionsHaveTheirTime() throws IOException {
        try (TestServer server = new TestServer();
                RawClient idle = RawClient.ready(server.port());
                RawClient inTransaction = RawClient.ready(server.port())) {
            idle.ask(query("set idle_session_timeout = 50"));
            inTransaction.ask(query("begin; set idle_in_transaction_session_timeout = 50"));

            assertThat(idle.answers())
                    .containsExactly("E FATAL 57P05 terminating connection due to idle-session timeout", "closed");
            assertThat(inTransaction.answers())
                    .containsExactly(
                            "E FATAL 25P03 terminating connection due to idle-in-transaction timeout", "closed");
        }
    }

    @Test
    void aClientThatLeavesCancelsItsQuery() throws IOException {
        try (TestServer server = new TestServer()) {
            try (RawClient client = RawClient.ready(server.port())) {
                client.send(query("select pg_sleep(60)"));
                until(() -> server.engine.sleeping.get() == 1);
            }
            until(() -> server.engine.sleeping.get() == 0 && server.engine.openCursors.get() == 0);
            until(() -> server.sessions.get() == 0);
        }
    }

    @Test
    void aClientThatDoesNotReadStopsTheSource() throws IOException {
        try (TestServer server = new TestServer();
                RawClient client = RawClient.ready(server.port())) {
            client.send(
                    query("select n, 'some text to fill the buffers with' from generate_series(1, 2000000) as g(n)"));
            until(() -> server.engine.rowsProduced.get() > 0);
            long produced = -1;
            // Rows come until every buffer on the way is full, and then no more.
            while (produced != server.engine.rowsProduced.get()) {
                produced = server.engine.rowsProduced.get();
                LockSupport.parkNanos(200_000_000);
            }
            assertThat(produced).isLessThan(1_900_000);

            long read = client.answers().stream()
                    .filter(line -> line.startsWith("D"))
                    .count();
            assertThat(read).isEqualTo(2_000_000);
            assertThat(server.engine.openCursors).hasValue(0);
        }
    }

    @Test
    void aFloodOfMessagesIsReadAsItIsWorkedOff() throws IOException {
        try (TestServer server = new TestServer();
                RawClient client = RawClient.ready(server.port())) {
            byte[] one = query("select 1");
            Thread sender = Thread.startVirtualThread(() -> {
                try {
                    for (int i = 0; i < 20_000; i++) {
                        client.socket.getOutputStream().write(one);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            for (int i = 0; i < 20_000; i++) {
                assertThat(client.answers()).endsWith("C SELECT 1", "Z I");
            }
            assertThat(sender.isAlive()).isFalse();
        }
    }

    @Test
    void largeMessagesPassUpToTheLimit() throws IOException {
        try (TestServer server = new TestServer(Options.PLAIN.withMaxMessageSize(1_000_000));
                RawClient client = RawClient.ready(server.port())) {
            String big = "x".repeat(900_000);
            assertThat(client.ask(query("select '" + big + "'"))).contains("D " + big);
            // The head alone: the server answers and closes without waiting for a body that it will not read.
            byte[] head =
                    ByteBuffer.allocate(5).put((byte) 'Q').putInt(1_000_100).array();
            assertThat(client.ask(head))
                    .containsExactly(
                            "E FATAL 54000 message of 1000100 bytes is longer than the 1000000 that"
                                    + " limits.max-message-size allows",
                            "closed");
        }
    }

    @Test
    void thereIsAnEndOfPlaces() throws IOException {
        try (TestServer server = new TestServer(Options.PLAIN.withMaxConnections(1));
                RawClient first = RawClient.ready(server.port())) {
            try (RawClient second = new RawClient(server.port())) {
                assertThat(second.ask(startup(0, ME)))
                        .containsExactly("E FATAL 53300 sorry, too many clients already", "closed");
            }
            first.socket.close();
            until(() -> server.sessions.get() == 0);
            try (RawClient third = new RawClient(server.port())) {
                assertThat(third.ask(startup(0, ME))).endsWith("Z I");
            }
        }
    }

    @Test
    void whoDoesNotLogInIsSentAway() throws IOException {
        Options options = Options.PLAIN.withPassword("bob", "sesame").withAuthenticationTimeout(Duration.ofMillis(100));
        try (TestServer server = new TestServer(options);
                RawClient silent = new RawClient(server.port());
                RawClient hesitant = new RawClient(server.port())) {
            hesitant.send(startup(0, Map.of("user", "bob", "database", "test")));

            assertThat(silent.answer()).isEqualTo("closed");
            assertThat(hesitant.answer()).isEqualTo("R 10");
            assertThat(hesitant.answer()).isEqualTo("E FATAL 57014 canceling authentication due to timeout");
            assertThat(hesitant.answer()).isEqualTo("closed");
        }
    }

    @Test
    void passwordsAreProvedByScram() throws SQLException {
        try (TestServer server = new TestServer(Options.PLAIN.withPassword("bob", "sésame ouvre"))) {
            try (Connection connection = DriverManager.getConnection(server.url(), "bob", "sésame ouvre")) {
                assertThat(connection.isValid(5)).isTrue();
            }
            for (String user : new String[] {"bob", "nobody"}) {
                assertThatThrownBy(() -> DriverManager.getConnection(server.url(), user, "wrong"))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("28P01"))
                        .hasMessageContaining("password authentication failed for user \"" + user + "\"");
            }
        }
    }

    @Test
    void encryptionMayBeRequired() throws Exception {
        Tls tls = new Tls(resource("certificate.pem"), resource("key.pem"), true, TestServer.NOWHERE);
        try (TestServer server = new TestServer(Options.PLAIN.withTls(tls))) {
            try (Connection connection =
                            DriverManager.getConnection(server.url() + "?sslmode=require", "me", "ignored");
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("show ssl")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("on");
            }
            assertThatThrownBy(() -> DriverManager.getConnection(server.url() + "?sslmode=disable", "me", ""))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
            try (RawClient injected = new RawClient(server.port())) {
                injected.send(requestWithMore());
                assertThat(injected.answer()).isEqualTo("E FATAL 08P01 received unencrypted data after SSL request");
            }
        }
    }

    /** An SSLRequest with a startup message in the same breath. */
    private static byte[] requestWithMore() {
        byte[] start = startup(0, ME);
        byte[] all = new byte[8 + start.length];
        System.arraycopy(new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f}, 0, all, 0, 8);
        System.arraycopy(start, 0, all, 8, start.length);
        return all;
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(LifecycleTest.class.getResource(name)).toURI());
    }

    @Test
    void drainingEndsIdleSessionsAndLetsOthersFinish() throws Exception {
        try (TestServer server = new TestServer();
                RawClient idle = RawClient.ready(server.port());
                RawClient busy = RawClient.ready(server.port())) {
            busy.send(query("select pg_sleep(60)"));
            until(() -> server.engine.sleeping.get() == 1);
            CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> {
                try {
                    server.drain(Duration.ofSeconds(30));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });

            assertThat(idle.answers())
                    .containsExactly("E FATAL 57P01 terminating connection due to administrator command", "closed");
            try (RawClient late = new RawClient(server.port())) {
                assertThat(late.ask(startup(0, ME)))
                        .containsExactly("E FATAL 57P03 the database system is shutting down", "closed");
            }
            assertThat(drained).isNotDone();
            assertThat(server.engine.sleeping).hasValue(1);
            server.engine.wakeAll();
            assertThat(busy.answers()).containsExactly("T", "D ", "C SELECT 1", "Z I");
            assertThat(busy.answer()).isEqualTo("E FATAL 57P01 terminating connection due to administrator command");
            drained.join();
        }
    }

    @Test
    void drainingEndsWhatTakesTooLong() throws Exception {
        try (TestServer server = new TestServer();
                RawClient busy = RawClient.ready(server.port())) {
            busy.send(query("select pg_sleep(60)"));
            until(() -> server.engine.sleeping.get() == 1);

            server.drain(Duration.ofMillis(50));

            assertThat(busy.answers())
                    .containsExactly(
                            "T", "E FATAL 57P01 terminating connection due to administrator command", "closed");
        }
    }
}
