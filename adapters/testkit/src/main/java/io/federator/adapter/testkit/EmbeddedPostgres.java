package io.federator.adapter.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL 18 from its Maven artifact, in UTF-8 with collation C. */
public final class EmbeddedPostgres extends TestServer {
    private static final Duration START_WAIT = Duration.ofSeconds(60);

    private final int port = freePort();
    private final Path home;
    private final Path data;
    private io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

    private EmbeddedPostgres() {
        try {
            home = Files.createTempDirectory("federator-postgres");
            data = home.resolve("data");
            server = start();
            Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One server for all tests of this JVM; it ends with the JVM. */
    public static EmbeddedPostgres shared() {
        return Shared.SERVER;
    }

    /** A server of its own, for a test that breaks it. */
    public static EmbeddedPostgres separate() {
        return new EmbeddedPostgres();
    }

    private static final class Shared {
        static final EmbeddedPostgres SERVER = new EmbeddedPostgres();
    }

    private io.zonky.test.db.postgres.embedded.EmbeddedPostgres start() throws IOException {
        return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_WAIT)
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("encoding", "UTF8")
                .setServerConfig("max_prepared_transactions", "50")
                .setServerConfig("max_connections", "300")
                .setServerConfig("fsync", "off")
                // The library turns it off: commits would not survive the death of the process, which tests bring
                // about.
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    protected String mainDatabase() {
        return "postgres";
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    protected List<ProcessHandle> processes() {
        Path running = data.resolve("postmaster.pid");
        if (!Files.exists(running)) {
            return List.of();
        }
        try {
            long pid = Long.parseLong(Files.readAllLines(running).getFirst().strip());
            return ProcessHandle.of(pid).stream()
                    .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void restart() {
        try {
            // A killed server leaves its lock behind, which another process with that number would keep alive.
            for (File lock : new File[] {
                data.resolve("postmaster.pid").toFile(),
                data.resolve("epg-lock").toFile()
            }) {
                Files.deleteIfExists(lock.toPath());
            }
            server = start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // It was killed and not started again.
            kill();
        }
        deleteRecursively(home);
    }
}
