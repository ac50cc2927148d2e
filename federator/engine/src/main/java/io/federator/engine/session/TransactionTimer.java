package io.federator.engine.session;

import io.federator.engine.session.setting.SessionSettings;
import io.federator.spi.source.QueryScope.Registration;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code transaction_timeout}: the clock runs from the start of a transaction, or from when the setting is changed within one. Used
 * by the session's thread alone.
 */
final class TransactionTimer {
    private final SessionSettings settings;
    private final DeadlineTimer timer;
    private final Runnable late;
    private @Nullable Registration running;
    private long millis;

    /** @param late runs on another thread, and may block */
    TransactionTimer(SessionSettings settings, DeadlineTimer timer, Runnable late) {
        this.settings = settings;
        this.timer = timer;
        this.late = late;
    }

    /** Brings the clock in line with the setting. */
    void update(boolean inTransaction) {
        long wanted = inTransaction ? settings.millis("transaction_timeout") : 0;
        if (wanted == millis) {
            return;
        }
        if (running != null) {
            running.close();
            running = null;
        }
        millis = wanted;
        if (wanted > 0) {
            running = timer.after(Duration.ofMillis(wanted), late);
        }
    }
}
