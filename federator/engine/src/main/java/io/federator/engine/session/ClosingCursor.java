package io.federator.engine.session;

import io.federator.spi.source.QueryScope.Registration;
import io.federator.spi.value.ForwardingCursor;
import io.federator.spi.value.RowCursor;

/** A cursor that gives up a registration when it is closed. */
final class ClosingCursor extends ForwardingCursor {
    private final Registration registration;

    ClosingCursor(RowCursor rows, Registration registration) {
        super(rows);
        this.registration = registration;
    }

    @Override
    public void close() {
        try (registration) {
            super.close();
        }
    }
}
