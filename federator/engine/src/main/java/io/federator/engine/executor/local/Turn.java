package io.federator.engine.executor.local;

import io.federator.spi.source.QueryScope;
import java.util.concurrent.locks.LockSupport;

/**
 * An execution's turn on a processor. Virtual threads leave their carrier only where they wait, and there are as few carriers as
 * processors: as many queries that compute for long would keep every other session out, and with them those who log in. Used by
 * one thread.
 */
final class Turn {
    private static final int ROWS = 256;
    private static final long NANOS = 5_000_000;

    private final QueryScope scope;
    private long begin = System.nanoTime();
    private int rows;

    Turn(QueryScope scope) {
        this.scope = scope;
    }

    /** One more row was looked at. Every so many it asks whether the query is cancelled, and lets others run when it is time. */
    void row() {
        if (++rows < ROWS) {
            return;
        }
        rows = 0;
        scope.check();
        if (System.nanoTime() - begin > NANOS && Thread.currentThread().isVirtual()) {
            // Not Thread.yield(): that queues up with the carrier's own threads, which it runs before any that came
            // from outside.
            LockSupport.parkNanos(1);
            begin = System.nanoTime();
        }
    }
}
