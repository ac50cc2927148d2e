package io.federator.xa;

import io.federator.spi.error.SqlException;
import io.federator.spi.source.DecisionTable.Verdict;
import io.federator.spi.source.PoolUsage;
import io.federator.spi.source.Source;
import io.federator.spi.source.TwoPhaseSupport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the sources can do in transactions over several of them, and the rows of finished ones that are no longer needed. */
final class Decisions {
    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);
    private static final int BATCH = 500;

    /** So long after its end nobody has a list of branches in hand that still has one of the transaction. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    /**
     * What is known of a source.
     *
     * @param decides whether it has a table of decisions that can be written
     * @param problems for an administrator
     */
    record Abilities(boolean prepares, boolean decides, List<String> problems) {}

    private record Finished(String transaction, long nanos) {}

    private final Map<String, Abilities> known = new ConcurrentHashMap<>();
    private final Map<String, Deque<Finished>> finished = new ConcurrentHashMap<>();

    private static final Abilities UNKNOWN = new Abilities(true, false, List.of());

    /**
     * What the source can do. Asked for once; not when that would wait for the very connection that the caller holds.
     *
     * @throws SqlException when it cannot be reached
     */
    Abilities of(Source source) {
        Abilities last = known.get(source.name());
        if (last != null) {
            return last;
        }
        PoolUsage pool = source.pool();
        return pool.active() < pool.max() ? refresh(source) : UNKNOWN;
    }

    /** Asks the source again unless all was well. */
    Abilities refresh(Source source) {
        Abilities last = known.get(source.name());
        if (last != null && last.problems().isEmpty()) {
            return last;
        }
        TwoPhaseSupport support = source.twoPhase();
        List<String> problems = new ArrayList<>(support.problems());
        boolean decides = true;
        try {
            source.decisions().create();
        } catch (SqlException e) {
            decides = false;
            problems.add("it cannot hold decisions about transactions: " + e.text());
        }
        Abilities abilities = new Abilities(support.prepares(), decides, problems);
        known.put(source.name(), abilities);
        return abilities;
    }

    /** Something has changed in the source: it will be asked again. */
    void doubt(Source source) {
        known.remove(source.name());
    }

    boolean abortedElsewhere(Source source, String transaction) {
        try {
            return source.decisions().find(transaction).equals(Optional.of(Verdict.ABORT));
        } catch (SqlException e) {
            return false;
        }
    }

    /** All branches of the transaction are committed: its row has served. */
    void finished(Source home, String transaction) {
        Deque<Finished> queue = finished.computeIfAbsent(home.name(), name -> new ArrayDeque<>());
        synchronized (queue) {
            queue.add(new Finished(transaction, System.nanoTime()));
        }
    }

    /** Deletes rows whose time has come. */
    void sweep(Source home) {
        Deque<Finished> queue = finished.get(home.name());
        if (queue == null) {
            return;
        }
        List<String> batch = nextBatch(queue);
        while (!batch.isEmpty()) {
            try {
                home.decisions().forget(batch);
            } catch (SqlException e) {
                LOG.debug("source {}: {}", home.name(), e.text());
                return;
            }
            batch = nextBatch(queue);
        }
    }

    private static List<String> nextBatch(Deque<Finished> queue) {
        List<String> batch = new ArrayList<>();
        long limit = System.nanoTime() - KEPT.toNanos();
        synchronized (queue) {
            while (batch.size() < BATCH && !queue.isEmpty() && queue.getFirst().nanos() - limit < 0) {
                batch.add(queue.removeFirst().transaction());
            }
        }
        return batch;
    }
}
