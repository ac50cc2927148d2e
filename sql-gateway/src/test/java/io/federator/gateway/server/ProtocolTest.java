package io.federator.gateway.server;

import static io.federator.gateway.wire.Frontend.bind;
import static io.federator.gateway.wire.Frontend.close;
import static io.federator.gateway.wire.Frontend.describe;
import static io.federator.gateway.wire.Frontend.execute;
import static io.federator.gateway.wire.Frontend.parse;
import static io.federator.gateway.wire.Frontend.query;
import static io.federator.gateway.wire.Frontend.startup;
import static io.federator.gateway.wire.Frontend.sync;
import static org.assertj.core.api.Assertions.assertThat;

import io.federator.gateway.wire.Frontend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The order and content of messages, as PostgreSQL 18 has them; every expectation was compared with one. */
final class ProtocolTest {
    private static final String FIVE = "select n from generate_series(1, 5) as g(n)";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> ask(byte[]... messages) throws IOException {
        try (RawClient client = RawClient.ready(server.port())) {
            return client.ask(messages);
        }
    }

    @Test
    void startTellsSettingsAndKey() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            List<String> answers = client.ask(startup(
                    0,
                    Map.of(
                            "user",
                            "me",
                            "database",
                            "test",
                            "application_name",
                            "a",
                            "options",
                            "-c DateStyle=German")));

