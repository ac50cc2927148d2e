package io.federator.adapter.postgresql;

import io.federator.adapter.jdbc.BranchCommands;
import io.federator.adapter.jdbc.ColumnReader;
import io.federator.adapter.jdbc.JdbcVendor;
import io.federator.adapter.jdbc.text.ValueText;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.error.Violation;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.TableDescription;
import io.federator.spi.source.TableLoad;
import io.federator.spi.source.TableName;
import io.federator.spi.source.TableStatistics;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.source.TransactionMode.Isolation;
import io.federator.spi.type.SqlType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * PostgreSQL through pgjdbc.
 *
 * <p>Everything but integers, floats, bytea and uuid is fetched in text form: it is exact, holds infinities and years
 * before Christ, and is read here without the driver's date classes. A result is streamed through a cursor, for which
 * the driver needs a transaction; its BEGIN travels with the query. Small results are read at once without a
 * transaction: one round trip in all.
 */
final class PostgresVendor implements JdbcVendor {
    static final String KIND = "postgresql";
    /** As InnoDB's default: two transactions that wait for each other in different databases come to an end by it. */
    private static final int LOCK_SECONDS = 50;

    private static final String SESSION =
            "select set_config('TimeZone', 'UTC', false), set_config('DateStyle', 'ISO, MDY', false),"
                + " set_config('IntervalStyle', 'postgres', false), set_config('extra_float_digits', '3', false),"
                + " set_config('standard_conforming_strings', 'on', false), set_config('bytea_output', 'hex', false),"
                + " set_config('transform_null_equals', 'off', false), set_config('lc_monetary', 'C', false),"
                + " set_config('default_transaction_isolation', 'read committed', false),"
                + " set_config('default_transaction_read_only', 'off', false),"
                + " set_config('lock_timeout', '" + LOCK_SECONDS + "s', false)";

    /** OIDs: numeric, point, box, the date and time types, and the arrays that the driver would fetch in binary. */
    private static final String TEXT_ONLY =
            "1700,600,603,1082,1083,1114,1184,1266,1001,1005,1007,1009,1015,1016,1021,1022,1028";

    private final PostgresDialect dialect = new PostgresDialect();
    private final PostgresWire wire = new PostgresWire();

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public SourceDialect dialect() {
        return dialect;
    }

    @Override
    public String driverClass() {
        return "org.postgresql.Driver";
    }

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of(
                "binaryTransferDisable", TEXT_ONLY,
                "ApplicationName", "federator",
                "tcpKeepAlive", "true",
                "readOnlyMode", "transaction",
                "stringtype", "unspecified",
                "preparedStatementCacheQueries", "512",
                "preparedStatementCacheSizeMiB", "16");
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        return wire.connect(url, properties);
    }

    @Override
    public Optional<WireProtocol> wire() {
        return Optional.of(wire);
    }

    @Override
    public String sessionSql() {
        return SESSION;
    }

    @Override
    public PreparedStatement prepare(Connection connection, String sql, int fetchSize) throws SQLException {
        boolean streamed = fetchSize > 0;
        connection.setAutoCommit(!streamed);
        PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(Math.max(fetchSize, 0));
        return statement;
    }

    @Override
    public void begin(Connection connection, TransactionMode mode) throws SQLException {
        beginIn(connection, mode);
    }

    /**
     * The driver sends BEGIN with the first statement, which is the one that sets the mode. The mode of most writing transactions is the
     * one that the session is pinned to, so that these begin with their own first statement.
     */
    static void beginIn(Connection connection, TransactionMode mode) throws SQLException {
        connection.setReadOnly(mode.readOnly());
        connection.setAutoCommit(false);
        if (mode.isolation() == Isolation.READ_COMMITTED && !mode.readOnly()) {
            return;
        }
        String level = mode.isolation().name().replace('_', ' ');
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL " + level
                    + (mode.readOnly() ? " READ ONLY" : " READ WRITE")
                    + (mode.deferrable() ? " DEFERRABLE" : " NOT DEFERRABLE"));
        }
    }

    @Override
    public Optional<BranchCommands> branches() {
        return Optional.of(new PostgresBranches());
    }

    @Override
    public boolean interleaves() {
        return true;
    }

    @Override
    public boolean drainsOnClose() {
        return false;
    }

    /** The placeholder's cast says the type; all but numbers travel as text whose type the server infers from it. */
    @Override
    public void bind(PreparedStatement statement, int index, Argument argument) throws SQLException {
        Object value = argument.value();
        if (value == null) {
            statement.setNull(index, Types.OTHER);
            return;
        }
        switch (argument.type().kind()) {
            case INT2 -> statement.setShort(index, ((Integer) value).shortValue());
            case INT4 -> statement.setInt(index, (Integer) value);
            case INT8 -> statement.setLong(index, (Long) value);
            case FLOAT4 -> statement.setFloat(index, (Float) value);
            case FLOAT8 -> statement.setDouble(index, (Double) value);
            default -> statement.setObject(index, ValueText.format(argument.type(), value), Types.OTHER);
        }
    }

    @Override
    public OptionalLong load(Connection connection, TableLoad load, LoadStart start) throws SQLException {
        connection.setAutoCommit(false);
        start.running(connection.unwrap(PGConnection.class)::cancelQuery);
        String columns = load.columns().stream()
                .map(column -> dialect.quote(column.name()))
                .collect(Collectors.joining(", "));
        return OptionalLong.of(PostgresLoad.run(
                connection, "COPY " + dialect.table(load.table()) + " (" + columns + ") FROM STDIN", load));
    }

    @Override
    public ColumnReader reader(SqlType wanted, ResultSetMetaData metadata, int column) throws SQLException {
        return PostgresReaders.reader(wanted, metadata.getColumnTypeName(column));
    }

    @Override
    public SqlState state(SQLException error) {
        return PostgresErrors.state(error);
    }

    @Override
    public String message(SQLException error, SqlState state) {
        if (error instanceof PSQLException fromDriver) {
            var serverError = fromDriver.getServerErrorMessage();
            if (serverError != null && serverError.getMessage() != null) {
                return serverError.getMessage();
            }
        }
        return String.valueOf(error.getMessage());
    }

    @Override
    public SqlException violated(SQLException error, SqlException known) {
        ServerErrorMessage said = error instanceof PSQLException ours ? ours.getServerErrorMessage() : null;
        if (said == null) {
            return known;
        }
        SqlException violated = known.violating(
                new Violation(said.getSchema(), said.getTable(), said.getColumn(), said.getConstraint()));
        return said.getDetail() == null ? violated : violated.withDetail(said.getDetail());
    }

    @Override
    public TableDescription describe(Connection connection, TableName table) throws SQLException {
        return PostgresDiscovery.describe(connection, table);
    }

    @Override
    public TableStatistics statistics(Connection connection, TableDescription table) throws SQLException {
        return PostgresDiscovery.statistics(connection, table);
    }
}
