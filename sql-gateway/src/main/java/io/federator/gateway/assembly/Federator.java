package io.federator.gateway.assembly;

import io.federator.config.FederatorConfig;
import io.federator.config.Gateway;
import io.federator.engine.Engine;
import io.federator.engine.session.Channels;
import io.federator.engine.session.SessionServices;
import io.federator.gateway.admin.AdminServer;
import io.federator.gateway.admin.Metrics;
import io.federator.gateway.server.DeadlineClock;
import io.federator.gateway.server.GatewayServer;
import io.federator.gateway.server.Sessions;
import io.federator.xa.CommitSteps;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server. {@link #start} is where everything is wired; {@link #close} lets running statements finish and stops. Used by
 * one thread.
 */
public final class Federator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Federator.class);

    /** The longest that clients wait for the warm-up. */
    private static final Duration WARM_UP = Duration.ofSeconds(2);

    private final FederatorConfig config;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final GatewayServer server;
    private final Optional<AdminServer> admin;

    private Federator(FederatorConfig config, CommitSteps steps) {
        this.config = config;
        boolean started = false;
        try {
            Gateway gateway = config.gateway();
            Sessions sessions = new Sessions(gateway.maxConnections());
            Assembly assembly = keep(Assembly.open(config, sessions, steps));
            Engine engine = assembly.engine();
            assembly.coordination().start();
            warmUp(engine);
            DeadlineClock timer = keep(new DeadlineClock());
            Vertx vertx = vertx();
            parts.push(() ->
                    vertx.close().toCompletionStage().toCompletableFuture().join());
            Metrics metrics = keep(new Metrics(assembly.sources().values()));
            SessionServices services = new SessionServices(
                    engine.queries(),
                    engine::names,
                    () -> engine.catalog().version(),
                    timer,
                    Clock.systemUTC(),
                    sessions,
                    new Channels(),
                    assembly.coordination());
            server = keep(listening(
                    gateway.host(),
                    gateway.port(),
                    () -> GatewayServer.start(vertx, gateway, config.limits(), services, sessions, metrics)));
            admin = gateway.adminPort().isEmpty()
                    ? Optional.empty()
                    : Optional.of(keep(listening(
                            gateway.host(),
                            gateway.adminPort().getAsInt(),
                            () -> AdminServer.start(
                                    vertx,
                                    gateway.host(),
                                    gateway.adminPort().getAsInt(),
                                    assembly.sources(),
                                    metrics,
                                    engine::refresh))));
            keep(new CatalogRefresher(timer, gateway.refreshInterval(), engine::refresh));
            started = true;
        } finally {
            if (!started) {
                closeParts();
            }
        }
    }

    /**
     * Starts a server and returns when clients can connect.
     *
     * @throws Misconfigured when the catalog file asks for what cannot be
     * @throws CannotListen when an address is taken
     */
    public static Federator start(FederatorConfig config) {
        return start(config, CommitSteps.NONE);
    }

    /** As {@link #start(FederatorConfig)}, for tests that follow or break commits. */
    public static Federator start(FederatorConfig config, CommitSteps steps) {
        return new Federator(config, steps);
    }

    /** The port of the gateway, also when the system has chosen it. */
    public int port() {
        return server.port();
    }

    /** The port of health and metrics, if they are on. */
    public Optional<Integer> adminPort() {
        return admin.map(AdminServer::port);
    }

    /** Sources that are slow to answer, or do not, keep nobody waiting: the rest is done while clients connect. */
    private static void warmUp(Engine engine) {
        Thread thread = Thread.ofPlatform().daemon().name("warm-up").start(engine::warmUp);
        try {
            thread.join(WARM_UP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Vertx vertx() {
        // Nothing is read from the class path, so that Vert.x needs no folder for temporary files.
        FileSystemOptions files =
                new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
        return Vertx.vertx(
                new VertxOptions().setFileSystemOptions(files).setEventLoopPoolSize(GatewayServer.EVENT_LOOPS));
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    private interface Start<T> {
        T start();
    }

    private static <T> T listening(String host, int port, Start<T> start) {
        try {
            return start.start();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CannotListen("cannot listen on " + host + ":" + port + ": " + cause.getMessage(), cause);
        }
    }

    /** Stops: nobody is let in, running statements get the configured time, then everything closes. Blocks. */
    @Override
    public void close() {
        try {
            server.drain(config.limits().shutdownTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeParts();
        }
    }

    private void closeParts() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("event=close-failed", e);
            }
        }
    }
}
