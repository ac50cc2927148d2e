package io.federator.gateway.server;

import io.federator.config.Gateway;
import io.federator.config.Limits;
import io.federator.engine.session.SessionServices;
import io.federator.gateway.auth.Authenticator;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for clients. Started and stopped by one thread, which may block. */
public final class GatewayServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final NetServer net;
    private final Sessions sessions;
    private boolean closed;

    private GatewayServer(NetServer net, Sessions sessions) {
        this.net = net;
        this.sessions = sessions;
    }

    /**
     * Begins to listen.
     *
     * @param sessions empty; where the sessions of this server are found
     * @throws CompletionException when the address cannot be listened on or the certificate cannot be read
     */
    public static GatewayServer start(
            Vertx vertx,
            Gateway gateway,
            Limits limits,
            SessionServices services,
            Sessions sessions,
            ServerEvents events) {
        ServerContext server = new ServerContext(
                vertx,
                gateway,
                limits,
                services,
                new Authenticator(gateway.users()),
                sessions,
                events,
                gateway.tls().map(TlsAcceptor::of));
        NetServer net =
                vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true).setTcpKeepAlive(true));
        net.connectHandler(socket -> {
            Context context = vertx.getOrCreateContext();
            ClientSocket.open(socket, server, context);
        });
        net.exceptionHandler(failure -> LOG.warn("event=accept-failed", failure));
        net.listen(gateway.port(), gateway.host())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return new GatewayServer(net, sessions);
    }

    /** The port that clients connect to, also when the system has chosen it. */
    public int port() {
        return net.actualPort();
    }

    /**
     * Lets nobody in any more, lets running statements finish within {@code limit}, then ends them with 57P01. Blocks.
     */
    public void drain(Duration limit) throws InterruptedException {
        if (closed) {
            return;
        }
        closed = true;
        var idle = sessions.beginClosing();
        LOG.info("event=drain sessions={} limit={}", idle.size(), limit);
        idle.forEach(ClientSession::shutdown);
        if (!sessions.awaitEmpty(limit)) {
            sessions.all().forEach(session -> Thread.startVirtualThread(session::terminate));
        }
        if (!sessions.awaitEmpty(LAST_WORDS)) {
            sessions.all().forEach(ClientSession::closeNow);
        }
        // Until now newcomers were told why they cannot come in; closing the listener closes every connection with it.
        net.close();
    }

    @Override
    public void close() {
        try {
            drain(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
