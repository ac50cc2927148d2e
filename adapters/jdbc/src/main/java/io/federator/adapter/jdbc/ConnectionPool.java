package io.federator.adapter.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.PoolUsage;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.SourceSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * HikariCP, started at the first use and never waiting for the database at that: a source that is down fails the
 * queries that need it and serves the next one after it is back. Idle connections go away after ten minutes, all of
 * them if need be.
 */
final class ConnectionPool implements AutoCloseable {
    private static final long IDLE_MILLIS = 600_000;
    private static final long MIN_TIMEOUT_MILLIS = 250;

    /**
     * The wait is cut into slices, so that a source that went away is told from one whose pool is busy. A slice is also the time
     * that the driver has to log in, so it must not be short.
     */
    private static final long SLICE_MILLIS = 3_000;

    private final SourceSettings settings;
    private final JdbcVendor vendor;
    private final SourceErrors errors;
    private final Queue<PooledWire> lent = new ConcurrentLinkedQueue<>();
    private final HikariDataSource pool;
    private final ReentrantLock opening = new ReentrantLock();

    ConnectionPool(SourceSettings settings, JdbcVendor vendor, SourceErrors errors) {
        this.settings = settings;
        this.vendor = vendor;
        this.errors = errors;
        // The constructor without arguments defers everything, the driver's class too, to the first connection.
        pool = new HikariDataSource();
        pool.setPoolName("federator-" + settings.name());
        pool.setDataSource(new DriverSource(vendor.driverClass(), this::connect));
        pool.setMaximumPoolSize(settings.maxConnections());
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(IDLE_MILLIS);
        pool.setConnectionTimeout(
                Math.clamp(settings.connectionTimeout().toMillis(), MIN_TIMEOUT_MILLIS, SLICE_MILLIS));
        pool.setValidationTimeout(
                Math.max(MIN_TIMEOUT_MILLIS, settings.connectionTimeout().toMillis()));
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionInitSql(vendor.sessionSql());
        pool.setReadOnly(true);
        pool.setAutoCommit(true);
    }

    private Connection connect() throws SQLException {
        return vendor.connect(settings.url(), properties());
    }

    /**
     * Waits for a connection, at most as long as the catalog file says, or until the query is cancelled. Errors: 53300 when all
     * stayed busy; 08006 when none could be made, at once when the source refuses and no other connection to it lives; 57014.
     */
    Connection acquire(QueryScope scope) {
        CompletableFuture<Connection> wanted = new CompletableFuture<>();
        // A database that hangs holds up whoever checks or opens a connection to it; that cannot be cut short, only
        // left alone.
        Thread.ofVirtual().name("connect-" + settings.name()).start(() -> deliver(wanted));
        QueryScope.Registration cancelling =
                scope.onCancel(() -> wanted.completeExceptionally(new CancellationException()));
        try {
            return wanted.join();
        } catch (CancellationException e) {
            scope.check();
            throw new SqlException(SqlState.QUERY_CANCELED, "canceling statement due to user request", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof SqlException known ? known : errors.unreachable(e.getCause());
        } finally {
            cancelling.close();
        }
    }

    private void deliver(CompletableFuture<Connection> wanted) {
        try {
            Connection connection = acquire();
            if (!wanted.complete(connection)) {
                release(connection, false);
            }
        } catch (RuntimeException | Error e) {
            wanted.completeExceptionally(e);
        }
    }

    private Connection acquire() {
        long deadline = System.nanoTime() + settings.connectionTimeout().toNanos();
        while (true) {
            try {
                takeBack();
                return isEmpty() ? first() : pool.getConnection();
            } catch (SQLTransientConnectionException e) {
                HikariPoolMXBean state = pool.getHikariPoolMXBean();
                boolean refused = e.getCause() != null && (state == null || state.getTotalConnections() == 0);
                if (refused || System.nanoTime() >= deadline) {
                    boolean busy = state != null && state.getActiveConnections() >= settings.maxConnections();
                    throw busy ? errors.exhausted(settings.maxConnections()) : errors.unreachable(e.getCause());
                }
            } catch (SQLException e) {
                throw errors.unreachable(e);
            } catch (RuntimeException e) {
                throw noDriver(e);
            }
        }
    }

    /** A connection that is lent for long; it is asked for again when others would have to wait. */
    PooledWire lend(PooledWire wire) {
        lent.add(wire);
        return wire;
    }

    void returned(PooledWire wire) {
        lent.remove(wire);
    }

    private void takeBack() {
        HikariPoolMXBean state = lent.isEmpty() || !pool.isRunning() ? null : pool.getHikariPoolMXBean();
        if (state != null && state.getActiveConnections() >= settings.maxConnections()) {
            PooledWire wire = lent.poll();
            if (wire != null) {
                wire.wanted();
            }
        }
    }

    private boolean isEmpty() {
        HikariPoolMXBean state = pool.isRunning() ? pool.getHikariPoolMXBean() : null;
        return state == null || state.getTotalConnections() == 0;
    }

    /**
     * The first connection after a time without any. The pool would try again and again until its time is up; a try beside the pool
     * shows at once that the source refuses. One thread at a time, so that a crowd of sessions does not become a crowd of tries.
     */
    private Connection first() throws SQLException {
        opening.lock();
        try {
            if (isEmpty()) {
                connect().close();
            }
            return pool.getConnection();
        } finally {
            opening.unlock();
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        vendor.connectionProperties().forEach((key, value) -> {
            if (!settings.url().contains(key + "=")) {
                properties.setProperty(key, value);
            }
        });
        settings.user().ifPresent(user -> properties.setProperty("user", user));
        settings.password().get().ifPresent(password -> properties.setProperty("password", password));
        return properties;
    }

    private SqlException noDriver(RuntimeException error) {
        return errors.unreachable(error);
    }

    /** @param broken whether the connection must not be used again */
    void release(Connection connection, boolean broken) {
        try {
            if (broken) {
                // An orderly close would read an abandoned result to its end.
                connection.abort(Runnable::run);
            } else {
                connection.close();
            }
        } catch (SQLException e) {
            errors.log("could not release a connection", e);
        }
        if (broken) {
            // Also takes it out of the pool's books: a close on top of this would fail.
            pool.evictConnection(connection);
        }
    }

    /** A connection that is lent and not in use counts as idle. */
    PoolUsage usage() {
        HikariPoolMXBean state = pool.isRunning() ? pool.getHikariPoolMXBean() : null;
        if (state == null) {
            return new PoolUsage(0, 0, 0, settings.maxConnections());
        }
        int resting = (int) lent.stream().filter(wire -> !wire.isWorking()).count();
        return new PoolUsage(
                Math.max(0, state.getActiveConnections() - resting),
                state.getIdleConnections() + resting,
                state.getThreadsAwaitingConnection(),
                settings.maxConnections());
    }

    @Override
    public void close() {
        pool.close();
    }
}
