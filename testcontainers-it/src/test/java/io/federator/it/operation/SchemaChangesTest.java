package io.federator.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.TestServer;
import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that are changed in their sources, and sources that go away, while clients hold statements about them. */
class SchemaChangesTest {
    private static final String CATALOG = """
        version: 1
        gateway: {port: 5433, database: changing, admin-port: 8433, refresh-interval: INTERVAL}
        sources:
          left: {type: postgresql, url: "${LEFT_URL}", user: postgres, password: "", pool: {connection-timeout: 2s}}
          right: {type: mariadb, url: "${RIGHT_URL}", user: root, password: "", pool: {connection-timeout: 2s}}
        schemas:
          public:
            lefts: {at: left/things}
            rights: {at: right/things}
            halves: {rows: [{where: "id <= 2", at: left/things}, {where: "id > 2", at: right/things}]}
            copied: {key: [id], at: [right/copied, left/copied]}
        """;

    private final TestServer left = EmbeddedPostgres.shared();
    private final String leftDatabase = left.createDatabase();

    @BeforeEach
    void create() {
        left.execute(
                leftDatabase,
                "create table things (id integer primary key, name varchar(20), size integer)",
                "insert into things values (1, 'one', 10), (2, 'two', 20)",
                "create table copied (id integer primary key, place varchar(20))",
                "insert into copied values (1, 'left')",
                "analyze");
    }

    private static String createRight(TestServer right) {
        String database = right.createDatabase();
        right.execute(
                database,
                "create table things (id integer primary key, name varchar(20), size integer)",
                "insert into things values (3, 'three', 30), (4, 'four', 40)",
                "create table copied (id integer primary key, place varchar(20))",
                "insert into copied values (1, 'right')");
        return database;
    }

    private Gateway serve(TestServer right, String rightDatabase, String interval) {
        return Gateway.serving(
                CATALOG.replace("INTERVAL", interval),
                Map.of("LEFT_URL", left.url(leftDatabase), "RIGHT_URL", right.url(rightDatabase)));
    }

    @AfterEach
    void drop() {
        left.dropDatabase(leftDatabase + " with (force)");
    }

