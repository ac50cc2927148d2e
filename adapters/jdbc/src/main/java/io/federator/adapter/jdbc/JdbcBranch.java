package io.federator.adapter.jdbc;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.BranchXid;
import io.federator.spi.source.SourceBranch;
import io.federator.spi.source.TransactionMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * A branch on a connection of the source's pool, by the database's own commands. The connection goes back to the pool only when the
 * branch is ended, or is prepared in a database that ties it to no connection.
 */
final class JdbcBranch extends JdbcSession implements SourceBranch, XAResource {
    /** How long the database may take for a command that ends the branch; then it counts as lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A connection that was in use just now is taken to live. */
    private static final long FRESH_NANOS = Duration.ofMillis(20).toNanos();

    private static final Executor SAME_THREAD = Runnable::run;

    /** What has become of the branch. */
    private enum State {
        NEW,
        ACTIVE,
        PREPARED,
        ENDED,
        /** The connection broke during a command that ends it. */
        UNKNOWN
    }

    private final BranchCommands commands;
    private final TransactionMode mode;
    private final JdbcSource source;
    private final SourceErrors errors;
    private State state = State.NEW;
    private @Nullable BranchXid started;
    private boolean wrote;
    private long used = System.nanoTime();
    private boolean tired;

    JdbcBranch(
            JdbcSource source,
            BranchCommands commands,
            TransactionMode mode,
            JdbcVendor vendor,
            SourceErrors errors,
            ConnectionPool pool,
            Connection connection) {
        super(source, vendor, errors, pool, connection);
        this.commands = commands;
        this.mode = mode;
        this.errors = errors;
        this.source = source;
    }

    @Override
    public Connection connection() {
        used = System.nanoTime();
        return super.connection();
    }

    @Override
    public XAResource resource() {
        return this;
    }

    @Override
    public boolean namedAtStart() {
        return commands.namedAtStart();
    }

    @Override
    public void willWrite() {
        wrote = true;
    }

    @Override
    public boolean wrote() {
        return wrote;
    }

    @Override
    public void commit() {
        throw new IllegalStateException("a branch is committed through its resource");
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        if (flags != TMNOFLAGS) {
            throw XaErrors.of(XAException.XAER_INVAL, "branches can be neither joined nor resumed");
        }
        require(State.NEW);
        BranchXid branch = XaErrors.ours(xid);
        try {
            requireConnection();
            commands.start(connection(), branch, mode);
            started = branch;
            state = State.ACTIVE;
        } catch (SQLException e) {
            state = State.UNKNOWN;
            throw XaErrors.of(XAException.XAER_RMERR, failed(e));
        } catch (SqlException e) {
            throw XaErrors.of(XAException.XAER_RMFAIL, e);
        }
    }

    /** Nothing: the command that follows ends the branch's work where the database asks for that. */
    @Override
    public void end(Xid xid, int flags) throws XAException {
        XaErrors.ours(xid);
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        if (!wrote) {
            commit(xid, true);
            return XA_RDONLY;
        }
        ending(xid, branch -> {
            commands.prepare(connection(), branch);
            return State.PREPARED;
        });
        return XA_OK;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        if (onePhase) {
            ending(xid, branch -> {
                commands.commit(connection(), branch);
                return State.ENDED;
            });
            return;
        }
        onPrepared(xid, branch -> commands.commitPrepared(connection(), branch));
    }

    @Override
    public void check() throws XAException {
        require(State.ACTIVE);
        if (!isLost() && System.nanoTime() - used < FRESH_NANOS) {
            return;
        }
        try {
            if (!isLost() && connection().isValid((int) PATIENCE.toSeconds())) {
                return;
            }
        } catch (SQLException e) {
            errors.log("no answer", e);
        }
        release(true);
        state = State.ENDED;
        throw XaErrors.of(XAException.XA_RBCOMMFAIL, errors.unreachable(null));
    }

