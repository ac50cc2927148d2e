package io.federator.it.faults;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.MySqlServer;
import io.federator.adapter.testkit.TestServer;
import io.federator.it.deployment.GatewayProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** PostgreSQL, MySQL and MariaDB, with an account and the parts of transfers in each, behind networks that can be cut, and two gateways. */
final class World implements AutoCloseable {
    static final int PLACES = 3;
    static final int GATEWAYS = 2;
    static final int BALANCE = 1_000;

    private static final String CATALOG = """
        version: 1
        gateway: {port: 0}
        transactions: {log: txlog, takeover: 5s}
        sources:
          s0: {type: postgresql, url: "${S0}", user: postgres, password: ""}
          s1: {type: mysql, url: "${S1}", user: root, password: ""}
          s2: {type: mariadb, url: "${S2}", user: root, password: ""}
        schemas:
          public:
            account:
              key: [place]
              rows:
                - {where: "place = 0", at: s0/account}
                - {where: "place = 1", at: s1/account}
                - {where: "place = 2", at: s2/account}
            part:
              key: [id, place]
              rows:
                - {where: "place = 0", at: s0/part}
                - {where: "place = 1", at: s1/part}
                - {where: "place = 2", at: s2/part}
        """;

    private final Path folder;
    private final String catalog;
    private final List<TestServer> servers = new ArrayList<>();
    private final List<String> databases = new ArrayList<>();
    private final List<CutProxy> networks = new ArrayList<>();
    private final Map<Integer, GatewayProcess> gateways = new TreeMap<>();

    World(Path folder) throws IOException {
        this.folder = folder;
        boolean withMySql = MySqlServer.canBeSeparate();
        catalog = withMySql ? CATALOG : CATALOG.replace("type: mysql", "type: mariadb");
        servers.add(EmbeddedPostgres.separate());
        servers.add(withMySql ? MySqlServer.separate() : EmbeddedMariaDb.separate());
        servers.add(EmbeddedMariaDb.separate());
        for (int place = 0; place < PLACES; place++) {
            TestServer server = servers.get(place);
            databases.add(server.createDatabase());
            networks.add(new CutProxy(server.port()));
            server.execute(
                    databases.get(place),
                    "create table account (place integer primary key, balance integer not null)",
                    "create table part (id integer, place integer, primary key (id, place))",
                    "insert into account values (" + place + ", " + BALANCE + ")");
        }
        for (int gateway = 0; gateway < GATEWAYS; gateway++) {
            serve(gateway);
        }
    }

    /** Starts a gateway, with the log that it had, if it is still there. */
    void serve(int gateway) throws IOException {
        Map<String, String> urls = new TreeMap<>();
        for (int place = 0; place < PLACES; place++) {
            TestServer server = servers.get(place);
            String port = ":" + networks.get(place).port() + "/";
            urls.put("S" + place, server.url(databases.get(place)).replace(":" + server.port() + "/", port));
        }
        Path own = Files.createDirectories(folder(gateway));
        gateways.put(gateway, GatewayProcess.serve(own, catalog, urls, SteppedGateway.class));
    }

    Path folder(int gateway) {
        return folder.resolve("gateway" + gateway);
    }

    GatewayProcess gateway(int gateway) {
        return gateways.get(gateway);
    }

    TestServer server(int place) {
        return servers.get(place);
    }

    /** Straight to a database. */
    Connection connect(int place) throws SQLException {
        return servers.get(place).connect(databases.get(place));
    }

    /** Breaks the connections to a database. */
    void cut(int place) {
        networks.get(place).cut();
    }

    @Override
    public void close() {
        gateways.values().forEach(GatewayProcess::close);
        networks.forEach(CutProxy::close);
        servers.forEach(TestServer::close);
    }
}
