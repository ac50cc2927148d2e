package io.federator.engine.executor;

import io.federator.engine.plan.PlanNode;
import io.federator.spi.value.RowCursor;
import java.util.function.Supplier;

/**
 * Watches an execution, for EXPLAIN ANALYZE and statistics. Called on the threads that open and read the nodes; a leaf may be
 * opened on another thread than the one that reads it.
 */
public interface ExecutionListener {
    /** Watches nothing. */
    ExecutionListener NONE = new ExecutionListener() {
        @Override
        public RowCursor opened(PlanNode node, Supplier<RowCursor> open) {
            return open.get();
        }

        @Override
        public void skipped(PlanNode.Leaf leaf) {}
    };

    /** Opens the node and returns the cursor to read, which may count what passes. */
    RowCursor opened(PlanNode node, Supplier<RowCursor> open);

    /** A leaf was left out because the parameters contradict its fragment. */
    void skipped(PlanNode.Leaf leaf);

    /** A leaf is opened for the rows alone that have some keys of other leaves, so many. */
    default void reduced(PlanNode.Leaf leaf, int keys) {}
}
