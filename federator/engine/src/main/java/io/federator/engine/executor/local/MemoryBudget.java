package io.federator.engine.executor.local;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the rows that the local operators of one query hold at a time. Sizes are estimates: an object header and payload for each
 * value. Used by one thread.
 */
public final class MemoryBudget {
    private static final int ROW_OVERHEAD = 48;
    private static final int VALUE_OVERHEAD = 24;

    private final long limit;
    private final @Nullable MemoryBudget whole;
    private long used;

    /** @param limit in bytes */
    public MemoryBudget(long limit) {
        this.limit = limit;
        this.whole = null;
    }

    private MemoryBudget(MemoryBudget whole) {
        this.limit = whole.limit;
        this.whole = whole;
    }

    /** A part of this budget for rows that go all at once. */
    MemoryBudget part() {
        return new MemoryBudget(this);
    }

    /** Whether at least half of the whole is unused: the condition for keeping what could be made again. */
    boolean hasHalfLeft() {
        return whole != null ? whole.hasHalfLeft() : used < limit / 2;
    }

    /** Gives back what the part has used. */
    void clear() {
        add(-used);
    }

    /**
     * Accounts for a row that is kept.
     *
     * @throws SqlException 53200 when that is too much
     */
    public void keep(@Nullable Object[] row) {
        add(sizeOf(row));
    }

    /** Accounts for a row that is no longer kept. */
    public void release(@Nullable Object[] row) {
        add(-sizeOf(row));
    }

    /** Bytes that are kept. */
    public long used() {
        return used;
    }

    private void add(long size) {
        used += size;
        if (whole != null) {
            whole.add(size);
        } else if (used > limit) {
            throw new SqlException(
                            SqlState.OUT_OF_MEMORY,
                            "out of memory: the query keeps more than " + (limit >> 20) + " MB of rows in the gateway")
                    .withHint("Narrow the query, or raise residual.memory-limit in the catalog file.");
        }
    }

    private static long sizeOf(@Nullable Object[] row) {
        long size = ROW_OVERHEAD;
        for (Object value : row) {
            size += VALUE_OVERHEAD;
            if (value instanceof String text) {
                size += text.length() + 16L;
            } else if (value instanceof io.federator.spi.value.Bytes bytes) {
                size += bytes.array().length;
            } else if (value instanceof java.math.BigDecimal) {
                size += 24;
            } else if (value instanceof io.federator.spi.value.ArrayValue array) {
                size += 40L * array.values().size();
            }
        }
        return size;
    }
}
