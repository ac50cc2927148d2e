package io.federator.adapter.testkit;

import io.federator.adapter.jdbc.text.ValueText;
import io.federator.spi.error.SqlException;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.SourceSettings;
import io.federator.spi.source.TableName;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A source on a fresh database, and PostgreSQL beside it as the oracle. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AdapterFixture {
    protected final TestedDatabase tested;
    protected final TestServer server;
    protected String database = "";
    protected String oracleDatabase = "";
    protected Source source;
    protected Connection oracle;

    @SuppressWarnings("NullAway") // The two are set before the first test.
    protected AdapterFixture(TestedDatabase tested) {
        this.tested = tested;
        this.server = tested.server();
    }

    @BeforeAll
    void open() throws SQLException {
        database = tested.createDatabase();
        server.execute(database, tested.preparation().toArray(String[]::new));
        oracleDatabase = EmbeddedPostgres.shared().createDatabase();
        oracle = EmbeddedPostgres.shared().connect(oracleDatabase);
        source = tested.adapter().open(settings(server, database, 10, Map.of()));
        try (Statement statement = oracle.createStatement()) {
            statement.execute(
                    "set timezone = 'UTC'; set extra_float_digits = 3; set intervalstyle = 'postgres'; set datestyle ="
                            + " 'ISO'");
        }
    }

    @AfterAll
    void close() throws SQLException {
        source.close();
        oracle.close();
        server.dropDatabase(database);
        EmbeddedPostgres.shared().dropDatabase(oracleDatabase);
    }

    protected static SourceSettings settings(
            TestServer server, String database, int connections, Map<String, String> options) {
        return new SourceSettings(
                "tested",
                server.url(database),
                Optional.of(server.user()),
                () -> Optional.of(""),
                connections,
                Duration.ofSeconds(5),
                options);
    }

    protected List<List<@Nullable Object>> rows(String sql, List<SqlType> types, LeafStatement.Argument... arguments) {
        LeafStatement statement = new LeafStatement(sql, types, List.of(arguments), LeafStatement.DEFAULT_FETCH_SIZE);
        try (RowCursor cursor = source.query(statement, QueryScope.uncancellable())) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (cursor.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 0; i < types.size(); i++) {
                    row.add(cursor.get(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** What a query gives: its values, or the SQLSTATE that it fails with. */
    protected Object outcome(String sql, List<SqlType> types) {
        try {
            return rows(sql, types);
        } catch (SqlException e) {
            return e.state().code();
        }
    }

    /** The same of PostgreSQL; every column is read in text form. */
    protected Object oracleOutcome(String sql, List<SqlType> types) {
        try (Statement statement = oracle.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 0; i < types.size(); i++) {
                    String text = result.getString(i + 1);
                    row.add(text == null ? null : ValueText.parse(types.get(i), text));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState());
        }
    }

    protected void inOracle(String sql) {
        try (Statement statement = oracle.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** What a dialect must be able to write. */
    protected static <T> T written(@Nullable T text) {
        if (text == null) {
            throw new AssertionError("the dialect does not write it");
        }
        return text;
    }

    protected SourceColumn sourceColumn(String table, String column) {
        return source.describe(new TableName(Optional.empty(), table)).columns().stream()
                .filter(candidate -> candidate.name().equals(column))
                .findFirst()
                .orElseThrow();
    }
}
