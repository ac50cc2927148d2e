package io.federator.xa;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.Source;
import io.federator.spi.transaction.DistributedTransaction;
import io.federator.spi.transaction.TransactionCoordinator;
import io.federator.spi.transaction.TransactionInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The coordinator of one gateway. See the package's description for how it works. */
public final class FederatorTransactions implements TransactionCoordinator {
    /** How often sources are asked what is prepared: more often where a dead gateway's branches are soon to be taken over. */
    private static final long MOST_RECOVERY_SECONDS = 5;

    private static final long FORGET_SECONDS = 600;
    private static final long WAIT_AT_END_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

    private final LogFolder folder;
    private final DecisionLog log;
    private final CommitService commits;
    private final CommitSteps steps;
    private final Decisions decisions = new Decisions();
    private final Recovery recovery;
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, GlobalTransaction> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("transaction-recovery").factory());

    private final List<ScheduledFuture<?>> periodic;

    private FederatorTransactions(
            LogFolder folder, DecisionLog log, Collection<Source> sources, Duration takeover, CommitSteps steps) {
        this.folder = folder;
        this.log = log;
        this.steps = steps;
        commits = new CommitService(folder.gateway(), log);
        recovery = new Recovery(folder.gateway(), run, List.copyOf(sources), decisions, log, takeover, this::isOurs);
        long seconds = Math.clamp(takeover.toSeconds() / 4, 1, MOST_RECOVERY_SECONDS);
        periodic = List.of(every(seconds, () -> recovery.start()), every(FORGET_SECONDS, this::forgetFinished));
    }

    private ScheduledFuture<?> every(long seconds, Runnable task) {
        return timer.scheduleWithFixedDelay(task, seconds, seconds, TimeUnit.SECONDS);
    }

    private void forgetFinished() {
        Thread.ofVirtual().name("forget-transactions").start(recovery::forgetFinished);
    }

    /**
     * Locks and reads the log. Sources are not spoken to yet.
     *
     * @param log the folder of the log, made when it is missing
     * @param takeover how old another gateway's prepared branch has to be before this one finishes it
     * @throws SqlException 55000 when another gateway has the log, F0000 when it cannot be used
     */
    public static FederatorTransactions open(Path log, Collection<Source> sources, Duration takeover) {
        return open(log, sources, takeover, CommitSteps.NONE);
    }

    /** For tests that follow or break commits. */
    public static FederatorTransactions open(
            Path log, Collection<Source> sources, Duration takeover, CommitSteps steps) {
        LogFolder folder = LogFolder.open(log);
        boolean opened = false;
        try {
            FederatorTransactions coordinator = new FederatorTransactions(
                    folder, DecisionLog.open(folder.file("decisions.log")), sources, takeover, steps);
            opened = true;
            return coordinator;
        } catch (IOException e) {
            throw new SqlException(
                    SqlState.CONFIG_FILE_ERROR,
                    "the transaction log in \"" + log + "\" cannot be used: " + e.getMessage(),
                    e);
        } finally {
            if (!opened) {
                folder.close();
            }
        }
    }

    /** The name under which branches and decisions of this gateway are known. */
    public String gateway() {
        return folder.gateway();
    }

    @Override
    public DistributedTransaction begin(Duration timeout) {
        TransactionName name =
                new TransactionName(folder.gateway(), run, numbers.incrementAndGet(), TransactionName.NO_HOME);
        GlobalTransaction transaction = new GlobalTransaction(this, name, timeout);
        open.put(transaction.id(), transaction);
        return transaction;
    }

    @Override
    public List<String> recover() {
        return recovery.pass();
    }

    @Override
    public List<TransactionInfo> transactions() {
        List<TransactionInfo> list = new ArrayList<>();
        open.values().forEach(transaction -> list.add(transaction.info()));
        list.addAll(recovery.inDoubt());
        return list;
    }

    @Override
    public void resolve(String transaction, boolean commit) {
        recovery.resolve(transaction, commit);
    }

    private boolean isOurs(TransactionName name) {
        return name.run().equals(run) && open.containsKey(name.id());
    }

    // For the transactions.

    Decisions decisions() {
        return decisions;
    }

    CommitService commits() {
        return commits;
    }

    DecisionLog log() {
        return log;
    }

    CommitSteps steps() {
        return steps;
    }

    /** Nothing of it is left anywhere but what says how it ended. */
    void settled(TransactionName name, @Nullable Enlisted home, boolean committed) {
        log.finished(name.text());
        if (committed && home != null) {
            decisions.finished(home.source(), name.text());
        }
    }

    /** Some branch of it may be prepared, and is nobody's any more. */
    void recoverSoon(TransactionName name) {
        recovery.start(name);
    }

    void left(GlobalTransaction transaction) {
        open.remove(transaction.id());
    }

    @Override
    public void close() {
        periodic.forEach(task -> task.cancel(false));
        timer.shutdown();
        recovery.close();
        long end = System.nanoTime() + WAIT_AT_END_NANOS;
        while (!open.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        if (open.isEmpty()) {
            commits.close();
        }
        // Else Atomikos would wait for a source that hangs. What is left will be finished after the next start.
        log.close();
        folder.close();
    }
}
