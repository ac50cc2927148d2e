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
    private long used;

    /** @param limit in bytes */
    public MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** Accounts for a row that is kept. */
    void keep(@Nullable Object[] row) {
        used += sizeOf(row);
        if (used > limit) {
            throw new SqlException(
                            SqlState.OUT_OF_MEMORY,
                            "out of memory: the query keeps more than " + (limit >> 20) + " MB of rows in the gateway")
                    .withHint("Narrow the query, or raise residual.memory-limit in the catalog file.");
        }
    }

    void release(@Nullable Object[] row) {
        used -= sizeOf(row);
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
