package io.federator.spi.source;

/**
 * The life of one running query, shared by all that work for it. Cancelling runs the registered actions once, on the
 * canceller's thread; they must not block for long and must not interrupt threads (a statement is cancelled through its
 * database).
 */
public interface QueryScope {
    boolean cancelled();

    /** Throws 57014 if the query was cancelled or its time is up. */
    void check();

    /** Runs {@code action} when the query is cancelled, at once if it was already. */
    Registration onCancel(Runnable action);

    /** Forgets the action. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** A scope that is never cancelled, for work of the gateway itself. */
    static QueryScope uncancellable() {
        return new QueryScope() {
            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public void check() {}

            @Override
            public Registration onCancel(Runnable action) {
                return () -> {};
            }
        };
    }
}
