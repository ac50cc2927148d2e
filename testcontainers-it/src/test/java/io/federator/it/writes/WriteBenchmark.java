package io.federator.it.writes;

import io.federator.it.deployment.GatewayProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writing through a gateway beside writing to its sources directly, in one run: transfers over two sources beside XA by hand, single
 * statements beside JDBC, COPY of a million rows over two fragments beside loading the two halves. Arguments: the URLs of two
 * PostgreSQLs (user postgres) and a MySQL (user root, no passwords), seconds a measure (default 10). Not a test; {@code
 * write-benchmark.sh} runs it.
 */
final class WriteBenchmark {
    private static final int CLIENTS = 8;
    private static final int ROUNDS = 3;
    private static final int ACCOUNTS = 20_000;
    private static final int LOADED = 1_000_000;
    private static final PrintStream OUT = System.out;

    /** Of the gateway's JVM: {@code -Dbenchmark.options}. */
    private static final List<String> OPTIONS =
            Arrays.asList(System.getProperty("benchmark.options", "-Xmx2g").split(" "));

    private static final String CATALOG = """
        version: 1
        gateway: {port: 0}
        transactions: {log: txlog}
        sources:
          one: {type: postgresql, url: "${ONE_URL}", user: postgres, password: "", pool: {max-size: 16}}
          two: {type: postgresql, url: "${TWO_URL}", user: postgres, password: "", pool: {max-size: 16}}
          my: {type: mysql, url: "${MY_URL}", user: root, password: "", pool: {max-size: 16}}
        schemas:
          public:
            account:
              key: [id]
              rows:
                - {where: "id < 1000000", at: one/bench_account}
                - {where: "id >= 1000000 and id < 2000000", at: two/bench_account}
                - {where: "id >= 2000000", at: my/bench_account}
            loaded:
              key: [id]
              rows:
                - {where: "id < 500000", at: one/bench_loaded}
                - {where: "id >= 500000", at: my/bench_loaded}
            loaded_pg:
              key: [id]
              rows:
                - {where: "id < 500000", at: one/bench_loaded}
                - {where: "id >= 500000", at: two/bench_loaded}
        """;

    private final List<String> urls;
    private final int seconds;
    private final AtomicLong names = new AtomicLong(System.nanoTime());

    private WriteBenchmark(List<String> urls, int seconds) {
        this.urls = urls;
        this.seconds = seconds;
    }

    public static void main(String... arguments) throws Exception {
        int seconds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10;
        List<String> wanted =
                arguments.length > 4 ? Arrays.asList(arguments[4].split(",")) : List.of("transfers", "single", "copy");
        new WriteBenchmark(List.of(arguments[0], arguments[1], arguments[2]), seconds).run(wanted);
    }

