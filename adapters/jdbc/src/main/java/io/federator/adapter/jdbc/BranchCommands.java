package io.federator.adapter.jdbc;

import io.federator.spi.source.BranchXid;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.source.TwoPhaseSupport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A database's own commands for a branch of a transaction over several sources. The connection is in the driver's autocommit mode
 * before {@link #start} and is left in it by whatever ends the branch on this connection. Immutable and safe for any thread.
 */
public interface BranchCommands {
    /** Whether {@link #start} tells the database the branch's name. */
    boolean namedAtStart();

    void start(Connection connection, BranchXid xid, TransactionMode mode) throws SQLException;

    /** When it fails the branch is rolled back, or the connection has to be closed, which rolls back. */
    void prepare(Connection connection, BranchXid xid) throws SQLException;

    /** Commits what was not prepared, with one more statement before it. Fails as {@link #prepare}. */
    void commit(Connection connection, BranchXid xid, String lastStatement) throws SQLException;

    /** Commits what was not prepared. Fails as {@link #prepare}. */
    void commit(Connection connection, BranchXid xid) throws SQLException;

    /** Rolls back what was not prepared. */
    void rollback(Connection connection, BranchXid xid) throws SQLException;

    /** On any connection of the source. */
    void commitPrepared(Connection connection, BranchXid xid) throws SQLException;

    /** On any connection of the source. */
    void rollbackPrepared(Connection connection, BranchXid xid) throws SQLException;

    /** Whether a connection that has prepared a branch is free for other work. */
    boolean detachesPrepared();

    /** Whether the error says that there is no such prepared branch. */
    boolean isUnknownBranch(SQLException error);

    /** Prepared branches that are Federator's, of all sources that may share the database server. */
    List<BranchXid> prepared(Connection connection) throws SQLException;

    TwoPhaseSupport support(Connection connection) throws SQLException;

    /** Runs one statement as a transaction of its own that waits at most so long for locks. */
    void executeWaiting(Connection connection, Duration wait, String sql) throws SQLException;

    /** What stands behind the columns in CREATE TABLE. */
    String tableOptions();

    /** The condition that a column is older than so many seconds. */
    String olderThan(String column, long seconds);
}
