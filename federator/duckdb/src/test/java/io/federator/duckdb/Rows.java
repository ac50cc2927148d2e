package io.federator.duckdb;

import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Rows from memory as a stream that remembers what was done with it. */
final class Rows implements RowCursor {
    private final List<SqlType> types;
    private final Iterator<List<@Nullable Object>> rows;
    private List<@Nullable Object> row = List.of();
    private final AtomicInteger read = new AtomicInteger();

    private final AtomicInteger closed = new AtomicInteger();
    volatile @Nullable Thread closedOn;

    Rows(List<SqlType> types, Iterable<List<@Nullable Object>> rows) {
        this.types = types;
        this.rows = rows.iterator();
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    /** Everything that a cursor has left, and closes it. */
    static List<List<@Nullable Object>> drain(RowCursor cursor) {
        try (cursor) {
            List<List<@Nullable Object>> all = new ArrayList<>();
            while (cursor.next()) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 0; i < cursor.types().size(); i++) {
                    values.add(cursor.get(i));
                }
                all.add(values);
            }
            return all;
        }
    }

    int read() {
        return read.get();
    }

    /** How often it was closed. */
    int closed() {
        return closed.get();
    }

    @Override
    public List<SqlType> types() {
        return types;
    }

    @Override
    public boolean next() {
        if (closed.get() > 0) {
            throw new IllegalStateException("read after close");
        }
        if (!rows.hasNext()) {
            return false;
        }
        row = rows.next();
        read.incrementAndGet();
        return true;
    }

    @Override
    public @Nullable Object get(int column) {
        return row.get(column);
    }

    @Override
    public boolean isNull(int column) {
        return row.get(column) == null;
    }

    @Override
    public void close() {
        closed.incrementAndGet();
        closedOn = Thread.currentThread();
    }
}
