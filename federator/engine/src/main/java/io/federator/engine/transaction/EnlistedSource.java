package io.federator.engine.transaction;

import io.federator.engine.executor.local.MemoryBudget;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceSession;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.value.RowCursor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One source's part of a transaction. A connection that can deliver the rows of one statement at a time gets the rest of the rows of
 * the last one read into memory before the next one starts. Safe for any thread.
 */
final class EnlistedSource {
    private final Source source;
    private final TransactionMode mode;
    private final long memoryLimit;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable SourceSession session;
    private @Nullable SpoolingCursor streaming;
    /** The number of the client's last savepoint that this source knows; 0 for none. */
    private int savepoint;

    private boolean unusable;
    private volatile boolean closed;

    EnlistedSource(Source source, TransactionMode mode, long memoryLimit) {
        this.source = source;
        this.mode = mode;
        this.memoryLimit = memoryLimit;
    }

    boolean hasBegun() {
        return session != null;
    }

    /** @param savepoints how many the client has set: an error of this statement may have to be undone back to the last */
    RowCursor query(LeafStatement statement, QueryScope scope, int savepoints) {
        lock.lock();
        try {
            SourceSession connection = begun(scope);
            spool();
            if (savepoint < savepoints) {
                mark(connection, savepoints);
            }
            RowCursor rows = connection.query(statement, scope);
            if (connection.interleaves()) {
                return rows;
            }
            SpoolingCursor shared = new SpoolingCursor(rows, lock, new MemoryBudget(memoryLimit));
            streaming = shared;
            return shared;
        } finally {
            lock.unlock();
        }
    }

    private void spool() {
        SpoolingCursor last = streaming;
        if (last != null) {
            last.spool();
            streaming = null;
        }
    }

    private void mark(SourceSession connection, int number) {
        connection.savepoint(name(number));
        savepoint = number;
    }

    private static String name(int number) {
        return "federator_" + number;
    }

    /** Sets the savepoint at once unless rows are on their way; then the next statement does. */
    void savepoint(int number) {
        lock.lock();
        try {
            SourceSession connection = session;
            if (connection != null && streaming == null && !connection.isLost()) {
                mark(connection, number);
            }
        } finally {
            lock.unlock();
        }
    }

    private SourceSession begun(QueryScope scope) {
        if (closed || unusable) {
            throw new SqlException(
                            SqlState.CONNECTION_FAILURE,
                            "the transaction in source \"" + source.name() + "\" has ended")
                    .fromSource(source.name());
        }
        SourceSession known = session;
        if (known == null) {
            known = source.begin(mode, scope);
            session = known;
        }
        return known;
    }

    /** Goes back to the last savepoint, whether or not it was here that something failed. */
    void recover() {
        lock.lock();
        try {
            SourceSession connection = session;
            if (connection != null && !connection.isLost()) {
                SpoolingCursor last = streaming;
                spool();
                if (savepoint > 0) {
                    connection.rollbackTo(name(savepoint));
                } else {
                    unusable = last != null && last.failure() != null;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void commit() {
        lock.lock();
        try {
            SourceSession connection = session;
            if (connection != null) {
                connection.commit();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Never waits for a statement that is still being started for nobody: then its thread gives the connection back. */
    void close() {
        closed = true;
        if (lock.tryLock()) {
            closeHeld();
        } else {
            Thread.ofVirtual().name("end-" + source.name()).start(() -> {
                lock.lock();
                closeHeld();
            });
        }
    }

    private void closeHeld() {
        try {
            SourceSession connection = session;
            if (connection != null) {
                connection.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