            assertThat(answers).startsWith("R 0").endsWith("K", "Z I");
            assertThat(answers)
                    .contains(
                            "S server_version=18.0",
                            "S server_encoding=UTF8",
                            "S client_encoding=UTF8",
                            "S DateStyle=German, DMY",
                            "S IntervalStyle=postgres",
                            "S TimeZone=UTC",
                            "S integer_datetimes=on",
                            "S standard_conforming_strings=on",
                            "S is_superuser=off",
                            "S session_authorization=me",
                            "S application_name=a",
                            "S in_hot_standby=off",
                            "S default_transaction_read_only=off",
                            "S search_path=\"$user\", public",
                            "S scram_iterations=4096");
            assertThat(client.secretKey).hasSize(4);
        }
    }

    @Test
    void newerMinorVersionsAreNegotiated() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send(startup(9999, Map.of("user", "me", "database", "test", "_pq_.x", "1")));
            assertThat(client.answers()).startsWith("v 30002 1", "R 0");
            assertThat(client.secretKey).hasSize(32);
        }
        try (RawClient client = new RawClient(server.port())) {
            client.send(startup(2, Map.of("user", "me", "database", "test")));
            assertThat(client.answers()).startsWith("R 0");
            assertThat(client.secretKey).hasSize(32);
        }
    }

    @Test
    void refusalsAtTheStart() throws IOException {
        assertThat(start(Map.of("user", "me", "database", "other")))
                .containsExactly("R 0", "E FATAL 3D000 database \"other\" does not exist", "closed");
        assertThat(start(Map.of("database", "test")))
                .containsExactly("E FATAL 28000 no PostgreSQL user name specified in startup packet", "closed");
        assertThat(start(Map.of("user", "me", "database", "test", "nonsense", "1")))
                .contains("E FATAL 42704 unrecognized configuration parameter \"nonsense\"", "closed");
        assertThat(start(Map.of("user", "me", "database", "test", "DateStyle", "nonsense")))
                .contains("E FATAL 22023 invalid value for parameter \"DateStyle\": \"nonsense\"", "closed");
    }

    private static List<String> start(Map<String, String> parameters) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            return client.ask(startup(0, parameters));
        }
    }

    @Test
    void simpleQueries() throws IOException {
        assertThat(ask(query("select 1, null, 'x'"))).containsExactly("T", "D 1,NULL,x", "C SELECT 1", "Z I");
        assertThat(ask(query(""))).containsExactly("I", "Z I");
        assertThat(ask(query(" ; ;"))).containsExactly("I", "Z I");
        assertThat(ask(query("select 1; select 2")))
                .containsExactly("T", "D 1", "C SELECT 1", "T", "D 2", "C SELECT 1", "Z I");
        assertThat(ask(query("select 1; select 1/0; select 2")))
                .containsExactly("T", "D 1", "C SELECT 1", "T", "E ERROR 22012 division by zero", "Z I");
        assertThat(ask(query("selec"))).containsExactly("E ERROR 42601 syntax error at or near \"selec\"", "Z I");
        assertThat(ask(query("select $1::int4"))).containsExactly("E ERROR 42P02 there is no parameter $1", "Z I");
    }

    @Test
    void rowLimitsSuspendAndResume() throws IOException {
        assertThat(ask(
                        parse("", FIVE),
                        bind("", "", 0),
                        describe('P', ""),
                        execute("", 2),
                        execute("", 2),
                        execute("", 2),
                        execute("", 2),
                        sync()))
                .containsExactly(
                        "1", "2", "T", "D 1", "D 2", "s", "D 3", "D 4", "s", "D 5", "C SELECT 1", "C SELECT 0", "Z I");
        assertThat(ask(
                        parse("", "select n from generate_series(1, 2) as g(n)"),
                        bind("", "", 0),
                        execute("", 2),
                        execute("", 2),
                        sync()))
                .containsExactly("1", "2", "D 1", "D 2", "s", "C SELECT 0", "Z I");
    }

    @Test
    void severalPortalsAreOpenAtOnceUntilTheTransactionEnds() throws IOException {
        try (RawClient client = RawClient.ready(server.port())) {
            client.ask(query("begin"));
            assertThat(client.ask(
                            parse("five", FIVE), bind("p", "five", 0), bind("q", "five", 0), execute("p", 2), sync()))
                    .containsExactly("1", "2", "2", "D 1", "D 2", "s", "Z T");
            assertThat(client.ask(execute("q", 1), execute("p", 1), sync()))
                    .containsExactly("D 1", "s", "D 3", "s", "Z T");
            assertThat(client.ask(query("select 7"))).containsExactly("T", "D 7", "C SELECT 1", "Z T");
            assertThat(client.ask(execute("p", 0), sync())).containsExactly("D 4", "D 5", "C SELECT 2", "Z T");
            assertThat(client.ask(bind("q", "five", 0), sync()))
                    .containsExactly("E ERROR 42P03 cursor \"q\" already exists", "Z E");
            client.ask(query("rollback"));
            assertThat(client.ask(execute("p", 0), sync()))
                    .containsExactly("E ERROR 34000 portal \"p\" does not exist", "Z I");
            assertThat(client.ask(bind("p", "five", 0), sync())).containsExactly("2", "Z I");
            assertThat(client.ask(execute("p", 0), sync()))
                    .containsExactly("E ERROR 34000 portal \"p\" does not exist", "Z I");
        }
        assertThat(server.engine.openCursors).hasValue(0);
    }

    @Test
    void errorsAreSkippedOverToTheNextSync() throws IOException {
        assertThat(ask(
                        parse("", "select 1/0"),
                        bind("", "", 0),
                        execute("", 0),
                        parse("", "select 1"),
                        bind("", "", 0),
                        execute("", 0),
                        sync()))
                .containsExactly("1", "2", "E ERROR 22012 division by zero", "Z I");
        assertThat(ask(bind("", "nope", 0), query("select 1"), sync()))
                .containsExactly("E ERROR 26000 prepared statement \"nope\" does not exist", "Z I");
    }

    @Test
    void preparedStatements() throws IOException {
        try (RawClient client = RawClient.ready(server.port())) {
            assertThat(client.ask(parse("a", "select $1::int4, $2"), describe('S', "a"), sync()))
                    .containsExactly("1", "t", "T", "Z I");
            assertThat(client.ask(parse("a", "select 1"), sync()))
                    .containsExactly("E ERROR 42P05 prepared statement \"a\" already exists", "Z I");
            assertThat(client.ask(bind("", "a", 0, "5", null), execute("", 0), sync()))
                    .containsExactly("2", "D 5,NULL", "C SELECT 1", "Z I");
            assertThat(client.ask(bind("", "a", 0, "x", null), sync()))
                    .containsExactly("E ERROR 22P02 invalid input syntax for type integer: \"x\"", "Z I");
            assertThat(client.ask(bind("", "a", 0, "1"), sync()))
                    .containsExactly(
                            "E ERROR 08P01 bind message supplies 1 parameters, but prepared statement \"a\" requires 2",
                            "Z I");
            assertThat(client.ask(close('S', "a"), close('S', "a"), close('P', "x"), sync()))
                    .containsExactly("3", "3", "3", "Z I");
            assertThat(client.ask(describe('S', "a"), sync()))
                    .containsExactly("E ERROR 26000 prepared statement \"a\" does not exist", "Z I");
            assertThat(client.ask(parse("", "select 1; select 2"), sync()))
                    .containsExactly("E ERROR 42601 cannot insert multiple commands into a prepared statement", "Z I");
            assertThat(client.ask(
                            parse("", ""),
                            describe('S', ""),
                            bind("", "", 0),
                            describe('P', ""),
                            execute("", 0),
                            sync()))
                    .containsExactly("1", "t", "n", "2", "n", "I", "Z I");
            assertThat(client.ask(parse("", "begin"), describe('S', ""), bind("", "", 0), execute("", 0), sync()))
                    .containsExactly("1", "t", "n", "2", "C BEGIN", "Z T");
            assertThat(client.ask(
                            parse("", "show timezone"), describe('S', ""), bind("", "", 0), execute("", 0), sync()))
                    .containsExactly("1", "t", "T", "2", "D UTC", "C SHOW", "Z T");
        }
    }

    @Test
    void aChangedCatalogIsPlannedAnew() throws IOException {
        try (RawClient client = RawClient.ready(server.port())) {
            client.ask(parse("a", "select 1"), sync());
            server.engine.version.incrementAndGet();

            assertThat(client.ask(bind("", "a", 0), execute("", 0), sync()))
                    .containsExactly("2", "D 1", "C SELECT 1", "Z I");
        }
    }

    @Test
    void settingsAreReportedWhenTheyChange() throws IOException {
        try (RawClient client = RawClient.ready(server.port())) {
            assertThat(client.ask(query("set timezone = 'europe/berlin'")))
                    .containsExactly("C SET", "S TimeZone=Europe/Berlin", "Z I");
            assertThat(client.ask(query("begin; set timezone = 'Asia/Tokyo'; rollback")))
                    .containsExactly("C BEGIN", "C SET", "C ROLLBACK", "Z I");
            assertThat(client.ask(query("reset all"))).containsExactly("C RESET", "S TimeZone=UTC", "Z I");
        }
    }

    @Test
    void whatIsNotSupportedSaysSo() throws IOException {
        assertThat(ask(new byte[] {'F', 0, 0, 0, 4}))
                .containsExactly("E ERROR 0A000 function call messages are not supported", "Z I");
        assertThat(ask(query("lock table t")))
                .containsExactly("E ERROR 25P01 LOCK TABLE can only be used in transaction blocks", "Z I");
        assertThat(ask(query("begin read only; delete from t")))
                .containsExactly("C BEGIN", "E ERROR 25006 cannot execute DELETE in a read-only transaction", "Z E");
        assertThat(ask(query("create table t(a int)")))
                .containsExactly("E ERROR 0A000 CREATE TABLE is not supported", "Z I");
    }

    @Test
    void internalErrorsKeepTheirSecrets() throws IOException {
        List<String> answers = ask(query("select bug()"));

        assertThat(answers).hasSize(3).endsWith("Z I");
        assertThat(answers.get(1)).matches("E ERROR XX000 internal error [0-9a-f]{8}");
    }

    @Test
    void malformedMessagesAreErrorsAndBrokenFramesTheEnd() throws IOException {
        assertThat(ask(new byte[] {'Q', 0, 0, 0, 5, 'x'}))
                .containsExactly("E ERROR 08P01 invalid string in message", "Z I");
        assertThat(ask(new byte[] {'P', 0, 0, 0, 5, 'x'}, parse("", "select 1"), sync()))
                .containsExactly("E ERROR 08P01 invalid string in message", "Z I");
        assertThat(ask(new byte[] {'S', 0, 0, 0, 5, 'x'}))
                .containsExactly("E ERROR 08P01 invalid message format", "Z I");
        assertThat(ask(new byte[] {'Y', 0, 0, 0, 4}))
                .containsExactly("E FATAL 08P01 invalid frontend message type 89", "closed");
        assertThat(ask(query("select 1"), new byte[] {'Q', 0, 0, 0, 1}))
                .containsExactly("T", "D 1", "C SELECT 1", "Z I");
        assertThat(ask(new byte[] {'d', 0, 0, 0, 4}, new byte[] {'c', 0, 0, 0, 4}, query("select 1")))
                .containsExactly("T", "D 1", "C SELECT 1", "Z I");
    }

    @Test
    void nothingIsDoneBeforeAuthentication() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.ask("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                    .containsExactly("closed");
        }
        try (RawClient client = new RawClient(server.port())) {
            client.send(new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f});
            assertThat(client.socket.getInputStream().read()).isEqualTo('N');
            client.send(new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x30});
            assertThat(client.socket.getInputStream().read()).isEqualTo('N');
            assertThat(client.ask(startup(0, Map.of("user", "me", "database", "test"))))
                    .endsWith("K", "Z I");
        }
    }

    @Test
    void randomBytesHurtNobody() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            byte[] bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            if (round % 2 == 0) {
                try (RawClient client = RawClient.ready(server.port())) {
                    bytes[0] = (byte) "QPBDECHSFdcf".charAt(random.nextInt(12));
                    Arrays.fill(bytes, 1, Math.min(4, bytes.length), (byte) 0);
                    client.send(bytes, Frontend.terminate());
                }
            } else {
                try (RawClient client = new RawClient(server.port())) {
                    client.send(bytes);
                }
            }
        }

        assertThat(ask(query("select 1"))).containsExactly("T", "D 1", "C SELECT 1", "Z I");
    }
}
