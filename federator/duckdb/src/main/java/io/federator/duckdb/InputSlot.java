package io.federator.duckdb;

import io.federator.spi.value.RowCursor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where DuckDB's threads and the reader of the result meet over one input. DuckDB's thread asks for the cursor and reads it; the
 * reader's thread opens and closes it, because a source may belong to that thread's transaction.
 */
final class InputSlot {
    private static final Logger LOG = LoggerFactory.getLogger(InputSlot.class);

    private final Supplier<RowCursor> supplier;
    private final Exchange exchange;
    private final CompletableFuture<RowCursor> opened = new CompletableFuture<>();
    private @Nullable RowCursor rows;

    InputSlot(Supplier<RowCursor> supplier, Exchange exchange) {
        this.supplier = supplier;
        this.exchange = exchange;
    }

    // DuckDB's threads

    /** The cursor; the first call waits until the reader of the result has opened it. */
    RowCursor rows() {
        if (exchange.stopped()) {
            throw DuckDbErrors.canceled();
        }
        if (!opened.isDone()) {
            exchange.put(new Exchange.Open(this));
        }
        try {
            return opened.join();
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause();
            switch (cause) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw failure;
            }
        }
    }

    void drained() {
        exchange.put(new Exchange.Drained(this));
    }

    void fail(Throwable failure) {
        exchange.fail(failure);
    }

    // The reader's thread

    void open() {
        try {
            RowCursor cursor = supplier.get();
            rows = cursor;
            opened.complete(cursor);
        } catch (Throwable failure) {
            opened.completeExceptionally(failure);
        }
    }

    void decline() {
        opened.completeExceptionally(DuckDbErrors.canceled());
    }

    void close() {
        RowCursor cursor = rows;
        rows = null;
        if (cursor != null) {
            try {
                cursor.close();
            } catch (RuntimeException failure) {
                LOG.warn("closing an input failed", failure);
            }
        }
    }
}
