package io.federator.gateway.server;

import io.federator.engine.session.DeadlineTimer;
import io.federator.spi.source.QueryScope.Registration;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One clock for all deadlines; what is due runs on a thread of its own, as virtual ones may all be busy computing. */
public final class DeadlineClock implements DeadlineTimer, AutoCloseable {
    private final ScheduledThreadPoolExecutor clock;

    public DeadlineClock() {
        clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("deadlines").daemon().factory());
        clock.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Registration after(Duration delay, Runnable action) {
        Future<?> due = clock.schedule(
                () -> {
                    Thread.ofPlatform().daemon().name("deadline").start(action);
                },
                delay.toNanos(),
                TimeUnit.NANOSECONDS);
        return () -> due.cancel(false);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
