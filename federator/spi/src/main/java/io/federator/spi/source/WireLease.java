package io.federator.spi.source;

import java.nio.channels.SocketChannel;

/**
 * A connection of a source that speaks PostgreSQL's protocol (version 3.0, UTF-8), for a caller that speaks it as well: logged in,
 * its session pinned as for {@link Source#query}, at rest outside of a transaction. It is one of the pool's connections, and does not
 * come back from the lease: it is closed with it.
 */
public interface WireLease extends AutoCloseable {
    /** In blocking mode, and the caller's alone. */
    SocketChannel channel();

    /** Asks the database to stop what the connection runs. Blocks; a failure is logged. */
    void cancel();

    /**
     * What to do when others wait for a connection; done at most once, on any thread, and must not block. At once when that is so
     * already.
     */
    void onWanted(Runnable action);

    /** Says whether the connection is in use, for those who watch the pool; it is not at first. Any thread. */
    void working(boolean now);

    /** Closes the connection and leaves its place in the pool to others. Any thread; may block for a moment. */
    @Override
    void close();
}
