package io.federator.engine.session;

import io.federator.spi.value.ForwardingCursor;
import io.federator.spi.value.RowCursor;
import java.util.function.BooleanSupplier;

/** The next few rows of a stream that goes on afterwards: closing this leaves the stream open. */
final class LimitedCursor extends ForwardingCursor {
    private final BooleanSupplier advance;
    private long left;

    LimitedCursor(RowCursor source, BooleanSupplier advance, long rows) {
        super(source);
        this.advance = advance;
        this.left = rows;
    }

    @Override
    public boolean next() {
        if (left == 0) {
            return false;
        }
        left--;
        boolean more = advance.getAsBoolean();
        left = more ? left : 0;
        return more;
    }

    @Override
    public void close() {
        left = 0;
    }
}
