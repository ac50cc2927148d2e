package io.federator.engine.session;

import io.federator.engine.session.setting.SessionSettings;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.QueryScope.Registration;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The statement that a session runs now, for those who want to stop it. {@link #within} belongs to the session's thread, the rest
 * to any.
 */
final class Execution {
    private final SessionSettings settings;
    private final DeadlineTimer timer;
    private final Object lock = new Object();
    private @Nullable StatementScope running;
    private @Nullable SqlException termination;

    Execution(SessionSettings settings, DeadlineTimer timer) {
        this.settings = settings;
        this.timer = timer;
    }

    /** Stops the running statement; does nothing between statements. */
    void cancel(SqlException reason) {
        StatementScope scope;
        synchronized (lock) {
            scope = running;
        }
        if (scope != null) {
            scope.cancel(reason);
        }
    }

    /** Stops the running statement and all later ones; the first reason is the one that counts. */
    void terminate(SqlException reason) {
        synchronized (lock) {
            if (termination == null) {
                termination = reason;
            }
        }
        cancel(reason);
    }

    Optional<SqlException> termination() {
        synchronized (lock) {
            return Optional.ofNullable(termination);
        }
    }

    /** Does work that may block, within the statement's time and open to being cancelled. */
    <T> T within(StatementScope scope, Supplier<T> work) {
        try (Registration _ = deadline(scope)) {
            return cancellable(scope, work);
        }
    }

    /** The same in any time; it may be part of other work, and is then what is cancelled while it lasts. */
    <T> T cancellable(StatementScope scope, Supplier<T> work) {
        StatementScope outer;
        SqlException ended;
        synchronized (lock) {
            outer = running;
            running = scope;
            ended = termination;
        }
        if (ended != null) {
            scope.cancel(ended);
        }
        try {
            scope.check();
            return work.get();
        } catch (RuntimeException e) {
            // A cancelled source answers in its own words; the client is told why it was cancelled.
            SqlException reason = scope.reason();
            if (reason != null && reason != e) {
                reason.addSuppressed(e);
            }
            throw reason == null ? e : reason;
        } finally {
            synchronized (lock) {
                running = outer;
            }
        }
    }

    /**
     * Begins a statement that runs without a thread of its own, within its time and open to being cancelled.
     *
     * @return to be closed when it has ended
     */
    Registration start(StatementScope scope) {
        Registration deadline = deadline(scope);
        SqlException ended;
        synchronized (lock) {
            running = scope;
            ended = termination;
        }
        if (ended != null) {
            scope.cancel(ended);
        }
        return () -> {
            synchronized (lock) {
                running = null;
            }
            deadline.close();
        };
    }

    private Registration deadline(StatementScope scope) {
        long millis = settings.millis("statement_timeout");
        if (millis == 0) {
            return () -> {};
        }
        SqlException reason = new SqlException(SqlState.QUERY_CANCELED, "canceling statement due to statement timeout");
        return timer.after(Duration.ofMillis(millis), () -> scope.cancel(reason));
    }
}
