package io.federator.gateway.server;

import io.federator.gateway.server.Inbox.Next;
import io.federator.gateway.wire.FrontendMessage;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.QueryScope;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The client's messages while it sends the rows of COPY FROM. Used by the session's thread, which waits for them. */
final class CopyInput implements Supplier<byte @Nullable []> {
    private final Inbox inbox;
    private final SocketWriter writer;
    private final QueryScope scope;

    CopyInput(Inbox inbox, SocketWriter writer, QueryScope scope) {
        this.inbox = inbox;
        this.writer = writer;
        this.scope = scope;
    }

    /** The next bytes, or null when the client has sent all. */
    @Override
    public byte @Nullable [] get() {
        QueryScope.Registration cancel = scope.onCancel(inbox::wake);
        try (cancel) {
            while (true) {
                scope.check();
                switch (inbox.take(Duration.ZERO, false)) {
                    case Next.Message(FrontendMessage m) -> {
                        FrontendMessage message =
                                m instanceof FrontendMessage.Frame frame ? frame.read(writer.codec()) : m;
                        switch (message) {
                            case FrontendMessage.CopyData data -> {
                                return data.bytes();
                            }
                            case FrontendMessage.CopyDone done -> {
                                return null;
                            }
                            case FrontendMessage.CopyFail fail ->
                                throw new SqlException(
                                        SqlState.QUERY_CANCELED, "COPY from stdin failed: " + fail.message());
                            case FrontendMessage.Flush flush -> writer.flush();
                            case FrontendMessage.Sync sync -> {}
                            case FrontendMessage.Invalid invalid -> throw lost(invalid.message());
                            default -> throw lost(unexpected(m));
                        }
                    }
                    case Next.Closed closed -> throw new ClientGone();
                    case Next.Broken broken -> throw broken.violation();
                    case Next.Shutdown shutdown ->
                        throw Fatal.of(SqlState.ADMIN_SHUTDOWN, "terminating connection due to administrator command");
                    case Next.Woken woken -> {}
                    case Next.Timeout timeout -> {}
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("a session's thread is never interrupted", e);
        }
    }

    private static String unexpected(FrontendMessage read) {
        char type = read instanceof FrontendMessage.Frame frame ? frame.type() : 'X';
        return String.format("unexpected message type 0x%02X during COPY from stdin", (int) type);
    }

    /** PostgreSQL does not know where the next message starts then, and the session ends as it does there. */
    private SqlException lost(String message) {
        inbox.lose();
        return new SqlException(SqlState.PROTOCOL_VIOLATION, message);
    }
}
