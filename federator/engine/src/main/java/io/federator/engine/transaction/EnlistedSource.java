package io.federator.engine.transaction;

import io.federator.engine.executor.local.MemoryBudget;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.LeafStatement;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.SourceBranch;
import io.federator.spi.source.SourceSession;
import io.federator.spi.source.TableLoad;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One source's part of a transaction. A connection that can deliver the rows of one statement at a time gets the rest of the rows of
 * the last one read into memory before the next one starts. Safe for any thread.
 */
final class EnlistedSource {
    private final String name;
    private final Function<QueryScope, SourceSession> beginning;
    private final long memoryLimit;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable SourceSession session;
    private @Nullable SpoolingCursor streaming;
    /** The numbers of the client's savepoints that this source knows, in their order. */
    private final List<Integer> savepoints = new ArrayList<>();

    private volatile boolean written;
    private boolean unusable;
    private volatile boolean closed;

    /** @param beginning begins the source's part when its first statement comes */
    EnlistedSource(String name, Function<QueryScope, SourceSession> beginning, long memoryLimit) {
        this.name = name;
        this.beginning = beginning;
        this.memoryLimit = memoryLimit;
    }

    String name() {
        return name;
    }

    /** From here on it is part of what the transaction commits. */
    void writes() {
        written = true;
        if (session instanceof SourceBranch branch) {
            branch.willWrite();
        }
    }

    boolean hasWritten() {
        return written;
    }

    boolean hasBegun() {
        return session != null;
    }

    /** @param number how many savepoints the client has set: an error of this statement may have to be undone back to the last */
    RowCursor query(LeafStatement statement, QueryScope scope, int number) {
        lock.lock();
        try {
            SourceSession connection = ready(scope, number);
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

    long update(LeafStatement statement, QueryScope scope, int number) {
        lock.lock();
        try {
            return ready(scope, number).update(statement, scope);
        } finally {
            lock.unlock();
        }
    }

    long[] updateAll(String sql, List<List<Argument>> arguments, QueryScope scope, int number) {
        lock.lock();
        try {
            return ready(scope, number).updateAll(sql, arguments, scope);
        } finally {
            lock.unlock();
        }
    }

    OptionalLong load(TableLoad load, QueryScope scope, int number) {
        lock.lock();
        try {
            return ready(scope, number).load(load, scope);
        } finally {
            lock.unlock();
        }
    }

    /** The connection, free for a statement that can be undone back to the client's last savepoint. */
    private SourceSession ready(QueryScope scope, int number) {
        SourceSession connection = begun(scope);
        spool();
        if (number > last()) {
            mark(connection, number);
        }
        return connection;
    }

    private int last() {
        return savepoints.isEmpty() ? 0 : savepoints.getLast();
    }

    private void spool() {
        SpoolingCursor last = streaming;
        if (last != null) {
            last.spool();
            streaming = null;
        }
    }

    private void mark(SourceSession connection, int number) {
        connection.savepoint(savepointName(number));
        savepoints.add(number);
    }

    private static String savepointName(int number) {
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
            throw new SqlException(SqlState.CONNECTION_FAILURE, "the transaction in source \"" + name + "\" has ended")
                    .fromSource(name);
        }
        SourceSession known = session;
        if (known == null) {
            known = beginning.apply(scope);
            session = known;
            if (written && known instanceof SourceBranch branch) {
                branch.willWrite();
            }
        }
        return known;
    }

    /** Goes back to a savepoint, whether or not it was here that something failed. */
    void rollbackTo(int number) {
        lock.lock();
        try {
            SourceSession connection = session;
            if (connection == null || connection.isLost()) {
                return;
            }
            SpoolingCursor last = streaming;
            spool();
            // A source that was touched later has its first savepoint before all that it was told.
            Optional<Integer> known =
                    savepoints.stream().filter(n -> n >= number).findFirst();
            if (known.isPresent()) {
                connection.rollbackTo(savepointName(known.get()));
                savepoints.removeIf(n -> n > known.get());
            } else {
                unusable = last != null && last.failure() != null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** @throws SqlException 40003 when the source was lost and had been written to: nobody knows whether it has committed */
    void commit() {
        lock.lock();
        try {
            SourceSession connection = session;
            if (connection != null) {
                commit(connection);
            }
        } finally {
            lock.unlock();
        }
    }

    private void commit(SourceSession connection) {
        try {
            connection.commit();
        } catch (SqlException e) {
            if (!written || e.state() != SqlState.CONNECTION_FAILURE) {
                throw e;
            }
            throw new SqlException(
                            SqlState.STATEMENT_COMPLETION_UNKNOWN,
                            "the connection to source \"" + name + "\" was lost while it committed",
                            e)
                    .withHint("Look whether the transaction's changes are there before you try again.")
                    .fromSource(name);
        }
    }

    /** Runs what ends the transaction of all these sources when none of them works on a statement any more; waits for nobody. */
    static void whenQuiet(List<EnlistedSource> sources, Runnable end) {
        sources.forEach(source -> source.closed = true);
        List<EnlistedSource> held = new ArrayList<>();
        for (EnlistedSource source : sources) {
            if (source.lock.tryLock()) {
                held.add(source);
            }
        }
        if (held.size() == sources.size()) {
            try {
                end.run();
            } finally {
                held.forEach(source -> source.lock.unlock());
            }
            return;
        }
        held.forEach(source -> source.lock.unlock());
        Thread.ofVirtual().name("end-transaction").start(() -> {
            sources.forEach(source -> source.lock.lock());
            try {
                end.run();
            } finally {
                sources.forEach(source -> source.lock.unlock());
            }
        });
    }

    /** Never waits for a statement that is still being started for nobody: then its thread gives the connection back. */
    void close() {
        closed = true;
        if (lock.tryLock()) {
            closeHeld();
        } else {
            Thread.ofVirtual().name("end-" + name).start(() -> {
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