    private static String refresh(Gateway gateway) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + gateway.adminPort() + "/refresh");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(address)
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private static String state(Answer answer) {
        return answer instanceof Answer.Failure failure ? failure.state() : answer.brief();
    }

    private static List<String> columns(Answer answer) {
        return answer instanceof Answer.Table table
                ? table.columns().stream()
                        .map(c -> c.substring(0, c.indexOf(':')))
                        .toList()
                : List.of(answer.brief());
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void queriesFollowWhatASourceReports(String mode) throws Exception {
        TestServer right = EmbeddedMariaDb.shared();
        String rightDatabase = createRight(right);
        try (Gateway gateway = serve(right, rightDatabase, "0");
                Connection connection = gateway.connect("preferQueryMode=" + mode)) {
            for (String table : List.of("lefts", "rights", "halves")) {
                assertThat(Asking.column(connection, "select name from " + table))
                        .isNotEmpty();
                assertThat(columns(Asking.ask(connection, "select * from " + table)))
                        .containsExactly("id", "name", "size");
            }
            left.execute(leftDatabase, "alter table things rename column size to weight");
            right.execute(rightDatabase, "alter table things rename column size to weight");
            for (String table : List.of("lefts", "rights", "halves")) {
                assertThat(state(Asking.ask(connection, "select max(size) from " + table)))
                        .isEqualTo("42703");
                assertThat(Asking.column(connection, "select max(weight) from " + table))
                        .hasSize(1);
                assertThat(columns(Asking.ask(connection, "select * from " + table)))
                        .containsExactly("id", "name", "weight");
            }
        }
    }

    /** Its rows have not been described to anybody, so it may give others than it was planned with. */
    @Test
    void simpleQueryIsPlannedAnewAtOnce() throws Exception {
        TestServer right = EmbeddedMariaDb.shared();
        String rightDatabase = createRight(right);
        try (Gateway gateway = serve(right, rightDatabase, "0");
                Connection connection = gateway.connect("preferQueryMode=simple")) {
            for (String table : List.of("lefts", "rights", "halves")) {
                assertThat(columns(Asking.ask(connection, "select * from " + table)))
                        .contains("size");
            }
            left.execute(leftDatabase, "alter table things drop column size");
            right.execute(rightDatabase, "alter table things drop column size");
            for (String table : List.of("lefts", "rights", "halves")) {
                assertThat(columns(Asking.ask(connection, "select * from " + table)))
                        .containsExactly("id", "name");
            }
            left.execute(leftDatabase, "drop table things");
            assertThat(state(Asking.ask(connection, "select * from lefts"))).isEqualTo("42P01");
            left.execute(leftDatabase, "create table things (id integer, name text)");
            assertThat(state(Asking.ask(connection, "select * from lefts"))).isEqualTo("0 rows");
        }
    }

    @Test
    void preparedStatementKeepsItsTypesOrFails() throws Exception {
        TestServer right = EmbeddedMariaDb.shared();
        try (Gateway gateway = serve(right, createRight(right), "0");
                Connection connection = gateway.connect("prepareThreshold=1");
                PreparedStatement same = connection.prepareStatement("select name from lefts where id = ?");
                PreparedStatement other = connection.prepareStatement("select size from lefts where id = ?")) {
            assertThat(first(same)).isEqualTo("one");
            assertThat(first(other)).isEqualTo("10");
            Asking.ask(connection, "prepare kept as select name from lefts where id = 1");
            Asking.ask(connection, "prepare changed as select size from lefts where id = 1");
            left.execute(
                    leftDatabase,
                    "alter table things alter column size type bigint",
                    "update things set size = 1 << 20");
            assertThat(refresh(gateway)).contains("public.lefts").doesNotContain("rights");
            assertThat(Asking.column(connection, "execute kept")).containsExactly("one");
            assertThat(Asking.ask(connection, "execute changed"))
                    .isEqualTo(new Answer.Failure("0A000", "cached plan must not change result type"));
            assertThat(first(same)).isEqualTo("one");
            // The driver prepares anew after this very error, which it knows by its routine.
            assertThat(first(other)).isEqualTo("1048576");
        }
    }

    private static String first(PreparedStatement statement) throws SQLException {
        statement.setInt(1, 1);
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void changesAreFoundInTheBackground() throws Exception {
        TestServer right = EmbeddedMariaDb.shared();
        try (Gateway gateway = serve(right, createRight(right), "100ms");
                Connection connection = gateway.connect()) {
            assertThat(columns(Asking.ask(connection, "select * from lefts"))).hasSize(3);
            assertThat(Asking.column(connection, "select reltuples from pg_class where relname = 'lefts'"))
                    .containsExactly("2");
            left.execute(
                    leftDatabase,
                    "alter table things add column colour text",
                    "insert into things select i from generate_series(10, 1000) i",
                    "analyze things");
            assertThat(TwoSources.becomes(
                            Duration.ofSeconds(10),
                            () -> columns(Asking.ask(connection, "select * from lefts"))
                                            .contains("colour")
                                    && Asking.column(
                                                    connection,
                                                    "select reltuples from pg_class where relname = 'lefts'")
                                            .equals(List.of("993"))))
                    .isTrue();
        }
    }

    @Test
    void copiesElsewhereServeUntilTheSourceIsBack() throws Exception {
        EmbeddedMariaDb right = EmbeddedMariaDb.separate();
        try (Gateway gateway = serve(right, createRight(right), "0");
                Connection connection = gateway.connect()) {
            String sql = "select place from copied";
            assertThat(Asking.column(connection, sql)).containsExactly("right");
            right.kill();
            for (int i = 0; i < 50; i++) {
                assertThat(Asking.column(connection, sql)).containsExactly("left");
            }
            assertThat(state(Asking.ask(connection, "select * from rights"))).isEqualTo("08006");
            right.restart();
            assertThat(TwoSources.becomes(
                            Duration.ofSeconds(60),
                            () -> Asking.column(connection, sql).equals(List.of("right"))))
                    .isTrue();
            assertThat(state(Asking.ask(connection, "select * from rights"))).isEqualTo("2 rows");
        } finally {
            right.close();
        }
    }
}
