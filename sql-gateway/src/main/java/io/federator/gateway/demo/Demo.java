package io.federator.gateway.demo;

import io.federator.config.ConfigLoader;
import io.federator.config.ConfigResult;
import io.federator.config.FederatorConfig;
import io.federator.gateway.assembly.Federator;
import io.federator.gateway.assembly.Misconfigured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo shop: a PostgreSQL and a MariaDB of its own with a few rows in each, and Federator in front of them. Everything that it
 * writes is in one folder for temporary files, which {@link #close} removes. {@link #close} may be called by another thread, also
 * while {@link #start} is still under way, which fails then.
 */
public final class Demo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final int PORTS_TO_TRY = 20;
    private static final Duration STARTER_WAIT = Duration.ofMillis(100);

    private final int port;
    private final int adminPort;
    private final Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();
    private final List<Thread> starters = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /**
     * @param port where clients connect, 0 for any
     * @param adminPort of health and metrics, 0 for any
     */
    public Demo(int port, int adminPort) {
        this.port = port;
        this.adminPort = adminPort;
    }

    /** Whether the embedded servers that come with Federator run on this machine. */
    public static boolean isSupported() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** The port itself if it can be had, else one of the following, else 0. */
    public static int freeFrom(int port) {
        return Stream.iterate(port, next -> next + 1)
                .limit(PORTS_TO_TRY)
                .filter(DemoDatabase::isFree)
                .findFirst()
                .orElse(0);
    }

    /**
     * Starts the servers, fills them and serves; returns when clients can connect. Blocks for some seconds. When it fails, what
     * has been started stays until {@link #close}.
     */
    public Federator start() throws IOException, SQLException, InterruptedException {
        Path home = Files.createTempDirectory("federator-demo");
        parts.push(() -> remove(home));
        FutureTask<DemoDatabase> maria = starting(() -> DemoMariaDb.start(home.resolve("us")), "mariadb.sql");
        FutureTask<DemoDatabase> postgres = starting(() -> DemoPostgres.start(folder(home, "eu")), "postgresql.sql");
        DemoDatabase us = started(maria);
        DemoDatabase eu = started(postgres);
        Federator federator = Federator.start(config(home, eu, us));
        parts.push(federator);
        return federator;
    }

    /** Whether {@link #close} has been called. */
    public boolean isClosed() {
        return closed;
    }

    private static Path folder(Path home, String name) throws IOException {
        return Files.createDirectory(home.resolve(name));
    }

    private FutureTask<DemoDatabase> starting(Callable<DemoDatabase> start, String script) {
        FutureTask<DemoDatabase> task = new FutureTask<>(() -> {
            DemoDatabase database = start.call();
            try {
                database.load(resource(script));
            } catch (SQLException e) {
                database.close();
                throw e;
            }
            return database;
        });
        starters.add(Thread.ofPlatform().name("demo-" + script).start(task));
        return task;
    }

    private DemoDatabase started(FutureTask<DemoDatabase> task) throws IOException, SQLException, InterruptedException {
        try {
            DemoDatabase database = task.get();
            parts.push(database);
            return database;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case SQLException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new CompletionException(e);
            }
        }
    }

    private FederatorConfig config(Path home, DemoDatabase eu, DemoDatabase us) {
        Map<String, String> environment = Map.of(
                "SHOP_PORT", Integer.toString(port),
                "SHOP_ADMIN_PORT", Integer.toString(adminPort),
                "SHOP_EU_URL", eu.url(),
                "SHOP_EU_USER", eu.user(),
                "SHOP_EU_PASSWORD", "",
                "SHOP_US_URL", us.url(),
                "SHOP_US_USER", us.user(),
                "SHOP_US_PASSWORD", "");
        return switch (ConfigLoader.parse("catalog.yaml", resource("catalog.yaml"), home, environment)) {
            case ConfigResult.Loaded loaded -> loaded.config();
            case ConfigResult.Rejected rejected -> throw new Misconfigured(rejected.problems());
        };
    }

    private static String resource(String name) {
        try (InputStream in = Demo.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops everything in the opposite order and removes the files. */
    @Override
    public void close() {
        closed = true;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("event=close-failed", e);
            }
        }
    }

    /** Ends what a start under way has not handed over yet, and removes the files. */
    private void remove(Path home) throws IOException, InterruptedException {
        do {
            // The programs of the servers and of their installation are in the folder.
            ProcessHandle.allProcesses()
                    .filter(process -> process.info().commandLine().orElse("").contains(home + "/"))
                    .filter(ProcessHandle::destroyForcibly)
                    .forEach(process -> process.onExit().join());
        } while (anyStarts());
        List<Path> all;
        try (Stream<Path> files = Files.walk(home)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }

    private boolean anyStarts() throws InterruptedException {
        for (Thread starter : starters) {
            if (!starter.join(STARTER_WAIT)) {
                return true;
            }
        }
        return false;
    }
}
