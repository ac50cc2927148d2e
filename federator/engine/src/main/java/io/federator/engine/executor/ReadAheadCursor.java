package io.federator.engine.executor;

import io.federator.engine.executor.local.MemoryBudget;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of which the first were read before anybody asked for them. */
final class ReadAheadCursor implements RowCursor {
    /** Rows are not read further ahead than this, as there is no telling how wide they are. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final RowCursor rest;
    private final boolean whole;
    private final List<@Nullable Object[]> first;
    private int position = -1;

    private ReadAheadCursor(RowCursor rest, List<@Nullable Object[]> first, boolean whole) {
        this.rest = rest;
        this.first = first;
        this.whole = whole;
    }

    /** Reads ahead, and closes {@code rows} if that was all of them or if it fails. */
    static ReadAheadCursor read(RowCursor rows, int most) {
        List<@Nullable Object[]> first = new ArrayList<>();
        MemoryBudget kept = new MemoryBudget(Long.MAX_VALUE);
        boolean whole = false;
        try {
            while (!whole && first.size() < most && kept.used() < MOST_BYTES) {
                whole = !rows.next();
                if (!whole) {
                    @Nullable Object[] row = row(rows);
                    kept.keep(row);
                    first.add(row);
                }
            }
        } catch (RuntimeException | Error e) {
            rows.close();
            throw e;
        }
        if (whole) {
            rows.close();
        }
        return new ReadAheadCursor(rows, first, whole);
    }

    private static @Nullable Object[] row(RowCursor rows) {
        @Nullable Object[] row = new @Nullable Object[rows.types().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = rows.get(i);
        }
        return row;
    }

    /** Whether all rows were read ahead. */
    boolean isWhole() {
        return whole;
    }

    /** The same rows once more; only when all were read ahead. May be called from any thread. */
    ReadAheadCursor again() {
        if (!whole) {
            throw new IllegalStateException("not all rows were read ahead");
        }
        return new ReadAheadCursor(rest, first, true);
    }

    /** The different values, without NULL, of a column in the rows that were read ahead. */
    Set<Object> values(int column) {
        Set<Object> values = new HashSet<>();
        for (@Nullable Object[] row : first) {
            Object value = row[column];
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    @Override
    public List<SqlType> types() {
        return rest.types();
    }

    @Override
    public boolean next() {
        if (position + 1 < first.size()) {
            position++;
            return true;
        }
        position = first.size();
        return !whole && rest.next();
    }

    @Override
    public boolean isNull(int column) {
        return position < first.size() ? first.get(position)[column] == null : rest.isNull(column);
    }

    @Override
    public @Nullable Object get(int column) {
        return position < first.size() ? first.get(position)[column] : rest.get(column);
    }

    @Override
    public long getLong(int column) {
        return position < first.size() ? number(column).longValue() : rest.getLong(column);
    }

    @Override
    public double getDouble(int column) {
        return position < first.size() ? number(column).doubleValue() : rest.getDouble(column);
    }

    private Number number(int column) {
        if (!(first.get(position)[column] instanceof Number number)) {
            throw new IllegalStateException("column " + column + " is no number, or null");
        }
        return number;
    }

    @Override
    public void close() {
        if (!whole) {
            rest.close();
        }
    }
}
