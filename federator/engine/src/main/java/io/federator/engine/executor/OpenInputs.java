package io.federator.engine.executor;

import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * The cursors that a tree of local operators has opened. Operators close what they are done with; an error may come while one of
 * them has opened one input and is opening the next, so whatever is left is closed here. Used by one thread.
 */
final class OpenInputs implements AutoCloseable {
    private final List<RowCursor> opened = new ArrayList<>();

    RowCursor add(RowCursor cursor) {
        opened.add(cursor);
        return cursor;
    }

    @Override
    public void close() {
        opened.forEach(RowCursor::close);
        opened.clear();
    }
}
