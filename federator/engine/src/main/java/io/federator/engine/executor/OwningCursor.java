package io.federator.engine.executor;

import io.federator.spi.value.ForwardingCursor;
import io.federator.spi.value.RowCursor;

/** The rows of a plan, with the leaves that were started ahead of their readers. */
final class OwningCursor extends ForwardingCursor {
    private final LeavesAhead ahead;

    OwningCursor(RowCursor rows, LeavesAhead ahead) {
        super(rows);
        this.ahead = ahead;
    }

    @Override
    public void close() {
        try (ahead) {
            super.close();
        }
    }
}
