package io.federator.engine.pipeline;

import io.federator.spi.value.ForwardingCursor;
import io.federator.spi.value.RowCursor;

/**
 * Rows of which the first has been fetched when the query was started: what goes wrong until then (a source that is down, a table
 * that is no longer as it was) can still be made up for, as the client has not been told anything.
 */
final class FirstRow extends ForwardingCursor {
    private final boolean any;
    private boolean asked;

    private FirstRow(RowCursor rows, boolean any) {
        super(rows);
        this.any = any;
    }

    /** Takes over {@code rows}; closes them when their beginning fails. */
    static RowCursor fetched(RowCursor rows) {
        boolean fetched = false;
        try {
            RowCursor result = new FirstRow(rows, rows.next());
            fetched = true;
            return result;
        } finally {
            if (!fetched) {
                rows.close();
            }
        }
    }

    @Override
    public boolean next() {
        if (asked) {
            return any && super.next();
        }
        asked = true;
        return any;
    }
}
