package io.federator.adapter.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcStatement;
import io.federator.adapter.jdbc.JdbcVendor.LoadStart;
import io.federator.adapter.jdbc.text.LoadText;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.Set;

/**
 * LOAD DATA LOCAL, as https://dev.mysql.com/doc/refman/9.4/en/load-data.html says. With LOCAL the server goes on where INSERT would fail,
 * and only warns: then the rows are taken back.
 */
final class MySqlLoad {
    /** The server or the driver does not allow LOCAL: ER_CLIENT_LOCAL_FILES_DISABLED, ER_NOT_ALLOWED_COMMAND. */
    private static final Set<Integer> NOT_ALLOWED = Set.of(3948, 1148);

    private static final String SAVEPOINT = "federator_load";

    private MySqlLoad() {}

    /**
     * On a connection with an open transaction.
     *
     * @param sql with any name for the file
     * @return empty when nothing was loaded
     */
    static OptionalLong run(Connection connection, String sql, LoadText text, int rows, LoadStart start)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            start.running(statement::cancel);
            statement.execute("SAVEPOINT " + SAVEPOINT);
            boolean exact = text.fill(Integer.MAX_VALUE) && isExact(connection, statement, sql, text.stream(), rows);
            statement.execute((exact ? "RELEASE SAVEPOINT " : "ROLLBACK TO SAVEPOINT ") + SAVEPOINT);
            return exact ? OptionalLong.of(rows) : OptionalLong.empty();
        }
    }

    /** Whether all rows were loaded as they are. */
    private static boolean isExact(Connection connection, Statement statement, String sql, InputStream text, int rows)
            throws SQLException {
        // Only for this one command: with it the driver sends the server whatever file that asks for.
        RuntimeProperty<Boolean> allowed = connection
                .unwrap(JdbcConnection.class)
                .getPropertySet()
                .getBooleanProperty(PropertyKey.allowLoadLocalInfile);
        JdbcStatement own = statement.unwrap(JdbcStatement.class);
        own.setLocalInfileInputStream(text);
        allowed.setValue(true);
        try {
            return statement.executeLargeUpdate(sql) == rows && statement.getWarnings() == null;
        } catch (SQLException e) {
            if (NOT_ALLOWED.contains(e.getErrorCode())) {
                return false;
            }
            throw e;
        } finally {
            allowed.setValue(false);
            own.setLocalInfileInputStream(null);
        }
    }
}
