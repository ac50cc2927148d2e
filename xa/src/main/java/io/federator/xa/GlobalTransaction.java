package io.federator.xa;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.BranchXid;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceBranch;
import io.federator.spi.transaction.DistributedTransaction;
import io.federator.spi.transaction.TransactionInfo;
import io.federator.spi.transaction.TransactionInfo.State;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/**
 * A client's transaction. Which source decides is settled as late as possible: when a branch starts whose database wants the name at
 * once, else at the commit.
 */
final class GlobalTransaction implements DistributedTransaction {
    private final FederatorTransactions coordinator;
    private final Duration timeout;
    private final long began = System.nanoTime();
    private final List<Enlisted> branches = new CopyOnWriteArrayList<>();
    private volatile TransactionName name;
    private volatile @Nullable Enlisted home;
    private volatile State state = State.OPEN;
    private boolean named;
    private boolean ended;
    private boolean leftSomething;

    GlobalTransaction(FederatorTransactions coordinator, TransactionName name, Duration timeout) {
        this.coordinator = coordinator;
        this.name = name;
        this.timeout = timeout;
    }

    @Override
    public String id() {
        return name.id();
    }

    @Override
    public void enlist(Source source, SourceBranch branch) {
        boolean joined = false;
        try {
            requireOpen();
            Decisions.Abilities abilities = coordinator.decisions().of(source);
            Enlisted enlisted = new Enlisted(source, branch, abilities.prepares());
            if (branch.namedAtStart() && !named) {
                settleName(enlisted);
            }
            if (!enlisted.prepares() && named && home != enlisted) {
                throw cannotPrepare(enlisted);
            }
            enlisted.start(name);
            branches.add(enlisted);
            joined = true;
        } catch (XAException e) {
            throw e.getCause() instanceof SqlException known
                    ? known
                    : new SqlException(SqlState.FDW_ERROR, String.valueOf(e.getMessage()), e).fromSource(source.name());
        } finally {
            if (!joined) {
                branch.close();
            }
        }
    }

