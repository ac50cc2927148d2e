package io.federator.gateway.server;

import io.federator.config.Gateway;
import io.federator.config.Limits;
import io.federator.config.Secret;
import io.federator.config.SourceLocation;
import io.federator.config.Tls;
import io.federator.config.User;
import io.federator.engine.session.Channels;
import io.federator.engine.session.SessionServices;
import io.federator.spi.error.SqlState;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server with the stand-in engine, on a free port of the loopback interface. */
final class TestServer implements AutoCloseable {
    static final SourceLocation NOWHERE = SourceLocation.startOf("test.yaml");

    final StandInEngine engine = new StandInEngine();
    final AtomicInteger sessions = new AtomicInteger();
    final Channels channels = new Channels();
    private final Vertx vertx = Vertx.vertx();
    private final DeadlineClock timer = new DeadlineClock();
    private final GatewayServer server;

    /** What a test wants to be different. */
    record Options(
            int maxConnections,
            int reservedConnections,
            Map<String, String> settings,
            Map<String, User> users,
            Duration authenticationTimeout,
            Optional<Tls> tls,
            int maxMessageSize) {
        static final Options PLAIN =
                new Options(20, 0, Map.of(), Map.of(), Duration.ofSeconds(20), Optional.empty(), 64 * 1024 * 1024);

        Options withMaxConnections(int newMax) {
            return new Options(
                    newMax, reservedConnections, settings, users, authenticationTimeout, tls, maxMessageSize);
        }

        Options withReservedConnections(int newReserved) {
            return new Options(
                    maxConnections, newReserved, settings, users, authenticationTimeout, tls, maxMessageSize);
        }

        Options withSettings(Map<String, String> newSettings) {
            return new Options(
                    maxConnections,
                    reservedConnections,
                    newSettings,
                    users,
                    authenticationTimeout,
                    tls,
                    maxMessageSize);
        }

        Options withPassword(String user, String password) {
            return with(new User(user, Secret.of(password), NOWHERE));
        }

        Options with(User... newUsers) {
            Map<String, User> all = new LinkedHashMap<>(users);
            for (User user : newUsers) {
                all.put(user.name(), user);
            }
            return new Options(
                    maxConnections, reservedConnections, settings, all, authenticationTimeout, tls, maxMessageSize);
        }

        Options withAuthenticationTimeout(Duration newTimeout) {
            return new Options(maxConnections, reservedConnections, settings, users, newTimeout, tls, maxMessageSize);
        }

        Options withTls(Tls newTls) {
            return new Options(
                    maxConnections,
                    reservedConnections,
                    settings,
                    users,
                    authenticationTimeout,
                    Optional.of(newTls),
                    maxMessageSize);
        }

        Options withMaxMessageSize(int newSize) {
            return new Options(
                    maxConnections, reservedConnections, settings, users, authenticationTimeout, tls, newSize);
        }
    }

    TestServer() {
        this(Options.PLAIN);
    }

    TestServer(Options options) {
        Gateway gateway = new Gateway(
                "127.0.0.1",
                0,
                "test",
                OptionalInt.empty(),
                options.tls(),
                options.maxConnections(),
                options.reservedConnections(),
                options.settings(),
                options.users(),
                "C",
                Duration.ZERO,
                NOWHERE);
        Limits limits = new Limits(
                options.maxMessageSize(),
                Duration.ZERO,
                Duration.ZERO,
                options.authenticationTimeout(),
                Duration.ofSeconds(1),
                NOWHERE);
        Sessions open = new Sessions(options.maxConnections());
        SessionServices services = new SessionServices(
                engine,
                TwoSchemas::new,
                engine.version::get,
                timer,
                Clock.systemUTC(),
                open,
                channels,
                (transaction, commit) -> {
                    throw new UnsupportedOperationException("it has no sources");
                });
        server = GatewayServer.start(vertx, gateway, limits, services, open, new ServerEvents() {
            @Override
            public void relayed() {
                throw new IllegalStateException("nothing is relayed");
            }

            @Override
            public void sessionOpened() {
                sessions.incrementAndGet();
            }

            @Override
            public void sessionClosed() {
                sessions.decrementAndGet();
            }

            @Override
            public void refused(SqlState reason) {}

            @Override
            public void statement(Duration duration, @Nullable SqlState error, long rows) {}
        });
    }

    int port() {
        return server.port();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/test";
    }

    void drain(Duration limit) throws InterruptedException {
        server.drain(limit);
    }

    @Override
    public void close() {
        server.close();
        timer.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
