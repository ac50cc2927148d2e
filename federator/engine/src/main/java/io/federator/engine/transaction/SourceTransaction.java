package io.federator.engine.transaction;

import io.federator.engine.context.SourceReading;
import io.federator.engine.executor.local.MemoryBudget;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Source;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.value.RowCursor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sources that one transaction of a client has touched, each on a connection that is held until the end. A source's state is
 * fixed when it is first touched; the states of two sources may be of different moments. Statements may be started by several
 * threads; the other methods belong to the client's session.
 */
public final class SourceTransaction implements SourceReading, AutoCloseable {
    private final TransactionMode mode;
    private final long memoryLimit;
    private final Map<String, EnlistedSource> enlisted = new ConcurrentHashMap<>();
    private final AtomicInteger savepoints = new AtomicInteger();

    /** @param memoryLimit bytes of rows of one source to keep in memory while its connection serves another statement */
    public SourceTransaction(TransactionMode mode, long memoryLimit) {
        this.mode = mode;
        this.memoryLimit = memoryLimit;
    }

    public TransactionMode mode() {
        return mode;
    }

    @Override
    public RowCursor query(Source source, LeafStatement statement, QueryScope scope) {
        return enlisted.computeIfAbsent(source.name(), _ -> new EnlistedSource(source, mode, memoryLimit))
                .query(statement, scope, savepoints.get());
    }

    @Override
    public boolean sharesConnections() {
        return true;
    }

    @Override
    public boolean isEnlisted(String source) {
        EnlistedSource known = enlisted.get(source);
        return known != null && known.hasBegun();
    }

    /** From here on an error can be undone. */
    public void savepoint() {
        int number = savepoints.incrementAndGet();
        enlisted.values().forEach(source -> source.savepoint(number));
    }

    /**
     * Makes the sources usable again after an error behind a savepoint. Nothing is written, so that it does not matter which: each
     * source goes back to the last one that it has.
     */
    public void rollbackToSavepoint() {
        enlisted.values().forEach(EnlistedSource::recover);
    }

    /** A cursor that can be detached from the sources before the transaction ends. */
    public SpoolingCursor holdable(RowCursor rows) {
        return new SpoolingCursor(rows, new ReentrantLock(), new MemoryBudget(memoryLimit));
    }

    /** The client commits: what sources refuse to serialize is an error. */
    public void commit() {
        if (mode.isolation() == TransactionMode.Isolation.SERIALIZABLE) {
            enlisted.values().forEach(EnlistedSource::commit);
        }
    }

    /** Gives all connections back. May be called again. */
    @Override
    public void close() {
        enlisted.values().forEach(EnlistedSource::close);
    }
}
