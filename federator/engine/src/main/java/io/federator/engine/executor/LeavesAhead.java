package io.federator.engine.executor;

import io.federator.engine.plan.PlanNode.Leaf;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Leaves that were started before anybody reads them, each on a virtual thread of its own, so that the sources compute at the same
 * time. Rows are still read by whoever takes the leaf, but for the first ones of leaves that others wait for ({@link SharedRows}); a
 * source that streams does not run ahead of its reader.
 */
final class LeavesAhead implements AutoCloseable {
    static final LeavesAhead NONE = new LeavesAhead(new ConnectionPermits(Map.of()), Map.of(), false);

    /** More than this is a plan over very many fragments; starting all at once would take every connection. */
    private static final int MOST = 16;

    private final ConnectionPermits permits;
    private final Map<String, Integer> held;
    /** By identity: two leaves of a plan may be equal, and each is opened for a reader of its own. */
    private final IdentityHashMap<Leaf, Started> started = new IdentityHashMap<>();

    private final boolean all;
    private boolean closed;

    private LeavesAhead(ConnectionPermits permits, Map<String, Integer> held, boolean all) {
        this.permits = permits;
        this.held = held;
        this.all = all;
    }

    static LeavesAhead start(List<Leaf> leaves, ConnectionPermits permits, Function<Leaf, RowCursor> open) {
        if (leaves.size() < 2 || leaves.size() > MOST) {
            return NONE;
        }
        Map<String, Integer> wanted = new HashMap<>();
        leaves.forEach(leaf -> wanted.merge(leaf.source(), 1, Integer::sum));
        if (!permits.tryAcquire(wanted)) {
            return NONE;
        }
        LeavesAhead ahead = new LeavesAhead(permits, wanted, true);
        leaves.forEach(leaf -> ahead.start(leaf, open));
        return ahead;
    }

    /**
     * Starts those leaves that are the only ones of their source, where a source's leaves share a connection that the transaction
     * holds anyway.
     */
    static LeavesAhead startAlone(List<Leaf> leaves, Function<Leaf, RowCursor> open) {
        Map<String, Integer> bySource = new HashMap<>();
        leaves.forEach(leaf -> bySource.merge(leaf.source(), 1, Integer::sum));
        if (bySource.size() < 2) {
            return NONE;
        }
        LeavesAhead ahead = new LeavesAhead(new ConnectionPermits(Map.of()), Map.of(), false);
        leaves.stream()
                .filter(leaf -> bySource.getOrDefault(leaf.source(), 0) == 1)
                .forEach(leaf -> ahead.start(leaf, open));
        return ahead;
    }

    private void start(Leaf leaf, Function<Leaf, RowCursor> open) {
        if (!started.containsKey(leaf)) {
            Started opening = new Started();
            started.put(leaf, opening);
            Thread.ofVirtual().name("leaf-" + leaf.source()).start(() -> complete(opening.cursor, leaf, open));
        }
    }

    /** A leaf being opened; read by the thread of the query, completed by its own. */
    private static final class Started {
        final CompletableFuture<RowCursor> cursor = new CompletableFuture<>();
        boolean taken;
    }

    @SuppressWarnings("CatchingUnchecked")
    private static void complete(CompletableFuture<RowCursor> cursor, Leaf leaf, Function<Leaf, RowCursor> open) {
        try {
            cursor.complete(open.apply(leaf));
        } catch (RuntimeException | Error e) {
            // Reaches whoever takes the leaf.
            cursor.completeExceptionally(e);
        }
    }

    /** Whether all leaves that there are were started; only of {@link #start}. */
    boolean hasAll() {
        return all;
    }

    /** The cursor of a leaf that was started and not taken yet; waits until it is open. */
    Optional<RowCursor> take(Leaf leaf) {
        Started opening;
        synchronized (this) {
            opening = started.get(leaf);
            if (opening == null || opening.taken) {
                return Optional.empty();
            }
            opening.taken = true;
        }
        try {
            return Optional.of(opening.cursor.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Closes what nobody took and gives the permits back, once all started leaves have come to rest. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<CompletableFuture<RowCursor>> rest = new ArrayList<>();
        for (Started opening : started.values()) {
            rest.add(opening.taken ? opening.cursor : opening.cursor.whenComplete(LeavesAhead::discard));
            opening.taken = true;
        }
        CompletableFuture<Void> atRest = CompletableFuture.allOf(rest.toArray(CompletableFuture[]::new));
        // Not waited for: the permits come back when the last leaf that nobody took has been closed.
        CompletableFuture<Void> _ = atRest.whenComplete((_, _) -> held.forEach(permits::release));
    }

    private static void discard(@Nullable RowCursor opened, @Nullable Throwable error) {
        if (opened != null) {
            opened.close();
        }
    }
}
