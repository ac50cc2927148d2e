package io.federator.engine.executor;

import io.federator.engine.plan.PlanNode.Leaf;
import io.federator.spi.value.RowCursor;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Leaves that were started before anybody reads them, each on a virtual thread of its own, so that the sources compute at the same
 * time. Rows are still read by whoever takes the leaf; a source that streams does not run ahead of its reader.
 */
final class LeavesAhead implements AutoCloseable {
    static final LeavesAhead NONE = new LeavesAhead(new ConnectionPermits(Map.of()), Map.of());

    /** More than this is a plan over very many fragments; starting all at once would take every connection. */
    private static final int MOST = 16;

    private final ConnectionPermits permits;
    private final Map<String, Integer> held;
    private final Map<Leaf, CompletableFuture<RowCursor>> started = new IdentityHashMap<>();
    private final Map<Leaf, Boolean> taken = new ConcurrentHashMap<>();
    private boolean closed;

    private LeavesAhead(ConnectionPermits permits, Map<String, Integer> held) {
        this.permits = permits;
        this.held = held;
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
        LeavesAhead ahead = new LeavesAhead(permits, wanted);
        for (Leaf leaf : leaves) {
            CompletableFuture<RowCursor> cursor = new CompletableFuture<>();
            ahead.started.put(leaf, cursor);
            Thread.ofVirtual().name("leaf-" + leaf.source()).start(() -> complete(cursor, leaf, open));
        }
        return ahead;
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

    /** The cursor of a leaf that was started and not taken yet; waits until it is open. */
    Optional<RowCursor> take(Leaf leaf) {
        CompletableFuture<RowCursor> cursor = started.get(leaf);
        if (cursor == null || taken.put(leaf, true) != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(cursor.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Closes what nobody took and gives the permits back, once all started leaves have come to rest. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        started.forEach((leaf, cursor) -> {
            if (taken.put(leaf, true) == null) {
                cursor.whenComplete((opened, error) -> {
                    if (opened != null) {
                        opened.close();
                    }
                });
            }
        });
        CompletableFuture.allOf(started.values().toArray(CompletableFuture[]::new))
                .whenComplete((done, error) -> held.forEach(permits::release));
    }
}
