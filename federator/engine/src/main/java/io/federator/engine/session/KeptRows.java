package io.federator.engine.session;

import io.federator.engine.executor.local.MemoryBudget;
import org.jspecify.annotations.Nullable;

/** How much a cursor may keep in memory: so many rows, and so many bytes of them. Used by the session's thread alone. */
final class KeptRows {
    static final int MOST = 100_000;
    static final long MOST_BYTES = 64L << 20;

    private final MemoryBudget budget = new MemoryBudget(Long.MAX_VALUE);
    private int rows;

    boolean isFull() {
        return rows >= MOST || budget.used() >= MOST_BYTES;
    }

    void keep(@Nullable Object[] row) {
        rows++;
        budget.keep(row);
    }

    void release(@Nullable Object[] row) {
        rows--;
        budget.release(row);
    }
}
