package io.federator.engine.pipeline;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.executor.ExecutionListener;
import io.federator.engine.plan.PlanNode;
import io.federator.engine.statistics.StatementCounts;
import io.federator.spi.value.ForwardingCursor;
import io.federator.spi.value.RowCursor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Counts one execution: its time, the rows that it gives and those that it reads from each source. */
final class CountedExecution implements ExecutionListener {
    private final StatementCounts counts;
    private final String query;
    private final String user;
    private final long startMicros;
    private final long start = System.nanoTime();
    private final Map<String, AtomicLong> fetched = new ConcurrentHashMap<>();

    CountedExecution(StatementCounts counts, String query, EvaluationContext context) {
        this.counts = counts;
        this.query = query;
        this.user = context.currentUser();
        this.startMicros = context.statementTimestamp();
    }

    /** Its rows for the client; it has ended when they have been read or are closed. */
    RowCursor rows(RowCursor rows) {
        return new Given(rows);
    }

    @Override
    public RowCursor opened(PlanNode node, Supplier<RowCursor> open) {
        RowCursor rows = open.get();
        return node instanceof PlanNode.Leaf leaf
                ? new Fetched(rows, fetched.computeIfAbsent(leaf.source(), source -> new AtomicLong()))
                : rows;
    }

    @Override
    public void skipped(PlanNode.Leaf leaf) {
        // Nothing is read of it.
    }

    /** It has changed so many rows. */
    void changed(long rows) {
        ended(System.nanoTime(), rows);
    }

    private void ended(long nanoTime, long rows) {
        Map<String, Long> sum = new HashMap<>();
        fetched.forEach((source, count) -> sum.put(source, count.get()));
        counts.executed(user, query, startMicros, (nanoTime - start) / 1e6, rows, sum);
    }

    /** Adds up when it is closed, which is before the end of the whole, so that a row costs no more than a field's increment. */
    private static final class Fetched extends ForwardingCursor {
        private final AtomicLong sum;
        private long rows;

        Fetched(RowCursor rows, AtomicLong sum) {
            super(rows);
            this.sum = sum;
        }

        @Override
        public boolean next() {
            boolean more = super.next();
            if (more) {
                rows++;
            }
            return more;
        }

        @Override
        public void close() {
            try {
                super.close();
            } finally {
                sum.addAndGet(rows);
                rows = 0;
            }
        }
    }

    private final class Given extends ForwardingCursor {
        private long rows;
        private long end;
        private boolean closed;

        Given(RowCursor rows) {
            super(rows);
        }

        @Override
        public boolean next() {
            boolean more = super.next();
            if (more) {
                rows++;
            } else if (end == 0) {
                end = System.nanoTime();
            }
            return more;
        }

        @Override
        public void close() {
            try {
                super.close();
            } finally {
                if (!closed) {
                    closed = true;
                    ended(end == 0 ? System.nanoTime() : end, rows);
                }
            }
        }
    }
}
