package io.federator.engine.function;

import org.jspecify.annotations.Nullable;

/**
 * The state of an aggregate over one group. DISTINCT, FILTER and ORDER BY are the caller's: an ordered-set aggregate is
 * given its inputs sorted, each as the direct arguments followed by the sorted ones. Used by one thread at a time.
 */
public interface Accumulator {
    /** One input row; {@code args} is not kept. Strict aggregates pass over rows with a null by themselves. */
    void add(@Nullable Object[] args);

    /** The result over all rows so far; further rows may follow, as for a running window frame. */
    @Nullable Object finish();
}
