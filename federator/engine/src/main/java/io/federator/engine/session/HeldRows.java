package io.federator.engine.session;

import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a cursor WITH HOLD. When its transaction commits, what is left is read into memory, so that an error in it is one of
 * COMMIT and no source is kept busy; of very many or wide rows only the first are, and the others stay with the source. Used by the
 * session's thread alone.
 */
final class HeldRows implements RowCursor {
    private final RowCursor rows;
    private final KeptRows room = new KeptRows();
    private final Deque<@Nullable Object[]> ahead = new ArrayDeque<>();
    private @Nullable Object @Nullable [] current;
    private boolean ended;

    HeldRows(RowCursor rows) {
        this.rows = rows;
    }

    /** The transaction commits. */
    void readAhead() {
        while (!ended && !room.isFull()) {
            if (rows.next()) {
                @Nullable Object[] row = new @Nullable Object[types().size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = rows.isNull(i) ? null : rows.get(i);
                }
                room.keep(row);
                ahead.add(row);
            } else {
                ended = true;
                rows.close();
            }
        }
    }

    @Override
    public List<SqlType> types() {
        return rows.types();
    }

    @Override
    public boolean next() {
        current = ahead.poll();
        if (current != null) {
            room.release(current);
            return true;
        }
        ended = ended || !rows.next();
        return !ended;
    }

    @Override
    public @Nullable Object get(int column) {
        return current == null ? rows.get(column) : current[column];
    }

    @Override
    public boolean isNull(int column) {
        return current == null ? rows.isNull(column) : current[column] == null;
    }

    @Override
    public void close() {
        ended = true;
        ahead.clear();
        rows.close();
    }
}
