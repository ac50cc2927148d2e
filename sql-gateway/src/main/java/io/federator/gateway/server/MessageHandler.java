package io.federator.gateway.server;

import io.federator.engine.session.Session;
import io.federator.gateway.wire.BackendMessage;
import io.federator.gateway.wire.FrontendDecoder;
import io.federator.gateway.wire.FrontendMessage;
import io.federator.gateway.wire.ProtocolViolation;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;

/**
 * What each message of an authenticated client does. After an error in the extended protocol everything is passed over up to the
 * next Sync.
 */
final class MessageHandler {
    private final Session session;
    private final SocketWriter writer;
    private final Inbox inbox;
    private final SimpleQuery simple;
    private final ExtendedQuery extended;
    private boolean skipping;
    private boolean idle;

    MessageHandler(Session session, SocketWriter writer, Inbox inbox, ServerEvents events) {
        this.session = session;
        this.writer = writer;
        this.inbox = inbox;
        this.simple = new SimpleQuery(session, writer, inbox, events);
        this.extended = new ExtendedQuery(session, writer, inbox, events);
    }

    /** Whether the client has been told that it may ask, and has not asked yet. */
    boolean isIdle() {
        return idle;
    }

    void handle(FrontendMessage message) {
        idle = false;
        if (skipping && !endsSkipping(message)) {
            return;
        }
        switch (message) {
            case FrontendMessage.Query m -> {
                attempt(() -> simple.run(m.sql()));
                ready();
            }
            case FrontendMessage.Parse m -> step(() -> extended.parse(m));
            case FrontendMessage.Bind m -> step(() -> extended.bind(m));
            case FrontendMessage.Describe m -> step(() -> extended.describe(m));
            case FrontendMessage.Execute m -> step(() -> extended.execute(m));
            case FrontendMessage.Close m -> step(() -> extended.close(m));
            case FrontendMessage.Flush m -> writer.flush();
            case FrontendMessage.Sync m -> {
                skipping = false;
                attempt(extended::sync);
                ready();
            }
            case FrontendMessage.FunctionCall m -> {
                fail(new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "function call messages are not supported")
                        .withHint("Use SELECT."));
                ready();
            }
            // Outside COPY they are passed over: the client may have sent them before it learnt of an error.
            case FrontendMessage.CopyData m -> {}
            case FrontendMessage.CopyDone m -> {}
            case FrontendMessage.CopyFail m -> {}
            case FrontendMessage.Invalid m -> invalid(m);
            case FrontendMessage.Frame m -> throw unexpected(m);
            case FrontendMessage.Startup m -> throw unexpected(m);
            case FrontendMessage.SslRequest m -> throw unexpected(m);
            case FrontendMessage.GssEncRequest m -> throw unexpected(m);
            case FrontendMessage.CancelRequest m -> throw unexpected(m);
            // Sent ahead of its turn, while the client still logged in.
            case FrontendMessage.AuthenticationResponse m -> throw FrontendDecoder.unexpected('p');
            case FrontendMessage.Terminate m -> throw unexpected(m);
        }
    }

    /** A Sync, even a malformed one. */
    private static boolean endsSkipping(FrontendMessage message) {
        return message instanceof FrontendMessage.Sync
                || (message instanceof FrontendMessage.Invalid invalid && invalid.type() == 'S');
    }

    /** Tells the client what came on the channels that it listens to, unless it is in a transaction. */
    void tellNotifications() {
        session.notified()
                .forEach(n -> writer.write(
                        new BackendMessage.NotificationResponse(n.backendPid(), n.channel(), n.payload())));
    }

    /** Tells the client that it may ask, and what has come for it and which settings have changed meanwhile. */
    void ready() {
        tellNotifications();
        writer.follow(session.settings().clientEncoding());
        session.settings()
                .changedReports()
                .forEach((name, value) -> writer.write(new BackendMessage.ParameterStatus(name, value)));
        writer.write(new BackendMessage.ReadyForQuery(session.status().indicator()));
        writer.flush();
        session.idle();
        idle = true;
    }

    private void invalid(FrontendMessage.Invalid message) {
        fail(ErrorFields.of(new ProtocolViolation(message.state(), message.message())));
        boolean simpleProtocol = message.type() == 'Q' || message.type() == 'F' || message.type() == 'S';
        skipping = !simpleProtocol;
        if (simpleProtocol) {
            ready();
        }
    }

    private void step(Runnable work) {
        skipping = !attempt(work);
    }

    /** False if it failed, and the client has been told. */
    private boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (ClientGone | Fatal e) {
            throw e;
        } catch (RuntimeException | Error e) {
            fail(ErrorFields.of(e));
            return false;
        }
    }

    private void fail(SqlException error) {
        session.failed();
        session.termination().ifPresent(reason -> {
            throw new Fatal(reason);
        });
        writer.write(new BackendMessage.ErrorResponse(ErrorFields.error(error, false)));
        writer.flush();
        if (inbox.isLost()) {
            throw Fatal.of(
                    SqlState.PROTOCOL_VIOLATION, "terminating connection because protocol synchronization was lost");
        }
    }

    private static IllegalStateException unexpected(FrontendMessage message) {
        return new IllegalStateException("the socket does not pass on " + message.getClass());
    }
}
