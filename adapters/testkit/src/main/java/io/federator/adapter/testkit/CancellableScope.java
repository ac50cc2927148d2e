package io.federator.adapter.testkit;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.QueryScope;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A query that the test may cancel. */
public final class CancellableScope implements QueryScope {
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
        actions.forEach(Runnable::run);
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void check() {
        if (cancelled) {
            throw new SqlException(SqlState.QUERY_CANCELED, "canceling statement due to user request");
        }
    }

    @Override
    public Registration onCancel(Runnable action) {
        if (cancelled) {
            action.run();
            return () -> {};
        }
        actions.add(action);
        return () -> actions.remove(action);
    }
}
