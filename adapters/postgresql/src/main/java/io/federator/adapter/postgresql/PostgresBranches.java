package io.federator.adapter.postgresql;

import io.federator.adapter.jdbc.BranchCommands;
import io.federator.spi.source.BranchXid;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.source.TwoPhaseSupport;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * PREPARE TRANSACTION and what follows it. A branch is an ordinary transaction until it is prepared, and belongs to no connection from
 * then on. Its name, {@code federator:TRANSACTION:BRANCH}, is unique in the whole server.
 */
final class PostgresBranches implements BranchCommands {
    private static final String MARK = "federator:";
    private static final String UNDEFINED_OBJECT = "42704";

    private static String gid(BranchXid xid) {
        return "'" + MARK + xid.transaction() + ":" + xid.branch() + "'";
    }

    @Override
    public boolean namedAtStart() {
        return false;
    }

    @Override
    public void start(Connection connection, BranchXid xid, TransactionMode mode) throws SQLException {
        PostgresVendor.beginIn(connection, mode);
    }

    /** The server has ended the transaction when this fails. */
    @Override
    public void prepare(Connection connection, BranchXid xid) throws SQLException {
        execute(connection, "PREPARE TRANSACTION " + gid(xid));
        connection.setAutoCommit(true);
    }

    /** The two travel together, and the second is not executed when the first fails. */
    @Override
    public void commit(Connection connection, BranchXid xid, String lastStatement) throws SQLException {
        execute(connection, lastStatement + "; COMMIT");
        connection.setAutoCommit(true);
    }

    @Override
    public void commit(Connection connection, BranchXid xid) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Override
    public void rollback(Connection connection, BranchXid xid) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Override
    public void commitPrepared(Connection connection, BranchXid xid) throws SQLException {
        execute(connection, "COMMIT PREPARED " + gid(xid));
    }

    @Override
    public void rollbackPrepared(Connection connection, BranchXid xid) throws SQLException {
        execute(connection, "ROLLBACK PREPARED " + gid(xid));
    }

    @Override
    public boolean detachesPrepared() {
        return true;
    }

    @Override
    public boolean isUnknownBranch(SQLException error) {
        return UNDEFINED_OBJECT.equals(error.getSQLState());
    }

    @Override
    public List<BranchXid> prepared(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT gid FROM pg_prepared_xacts WHERE database ="
                        + " current_database() AND owner = current_user AND gid LIKE '" + MARK + "%'")) {
            List<BranchXid> branches = new ArrayList<>();
            while (rows.next()) {
                String[] parts = rows.getString(1).split(":", -1);
                if (parts.length == 3) {
                    BranchXid.of(parts[1], parts[2]).ifPresent(branches::add);
                }
            }
            return branches;
        }
    }

    @Override
    public TwoPhaseSupport support(Connection connection) throws SQLException {
        int slots = number(connection, "SELECT current_setting('max_prepared_transactions')::int");
        int sessions = number(connection, "SELECT current_setting('max_connections')::int");
        if (slots == 0) {
            return new TwoPhaseSupport(
                    false,
                    List.of("max_prepared_transactions is 0, so that it cannot prepare transactions: set it in"
                            + " postgresql.conf to at least the number of connections (" + sessions
                            + ") and restart the server"));
        }
        return new TwoPhaseSupport(true, List.of());
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void executeWaiting(Connection connection, Duration wait, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(connection, "SET LOCAL lock_timeout = " + wait.toMillis());
            execute(connection, sql);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    @Override
    public String tableOptions() {
        return "";
    }

    @Override
    public String olderThan(String column, long seconds) {
        return column + " < localtimestamp - interval '" + seconds + " seconds'";
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
