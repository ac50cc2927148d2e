package io.federator.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The PostgreSQL JDBC driver in its ways of working. */
final class DriverTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Connection connect(String options) throws SQLException {
        return DriverManager.getConnection(server.url() + "?" + options, "me", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "preferQueryMode=simple",
                "preferQueryMode=extendedForPrepared",
                "preferQueryMode=extendedCacheEverything",
                "prepareThreshold=-1",
                "prepareThreshold=1&binaryTransfer=true",
                "options=-c%20statement_timeout%3D30s"
            })
    void valuesComeAndGoInEveryMode(String options) throws SQLException {
        try (Connection connection = connect(options);
                PreparedStatement statement =
                        connection.prepareStatement("select ?::int4, ?::int8, ?::numeric, ?::text,"
                                + " ?::bool, ?::date, ?::timestamptz, ?::uuid, ?::float8, ?::bytea, ?::int4")) {
            UUID uuid = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
            OffsetDateTime instant = OffsetDateTime.parse("2024-03-31T01:30:00.123456Z");
            statement.setInt(1, -5);
            statement.setLong(2, Long.MIN_VALUE);
            statement.setBigDecimal(3, new BigDecimal("-12345.6700"));
            statement.setString(4, "zażółć 😀");
            statement.setBoolean(5, true);
            statement.setObject(6, LocalDate.of(1969, 12, 31));
            statement.setObject(7, instant);
            statement.setObject(8, uuid);
            statement.setDouble(9, 0.1);
            statement.setBytes(10, new byte[] {0, -1, 92});
            statement.setObject(11, null);
            for (int round = 0; round < 7; round++) {
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(-5);
                    assertThat(rows.getLong(2)).isEqualTo(Long.MIN_VALUE);
                    assertThat(rows.getBigDecimal(3)).isEqualTo(new BigDecimal("-12345.6700"));
                    assertThat(rows.getString(4)).isEqualTo("zażółć 😀");
                    assertThat(rows.getBoolean(5)).isTrue();
                    assertThat(rows.getObject(6, LocalDate.class)).isEqualTo(LocalDate.of(1969, 12, 31));
                    assertThat(rows.getObject(7, OffsetDateTime.class)).isEqualTo(instant);
                    assertThat(rows.getObject(8)).isEqualTo(uuid);
                    assertThat(rows.getDouble(9)).isEqualTo(0.1);
                    assertThat(rows.getBytes(10)).containsExactly(0, -1, 92);
                    assertThat(rows.getObject(11)).isNull();
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }

    @Test
    void fetchSizeReadsInPieces() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(10);
            long before = server.engine.rowsProduced.get();
            try (ResultSet rows = statement.executeQuery("select n from generate_series(1, 1000000) as g(n)")) {
                for (int i = 1; i <= 25; i++) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(i);
                }
                assertThat(server.engine.rowsProduced.get() - before).isEqualTo(30);
                try (Statement other = connection.createStatement();
                        ResultSet one = other.executeQuery("select 7")) {
                    assertThat(one.next()).isTrue();
                }
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(26);
            }
            connection.commit();
        }
        assertThat(server.engine.openCursors).hasValue(0);
    }

    @Test
    void maxRowsEndsTheResult() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.setMaxRows(3);
            try (ResultSet rows = statement.executeQuery("select n from generate_series(1, 100) as g(n)")) {
                int count = 0;
                while (rows.next()) {
                    count++;
                }
                assertThat(count).isEqualTo(3);
            }
        }
    }

    @Test
    void transactionsAndSavepoints() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select 1");
            Savepoint savepoint = connection.setSavepoint();
            assertThatThrownBy(() -> statement.execute("select 1/0")).hasMessageContaining("division by zero");
            assertThatThrownBy(() -> statement.execute("select 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25P02"));
            connection.rollback(savepoint);
            statement.execute("select 1");
            connection.commit();
            connection.setReadOnly(true);
            statement.execute("select 1");
            assertThatThrownBy(() -> statement.execute("insert into t values (1)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
            connection.rollback();
            connection.setReadOnly(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            statement.execute("select 1");
            assertThat(statement.execute("select 2")).isTrue();
            connection.rollback();
        }
    }

    @Test
    void warningsArrive() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("commit");

            assertThat(statement.getWarnings().getMessage()).isEqualTo("there is no transaction in progress");
            assertThat(statement.getWarnings().getSQLState()).isEqualTo("25P01");
        }
    }

    @Test
    void queryTimeoutCancels() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.execute("select pg_sleep(60)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        }
    }

    @Test
    void severalStatementsInOne() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("set application_name = 'x'; show application_name; select 2"))
                    .isFalse();
            List<String> seen = new ArrayList<>();
            while (statement.getMoreResults() || statement.getUpdateCount() != -1) {
                try (ResultSet rows = statement.getResultSet()) {
                    rows.next();
                    seen.add(rows.getString(1));
                }
            }
            assertThat(seen).containsExactly("x", "2");
        }
    }
}