    private void run(List<String> wanted) throws Exception {
        for (int source = 0; source < urls.size(); source++) {
            prepare(source);
        }
        Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "federator-benchmark");
        Map<String, String> environment = Map.of("ONE_URL", urls.get(0), "TWO_URL", urls.get(1), "MY_URL", urls.get(2));
        try (GatewayProcess gateway = GatewayProcess.serve(folder, CATALOG, environment, OPTIONS)) {
            if (wanted.contains("transfers")) {
                compare("transfers PostgreSQL + MySQL", () -> new ByHand(0, 2), () -> new Through(gateway, 0, 2));
                compare("transfers two PostgreSQLs", () -> new ByHand(0, 1), () -> new Through(gateway, 0, 1));
            }
            if (wanted.contains("single")) {
                compare(
                        "single updates PostgreSQL",
                        () -> new Single(open(0), 0, true),
                        () -> new Single(gateway.connect(), 0, false));
                compare(
                        "single updates MySQL",
                        () -> new Single(open(2), 2, true),
                        () -> new Single(gateway.connect(), 2, false));
            }
            if (wanted.contains("copy")) {
                copies(gateway, "COPY PostgreSQL + MySQL", "loaded", 2);
                copies(gateway, "COPY two PostgreSQLs", "loaded_pg", 1);
            }
        }
    }

    private Connection open(int source) throws SQLException {
        String url = urls.get(source);
        return isPostgres(source)
                ? DriverManager.getConnection(url, "postgres", "")
                : DriverManager.getConnection(
                        url + (url.contains("?") ? "&" : "?")
                                + "rewriteBatchedStatements=true&allowLoadLocalInfile=true",
                        "root",
                        "");
    }

    private boolean isPostgres(int source) {
        return urls.get(source).startsWith("jdbc:postgresql:");
    }

    private static String table(boolean direct) {
        return direct ? "bench_account" : "account";
    }

    private void prepare(int source) throws SQLException {
        try (Connection connection = open(source);
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists bench_account, bench_loaded");
            statement.execute("create table bench_account (id integer primary key, balance bigint not null)");
            statement.execute("create table bench_loaded (id integer primary key, name varchar(40) not null,"
                    + " amount numeric(12,2), created date)");
            StringBuilder rows = new StringBuilder("insert into bench_account values ");
            for (int i = 0; i < ACCOUNTS; i++) {
                rows.append(i == 0 ? "(" : ",(").append(source * 1_000_000 + i).append(",1000)");
            }
            statement.execute(rows.toString());
            statement.execute(isPostgres(source) ? "analyze bench_account" : "analyze table bench_account");
        }
    }

    private static int account(int source) {
        return source * 1_000_000 + ThreadLocalRandom.current().nextInt(ACCOUNTS);
    }

    private interface Client extends AutoCloseable {
        void transaction() throws SQLException;

        @Override
        void close() throws SQLException;
    }

    private interface Clients {
        Client open() throws SQLException;
    }

    private void compare(String what, Clients direct, Clients through) throws InterruptedException {
        rate(through); // Until the gateway is warm.
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double byHand = rate(direct);
            double ours = rate(through);
            ratios.add(ours / byHand);
            OUT.printf("%s: direct %.0f/s, Federator %.0f/s, ratio %.2f%n", what, byHand, ours, ours / byHand);
        }
        median(what, ratios);
    }

    private static void median(String what, List<Double> ratios) {
        OUT.printf(
                "%s: median ratio %.2f%n",
                what, ratios.stream().sorted().toList().get(ratios.size() / 2));
    }

    private double rate(Clients clients) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        CountDownLatch ready = new CountDownLatch(CLIENTS);
        CountDownLatch ended = new CountDownLatch(CLIENTS);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        for (int i = 0; i < CLIENTS; i++) {
            Thread.ofPlatform().start(() -> {
                try (Client client = clients.open()) {
                    for (int warm = 0; warm < 200; warm++) {
                        client.transaction();
                    }
                    ready.countDown();
                    ready.await();
                    long end = System.nanoTime() + seconds * 1_000_000_000L;
                    while (System.nanoTime() < end) {
                        client.transaction();
                        done.incrementAndGet();
                    }
                } catch (SQLException | InterruptedException e) {
                    failure.set(e);
                    ready.countDown();
                } finally {
                    ended.countDown();
                }
            });
        }
        ended.await();
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
        return done.get() / (double) seconds;
    }

    /** A transfer as a program would do it that has both connections: with prepared statements, each phase in one source after the other. */
    private final class ByHand implements Client {
        private final int[] sources;
        private final Connection[] connections;
        private final PreparedStatement[] updates;

        ByHand(int from, int to) throws SQLException {
            sources = new int[] {from, to};
            connections = new Connection[] {WriteBenchmark.this.open(from), WriteBenchmark.this.open(to)};
            updates = new PreparedStatement[2];
            for (int i = 0; i < 2; i++) {
                updates[i] =
                        connections[i].prepareStatement("update bench_account set balance = balance + ? where id = ?");
            }
        }

        @Override
        public void transaction() throws SQLException {
            String name = "hand-" + names.incrementAndGet();
            int[] ids = {account(sources[0]), account(sources[1])};
            for (int i = 0; i < 2; i++) {
                run(i, isPostgres(sources[i]) ? "begin" : "xa start " + xid(name, i));
                updates[i].setInt(1, i == 0 ? -1 : 1);
                updates[i].setInt(2, ids[i]);
                updates[i].executeUpdate();
            }
            for (int i = 0; i < 2; i++) {
                if (isPostgres(sources[i])) {
                    run(i, "prepare transaction '" + name + "." + i + "'");
                } else {
                    run(i, "xa end " + xid(name, i));
                    run(i, "xa prepare " + xid(name, i));
                }
            }
            for (int i = 0; i < 2; i++) {
                run(
                        i,
                        isPostgres(sources[i])
                                ? "commit prepared '" + name + "." + i + "'"
                                : "xa commit " + xid(name, i));
            }
        }

        private static String xid(String name, int branch) {
            return "'" + name + "','" + branch + "'";
        }

        private void run(int i, String sql) throws SQLException {
            try (Statement statement = connections[i].createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws SQLException {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private static final class Through implements Client {
        private final int from;
        private final int to;
        private final Connection connection;
        private final PreparedStatement update;

        Through(GatewayProcess gateway, int from, int to) throws SQLException {
            this.from = from;
            this.to = to;
            connection = gateway.connect();
            connection.setAutoCommit(false);
            update = connection.prepareStatement("update account set balance = balance + ? where id = ?");
        }

        @Override
        public void transaction() throws SQLException {
            change(-1, account(from));
            change(1, account(to));
            connection.commit();
        }

        private void change(int by, int id) throws SQLException {
            update.setInt(1, by);
            update.setInt(2, id);
            if (update.executeUpdate() != 1) {
                throw new SQLException("account " + id + " is not there");
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static final class Single implements Client {
        private final Connection connection;
        private final int source;
        private final PreparedStatement update;

        Single(Connection connection, int source, boolean direct) throws SQLException {
            this.connection = connection;
            this.source = source;
            this.update =
                    connection.prepareStatement("update " + table(direct) + " set balance = balance + ? where id = ?");
        }

        @Override
        public void transaction() throws SQLException {
            update.setInt(1, 1);
            update.setInt(2, account(source));
            update.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private void copies(GatewayProcess gateway, String what, String table, int second)
            throws SQLException, IOException {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            empty(0, second);
            double direct = load(0, 0, LOADED / 2) + load(second, LOADED / 2, LOADED);
            empty(0, second);
            double ours;
            try (Connection connection = gateway.connect()) {
                ours = BulkRows.copy(connection, table, 0, LOADED);
            }
            ratios.add(direct / ours);
            OUT.printf("%s: direct %.2f s, Federator %.2f s, ratio %.2f%n", what, direct, ours, direct / ours);
        }
        median(what, ratios);
    }

    private void empty(int... sources) throws SQLException {
        for (int source : sources) {
            try (Connection connection = open(source);
                    Statement statement = connection.createStatement()) {
                statement.execute("truncate table bench_loaded");
            }
        }
    }

    private double load(int source, int from, int to) throws SQLException, IOException {
        try (Connection connection = open(source)) {
            return isPostgres(source)
                    ? BulkRows.copy(connection, "bench_loaded", from, to)
                    : BulkRows.loadMySql(connection, "bench_loaded", from, to);
        }
    }
}
