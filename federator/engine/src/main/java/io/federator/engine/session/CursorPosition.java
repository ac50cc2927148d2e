package io.federator.engine.session;

import io.federator.engine.parser.ast.Statement.Fetch;
import io.federator.engine.parser.ast.Statement.FetchDirection;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where FETCH and MOVE stand in a portal's rows. Forward they are read from the stream and not kept. Only a SCROLL cursor keeps
 * the rows that it has read, up to a limit, and can therefore go back.
 */
final class CursorPosition {
    private final String name;
    private final RowCursor source;
    private final boolean scroll;
    private final KeptRows room = new KeptRows();
    private final List<@Nullable Object[]> kept = new ArrayList<>();
    /** The row that we stand on, from 1; 0 is before the first. */
    private long at;

    private long read;
    private boolean afterLast;
    private boolean sourceEnded;
    private boolean failed;

    CursorPosition(String name, RowCursor source, boolean scroll) {
        this.name = name;
        this.source = source;
        this.scroll = scroll;
    }

    boolean isScrollable() {
        return scroll;
    }

    /** Moves to the next row of the stream, for portals that are run and not fetched from. */
    boolean advance() {
        if (scroll) {
            return step() != null;
        }
        if (sourceEnded || !next()) {
            afterLast = true;
            sourceEnded = true;
            return false;
        }
        at = ++read;
        return true;
    }

    /** The rows that a FETCH gives, in its order; the stream moves as they are read. */
    RowCursor fetch(FetchDirection direction, long count) {
        checkRunnable();
        return switch (direction) {
            case FORWARD -> count < 0 ? backward(-count) : count == 0 ? current() : forward(count);
            case BACKWARD -> count < 0 ? forward(-count) : count == 0 ? current() : backward(count);
            case ABSOLUTE -> absolute(count);
            case RELATIVE -> relative(count);
        };
    }

    /** Whether there is a row that we stand on. */
    boolean isOnRow() {
        return at > 0 && !afterLast;
    }

    /**
     * A value of the row that we stand on, of a cursor that only goes forward; also one behind the columns that are shown.
     *
     * @param column counted from 0
     */
    @Nullable Object value(int column) {
        if (scroll || !isOnRow()) {
            throw new IllegalStateException("there is no current row");
        }
        return source.get(column);
    }

    boolean hasFailed() {
        return failed;
    }

    /** As PostgreSQL: after an error there is no going on. */
    void checkRunnable() {
        if (failed) {
            throw new SqlException(SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE, "portal \"" + name + "\" cannot be run");
        }
    }

    private boolean next() {
        boolean answered = false;
        try {
            boolean row = source.next();
            answered = true;
            return row;
        } finally {
            failed |= !answered;
        }
    }

    private RowCursor forward(long count) {
        if (!scroll) {
            return new LimitedCursor(source, this::advance, count == Fetch.ALL_ROWS ? Long.MAX_VALUE : count);
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            @Nullable Object[] row = step();
            if (row == null) {
                break;
            }
            rows.add(row);
        }
        return new MemoryCursor(source.types(), rows);
    }

    private RowCursor backward(long count) {
        requireScroll();
        List<@Nullable Object[]> rows = new ArrayList<>();
        long from = afterLast ? kept.size() + 1L : at;
        long i = from - 1;
        for (; i >= 1 && rows.size() < count; i--) {
            rows.add(kept.get((int) i - 1));
        }
        at = rows.size() < count ? 0 : i + 1;
        afterLast = false;
        return new MemoryCursor(source.types(), rows);
    }

    private RowCursor absolute(long target) {
        if (target < 0) {
            requireScroll();
            while (step() != null) {
                // to the end, where negative places count from
            }
            return absolute(Math.max(0, kept.size() + 1 + target));
        }
        if (scroll) {
            at = Math.min(target == 0 ? 0 : target - 1, at);
            afterLast = false;
        } else if (target <= read) {
            throw forwardOnly();
        }
        return target == 0 ? none() : relative(target - at);
    }

    private RowCursor relative(long distance) {
        if (distance == 0) {
            return current();
        }
        if (distance < 0) {
            requireScroll();
            long from = afterLast ? kept.size() + 1L : at;
            at = Math.max(0, from + distance);
            afterLast = false;
            return at == 0 ? none() : current();
        }
        for (long i = 1; i < distance; i++) {
            if (scroll ? step() == null : !advance()) {
                return none();
            }
        }
        return forward(1);
    }

    private RowCursor current() {
        requireScroll();
        return at == 0 || afterLast
                ? none()
                : new MemoryCursor(source.types(), Collections.singletonList(kept.get((int) at - 1)));
    }

    private RowCursor none() {
        return new MemoryCursor(source.types(), List.of());
    }

    /** The next row of a SCROLL cursor, or null at the end. */
    private @Nullable Object @Nullable [] step() {
        if (afterLast) {
            return null;
        }
        if (at == kept.size() && !readOne()) {
            afterLast = true;
            return null;
        }
        at++;
        return kept.get((int) at - 1);
    }

    private boolean readOne() {
        if (sourceEnded || !next()) {
            sourceEnded = true;
            return false;
        }
        if (room.isFull()) {
            throw new SqlException(
                            SqlState.PROGRAM_LIMIT_EXCEEDED,
                            "a SCROLL cursor cannot keep more than " + KeptRows.MOST + " rows or "
                                    + (KeptRows.MOST_BYTES >> 20) + " MB")
                    .withHint("Declare it with NO SCROLL, or use LIMIT.");
        }
        @Nullable Object[] row = new @Nullable Object[source.types().size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = source.isNull(i) ? null : source.get(i);
        }
        room.keep(row);
        kept.add(row);
        return true;
    }

    private void requireScroll() {
        if (!scroll) {
            throw forwardOnly();
        }
    }

    private SqlException forwardOnly() {
        failed = true;
        return new SqlException(SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE, "cursor can only scan forward")
                .withHint("Declare it with SCROLL option to enable backward scan.");
    }
}
