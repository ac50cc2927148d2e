package io.federator.gateway.server;

import io.federator.spi.error.SqlState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens in the server, for whoever counts it. Any thread; must not block. */
public interface ServerEvents {
    void sessionOpened();

    void sessionClosed();

    /** A client was turned away before it had a session. */
    void refused(SqlState reason);

    /**
     * A statement has ended or was suspended.
     *
     * @param error null when it succeeded
     * @param rows how many went to the client
     */
    void statement(Duration duration, @Nullable SqlState error, long rows);

    /** A statement that has succeeded was relayed to a source. */
    void relayed();
}
