package io.federator.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.MySqlServer;
import io.federator.adapter.testkit.TestServer;
import io.federator.it.deployment.GatewayProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two gateways over PostgreSQL, MySQL and MariaDB, and clients that write through both, while gateways and databases are killed, stand
 * still or lose their connections. {@code -Dfaults.count} says how often, {@code -Dfaults.seed} when and what; one at a time, and one
 * can last into the next. Afterwards the databases themselves are asked.
 */
class RandomFaultsTest {
    private static final int FAULTS = Integer.getInteger("faults.count", 5);
    private static final long SEED = Long.getLong("faults.seed", 1);
    private static final int CLIENTS = 6;
    private static final int GATEWAYS = 2;
    private static final long SECONDS_TO_RECOVER = 15;
    private static final long SECONDS_TO_GO_ON = 90;
    private static final PrintStream OUT = System.out;

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
              key: [id]
              rows:
                - {where: "id <= 50", at: s0/account}
                - {where: "id > 50 and id <= 100", at: s1/account}
                - {where: "id > 100", at: s2/account}
            journal:
              key: [id]
              rows:
                - {where: "id % 3 = 0", at: s0/journal}
                - {where: "id % 3 = 1", at: s1/journal}
                - {where: "id % 3 = 2", at: s2/journal}
            part:
              key: [id, place]
              rows:
                - {where: "place = 0", at: s0/part}
                - {where: "place = 1", at: s1/part}
                - {where: "place = 2", at: s2/part}
            item:
              key: [id]
              rows:
                - {where: "place = 0", at: s0/item}
                - {where: "place = 1", at: s1/item}
                - {where: "place = 2", at: s2/item}
        """;

    private final List<TestServer> servers = new ArrayList<>();
    private final List<String> databases = new ArrayList<>();
    private final List<CutProxy> networks = new ArrayList<>();
    private final AtomicReferenceArray<GatewayProcess> gateways = new AtomicReferenceArray<>(GATEWAYS);
    private final Workload workload = new Workload();
    private final Random random = new Random(SEED);

    @AfterEach
    void end() {
        for (int i = 0; i < GATEWAYS; i++) {
            if (gateways.get(i) != null) {
                gateways.get(i).close();
            }
        }
        networks.forEach(CutProxy::close);
        servers.forEach(TestServer::close);
    }

    @Test
    void nothingIsLostOrTorn(@TempDir Path folder) throws Exception {
        boolean withMySql = MySqlServer.canBeSeparate();
        servers.add(EmbeddedPostgres.separate());
        servers.add(withMySql ? MySqlServer.separate() : EmbeddedMariaDb.separate());
        servers.add(EmbeddedMariaDb.separate());
        for (int i = 0; i < Workload.SOURCES; i++) {
            databases.add(servers.get(i).createDatabase());
            networks.add(new CutProxy(servers.get(i).port()));
            fill(i);
        }
        String catalog = withMySql ? CATALOG : CATALOG.replace("type: mysql", "type: mariadb");
        for (int i = 0; i < GATEWAYS; i++) {
            serve(folder, catalog, i);
        }
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int gateway = i % GATEWAYS;
            clients.add(workload.client(() -> gateways.get(gateway).connect(), SEED * 100 + i));
        }
        try {
            for (int fault = 0; fault < FAULTS; fault++) {
                goOn(fault);
                harm(folder, catalog, fault);
            }
            goOn(FAULTS);
        } finally {
            workload.stop();
            for (Thread client : clients) {
                client.join();
            }
        }
        assertThat(workload.wrong.get()).isNull();
        long began = System.nanoTime();
        boolean clean = waitUntil(SECONDS_TO_RECOVER, () -> inDoubt().isEmpty());
        OUT.printf(
                "%d faults, seed %d: %d acknowledged, nothing in doubt after %.1f s%n",
                FAULTS, SEED, workload.acknowledged(), (System.nanoTime() - began) / 1e9);
        assertThat(clean).as("in doubt: " + inDoubt()).isTrue();
        check();
    }

    private void serve(Path folder, String catalog, int gateway) throws IOException {
        Map<String, String> urls = new TreeMap<>();
        for (int i = 0; i < Workload.SOURCES; i++) {
            TestServer server = servers.get(i);
            urls.put(
                    "S" + i,
                    server.url(databases.get(i))
                            .replace(
                                    ":" + server.port() + "/",
                                    ":" + networks.get(i).port() + "/"));
        }
        Path own = Files.createDirectories(folder.resolve("gateway" + gateway));
        gateways.set(gateway, GatewayProcess.serve(own, catalog, urls));
    }

    private void fill(int source) {
        List<String> statements = new ArrayList<>(List.of(
                "create table account (id integer primary key, balance integer not null)",
                "create table journal (id bigint primary key, one integer, other integer, amount integer)",
                "create table part (id bigint, place integer, primary key (id, place))",
                "create table item (id integer primary key, place integer not null)"));
        for (int id = 1 + source * 50; id <= (source + 1) * 50; id++) {
            statements.add("insert into account values (" + id + ", " + Workload.BALANCE + ")");
        }
        for (int id = 1; id <= Workload.ITEMS; id++) {
            if (id % Workload.SOURCES == source) {
                statements.add("insert into item values (" + id + ", " + source + ")");
            }
        }
        servers.get(source).execute(databases.get(source), statements.toArray(String[]::new));
    }

    /** Until the clients have been told of some more commits: nothing may hold them up for good. */
    private void goOn(int fault) {
        long enough = workload.acknowledged() + 10 + random.nextInt(30);
        assertThat(waitUntil(SECONDS_TO_GO_ON, () -> workload.acknowledged() >= enough || workload.wrong.get() != null))
                .as("after fault " + fault + " nothing is written any more")
                .isTrue();
    }

    private void harm(Path folder, String catalog, int fault) throws Exception {
        int gateway = random.nextInt(GATEWAYS);
        int source = random.nextInt(Workload.SOURCES);
        TestServer server = servers.get(source);
        long nanos = TimeUnit.MILLISECONDS.toNanos(50 + random.nextInt(2_500));
        int kind = random.nextInt(6);
        OUT.printf("fault %d: kind %d, gateway %d, source %d%n", fault, kind, gateway, source);
        switch (kind) {
            case 0 -> {
                gateways.get(gateway).kill();
                LockSupport.parkNanos(nanos);
                serve(folder, catalog, gateway);
            }
            case 1 -> {
                gateways.get(gateway).signal("-STOP");
                LockSupport.parkNanos(4 * nanos);
                gateways.get(gateway).signal("-CONT");
            }
            case 2 -> {
                server.kill();
                LockSupport.parkNanos(nanos);
                server.restart();
            }
            case 3 -> {
                server.freeze();
                LockSupport.parkNanos(nanos);
                server.thaw();
            }
            case 4 -> {
                networks.get(source).cut();
                LockSupport.parkNanos(nanos / 10);
                networks.get(source).cut();
            }
            default -> {
                // Two at once.
                server.kill();
                gateways.get(gateway).kill();
                server.restart();
                serve(folder, catalog, gateway);
            }
        }
    }

    private static boolean waitUntil(long seconds, Condition condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return true;
    }

    private interface Condition {
        boolean holds();
    }

    private List<String> inDoubt() {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < Workload.SOURCES; i++) {
            String sql = i == 0
                    ? "select '', '', '', gid from pg_prepared_xacts where database = current_database()"
                    : "xa recover";
            try (Connection connection = servers.get(i).connect(databases.get(i));
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    found.add(i + ": " + rows.getString(4));
                }
            } catch (SQLException e) {
                found.add(i + ": " + e.getMessage());
            }
        }
        return found;
    }

    /** Straight in the sources: the balances follow from the journal, groups are whole, items are once, and nothing is locked. */
    private void check() throws SQLException {
        Map<Integer, Integer> expected = new TreeMap<>();
        for (int id = 1; id <= Workload.ACCOUNTS; id++) {
            expected.put(id, Workload.BALANCE);
        }
        Map<Integer, Integer> balances = new TreeMap<>();
        List<Long> journal = new ArrayList<>();
        Map<Long, Integer> groups = new TreeMap<>();
        List<Integer> items = new ArrayList<>();
        for (int i = 0; i < Workload.SOURCES; i++) {
            try (Connection connection = servers.get(i).connect(databases.get(i))) {
                for (List<Long> row : rows(connection, "select id, one, other, amount from journal")) {
                    journal.add(row.getFirst());
                    expected.merge(row.get(1).intValue(), -row.get(3).intValue(), Integer::sum);
                    expected.merge(row.get(2).intValue(), row.get(3).intValue(), Integer::sum);
                }
                rows(connection, "select id, balance from account")
                        .forEach(row ->
                                balances.put(row.get(0).intValue(), row.get(1).intValue()));
                rows(connection, "select id from part").forEach(row -> groups.merge(row.getFirst(), 1, Integer::sum));
                int place = i;
                rows(connection, "select id, place from item").forEach(row -> {
                    items.add(row.get(0).intValue());
                    assertThat(row.get(1)).isEqualTo(place);
                });
            }
        }
        assertThat(balances).isEqualTo(expected);
        unlocked();
        assertThat(journal).containsAll(workload.transfers);
        assertThat(groups.values()).containsOnly(Workload.SOURCES);
        assertThat(groups.keySet()).containsAll(workload.groups);
        assertThat(items).doesNotHaveDuplicates().hasSize(Workload.ITEMS);
    }

    /** Nobody holds a lock once what was broken off is cleared away. */
    private void unlocked() throws SQLException {
        long began = System.nanoTime();
        for (int i = 0; i < Workload.SOURCES; i++) {
            long left = SECONDS_TO_RECOVER - (System.nanoTime() - began) / 1_000_000_000;
            try (Connection connection = servers.get(i).connect(databases.get(i))) {
                locked(connection, i == 0, Math.max(1, left));
            }
        }
        OUT.printf("all rows could be locked after %.1f s%n", (System.nanoTime() - began) / 1e9);
    }

    private static void locked(Connection connection, boolean postgres, long seconds) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    postgres ? "set lock_timeout = '" + seconds + "s'" : "set innodb_lock_wait_timeout = " + seconds);
            for (String table : List.of("account", "journal", "part", "item")) {
                try {
                    statement.execute("update " + table + " set id = id");
                } catch (SQLException e) {
                    throw new SQLException(table + " is locked by one of " + activity(connection, postgres), e);
                }
            }
        }
    }

    private static List<String> activity(Connection connection, boolean postgres) throws SQLException {
        List<String> sessions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        postgres
                                ? "select concat_ws(' ', pid, state, xact_start, state_change, wait_event, query) from"
                                        + " pg_stat_activity where xact_start is not null"
                                : "select concat_ws(' ', id, command, time, state, info) from"
                                        + " information_schema.processlist")) {
            while (rows.next()) {
                sessions.add(rows.getString(1));
            }
        }
        return sessions;
    }

    private static List<List<Long>> rows(Connection connection, String sql) throws SQLException {
        List<List<Long>> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<Long> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getLong(i));
                }
                found.add(row);
            }
        }
        return found;
    }
}
