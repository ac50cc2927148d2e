package io.federator.gateway.server;

import io.federator.config.Gateway;
import io.federator.config.Limits;
import io.federator.engine.session.SessionServices;
import io.federator.gateway.auth.Authenticator;
import io.federator.gateway.relay.Wires;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for clients. Started and stopped by one thread, which may block. */
public final class GatewayServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
    /**
     * The event loops that a server's {@link Vertx} should have. They never block, and leave room for what computes; one of them
     * relays more statements than two that share its processor, as it finds more of them at a time.
     */
    public static final int EVENT_LOOPS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** To Vert.x: any port, the same for all servers that ask so. */
    private static final int ANY_SHARED_PORT = -1;

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final List<NetServer> nets;
    private final Sessions sessions;
    private final Wires wires;
    private boolean closed;

    private GatewayServer(List<NetServer> nets, Sessions sessions, Wires wires) {
        this.nets = List.copyOf(nets);
        this.sessions = sessions;
        this.wires = wires;
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
        Wires wires = new Wires(EVENT_LOOPS);
        ServerContext server = new ServerContext(
                vertx,
                gateway,
                limits,
                services,
                new Authenticator(gateway.users()),
                sessions,
                events,
                gateway.tls().map(TlsAcceptor::of),
                wires);
        // A server of Vert.x has one event loop; those of one port share its connections.
        int port = gateway.port() == 0 ? ANY_SHARED_PORT : gateway.port();
        List<NetServer> nets = new ArrayList<>();
        for (int i = 0; i < EVENT_LOOPS; i++) {
            nets.add(listen(vertx, port, gateway.host(), server));
        }
        return new GatewayServer(nets, sessions, wires);
    }

    private static NetServer listen(Vertx vertx, int port, String host, ServerContext server) {
        NetServer net =
                vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true).setTcpKeepAlive(true));
        net.connectHandler(socket -> ClientSocket.open(socket, server, vertx.getOrCreateContext()));
        net.exceptionHandler(failure -> LOG.warn("event=accept-failed", failure));
        // Its event loop is the one that it begins to listen on.
        CompletableFuture<NetServer> listening = new CompletableFuture<>();
        ((VertxInternal) vertx)
                .createEventLoopContext()
                .runOnContext(nothing ->
                        net.listen(port, host).onComplete(listening::complete, listening::completeExceptionally));
        return listening.join();
    }

    /** The port that clients connect to, also when the system has chosen it. */
    public int port() {
        return nets.getFirst().actualPort();
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
        nets.forEach(NetServer::close);
        wires.close();
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
