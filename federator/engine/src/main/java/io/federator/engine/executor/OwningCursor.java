package io.federator.engine.executor;

import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a plan, with the leaves that were started ahead of their readers. */
record OwningCursor(RowCursor rows, LeavesAhead ahead) implements RowCursor {
    @Override
    public List<SqlType> types() {
        return rows.types();
    }

    @Override
    public boolean next() {
        return rows.next();
    }

    @Override
    public @Nullable Object get(int column) {
        return rows.get(column);
    }

    @Override
    public boolean isNull(int column) {
        return rows.isNull(column);
    }

    @Override
    public long getLong(int column) {
        return rows.getLong(column);
    }

    @Override
    public double getDouble(int column) {
        return rows.getDouble(column);
    }

    @Override
    public void close() {
        try (ahead) {
            rows.close();
        }
    }
}