    @Override
    public void decide(BranchXid xid, String gateway) throws XAException {
        ending(xid, branch -> {
            commands.commit(connection(), branch, JdbcDecisions.commit(xid.transaction(), gateway));
            return State.ENDED;
        });
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        switch (state) {
            case NEW, ENDED -> state = State.ENDED;
            case ACTIVE -> rollbackActive(XaErrors.ours(xid));
            case PREPARED, UNKNOWN -> onPrepared(xid, branch -> commands.rollbackPrepared(connection(), branch));
        }
    }

    private void rollbackActive(BranchXid xid) {
        state = State.ENDED;
        if (isLost()) {
            return;
        }
        try {
            impatiently();
            commands.rollback(connection(), xid);
        } catch (SQLException e) {
            errors.log("could not roll back", e);
            release(true);
        }
    }

    /** A command that ends what is not prepared: if it fails and the connection lives, the branch is rolled back. */
    private void ending(Xid xid, Step step) throws XAException {
        BranchXid branch = XaErrors.ours(xid);
        require(State.ACTIVE);
        try {
            requireConnection();
        } catch (SqlException e) {
            // Before it was told to end: the database has rolled back, or will when it notices.
            state = State.ENDED;
            throw XaErrors.of(XAException.XA_RBCOMMFAIL, e);
        }
        try {
            impatiently();
            state = step.run(branch);
        } catch (SQLException e) {
            SqlException error = failed(e);
            if (isLost()) {
                state = State.UNKNOWN;
                throw XaErrors.of(XAException.XAER_RMFAIL, error);
            }
            rollbackActive(branch);
            throw XaErrors.of(XaErrors.rolledBack(error.state()), error);
        }
    }

    /** On this connection: finding another one may take long while the database hangs, and is the affair of recovery. */
    private void onPrepared(Xid xid, Command command) throws XAException {
        if (state != State.PREPARED && state != State.UNKNOWN) {
            throw XaErrors.of(XAException.XAER_PROTO, "the branch is " + state);
        }
        if (isLost()) {
            throw XaErrors.of(XAException.XAER_RMFAIL, "the connection was lost");
        }
        try {
            impatiently();
            command.run(XaErrors.ours(xid));
            state = State.ENDED;
        } catch (SQLException e) {
            if (commands.isUnknownBranch(e)) {
                state = State.ENDED;
                throw XaErrors.of(XAException.XAER_NOTA, errors.of(e));
            }
            SqlException error = failed(e);
            release(true);
            throw XaErrors.of(
                    error.state() == SqlState.CONNECTION_FAILURE ? XAException.XAER_RMFAIL : XAException.XAER_RMERR,
                    error);
        }
    }

    private void impatiently() throws SQLException {
        connection().setNetworkTimeout(SAME_THREAD, (int) PATIENCE.toMillis());
        tired = true;
    }

    private void require(State expected) throws XAException {
        if (state != expected) {
            throw XaErrors.of(XAException.XAER_PROTO, "the branch is " + state + ", expected was " + expected);
        }
    }

    @Override
    boolean finish() throws SQLException {
        boolean clean = switch (state) {
            case NEW, ENDED -> true;
            // Closing the connection rolls it back, in every database.
            case ACTIVE, UNKNOWN -> false;
            case PREPARED -> commands.detachesPrepared();
        };
        if (clean && tired) {
            connection().setNetworkTimeout(SAME_THREAD, 0);
        }
        return clean && !isLost();
    }

    @Override
    public void close() {
        BranchXid open = started;
        if (state == State.ACTIVE && open != null) {
            rollbackActive(open);
        }
        super.close();
    }

    @Override
    public void forget(Xid xid) {
        // There are no heuristic outcomes here.
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        return new JdbcRecovery(source, commands, errors).recover(flag);
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }

    @FunctionalInterface
    private interface Step {
        State run(BranchXid xid) throws SQLException;
    }

    @FunctionalInterface
    private interface Command {
        void run(BranchXid xid) throws SQLException;
    }
}
