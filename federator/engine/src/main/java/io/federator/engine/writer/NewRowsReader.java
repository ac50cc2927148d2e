package io.federator.engine.writer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.Frame;
import io.federator.engine.executor.local.MemoryBudget;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of an INSERT one after the other, checked for the lengths of their columns. Used by one thread. */
final class NewRowsReader implements AutoCloseable {
    private final FederatedTable table;
    private final List<Integer> columns;
    private final Iterator<@Nullable Object[]> rows;
    private final Runnable close;
    private final RowChecks checks;

    private NewRowsReader(
            FederatedTable table, List<Integer> columns, Iterator<@Nullable Object[]> rows, Runnable close) {
        this.table = table;
        this.columns = columns;
        this.rows = rows;
        this.close = close;
        this.checks = new RowChecks(table);
    }

    static NewRowsReader of(
            FederatedTable table, List<Integer> columns, List<List<Expression>> rows, EvaluationContext context) {
        Frame frame = Frame.of(context);
        Iterator<List<Expression>> next = rows.iterator();
        return new NewRowsReader(
                table,
                columns,
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return next.hasNext();
                    }

                    @Override
                    public @Nullable Object[] next() {
                        return next.next().stream()
                                .map(value -> value.evaluate(frame))
                                .toArray();
                    }
                },
                () -> {});
    }

    /** @param whole whether all rows are to be read before the first is given */
    static NewRowsReader of(
            FederatedTable table, List<Integer> columns, RowCursor cursor, boolean whole, MemoryBudget memory) {
        Iterator<@Nullable Object[]> stream = new CursorIterator(cursor, columns.size());
        if (!whole) {
            return new NewRowsReader(table, columns, stream, cursor::close);
        }
        List<@Nullable Object[]> all = new ArrayList<>();
        try (cursor) {
            while (stream.hasNext()) {
                @Nullable Object[] row = stream.next();
                memory.keep(row);
                all.add(row);
            }
        }
        return new NewRowsReader(table, columns, all.iterator(), () -> {});
    }

    /** Up to so many rows of the table's width. */
    List<@Nullable Object[]> next(int most) {
        List<@Nullable Object[]> result = new ArrayList<>();
        while (result.size() < most && rows.hasNext()) {
            @Nullable Object[] values = rows.next();
            @Nullable Object[] row = RowInserter.empty(table);
            for (int i = 0; i < columns.size(); i++) {
                row[columns.get(i)] = checks.fitted(columns.get(i), values[i]);
            }
            result.add(row);
        }
        return result;
    }

    /** Whether {@link #next} would give more. */
    boolean hasMore() {
        return rows.hasNext();
    }

    @Override
    public void close() {
        close.run();
    }

    /** Looks one row ahead. */
    private static final class CursorIterator implements Iterator<@Nullable Object[]> {
        private final RowCursor cursor;
        private final int width;
        private @Nullable Object @Nullable [] next;

        CursorIterator(RowCursor cursor, int width) {
            this.cursor = cursor;
            this.width = width;
        }

        @Override
        public boolean hasNext() {
            if (next == null && cursor.next()) {
                @Nullable Object[] row = new @Nullable Object[width];
                for (int i = 0; i < width; i++) {
                    row[i] = cursor.get(i);
                }
                next = row;
            }
            return next != null;
        }

        @Override
        public @Nullable Object[] next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            @Nullable Object[] row = java.util.Objects.requireNonNull(next);
            next = null;
            return row;
        }
    }
}
