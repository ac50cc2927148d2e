package io.federator.engine.executor.local;

import io.federator.spi.value.RowCursor;
import org.jspecify.annotations.Nullable;

/** The rows of a cursor as objects. */
final class CursorRows implements Rows {
    private final RowCursor cursor;
    private final int width;

    CursorRows(RowCursor cursor) {
        this.cursor = cursor;
        this.width = cursor.types().size();
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        if (!cursor.next()) {
            return null;
        }
        @Nullable Object[] row = new @Nullable Object[width];
        for (int i = 0; i < width; i++) {
            row[i] = cursor.get(i);
        }
        return row;
    }

    @Override
    public void close() {
        cursor.close();
    }
}
