package io.federator.engine.transaction;

import io.federator.engine.executor.local.MemoryBudget;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a connection that may be wanted for another statement: then the rest is read into memory at once, and the reader goes on
 * from there. An error while that is done is the reader's. Read by one thread, spooled by any.
 */
public final class SpoolingCursor implements RowCursor {
    private final RowCursor rows;
    private final ReentrantLock lock;
    private final MemoryBudget budget;
    private final List<SqlType> types;
    private final Deque<@Nullable Object[]> spooled = new ArrayDeque<>();
    private @Nullable Object @Nullable [] current;
    private boolean onRow;
    private boolean inMemory;
    private boolean closed;
    private @Nullable RuntimeException failure;

    /** @param lock of the connection: held while its rows are read */
    public SpoolingCursor(RowCursor rows, ReentrantLock lock, MemoryBudget budget) {
        this.rows = rows;
        this.lock = lock;
        this.budget = budget;
        this.types = rows.types();
    }

    /** Reads what is left, so that the connection is free. */
    public void spool() {
        lock.lock();
        try {
            if (inMemory || closed) {
                return;
            }
            inMemory = true;
            try (rows) {
                current = onRow ? row() : null;
                while (rows.next()) {
                    @Nullable Object[] row = row();
                    budget.keep(row);
                    spooled.add(row);
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        } finally {
            lock.unlock();
        }
    }

    /** What ended the reading, or null. */
    public @Nullable RuntimeException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Object[] row() {
        @Nullable Object[] row = new @Nullable Object[types.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = rows.isNull(i) ? null : rows.get(i);
        }
        return row;
    }

    @Override
    public List<SqlType> types() {
        return types;
    }

    @Override
    public boolean next() {
        lock.lock();
        try {
            if (!inMemory) {
                return advance();
            }
            current = spooled.poll();
            if (current == null) {
                if (failure != null) {
                    throw failure;
                }
                return false;
            }
            budget.release(current);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean advance() {
        try {
            onRow = rows.next();
            return onRow;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public @Nullable Object get(int column) {
        lock.lock();
        try {
            return inMemory ? kept()[column] : rows.get(column);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isNull(int column) {
        lock.lock();
        try {
            return inMemory ? kept()[column] == null : rows.isNull(column);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Object[] kept() {
        if (current == null) {
            throw new IllegalStateException("no current row");
        }
        return current;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            spooled.clear();
            rows.close();
        } finally {
            lock.unlock();
        }
    }
}
