package io.federator.it.deployment;

import io.federator.config.ConfigLoader;
import io.federator.config.ConfigResult;
import io.federator.config.FederatorConfig;
import io.federator.gateway.assembly.Federator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A gateway in this process, on a free port. */
public final class Gateway implements AutoCloseable {
    private final Federator federator;
    private final String database;

    private Gateway(Federator federator, String database) {
        this.federator = federator;
        this.database = database;
    }

    /** Serves a catalog file, whatever ports it names. */
    public static Gateway serving(Path file, Map<String, String> environment) {
        try {
            return serving(Files.readString(file), environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves a catalog, whatever ports it names. */
    public static Gateway serving(String yaml, Map<String, String> environment) {
        return serving(config(yaml, environment));
    }

    public static Gateway serving(FederatorConfig config) {
        return new Gateway(Federator.start(config), config.gateway().database());
    }

    /** Reads a catalog for free ports. */
    public static FederatorConfig config(String yaml, Map<String, String> environment) {
        String anywhere = yaml.replace("port: 5433", "port: 0").replace("admin-port: 8433", "admin-port: 0");
        return switch (ConfigLoader.parse("catalog.yaml", anywhere, folder(), environment)) {
            case ConfigResult.Loaded loaded -> loaded.config();
            case ConfigResult.Rejected rejected ->
                throw new IllegalArgumentException(rejected.problems().toString());
        };
    }

    /** Of its own for each gateway, as two must not share a log of transactions. */
    private static Path folder() {
        try {
            return Files.createTempDirectory("federator-it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return federator.port();
    }

    public int adminPort() {
        return federator.adminPort().orElseThrow();
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** @param options of the driver, as in {@code prepareThreshold=-1&loggerLevel=OFF} */
    public Connection connect(String options) throws SQLException {
        return DriverManager.getConnection(url() + "?" + options, "tester", "");
    }

    public Connection connect() throws SQLException {
        return connect("");
    }

    /** Drains and stops. */
    @Override
    public void close() {
        federator.close();
    }
}
