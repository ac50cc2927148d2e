package io.federator.adapter.mysql;

import io.federator.adapter.jdbc.mysqlfamily.FamilyDialect;
import io.federator.adapter.jdbc.mysqlfamily.FamilyOptions;
import io.federator.adapter.jdbc.mysqlfamily.FamilyProfile;
import io.federator.adapter.jdbc.mysqlfamily.FamilyVendor;
import io.federator.adapter.jdbc.text.LoadText;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.TableLoad;
import io.federator.spi.type.SqlType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** MySQL through Connector/J. */
final class MySqlVendor extends FamilyVendor {
    static final String KIND = "mysql";
    private static final String EXACT = "utf8mb4_0900_bin";
    private static final int BYTES_A_ROW = 64;

    /** The server's types whose columns are loaded. */
    private static final Pattern LOADED = Pattern.compile(
            "(?:(?:tiny|small|medium|big)?int|decimal|date|datetime|(?:tiny|medium|long)?text|(?:var)?char)\\b");

    MySqlVendor(FamilyOptions options) {
        this(new FamilyProfile("MySQL", EXACT, options, true));
    }

    private MySqlVendor(FamilyProfile profile) {
        super(profile, new Dialect(profile), ResultSet::getBytes);
    }

    private static final class Dialect extends FamilyDialect {
        Dialect(FamilyProfile profile) {
            super(profile);
        }

        /** Types whose text means the same in a file as in a statement. */
        @Override
        public boolean loads(SourceColumn column, SqlType type) {
            return LOADED.matcher(column.nativeType()).lookingAt()
                    && switch (type.kind()) {
                        case INT2, INT4, INT8, NUMERIC, DATE, TIMESTAMP, TEXT, VARCHAR, BPCHAR ->
                            column.type().bare().equals(type.bare())
                                    || (column.type().kind().isText()
                                            && type.kind().isText());
                        default -> false;
                    };
        }
    }

    /** Waits for the server's answer; on the connection's transaction. */
    @Override
    public OptionalLong load(Connection connection, TableLoad load, LoadStart start) throws SQLException {
        String columns = load.columns().stream()
                .map(column -> dialect().quote(column.name()))
                .collect(Collectors.joining(", "));
        String sql = "LOAD DATA LOCAL INFILE 'rows' INTO TABLE " + dialect().table(load.table())
                + " CHARACTER SET utf8mb4 (" + columns + ")";
        LoadText text = new LoadText(
                load, FamilyVendor::text, BYTES_A_ROW * load.values().rows());
        return MySqlLoad.run(connection, sql, text, load.values().rows(), start);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String driverClass() {
        return "com.mysql.cj.jdbc.Driver";
    }

    @Override
    public Map<String, String> connectionProperties() {
        return Map.ofEntries(
                Map.entry("characterEncoding", "UTF-8"),
                Map.entry("connectionCollation", EXACT),
                Map.entry("tinyInt1isBit", "false"),
                Map.entry("transformedBitIsBoolean", "false"),
                Map.entry("yearIsDateType", "false"),
                Map.entry("useServerPrepStmts", "false"),
                Map.entry("cachePrepStmts", "true"),
                Map.entry("prepStmtCacheSize", "256"),
                Map.entry("prepStmtCacheSqlLimit", "8192"),
                // The driver escapes texts by the mode that it finds at the start: it has to be the one of sessionSql.
                Map.entry("sessionVariables", SQL_MODE),
                Map.entry("cacheResultSetMetadata", "false"),
                Map.entry("useLocalSessionState", "true"),
                Map.entry("elideSetAutoCommits", "true"),
                // Else each change between reading and writing would be a round trip: transactions say themselves what
                // they are.
                Map.entry("readOnlyPropagatesToServer", "false"),
                Map.entry("connectionAttributes", "none"),
                Map.entry("rewriteBatchedStatements", "true"),
                Map.entry(SEVERAL_STATEMENTS, "true"),
                // Tells the server that files may be asked for, but from no folder: see MySqlLoad.
                Map.entry("allowLoadLocalInfileInPath", ""),
                // Else the driver would set the session's time-out around every streamed statement.
                Map.entry("netTimeoutForStreamingResults", "0"),
                Map.entry("connectionTimeZone", "UTC"),
                Map.entry("forceConnectionTimeZoneToSession", "false"),
                Map.entry("tcpKeepAlive", "true"),
                Map.entry("connectTimeout", "10000"));
    }

    @Override
    public String sessionSql() {
        return "SET SESSION " + SESSION_MODE + ", transaction_isolation = 'READ-COMMITTED', collation_connection = "
                + EXACT + ", information_schema_stats_expiry = 0";
    }

    /**
     * Rows stream one by one: the only way that neither buffers the result nor makes the server build a temporary
     * table.
     */
    @Override
    public PreparedStatement prepare(Connection connection, String sql, int fetchSize) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(fetchSize > 0 ? Integer.MIN_VALUE : 0);
        return statement;
    }

    @Override
    protected boolean jsonIsText() {
        return false;
    }
}
