package io.federator.engine.session;

import io.federator.spi.source.QueryScope.Registration;
import java.time.Duration;

/** Runs actions later, on a thread where they may block. */
@FunctionalInterface
public interface DeadlineTimer {
    /** Runs {@code action} once after {@code delay} unless the registration is closed before. */
    Registration after(Duration delay, Runnable action);
}
