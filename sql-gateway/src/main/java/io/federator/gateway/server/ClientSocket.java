package io.federator.gateway.server;

import io.federator.gateway.wire.BackendEncoder;
import io.federator.gateway.wire.BackendMessage;
import io.federator.gateway.wire.FrontendDecoder;
import io.federator.gateway.wire.FrontendMessage;
import io.federator.gateway.wire.ProtocolViolation;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.ServerSSLOptions;
import org.jspecify.annotations.Nullable;

/**
 * The event loop's side of a connection: it cuts bytes into messages and puts them into the session's inbox. Only what comes
 * before a session is dealt with here: the requests for encryption and for cancelling. Runs on the event loop, never blocks.
 */
final class ClientSocket {
    private final NetSocket socket;
    private final ServerContext server;
    private final FrontendDecoder decoder;
    private final SocketWriter writer;
    private final Inbox inbox;
    private final Context context;
    private @Nullable ClientSession session;
    private long loginTimer;
    private boolean deaf;

    /** A client that is let in without a password may send its first query at once; it waits undecoded until then. */
    private boolean waiting;

    private ClientSocket(NetSocket socket, ServerContext server, Context context) {
        this.socket = socket;
        this.server = server;
        this.decoder = new FrontendDecoder(server.limits().maxMessageSize());
        this.writer = new SocketWriter(socket);
        this.context = context;
        this.inbox = new Inbox(() -> context.runOnContext(nothing -> socket.resume()));
    }

    /** Takes over a new connection; called on its event loop. */
    static void open(NetSocket socket, ServerContext server, Context context) {
        ClientSocket client = new ClientSocket(socket, server, context);
        socket.handler(client::received);
        socket.closeHandler(nothing -> client.closed());
        // The close handler follows and says all there is to say.
        socket.exceptionHandler(failure -> {});
        long millis = Math.max(1, server.limits().authenticationTimeout().toMillis());
        client.loginTimer = server.vertx().setTimer(millis, id -> client.tooLate());
    }

    /** The client has proved who it is: all messages may come now. Any thread. */
    void authenticated() {
        decoder.authenticated();
        server.vertx().cancelTimer(loginTimer);
        context.runOnContext(nothing -> {
            if (waiting) {
                waiting = false;
                decode();
                socket.resume();
            }
        });
    }

    /** Closes the connection once everything written has gone out. Any thread. */
    void close() {
        writer.close();
        socket.end();
    }

    SocketWriter writer() {
        return writer;
    }

    Inbox inbox() {
        return inbox;
    }

    boolean isEncrypted() {
        return socket.isSsl();
    }

    /** The client's address as digits, and its port. */
    String remoteHost() {
        String address = socket.remoteAddress().hostAddress();
        return address == null ? "" : address;
    }

    int remotePort() {
        return socket.remoteAddress().port();
    }

    private void received(Buffer bytes) {
        if (deaf) {
            return;
        }
        decoder.feed(bytes.getBytes());
        decode();
    }

    private void decode() {
        try {
            FrontendMessage message;
            while (!deaf && !waiting && (message = decoder.next()) != null) {
                dispatch(message);
            }
        } catch (ProtocolViolation e) {
            deaf = true;
            if (session == null) {
                refuse(new SqlException(SqlState.PROTOCOL_VIOLATION, e.text()));
            } else {
                inbox.breakOff(e);
            }
        }
    }

    private void dispatch(FrontendMessage message) {
        switch (message) {
            case FrontendMessage.SslRequest m -> encryption();
            case FrontendMessage.GssEncRequest m -> answer('N');
            case FrontendMessage.CancelRequest m -> {
                deaf = true;
                // A source may have to be told over the network, which must not hold up the event loop. Not a virtual
                // thread: those may all be busy computing, perhaps what is to be cancelled.
                Thread.ofPlatform().daemon().name("cancel").start(() -> {
                    server.sessions().cancel(m.processId(), m.secretKey());
                    socket.end();
                });
            }
            case FrontendMessage.Startup m -> {
                ClientSession started = new ClientSession(this, server);
                session = started;
                waiting = !server.authenticator().asksForPassword();
                if (waiting) {
                    socket.pause();
                }
                Thread.ofVirtual().name("session").start(() -> started.run(m));
            }
            default -> {
                if (!inbox.put(message, decoder.lastLength())) {
                    socket.pause();
                }
            }
        }
    }

    private void encryption() {
        ServerSSLOptions tls = server.tls().orElse(null);
        if (tls == null || socket.isSsl()) {
            answer('N');
            return;
        }
        // Whatever came in the same breath is not encrypted and may be somebody else's.
        if (decoder.hasLeftover()) {
            refuse(new SqlException(SqlState.PROTOCOL_VIOLATION, "received unencrypted data after SSL request"));
            return;
        }
        socket.upgradeToSsl(tls, Buffer.buffer("S")).onFailure(failure -> socket.close());
    }

    private void answer(char reply) {
        socket.write(Buffer.buffer(String.valueOf(reply)));
    }

    /** Tells an error to a client that has no session, and closes. */
    private void refuse(SqlException error) {
        deaf = true;
        WireBuffer out = new WireBuffer(256);
        BackendEncoder.encode(new BackendMessage.ErrorResponse(ErrorFields.error(error, true)), out);
        socket.end(Buffer.buffer(out.toByteArray()));
    }

    private void tooLate() {
        if (session == null) {
            socket.close();
        } else {
            refuse(new SqlException(SqlState.QUERY_CANCELED, "canceling authentication due to timeout"));
        }
    }

    private void closed() {
        deaf = true;
        server.vertx().cancelTimer(loginTimer);
        inbox.close();
        writer.close();
        if (session != null) {
            ClientSession gone = session;
            // Cancelling may talk to sources, which must not hold up the event loop.
            Thread.startVirtualThread(gone::clientGone);
        }
    }
}
