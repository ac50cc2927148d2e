package io.federator.gateway.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;

/** PostgreSQL, unpacked into a folder and started. */
final class DemoPostgres implements DemoDatabase {
    private static final String FOLDER = "ot.epg.working-dir";
    private static final Duration START_WAIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;

    private DemoPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** @param home a new folder for everything that the server writes */
    static DemoPostgres start(Path home) throws IOException {
        EmbeddedPostgres.Builder builder = builder(home)
                .setOverrideWorkingDirectory(home.resolve("server").toFile())
                .setDataDirectory(home.resolve("data"))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_WAIT)
                .setPort(DemoDatabase.freePort())
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_prepared_transactions", "20")
                .setServerConfig("fsync", "off");
        Redirect log = Redirect.appendTo(home.resolve("log").toFile());
        return new DemoPostgres(
                builder.setOutputRedirector(log).setErrorRedirector(log).start());
    }

    /** The builder makes a folder in the place for temporary files that it never removes, unless this property names another. */
    private static EmbeddedPostgres.Builder builder(Path home) {
        String before = System.getProperty(FOLDER);
        System.setProperty(FOLDER, home.toString());
        try {
            return EmbeddedPostgres.builder();
        } finally {
            if (before == null) {
                System.clearProperty(FOLDER);
            } else {
                System.setProperty(FOLDER, before);
            }
        }
    }

    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
