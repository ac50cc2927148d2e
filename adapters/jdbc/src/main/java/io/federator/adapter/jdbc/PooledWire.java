package io.federator.adapter.jdbc;

import io.federator.spi.source.WireLease;
import java.nio.channels.SocketChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A connection of the pool whose driver is passed by. Safe for any thread. */
final class PooledWire implements WireLease {
    private final ConnectionPool pool;
    private final JdbcVendor.WireProtocol protocol;
    private final SourceErrors errors;
    private final Connection connection;
    private final SocketChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean working;
    private boolean wanted;
    private @Nullable Runnable whenWanted;

    PooledWire(
            ConnectionPool pool,
            JdbcVendor.WireProtocol protocol,
            SourceErrors errors,
            Connection connection,
            SocketChannel channel) {
        this.pool = pool;
        this.protocol = protocol;
        this.errors = errors;
        this.connection = connection;
        this.channel = channel;
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public void cancel() {
        try {
            protocol.cancel(connection.unwrap(Connection.class));
        } catch (SQLException e) {
            errors.log("could not cancel a statement", e);
        }
    }

    @Override
    public void onWanted(Runnable action) {
        boolean now;
        synchronized (this) {
            whenWanted = action;
            now = wanted;
        }
        if (now) {
            action.run();
        }
    }

    /** Somebody else waits for a connection. */
    void wanted() {
        Runnable action;
        synchronized (this) {
            wanted = true;
            action = whenWanted;
        }
        if (action != null) {
            action.run();
        }
    }

    @Override
    public void working(boolean now) {
        working = now;
    }

    boolean isWorking() {
        return working;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            pool.returned(this);
            pool.release(connection, true);
        }
    }
}
