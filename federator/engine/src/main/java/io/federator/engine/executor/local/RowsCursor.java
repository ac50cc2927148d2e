package io.federator.engine.executor.local;

import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of a tree of local operators as the cursor that a client reads. */
public final class RowsCursor implements RowCursor {
    private final Rows rows;
    private final List<SqlType> types;
    private final Runnable afterwards;
    private @Nullable Object @Nullable [] row;

    /** @param afterwards what is to be done when the rows are closed */
    public RowsCursor(Rows rows, List<SqlType> types, Runnable afterwards) {
        this.rows = rows;
        this.types = List.copyOf(types);
        this.afterwards = afterwards;
    }

    /** Rows that are in memory already. */
    public static RowCursor of(List<@Nullable Object[]> rows, List<SqlType> types) {
        return new RowsCursor(new ListRows(rows), types, () -> {});
    }

    @Override
    public List<SqlType> types() {
        return types;
    }

    @Override
    public boolean next() {
        row = rows.next();
        return row != null;
    }

    @Override
    public @Nullable Object get(int column) {
        if (row == null) {
            throw new IllegalStateException("no current row");
        }
        return row[column];
    }

    @Override
    public boolean isNull(int column) {
        return get(column) == null;
    }

    @Override
    public void close() {
        try {
            rows.close();
        } finally {
            afterwards.run();
        }
    }
}
