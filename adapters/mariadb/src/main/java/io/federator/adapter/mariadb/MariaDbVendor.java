package io.federator.adapter.mariadb;

import io.federator.adapter.jdbc.mysqlfamily.FamilyOptions;
import io.federator.adapter.jdbc.mysqlfamily.FamilyProfile;
import io.federator.adapter.jdbc.mysqlfamily.FamilyVendor;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB through its own driver: Connector/J does not know MariaDB's types and server variables, while MariaDB's
 * driver streams by a real fetch size.
 */
final class MariaDbVendor extends FamilyVendor {
    static final String KIND = "mariadb";
    private static final String EXACT = "utf8mb4_nopad_bin";

    MariaDbVendor(FamilyOptions options) {
        this(new FamilyProfile("MariaDB", EXACT, options, false));
    }

    private MariaDbVendor(FamilyProfile profile) {
        super(profile, new MariaDbDialect(profile), MariaDbVendor::text);
    }

    private static byte @Nullable [] text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String driverClass() {
        return "org.mariadb.jdbc.Driver";
    }

    @Override
    public Map<String, String> connectionProperties() {
        return Map.of(
                "tinyInt1isBit",
                "false",
                "transformedBitIsBoolean",
                "false",
                "yearIsDateType",
                "false",
                "useServerPrepStmts",
                "false",
                "connectionAttributes",
                "",
                SEVERAL_STATEMENTS,
                "true",
                "connectionCollation",
                EXACT,
                "tcpKeepAlive",
                "true",
                "connectTimeout",
                "10000");
    }

    /** The cache of subqueries takes outer values for equal that are equal under the column's own collation: not ours. */
    @Override
    public String sessionSql() {
        return "SET SESSION " + SESSION_MODE + ", tx_isolation = 'READ-COMMITTED', collation_connection = " + EXACT
                + ", optimizer_switch = 'subquery_cache=off'";
    }

    @Override
    public PreparedStatement prepare(Connection connection, String sql, int fetchSize) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(Math.max(fetchSize, 0));
        return statement;
    }

    @Override
    protected boolean jsonIsText() {
        return true;
    }
}
