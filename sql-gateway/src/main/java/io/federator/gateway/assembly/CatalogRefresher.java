package io.federator.gateway.assembly;

import io.federator.engine.session.DeadlineTimer;
import io.federator.spi.source.QueryScope.Registration;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again, with a pause of the same length after each time. Errors are logged and end nothing. */
final class CatalogRefresher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogRefresher.class);

    private final DeadlineTimer timer;
    private final Duration pause;
    private final Runnable refresh;
    private final AtomicReference<Registration> next = new AtomicReference<>(() -> {});
    private volatile boolean closed;

    /** @param pause zero for never */
    CatalogRefresher(DeadlineTimer timer, Duration pause, Runnable refresh) {
        this.timer = timer;
        this.pause = pause;
        this.refresh = refresh;
        if (pause.isPositive()) {
            plan();
        }
    }

    private void plan() {
        if (!closed) {
            next.set(timer.after(pause, this::run));
        }
        if (closed) {
            next.get().close();
        }
    }

    private void run() {
        try {
            refresh.run();
        } catch (RuntimeException e) {
            LOG.warn("event=refresh-failed", e);
        }
        plan();
    }

    @Override
    public void close() {
        closed = true;
        next.get().close();
    }
}
