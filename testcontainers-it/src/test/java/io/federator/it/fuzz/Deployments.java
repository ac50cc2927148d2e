package io.federator.it.fuzz;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.MySqlServer;
import io.federator.adapter.testkit.TestServer;
import io.federator.config.FederatorConfig;
import io.federator.it.deployment.Gateway;
import io.federator.it.deployment.PlacementLoader;
import io.federator.it.deployment.TpchDeployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The oracle and the gateways: a small TPC-H and the edge tables, in the differential suite's placements and in random
 * ones.
 */
final class Deployments implements AutoCloseable {
    private static final String FOLDER = "/io/federator/it/differential/";
    private static final String RANDOM = "random-";
    private static final Pattern SOURCE = Pattern.compile("(\\w+): *\\{ *type: *(\\w+), *url: *\"\\$\\{(\\w+)}\"");
    private static final String SMALLER = """
        delete from orders where o_orderkey > 600; delete from lineitem where l_orderkey > 600;
        delete from customer where c_custkey > 60
                and c_custkey not in (select o_custkey from orders where o_orderkey < 200);
        delete from part where p_partkey > 60; delete from partsupp where ps_partkey > 70 or ps_suppkey > 60;
        delete from supplier where s_suppkey > 50; analyze
        """;

    private final String oracle;
    private final Schema schema;
    private final Map<String, Gateway> gateways = new LinkedHashMap<>();

    /** @param placements names of the suite's catalogs, {@code random-SEED}, or {@code all} for the suite's */
    Deployments(List<String> placements) throws SQLException {
        oracle = TpchDeployment.oracle();
        try (Connection whole = DriverManager.getConnection(oracle, "postgres", "")) {
            try (var statement = whole.createStatement()) {
                statement.execute(resource("edge.sql"));
                statement.execute(SMALLER);
            }
            schema = Schema.of(whole);
            for (String name : placements) {
                for (String placement : name.equals("all") ? suite() : List.of(name)) {
                    gateways.put(placement, serve(yaml(placement, whole), whole));
                }
            }
        }
    }

    String oracle() {
        return oracle;
    }

    Schema schema() {
        return schema;
    }

    /** By placement. */
    Map<String, Gateway> gateways() {
        return gateways;
    }

    private String yaml(String placement, Connection whole) throws SQLException {
        return placement.startsWith(RANDOM)
                ? RandomPlacement.yaml(schema, whole, Long.parseLong(placement.substring(RANDOM.length())))
                : resource(placement + ".yaml");
    }

    private static Gateway serve(String yaml, Connection whole) throws SQLException {
        Map<String, String> environment = new HashMap<>();
        Map<String, Connection> connections = new LinkedHashMap<>();
        try {
            Matcher sources = SOURCE.matcher(yaml);
            while (sources.find()) {
                TestServer server = switch (sources.group(2)) {
                    case "postgresql" -> EmbeddedPostgres.shared();
                    case "mariadb" -> EmbeddedMariaDb.shared();
                    case "mysql" -> MySqlServer.shared();
                    default -> throw new IllegalArgumentException(sources.group());
                };
                String database = server.createDatabase();
                environment.put(sources.group(3), server.url(database));
                connections.put(sources.group(1), server.connect(database));
            }
            FederatorConfig config = Gateway.config(yaml, environment);
            new PlacementLoader(whole, connections).load(config);
            return Gateway.serving(config);
        } finally {
            for (Connection connection : connections.values()) {
                connection.close();
            }
        }
    }

    /** The names of all catalogs of the differential suite that place these tables. */
    private static List<String> suite() {
        URL folder = Deployments.class.getResource(FOLDER);
        if (folder == null) {
            throw new IllegalStateException("no " + FOLDER);
        }
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".yaml"))
                    .filter(name -> resource(name).contains(" lineitem:"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (var in = Deployments.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no placement or script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        new ArrayList<>(gateways.values()).forEach(Gateway::close);
    }
}
