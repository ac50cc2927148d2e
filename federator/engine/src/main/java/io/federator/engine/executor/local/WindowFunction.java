package io.federator.engine.executor.local;

import org.jspecify.annotations.Nullable;

/** A window function over one partition at a time. */
@FunctionalInterface
interface WindowFunction {
    /** One value for each row of the partition, in its order. */
    @Nullable Object[] compute(Partition partition, Run run);
}