    private static SqlException cannotPrepare(Enlisted branch) {
        return new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "source \"" + branch.source().name()
                                + "\" cannot be written in one transaction with other sources")
                .withDetail("It cannot prepare transactions, and another source decides about this one already.")
                .fromSource(branch.source().name());
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the transaction has ended");
        }
    }

    /** A transaction of one source may be open for as long as that source likes. */
    private void requireTime() {
        if (!timeout.isZero() && System.nanoTime() - began > timeout.toNanos()) {
            rollbackAll();
            leave();
            throw new SqlException(
                    SqlState.TRANSACTION_TIMEOUT,
                    "the transaction was rolled back as it was open for more than " + timeout.toMillis() + " ms");
        }
    }

    /** @param joining a branch that is not in the list yet, or null */
    private void settleName(@Nullable Enlisted joining) {
        home = chooseHome(joining);
        Enlisted chosen = home;
        name = name.decidedBy(
                chosen == null
                        ? TransactionName.NO_HOME
                        : BranchXid.key(chosen.source().name()));
        named = true;
    }

    /**
     * One that could not take part otherwise; else one whose database wants the name at its start, as preparing is what costs these most;
     * else one that writes anyway; else the first. Null when none can hold a decision.
     */
    private @Nullable Enlisted chooseHome(@Nullable Enlisted joining) {
        Enlisted best = null;
        for (Enlisted branch : branches) {
            if (joining != null || branch.branch().wrote()) {
                best = better(best, branch);
            }
        }
        return joining == null ? best : better(best, joining);
    }

    /** Who has only read need not decide, as long as no branch that will be prepared was told so. */
    private boolean isReaderAtHome(List<Enlisted> writers) {
        Enlisted chosen = home;
        return chosen != null
                && !chosen.branch().wrote()
                && writers.stream().noneMatch(branch -> branch.branch().namedAtStart());
    }

    private @Nullable Enlisted better(@Nullable Enlisted best, Enlisted branch) {
        if (branch.branch().isLost()
                || !coordinator.decisions().of(branch.source()).decides()) {
            return best;
        }
        return best == null || rank(branch) > rank(best) ? branch : best;
    }

    private static int rank(Enlisted branch) {
        if (!branch.prepares()) {
            return 3;
        }
        if (branch.branch().namedAtStart()) {
            return 2;
        }
        return branch.branch().wrote() ? 1 : 0;
    }

    @Override
    public void commit() {
        requireOpen();
        ended = true;
        try {
            requireConnections();
            List<Enlisted> writers =
                    branches.stream().filter(branch -> branch.branch().wrote()).toList();
            if (writers.size() > 1) {
                requireTime();
                commitTogether(writers);
            } else {
                commitAlone(writers);
            }
        } finally {
            leave();
        }
    }

    private void requireConnections() {
        for (Enlisted branch : branches) {
            if (branch.branch().isLost()) {
                rollbackAll();
                throw new SqlException(
                                SqlState.CONNECTION_FAILURE,
                                "the connection to source \"" + branch.source().name()
                                        + "\" was lost; the transaction was rolled back")
                        .fromSource(branch.source().name());
            }
        }
    }

    /** At most one has written: those that read first, as they too may find that they cannot be serialized. */
    private void commitAlone(List<Enlisted> writers) {
        state = State.COMMITTING;
        for (Enlisted branch : branches) {
            if (!writers.contains(branch)) {
                commitReader(branch);
            }
        }
        for (Enlisted branch : writers) {
            try {
                branch.commitOnePhase(name);
            } catch (XAException e) {
                throw Enlisted.isRollback(e) ? branch.error(e) : unknown(branch.error(e));
            }
        }
    }

    private void commitReader(Enlisted branch) {
        try {
            branch.commitOnePhase(name);
        } catch (XAException e) {
            rollbackAll();
            throw branch.error(e);
        }
    }

    private void commitTogether(List<Enlisted> writers) {
        state = State.PREPARING;
        if (!named || isReaderAtHome(writers)) {
            settleName(null);
        }
        Enlisted deciding = home;
        for (Enlisted branch : writers) {
            if (!branch.prepares() && branch != deciding) {
                rollbackAll();
                throw cannotPrepare(branch);
            }
        }
        for (Enlisted branch : branches) {
            if (!branch.branch().wrote() && branch != deciding) {
                commitReader(branch);
            }
        }
        List<Enlisted> taking = branches.stream()
                .filter(branch -> branch.branch().wrote() || branch == deciding)
                .toList();
        TwoPhaseCommit commit =
                new TwoPhaseCommit(name, deciding, taking, coordinator.decisions(), coordinator.steps());
        TwoPhaseCommit.Outcome outcome = commit.run(coordinator.commits());
        coordinator.steps().reached("FINISHED", id());
        report(outcome, commit);
    }

    private void report(TwoPhaseCommit.Outcome outcome, TwoPhaseCommit commit) {
        switch (outcome) {
            case COMMITTED -> coordinator.settled(name, home, true);
            case ROLLED_BACK -> {
                coordinator.settled(name, home, false);
                throw commit.error();
            }
            case UNDELIVERED -> leftSomething = true;
            case NOT_ROLLED_BACK_EVERYWHERE -> {
                leftSomething = true;
                throw commit.error();
            }
            case UNKNOWN -> {
                leftSomething = true;
                throw unknown(commit.error());
            }
        }
    }

    private SqlException unknown(SqlException cause) {
        String source = cause.source();
        SqlException error = new SqlException(
                        SqlState.STATEMENT_COMPLETION_UNKNOWN,
                        "whether transaction " + id() + " is committed is not known yet",
                        cause)
                .withDetail(cause.text());
        return source == null ? error : error.fromSource(source);
    }

    @Override
    public void rollback() {
        if (ended) {
            return;
        }
        ended = true;
        state = State.ROLLING_BACK;
        try {
            rollbackAll();
        } finally {
            leave();
        }
    }

    /** At the same time: one that hangs must not keep the others' locks. */
    private void rollbackAll() {
        List<Enlisted> active = branches.stream()
                .filter(branch -> branch.state() == Enlisted.State.ACTIVE)
                .toList();
        if (active.size() == 1) {
            active.getFirst().rollback(name);
            return;
        }
        List<Thread> threads = active.stream()
                .map(branch -> Thread.ofVirtual().name("rollback").start(() -> branch.rollback(name)))
                .toList();
        threads.forEach(GlobalTransaction::join);
    }

    /** An interrupt is kept for later: connections must not be closed under a thread that uses them. */
    private static void join(Thread other) {
        boolean interrupted = false;
        boolean joined = false;
        while (!joined) {
            try {
                other.join();
                joined = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** In this order: recovery leaves alone what is still listed, and a connection that is closed leaves its branch to recovery. */
    private void leave() {
        try {
            branches.forEach(Enlisted::close);
        } finally {
            coordinator.left(this);
        }
        if (leftSomething) {
            coordinator.recoverSoon(name);
        }
    }

    @Override
    public void close() {
        rollback();
    }

    TransactionInfo info() {
        Enlisted deciding = home;
        return new TransactionInfo(
                id(),
                name.gateway(),
                state,
                Duration.ofNanos(System.nanoTime() - began),
                deciding == null ? "" : deciding.source().name(),
                branches.stream()
                        .map(branch -> new TransactionInfo.Branch(
                                branch.source().name(), branch.state().name().toLowerCase(Locale.ROOT)))
                        .toList());
    }
}
