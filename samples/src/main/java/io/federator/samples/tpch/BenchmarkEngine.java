package io.federator.samples.tpch;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A server that the benchmark asks. */
sealed interface BenchmarkEngine extends AutoCloseable {
    /** Seconds after which a query is given up. */
    int TIMEOUT_SECONDS = 120;

    String name();

    /** Runs a query and reads all of its rows; returns how many. */
    long run(String sql) throws SQLException, IOException, InterruptedException;

    @Override
    void close() throws SQLException;

    /** @param address {@code NAME=jdbc:…} or {@code NAME=trino:http://HOST:PORT/CATALOG/SCHEMA} */
    static BenchmarkEngine of(String address) throws SQLException {
        int at = address.indexOf('=');
        String name = address.substring(0, at);
        String url = address.substring(at + 1);
        return url.startsWith("trino:")
                ? new Trino(name, URI.create(url.substring("trino:".length())))
                : new Jdbc(name, DriverManager.getConnection(url));
    }

    /** Any database with a driver here. */
    record Jdbc(String name, Connection connection) implements BenchmarkEngine {
        @Override
        public long run(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(TIMEOUT_SECONDS);
                long count = 0;
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        count++;
                    }
                }
                return count;
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** Trino by its REST protocol: a statement is posted, and pages are fetched from the address that each answer names. */
    record Trino(String name, URI server, HttpClient http) implements BenchmarkEngine {
        Trino(String name, URI server) {
            this(name, server, HttpClient.newHttpClient());
        }

        @Override
        public long run(String sql) throws SQLException, IOException, InterruptedException {
            String[] path = server.getPath().substring(1).split("/");
            HttpRequest post = HttpRequest.newBuilder(server.resolve("/v1/statement"))
                    .header("X-Trino-User", "benchmark")
                    .header("X-Trino-Catalog", path[0])
                    .header("X-Trino-Schema", path[1])
                    .POST(HttpRequest.BodyPublishers.ofString(sql))
                    .build();
            JsonObject page = send(post);
            long end = System.nanoTime() + TIMEOUT_SECONDS * 1_000_000_000L;
            long count = 0;
            while (true) {
                JsonArray rows = page.getJsonArray("data", new JsonArray());
                count += rows.size();
                JsonObject error = page.getJsonObject("error");
                if (error != null) {
                    throw new SQLException(error.getString("message"));
                }
                @Nullable String next = page.getString("nextUri");
                if (next == null) {
                    return count;
                }
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(next));
                if (System.nanoTime() > end) {
                    http.send(request.DELETE().build(), HttpResponse.BodyHandlers.discarding());
                    throw new SQLException("not done after " + TIMEOUT_SECONDS + " s");
                }
                page = send(request.build());
            }
        }

        private JsonObject send(HttpRequest request) throws IOException, InterruptedException {
            return new JsonObject(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
