package io.federator.xa;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.BranchXid;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceBranch;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** A source's branch in a transaction, and what has become of it. */
final class Enlisted {
    /** As an administrator sees it. */
    enum State {
        ACTIVE,
        PREPARED,
        COMMITTED,
        ROLLED_BACK,
        /** The connection was lost while the database was told to end it. */
        UNKNOWN
    }

    private final Source source;
    private final SourceBranch branch;
    private final boolean prepares;
    private volatile State state = State.ACTIVE;
    private @Nullable BranchXid started;

    Enlisted(Source source, SourceBranch branch, boolean prepares) {
        this.source = source;
        this.branch = branch;
        this.prepares = prepares;
    }

    Source source() {
        return source;
    }

    SourceBranch branch() {
        return branch;
    }

    /** Whether the database can prepare it. */
    boolean prepares() {
        return prepares;
    }

    State state() {
        return state;
    }

    void start(TransactionName name) throws XAException {
        BranchXid xid = name.branch(source.name());
        branch.resource().start(xid, XAResource.TMNOFLAGS);
        started = xid;
    }

    /** What the database knows the branch by, or will. */
    private BranchXid xid(TransactionName name) {
        BranchXid told = branch.namedAtStart() ? started : null;
        return told == null ? name.branch(source.name()) : told;
    }

    /** @return false when it turned out to have nothing to commit, which is done then */
    boolean prepare(TransactionName name) throws XAException {
        try {
            boolean waits = branch.resource().prepare(xid(name)) == XAResource.XA_OK;
            state = waits ? State.PREPARED : State.COMMITTED;
            return waits;
        } catch (XAException e) {
            state = afterFailure(e);
            throw e;
        }
    }

    void check() throws XAException {
        try {
            branch.check();
        } catch (XAException e) {
            state = afterFailure(e);
            throw e;
        }
    }

    void commitOnePhase(TransactionName name) throws XAException {
        ending(() -> branch.resource().commit(xid(name), true));
    }

    void decide(TransactionName name) throws XAException {
        ending(() -> branch.decide(xid(name), name.gateway()));
    }

    void commitPrepared(TransactionName name) throws XAException {
        try {
            branch.resource().commit(xid(name), false);
            state = State.COMMITTED;
        } catch (XAException e) {
            if (e.errorCode != XAException.XAER_NOTA) {
                state = State.UNKNOWN;
                throw e;
            }
            // Another gateway has taken over meanwhile, and follows the same decision.
            state = State.COMMITTED;
        }
    }

    /** @return false when the database could not be told and may hold it as prepared */
    boolean rollback(TransactionName name) {
        try {
            branch.resource().rollback(xid(name));
            state = State.ROLLED_BACK;
            return true;
        } catch (XAException e) {
            boolean gone = e.errorCode == XAException.XAER_NOTA;
            state = gone ? State.ROLLED_BACK : State.UNKNOWN;
            return gone;
        }
    }

    private void ending(Command command) throws XAException {
        try {
            command.run();
            state = State.COMMITTED;
        } catch (XAException e) {
            state = afterFailure(e);
            throw e;
        }
    }

    private static State afterFailure(XAException e) {
        return isRollback(e) ? State.ROLLED_BACK : State.UNKNOWN;
    }

    /** Whether the database said, or must have decided, that the branch is rolled back. */
    static boolean isRollback(XAException e) {
        return e.errorCode >= XAException.XA_RBBASE && e.errorCode <= XAException.XA_RBEND;
    }

    /** The source's own error. */
    SqlException error(XAException e) {
        return e.getCause() instanceof SqlException known
                ? known
                : new SqlException(SqlState.CONNECTION_FAILURE, String.valueOf(e.getMessage()), e)
                        .fromSource(source.name());
    }

    void close() {
        branch.close();
    }

    @FunctionalInterface
    private interface Command {
        void run() throws XAException;
    }
}
