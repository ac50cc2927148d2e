package io.federator.xa;

import io.federator.adapter.mysql.MySqlAdapter;
import io.federator.adapter.postgresql.PostgresAdapter;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceAdapter;
import io.federator.spi.transaction.DistributedTransaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Transactions a second that put a row into two databases: by hand with XA on plain connections, and through the coordinator. Arguments:
 * the two URLs (user root or postgres, no password), seconds a run, and threads. Not a test.
 */
final class CommitBenchmark {
    private static final AtomicLong KEYS = new AtomicLong(System.nanoTime());

    private CommitBenchmark() {}

    public static void main(String... arguments) throws Exception {
        List<String> urls = List.of(arguments[0], arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        int threads = Integer.parseInt(arguments[3]);
        for (String url : urls) {
            prepare(url);
        }
        List<Source> sources = new ArrayList<>();
        for (String url : urls) {
            SourceAdapter adapter = isPostgres(url) ? new PostgresAdapter() : new MySqlAdapter();
            sources.add(Account.open("s" + sources.size(), adapter, url, user(url)));
        }
        try (FederatorTransactions coordinator = FederatorTransactions.open(
                Files.createTempDirectory(Path.of(System.getProperty("log.folder", "/var/tmp")), "txlog"),
                sources,
                Duration.ofSeconds(30))) {
            coordinator.recover();
            for (int round = 0; round < 3; round++) {
                double byHand = run(threads, seconds, () -> new ByHand(urls));
                double ours = run(threads, seconds, () -> new Ours(coordinator, sources));
                System.out.printf("by hand %.0f/s, Federator %.0f/s: %.2f%n", byHand, ours, ours / byHand);
            }
        }
    }

    private static boolean isPostgres(String url) {
        return url.startsWith("jdbc:postgresql:");
    }

    private static String user(String url) {
        return isPostgres(url) ? "postgres" : "root";
    }

    private static void prepare(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user(url), "");
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists account");
            statement.execute("drop function if exists put");
            statement.execute("create table account (id bigint primary key, amount bigint not null)");
            statement.execute(
                    isPostgres(url)
                            ? "create function put(k bigint, v bigint) returns bigint language sql as 'insert into"
                                    + " account values (k, v) returning id'"
                            : "create function put(k bigint, v bigint) returns bigint modifies sql data deterministic"
                                    + " begin insert into account values (k, v); return k; end");
        }
    }

    private interface Client extends AutoCloseable {
        void transaction() throws SQLException;

        @Override
        void close() throws SQLException;
    }

    private interface Clients {
        Client open() throws SQLException;
    }

    private static double run(int threads, int seconds, Clients clients) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        CountDownLatch ready = new CountDownLatch(threads);
        CountDownLatch ended = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread.ofPlatform().start(() -> {
                try (Client client = clients.open()) {
                    for (int warm = 0; warm < 50; warm++) {
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
                    throw new IllegalStateException(e);
                } finally {
                    ended.countDown();
                }
            });
        }
        ended.await();
        return done.get() / (double) seconds;
    }

    private static final class ByHand implements Client {
        private final List<Connection> connections = new ArrayList<>();
        private final List<String> urls;

        ByHand(List<String> urls) throws SQLException {
            this.urls = urls;
            for (String url : urls) {
                Connection connection = DriverManager.getConnection(url, user(url), "");
                if (isPostgres(url)) {
                    connection.setAutoCommit(false);
                }
                connections.add(connection);
            }
        }

        @Override
        public void transaction() throws SQLException {
            long key = KEYS.incrementAndGet();
            for (int phase = 0; phase < 3; phase++) {
                for (int i = 0; i < connections.size(); i++) {
                    for (String sql : phase(phase, isPostgres(urls.get(i)), key, i)) {
                        if (isPostgres(urls.get(i)) && phase == 2) {
                            connections.get(i).setAutoCommit(true);
                        }
                        try (Statement statement = connections.get(i).createStatement()) {
                            statement.execute(sql);
                        }
                        if (isPostgres(urls.get(i)) && phase == 2) {
                            connections.get(i).setAutoCommit(false);
                        }
                    }
                }
            }
        }

        private static List<String> phase(int phase, boolean postgres, long key, int branch) {
            String name = postgres ? "'" + key + "." + branch + "'" : "'" + key + "','" + branch + "'";
            String work = "select put(" + key + ", 1)";
            return switch (phase) {
                case 0 -> postgres ? List.of(work) : List.of("xa start " + name, work);
                case 1 ->
                    postgres ? List.of("prepare transaction " + name) : List.of("xa end " + name, "xa prepare " + name);
                default -> List.of((postgres ? "commit prepared " : "xa commit ") + name);
            };
        }

        @Override
        public void close() throws SQLException {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private record Ours(FederatorTransactions coordinator, List<Source> sources) implements Client {
        @Override
        public void transaction() {
            long key = KEYS.incrementAndGet();
            try (DistributedTransaction transaction = coordinator.begin(Duration.ofSeconds(60))) {
                for (Source source : sources) {
                    var branch = source.beginBranch(Account.WRITING, QueryScope.uncancellable());
                    transaction.enlist(source, branch);
                    Account.put(branch, key, 1);
                }
                transaction.commit();
            }
        }

        @Override
        public void close() {
            // The sources stay.
        }
    }
}
