package io.federator.engine.executor.local;

import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.function.FunctionCatalog;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.calcite.rel.core.Sort;
import org.jspecify.annotations.Nullable;

/** ORDER BY, LIMIT and OFFSET. With a limit only as many rows are kept as can be returned. */
final class SortOperator {
    private SortOperator() {}

    static Operator of(Sort sort, Operator input, FunctionCatalog functions, ExpressionCompiler expressions) {
        boolean ordered = !sort.getCollation().getFieldCollations().isEmpty();
        Comparator<@Nullable Object[]> order =
                RowOrder.of(sort.getCollation(), LocalCompiler.types(sort.getInput()), functions);
        Expression fetch = sort.fetch == null ? null : expressions.compile(sort.fetch);
        Expression offset = sort.offset == null ? null : expressions.compile(sort.offset);
        return run -> {
            long skip = count(offset, run, 0, SqlState.INVALID_ROW_COUNT_IN_OFFSET, "OFFSET");
            long take = count(fetch, run, Long.MAX_VALUE, SqlState.INVALID_ROW_COUNT_IN_LIMIT, "LIMIT");
            Rows rows = input.open(run);
            if (!ordered) {
                return new LimitedRows(rows, skip, take);
            }
            long reach = take > Long.MAX_VALUE - skip ? Long.MAX_VALUE : skip + take;
            return new LimitedRows(new ListRows(sorted(rows, order, reach, run)), skip, take);
        };
    }

    private static long count(@Nullable Expression expression, Run run, long absent, SqlState state, String clause) {
        Object value = expression == null ? null : expression.evaluate(run.frame());
        if (value == null) {
            return absent;
        }
        long count = ((Number) value).longValue();
        if (count < 0) {
            throw new SqlException(state, clause + " must not be negative");
        }
        return count;
    }

    /** The first {@code reach} rows in order. */
    private static List<@Nullable Object[]> sorted(
            Rows rows, Comparator<@Nullable Object[]> order, long reach, Run run) {
        // A heap pays while it is much smaller than the input can be; beyond that a plain sort does.
        return reach <= 10_000 ? smallest(rows, order, (int) reach, run) : all(rows, order, run);
    }

    private static List<@Nullable Object[]> all(Rows rows, Comparator<@Nullable Object[]> order, Run run) {
        List<@Nullable Object[]> kept = run.drain(rows);
        kept.sort(order);
        return kept;
    }

    private static List<@Nullable Object[]> smallest(
            Rows rows, Comparator<@Nullable Object[]> order, int reach, Run run) {
        try (rows) {
            PriorityQueue<@Nullable Object[]> heap = new PriorityQueue<>(order.reversed());
            for (@Nullable Object[] row = rows.next(); row != null && reach > 0; row = rows.next()) {
                run.check();
                if (heap.size() < reach) {
                    run.memory().keep(row);
                    heap.add(row);
                } else if (order.compare(row, heap.element()) < 0) {
                    run.memory().release(heap.remove());
                    run.memory().keep(row);
                    heap.add(row);
                }
            }
            List<@Nullable Object[]> kept = new ArrayList<>(heap);
            kept.sort(order);
            return kept;
        }
    }

    /** Passes over {@code skip} rows, then yields up to {@code take}. */
    private static final class LimitedRows implements Rows {
        private final Rows input;
        private long skip;
        private long take;

        LimitedRows(Rows input, long skip, long take) {
            this.input = input;
            this.skip = skip;
            this.take = take;
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            if (take <= 0) {
                return null;
            }
            for (; skip > 0; skip--) {
                if (input.next() == null) {
                    take = 0;
                    return null;
                }
            }
            take--;
            return input.next();
        }

        @Override
        public void close() {
            input.close();
        }
    }
}
