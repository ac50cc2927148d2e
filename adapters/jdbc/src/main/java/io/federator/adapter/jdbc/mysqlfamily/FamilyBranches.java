package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.adapter.jdbc.BranchCommands;
import io.federator.spi.source.BranchXid;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.source.TransactionMode.Isolation;
import io.federator.spi.source.TwoPhaseSupport;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The XA commands of MySQL and MariaDB. The name is given when a branch starts. A connection that has prepared a branch may be tied to
 * it until the end, by the server's version and settings; when it is closed the branch stays prepared.
 */
final class FamilyBranches implements BranchCommands {
    private static final int XAER_NOTA = 1397;
    private static final int ACCESS_DENIED = 1227;

    private static String name(BranchXid xid) {
        return "'" + xid.transaction() + "','" + xid.branch() + "'," + BranchXid.FORMAT;
    }

    @Override
    public boolean namedAtStart() {
        return true;
    }

    /**
     * The driver stays in autocommit mode: it knows nothing of XA and has nothing to do with it. The mode of most writing transactions is
     * the session's own.
     */
    @Override
    public void start(Connection connection, BranchXid xid, TransactionMode mode) throws SQLException {
        connection.setReadOnly(mode.readOnly());
        if (mode.isolation() != Isolation.READ_COMMITTED || mode.readOnly()) {
            execute(
                    connection,
                    "SET TRANSACTION ISOLATION LEVEL " + mode.isolation().name().replace('_', ' ')
                            + (mode.readOnly() ? ", READ ONLY" : ", READ WRITE"));
        }
        execute(connection, "XA START " + name(xid));
    }

    @Override
    public void prepare(Connection connection, BranchXid xid) throws SQLException {
        together(connection, "XA END " + name(xid), "XA PREPARE " + name(xid));
    }

    @Override
    public void commit(Connection connection, BranchXid xid, String lastStatement) throws SQLException {
        together(connection, lastStatement, "XA END " + name(xid), "XA COMMIT " + name(xid) + " ONE PHASE");
    }

    @Override
    public void commit(Connection connection, BranchXid xid) throws SQLException {
        together(connection, "XA END " + name(xid), "XA COMMIT " + name(xid) + " ONE PHASE");
    }

    @Override
    public void rollback(Connection connection, BranchXid xid) throws SQLException {
        try {
            execute(connection, "XA END " + name(xid));
        } catch (SQLException e) {
            // Ended already, or marked for rollback by a deadlock. The next one tells whether the connection is lost.
        }
        try {
            execute(connection, "XA ROLLBACK " + name(xid));
        } catch (SQLException e) {
            if (!isUnknownBranch(e)) {
                throw e;
            }
        }
    }

    @Override
    public void commitPrepared(Connection connection, BranchXid xid) throws SQLException {
        execute(connection, "XA COMMIT " + name(xid));
    }

    @Override
    public void rollbackPrepared(Connection connection, BranchXid xid) throws SQLException {
        execute(connection, "XA ROLLBACK " + name(xid));
    }

    @Override
    public boolean detachesPrepared() {
        return false;
    }

    @Override
    public boolean isUnknownBranch(SQLException error) {
        return error.getErrorCode() == XAER_NOTA;
    }

    @Override
    public List<BranchXid> prepared(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("XA RECOVER")) {
            List<BranchXid> branches = new ArrayList<>();
            while (rows.next()) {
                String data = rows.getLong(1) == BranchXid.FORMAT ? rows.getString(4) : "";
                int first = rows.getInt(2);
                if (data.length() > first) {
                    BranchXid.of(data.substring(0, first), data.substring(first))
                            .ifPresent(branches::add);
                }
            }
            return branches;
        }
    }

    @Override
    public TwoPhaseSupport support(Connection connection) throws SQLException {
        List<String> problems = new ArrayList<>();
        try {
            prepared(connection);
        } catch (SQLException e) {
            if (e.getErrorCode() != ACCESS_DENIED) {
                throw e;
            }
            problems.add(
                    "the user may not list prepared transactions, so that those of a dead gateway would stay: GRANT"
                            + " XA_RECOVER_ADMIN ON *.* TO it");
        }
        String engine = text(connection, "SELECT @@default_storage_engine");
        if (!engine.equalsIgnoreCase("InnoDB")) {
            problems.add("new tables are made with engine " + engine
                    + ", which may not know transactions: use InnoDB for tables that are written");
        }
        return new TwoPhaseSupport(problems.isEmpty() || !problems.getFirst().contains("XA_RECOVER_ADMIN"), problems);
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void executeWaiting(Connection connection, Duration wait, String sql) throws SQLException {
        execute(connection, "SET SESSION innodb_lock_wait_timeout = " + Math.max(1, wait.toSeconds()));
        try {
            execute(connection, sql);
        } finally {
            execute(connection, "SET SESSION innodb_lock_wait_timeout = DEFAULT");
        }
    }

    @Override
    public String tableOptions() {
        return " ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin";
    }

    @Override
    public String olderThan(String column, long seconds) {
        return column + " < CURRENT_TIMESTAMP - INTERVAL " + seconds + " SECOND";
    }

    /** In one round trip; what follows the first that fails is not executed. */
    private static void together(Connection connection, String... commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.join("; ", commands));
            for (int i = 1; i < commands.length; i++) {
                statement.getMoreResults();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
