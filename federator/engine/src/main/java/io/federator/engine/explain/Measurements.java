package io.federator.engine.explain;

import io.federator.engine.executor.ExecutionListener;
import io.federator.engine.plan.PlanNode;
import io.federator.spi.value.Bytes;
import io.federator.spi.value.ForwardingCursor;
import io.federator.spi.value.RowCursor;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an execution measured at each node: rows, the time from opening to the last row, and for leaves an estimate of the bytes of
 * the values that came. Safe for the threads of one execution.
 */
public final class Measurements implements ExecutionListener {
    /** Nodes are records: two alike leaves of a plan would be one key, so identity is kept. */
    private record Key(PlanNode node) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.node == node;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(node);
        }
    }

    private static final class Counters {
        final LongAdder rows = new LongAdder();
        final LongAdder bytes = new LongAdder();
        final LongAdder nanos = new LongAdder();
        volatile boolean skipped;
        volatile int keys;
    }

    /**
     * @param skipped whether the leaf was left out because parameters contradict its fragment, or no key of other leaves is left
     * @param keys of other leaves by which the leaf was reduced; 0 when it was read as a whole
     */
    public record Measured(long rows, long bytes, double milliseconds, boolean skipped, int keys) {}

    private final Map<Key, Counters> counters = new ConcurrentHashMap<>();

    /** What was measured at a node; empty when it was never opened. */
    public Optional<Measured> of(PlanNode node) {
        return Optional.ofNullable(counters.get(new Key(node)))
                .map(c -> new Measured(c.rows.sum(), c.bytes.sum(), c.nanos.sum() / 1e6, c.skipped, c.keys));
    }

    @Override
    public RowCursor opened(PlanNode node, Supplier<RowCursor> open) {
        Counters counter = counters(node);
        long start = System.nanoTime();
        RowCursor rows = open.get();
        counter.nanos.add(System.nanoTime() - start);
        return new Counting(rows, counter, node instanceof PlanNode.Leaf);
    }

    @Override
    public void skipped(PlanNode.Leaf leaf) {
        counters(leaf).skipped = true;
    }

    @Override
    public void reduced(PlanNode.Leaf leaf, int keys) {
        counters(leaf).keys = keys;
    }

    private Counters counters(PlanNode node) {
        return counters.computeIfAbsent(new Key(node), k -> new Counters());
    }

    private static final class Counting extends ForwardingCursor {
        private final Counters counter;
        private final boolean weigh;

        Counting(RowCursor rows, Counters counter, boolean weigh) {
            super(rows);
            this.counter = counter;
            this.weigh = weigh;
        }

        @Override
        public boolean next() {
            long start = System.nanoTime();
            boolean more = super.next();
            counter.nanos.add(System.nanoTime() - start);
            if (more) {
                counter.rows.increment();
                if (weigh) {
                    counter.bytes.add(weight());
                }
            }
            return more;
        }

        private long weight() {
            long bytes = 0;
            for (int i = 0; i < types().size(); i++) {
                Object value = get(i);
                bytes += switch (value) {
                    case null -> 0;
                    case String text -> text.length();
                    case Bytes binary -> binary.array().length;
                    default -> 8;
                };
            }
            return bytes;
        }
    }
}
