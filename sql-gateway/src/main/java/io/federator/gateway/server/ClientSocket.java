package io.federator.gateway.server;

import io.federator.engine.session.Session;
import io.federator.gateway.wire.BackendEncoder;
import io.federator.gateway.wire.BackendMessage;
import io.federator.gateway.wire.FrontendDecoder;
import io.federator.gateway.wire.FrontendMessage;
import io.federator.gateway.wire.ProtocolViolation;
import io.federator.gateway.wire.WireBuffer;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loop's side of a connection: it cuts bytes into messages and puts them into the session's inbox. Only what comes
 * before a session is dealt with here: the requests for encryption and for cancelling. Runs on the event loop, never blocks.
 */
final class ClientSocket {
    private static final Logger LOG = LoggerFactory.getLogger(ClientSocket.class);

    /** The first byte of TLS, which cannot be that of a startup message. */
    private static final byte TLS_HANDSHAKE = 0x16;

    /** How long a client that is not to wait for any more may take to read the last words. */
    private static final long LINGER_MILLIS = 10_000;

    private final NetSocket socket;
    private final ServerContext server;
    private final FrontendDecoder decoder;
    private final SocketWriter writer;
    private final Inbox inbox;
    private final Context context;
    /** What the bytes that are being read hold for the session. */
    private final List<Inbox.Waiting> came = new ArrayList<>();

    private @Nullable ClientSession session;
    private volatile @Nullable RelayLane lane;
    private long loginTimer;
    private boolean deaf;
    private volatile @Nullable SslHandler encrypted;
    private boolean heard;
    private boolean sslDone;
    private boolean gssDone;

    /** A client that is let in without a password may send its first query at once; it waits undecoded until then. */
    private boolean waiting;

    private ClientSocket(NetSocket socket, ServerContext server, Context context) {
        this.socket = socket;
        this.server = server;
        this.decoder = new FrontendDecoder(server.limits().maxMessageSize());
        this.writer = new SocketWriter(socket, context);
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
        boolean abandoned = writer.isAbandoned();
        writer.close();
        if (abandoned) {
            // What the client has not read would keep the connection open until it does.
            context.runOnContext(nothing -> abandon());
        } else {
            context.runOnContext(nothing -> end());
        }
    }

    private void end() {
        Future<Void> ended = socket.end();
        if (!ended.isComplete()) {
            long timer = server.vertx().setTimer(LINGER_MILLIS, id -> abandon());
            ended.onComplete(result -> server.vertx().cancelTimer(timer));
        }
    }

    /** Past the handlers, which would wait until everything has been sent. */
    private void abandon() {
        ChannelHandlerContext first = pipeline().firstContext();
        // There is none when the connection is closed.
        if (first != null) {
            ChannelFuture _ = first.close();
        }
    }

    /** From now on statements of this session may be relayed. Any thread. */
    void relayFor(Session opened) {
        lane = new RelayLane(
                opened,
                inbox,
                server.wires(),
                ((ContextInternal) context).nettyEventLoop(),
                (NetSocketInternal) socket,
                server.events());
    }

    SocketWriter writer() {
        return writer;
    }

    Inbox inbox() {
        return inbox;
    }

    boolean isEncrypted() {
        return encrypted != null;
    }

    /** The common name in the client's certificate, if it has shown one. */
    Optional<String> certifiedName() {
        return Optional.ofNullable(encrypted).flatMap(TlsAcceptor::commonName);
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
        byte[] content = bytes.getBytes();
        TlsAcceptor acceptor = server.tls().orElse(null);
        boolean handshake = !heard && content.length > 0 && content[0] == TLS_HANDSHAKE;
        heard = true;
        if (handshake && acceptor != null) {
            directEncryption(acceptor, content);
            return;
        }
        decoder.feed(content);
        decode();
    }

    private void decode() {
        try {
            FrontendMessage message;
            while (!deaf && !waiting && (message = decoder.nextFrame()) != null) {
                dispatch(message);
            }
            deliver();
        } catch (ProtocolViolation e) {
            deaf = true;
            deliver();
            if (e.isSilent() && session == null) {
                LOG.debug("event=no-message client={} message=\"{}\"", remoteHost(), e.text());
                socket.close();
            } else if (session == null) {
                refuse(new SqlException(SqlState.PROTOCOL_VIOLATION, e.text()));
            } else {
                inbox.breakOff(e);
            }
        }
    }

