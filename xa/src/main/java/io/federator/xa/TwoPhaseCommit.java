package io.federator.xa;

import com.atomikos.icatch.HeurHazardException;
import com.atomikos.icatch.HeurMixedException;
import com.atomikos.icatch.RollbackException;
import com.atomikos.icatch.SysException;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.DecisionTable.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commit of one transaction over several sources. {@link #run} is called once; the rest by the threads of the participants.
 *
 * <p>The verdict is settled in one place only: by the deciding branch's commit, or by the log when no source can hold the decision.
 * Branches that are prepared wait for it.
 */
final class TwoPhaseCommit {
    private static final Logger LOG = LoggerFactory.getLogger(TwoPhaseCommit.class);
    private static final long SECONDS_TO_LEARN = 6;
    private static final Duration WAIT_TO_LEARN = Duration.ofSeconds(2);

    /** What is known at the end. */
    enum Outcome {
        COMMITTED,
        /** Committed, but a source has yet to be told. */
        UNDELIVERED,
        ROLLED_BACK,
        /** As above, but a source may hold a prepared branch. */
        NOT_ROLLED_BACK_EVERYWHERE,
        UNKNOWN
    }

    private final TransactionName name;
    private final @Nullable Enlisted home;
    private final List<Enlisted> branches;
    private final Decisions decisions;
    private final CommitSteps steps;
    private final AtomicInteger votes = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();

    /** Empty when it cannot be known at the moment. */
    private final CompletableFuture<Optional<Verdict>> verdict = new CompletableFuture<>();

    private final List<SqlException> refusals = new ArrayList<>();
    private final List<SqlException> losses = new ArrayList<>();
    private volatile boolean undelivered;

    /** @param home the branch that decides, one of {@code branches}; null when the log does */
    TwoPhaseCommit(
            TransactionName name,
            @Nullable Enlisted home,
            List<Enlisted> branches,
            Decisions decisions,
            CommitSteps steps) {
        this.name = name;
        this.home = home;
        this.branches = branches;
        this.decisions = decisions;
        this.steps = steps;
    }

    /** Never throws for what happens in the sources; see {@link #error} then. */
    Outcome run(CommitService service) {
        steps.reached("BEFORE_PREPARE", name.id());
        List<Participant> participants = new ArrayList<>();
        for (Enlisted branch : branches) {
            participants.add(
                    branch == home ? 0 : participants.size(),
                    new Participant(
                            this, branch, name.branch(branch.source().name()).toString()));
        }
        try {
            service.commit(name, participants);
        } catch (RollbackException e) {
            noteLogFailure(e);
        } catch (HeurMixedException | HeurHazardException | SysException | IllegalStateException e) {
            LOG.warn("commit of {}: {}", name.id(), e.toString());
        }
        return outcome();
    }

    private void noteLogFailure(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommitService.LogNotWritten) {
                refuse(new SqlException(
                        SqlState.DISK_FULL, "could not write the transaction log: " + cause.getMessage(), cause));
                return;
            }
        }
    }

    private Outcome outcome() {
        if (!verdict.isDone()) {
            // The second phase was never begun.
            branches.forEach(this::rollback);
            return undelivered ? Outcome.NOT_ROLLED_BACK_EVERYWHERE : Outcome.ROLLED_BACK;
        }
        Optional<Verdict> decided = verdict.join();
        if (decided.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (decided.get() == Verdict.COMMIT) {
            return undelivered ? Outcome.UNDELIVERED : Outcome.COMMITTED;
        }
        return undelivered ? Outcome.NOT_ROLLED_BACK_EVERYWHERE : Outcome.ROLLED_BACK;
    }

    /** Why it was rolled back or is unknown: what a database refused comes before that another one was lost. */
    SqlException error() {
        synchronized (refusals) {
            if (!refusals.isEmpty()) {
                return refusals.getFirst();
            }
            return losses.isEmpty()
                    ? new SqlException(SqlState.TRANSACTION_ROLLBACK, "the transaction was rolled back")
                    : losses.getFirst();
        }
    }

    private void refuse(SqlException error) {
        synchronized (refusals) {
            refusals.add(error);
        }
    }

    private void note(Enlisted branch, XAException e) {
        SqlException error = branch.error(e);
        synchronized (refusals) {
            (error.state() == SqlState.CONNECTION_FAILURE ? losses : refusals).add(error);
        }
    }

    // The first phase.

    boolean prepare(Enlisted branch) {
        try {
            if (branch == home) {
                branch.check();
                return true;
            }
            branch.prepare(name);
            steps.reached("PREPARED_" + votes.incrementAndGet(), name.id());
            return true;
        } catch (XAException e) {
            note(branch, e);
            return false;
        }
    }

    void rollback(Enlisted branch) {
        if (branch.state() == Enlisted.State.ROLLED_BACK) {
            return;
        }
        if (!branch.rollback(name)) {
            undelivered = true;
        }
    }

    // The second phase.

    /** @return false when it is rolled back instead */
    boolean commit(Enlisted branch) {
        if (branch == home) {
            decide(branch);
            return settled() != Verdict.ABORT;
        }
        if (home == null && verdict.complete(Optional.of(Verdict.COMMIT))) {
            steps.reached("LOGGED", name.id());
        }
        Verdict settled = settled();
        if (settled == Verdict.COMMIT) {
            deliver(branch);
        } else if (settled == Verdict.ABORT) {
            rollback(branch);
            return false;
        } else {
            undelivered = true;
        }
        return true;
    }

    /** Null when it is unknown. */
    private @Nullable Verdict settled() {
        return verdict.join().orElse(null);
    }

    private void deliver(Enlisted branch) {
        try {
            branch.commitPrepared(name);
        } catch (XAException e) {
            LOG.warn(
                    "transaction {} is committed; source {} will be told later: {}",
                    name.id(),
                    branch.source().name(),
                    branch.error(e).text());
            undelivered = true;
        }
        steps.reached("COMMITTED_" + commits.incrementAndGet(), name.id());
    }

    /** Whatever happens here, the others must not be left waiting. */
    private void decide(Enlisted deciding) {
        Optional<Verdict> decided = Optional.empty();
        try {
            steps.reached("LOGGED", name.id());
            decided = decision(deciding);
            steps.reached("DECIDED", name.id());
        } finally {
            verdict.complete(decided);
        }
    }

    private Optional<Verdict> decision(Enlisted deciding) {
        try {
            deciding.decide(name);
            return Optional.of(Verdict.COMMIT);
        } catch (XAException e) {
            if (Enlisted.isRollback(e)) {
                refuseDecision(deciding, e);
                return Optional.of(Verdict.ABORT);
            }
            note(deciding, e);
            return learn(deciding);
        }
    }

    private void refuseDecision(Enlisted deciding, XAException e) {
        SqlException error = deciding.error(e);
        if (error.state() == SqlState.UNIQUE_VIOLATION && decisions.abortedElsewhere(deciding.source(), name.text())) {
            refuse(new SqlException(
                            SqlState.TRANSACTION_ROLLBACK,
                            "the transaction was rolled back: its commit took so long that another gateway took over")
                    .fromSource(deciding.source().name()));
        } else {
            decisions.doubt(deciding.source());
            note(deciding, e);
        }
    }

    /**
     * The connection broke while the database was deciding. Another connection tells, or decides to abort; the client is not kept waiting
     * for a database that does not answer.
     */
    private Optional<Verdict> learn(Enlisted deciding) {
        CompletableFuture<Optional<Verdict>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("learn-verdict").start(() -> answer.complete(ask(deciding)));
        return answer.completeOnTimeout(Optional.empty(), SECONDS_TO_LEARN, TimeUnit.SECONDS)
                .join();
    }

    private Optional<Verdict> ask(Enlisted deciding) {
        try {
            return deciding.source().decisions().abort(name.text(), name.gateway(), WAIT_TO_LEARN);
        } catch (RuntimeException e) {
            LOG.debug("transaction {}: {}", name.id(), e.getMessage());
            return Optional.empty();
        }
    }
}
