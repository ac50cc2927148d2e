package io.federator.spi.source;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;

/**
 * A session that can commit together with those of other sources. Its transaction begins with {@link XAResource#start}, whose
 * {@link javax.transaction.xa.Xid} has to be a {@link BranchXid}, and ends through {@link #resource} or {@link #decide}; {@link #commit}
 * is not for branches. {@link #close} rolls back what is neither ended nor prepared, and gives the connection back, or throws it away
 * where the database ties something unfinished to it.
 *
 * <p>The resource's errors carry what the database said as their cause, a {@link io.federator.spi.error.SqlException}: XA_RB… when the
 * branch is rolled back, XAER_RMFAIL when the connection broke and with it the knowledge of what came of the command, XAER_NOTA when
 * there is no such branch. A branch that wrote nothing ends with {@code prepare}, which says XA_RDONLY.
 */
public interface SourceBranch extends SourceSession {
    XAResource resource();

    /** Whether the database is told the branch's name when it starts, so that the name cannot be decided later. */
    boolean namedAtStart();

    /** To be called before the first statement that may change something. Without it the branch counts as one that only read. */
    void willWrite();

    boolean wrote();

    /**
     * Asks the database whether it is still there, so that what can fail before a decision fails before it.
     *
     * @throws XAException XA_RB… when it is not, and has rolled back or will
     */
    void check() throws XAException;

    /**
     * Commits in one phase, and with it a row in the source's {@link DecisionTable} that says so: both or neither.
     *
     * @throws XAException as {@code commit} in one phase; also XA_RB… when another gateway has decided to abort
     */
    void decide(BranchXid xid, String gateway) throws XAException;
}
