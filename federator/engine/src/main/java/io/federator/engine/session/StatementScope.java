package io.federator.engine.session;

import io.federator.spi.error.SqlException;
import io.federator.spi.source.QueryScope;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of one statement or portal. Safe for any thread; the first reason to cancel is the one that counts. */
final class StatementScope implements QueryScope {
    private static final Logger LOG = LoggerFactory.getLogger(StatementScope.class);

    private final Set<Action> actions = new LinkedHashSet<>();
    private @Nullable SqlException reason;

    /** An action by identity: the same Runnable may be registered twice. */
    private static final class Action {
        private final Runnable body;

        Action(Runnable body) {
            this.body = body;
        }

        void run() {
            try {
                body.run();
            } catch (RuntimeException e) {
                // One source that cannot be reached must not keep the others from being told.
                LOG.warn("event=cancel-failed", e);
            }
        }
    }

    /** Ends the statement with this error; nothing happens if it was cancelled before. */
    void cancel(SqlException why) {
        Set<Action> due;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
            due = new LinkedHashSet<>(actions);
            actions.clear();
        }
        due.forEach(Action::run);
    }

    /** Why it was cancelled, or null. */
    synchronized @Nullable SqlException reason() {
        return reason;
    }

    @Override
    public synchronized boolean cancelled() {
        return reason != null;
    }

    @Override
    public void check() {
        SqlException why = reason();
        if (why != null) {
            throw why;
        }
    }

    @Override
    public Registration onCancel(Runnable body) {
        Action action = new Action(body);
        synchronized (this) {
            if (reason == null) {
                actions.add(action);
                return () -> forget(action);
            }
        }
        action.run();
        return () -> {};
    }

    private synchronized void forget(Action action) {
        actions.remove(action);
    }
}
