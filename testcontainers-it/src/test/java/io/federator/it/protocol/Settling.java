package io.federator.it.protocol;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What a gateway clears up behind a client that is gone takes a moment. */
final class Settling {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Settling() {}

    @FunctionalInterface
    interface Condition {
        boolean holds() throws SQLException;
    }

    /** Whether a condition comes true in time. */
    static boolean settles(Condition condition) throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(20_000_000);
        }
        return true;
    }
}