    /** All at once, so that the session is woken once and sees what belongs together. */
    private void deliver() {
        RelayLane relaying = lane;
        boolean taken = came.isEmpty() || (relaying != null && relaying.take(came));
        if (!taken && !inbox.put(came)) {
            socket.pause();
        }
        came.clear();
    }

    private void dispatch(FrontendMessage message) {
        switch (message) {
            case FrontendMessage.SslRequest m
            when !sslDone -> {
                sslDone = true;
                encryption();
            }
            case FrontendMessage.SslRequest m -> refuse(unsupported(1234, 5679));
            case FrontendMessage.GssEncRequest m
            when !gssDone -> {
                gssDone = true;
                answer('N');
            }
            case FrontendMessage.GssEncRequest m -> refuse(unsupported(1234, 5680));
            case FrontendMessage.CancelRequest m -> {
                deaf = true;
                // A source may have to be told over the network, which must not hold up the event loop. Not a virtual
                // thread: those may all be busy computing, perhaps what is to be cancelled.
                Thread.ofPlatform().daemon().name("cancel").start(() -> {
                    server.sessions().cancel(m.processId(), m.secretKey());
                    context.runOnContext(nothing -> socket.end());
                });
            }
            case FrontendMessage.Startup m
            when m.major() < 3 -> {
                // Errors of the second protocol: a text that a zero byte ends.
                deaf = true;
                SqlException error = unsupported(m.major(), m.minor());
                socket.end(Buffer.buffer("EFATAL:  " + error.text() + "\n\0"));
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
                came.add(new Inbox.Waiting(message, decoder.lastLength()));
            }
        }
    }

    static SqlException unsupported(int major, int minor) {
        return new SqlException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "unsupported frontend protocol " + major + "." + minor + ": server supports 3.0 to 3."
                        + Login.LATEST_MINOR);
    }

    private void encryption() {
        TlsAcceptor acceptor = server.tls().orElse(null);
        if (acceptor == null) {
            answer('N');
            return;
        }
        gssDone = true;
        // Whatever came in the same breath is not encrypted and may be somebody else's.
        if (decoder.hasLeftover()) {
            refuse(new SqlException(SqlState.PROTOCOL_VIOLATION, "received unencrypted data after SSL request"));
            return;
        }
        ChannelPipeline pipeline = pipeline();
        // Straight to the channel, so that it is gone before the next handler encrypts what follows.
        ChannelFuture _ = pipeline.firstContext().writeAndFlush(Unpooled.wrappedBuffer(new byte[] {'S'}));
        encrypt(acceptor, pipeline);
    }

    /** TLS without a request for it, which PostgreSQL takes from clients that ask for its protocol by name. */
    private void directEncryption(TlsAcceptor acceptor, byte[] bytes) {
        sslDone = true;
        gssDone = true;
        ChannelPipeline pipeline = pipeline();
        SslHandler handler = encrypt(acceptor, pipeline);
        handler.handshakeFuture().addListener(done -> {
            if (done.isSuccess() && !TlsAcceptor.PROTOCOL.equals(handler.applicationProtocol())) {
                LOG.debug("event=tls-without-alpn client={}", remoteHost());
                deaf = true;
                socket.close();
            }
        });
        pipeline.fireChannelRead(Unpooled.wrappedBuffer(bytes));
        pipeline.fireChannelReadComplete();
    }

    private SslHandler encrypt(TlsAcceptor acceptor, ChannelPipeline pipeline) {
        SslHandler handler = acceptor.handler(pipeline.channel().alloc());
        handler.handshakeFuture().addListener(done -> {
            if (!done.isSuccess()) {
                LOG.debug("event=tls-failed client={}", remoteHost(), done.cause());
                socket.close();
            }
        });
        pipeline.addFirst("tls", handler);
        encrypted = handler;
        return handler;
    }

    private ChannelPipeline pipeline() {
        return ((NetSocketInternal) socket).channelHandlerContext().pipeline();
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
