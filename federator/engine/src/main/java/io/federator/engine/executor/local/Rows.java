package io.federator.engine.executor.local;

import org.jspecify.annotations.Nullable;

/**
 * A stream of rows between local operators. Used by one thread; {@link #close} releases all that is below and may be called
 * at any point and again.
 */
public interface Rows extends AutoCloseable {
    /** The next row, which the reader may keep but not change; null at the end. */
    @Nullable Object @Nullable [] next();

    @Override
    void close();

    /** No rows. */
    static Rows none() {
        return new Rows() {
            @Override
            public @Nullable Object @Nullable [] next() {
                return null;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }
}
