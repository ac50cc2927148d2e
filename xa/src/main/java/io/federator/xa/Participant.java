package io.federator.xa;

import com.atomikos.icatch.HeurRollbackException;
import com.atomikos.icatch.RollbackException;
import com.atomikos.icatch.SysException;
import java.util.Map;

/**
 * A branch as Atomikos sees it: on its own thread in each phase. That the others follow the deciding branch, and what each failure means
 * for the outcome, is {@link TwoPhaseCommit}'s affair; Atomikos learns only what lets it go on.
 */
final class Participant implements com.atomikos.icatch.Participant {
    private static final int YES = READ_ONLY + 1;

    private final TwoPhaseCommit commit;
    private final Enlisted branch;
    private final String uri;

    Participant(TwoPhaseCommit commit, Enlisted branch, String uri) {
        this.commit = commit;
        this.branch = branch;
        this.uri = uri;
    }

    @Override
    public int prepare() throws RollbackException {
        if (!commit.prepare(branch)) {
            throw new RollbackException();
        }
        return YES;
    }

    @Override
    public void commit(boolean onePhase) throws HeurRollbackException, SysException {
        if (onePhase) {
            throw new SysException("a single branch is not committed here");
        }
        if (!commit.commit(branch)) {
            throw new HeurRollbackException();
        }
    }

    @Override
    public void rollback() {
        commit.rollback(branch);
    }

    @Override
    public String getURI() {
        return uri;
    }

    @Override
    public String getResourceName() {
        return branch.source().name();
    }

    @Override
    public void setCascadeList(Map<String, Integer> allParticipants) {
        // For coordinators below this one; there are none.
    }

    @Override
    public void setGlobalSiblingCount(int count) {
        // As above.
    }

    @Override
    public void forget() {
        // Heuristic outcomes are not kept.
    }
}
