package io.federator.it.protocol;

import static io.federator.it.protocol.Settling.settles;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Clients that send anything: the gateway ends each connection, does nothing for strangers, has no internal error, and keeps
 * nothing of them. {@code -Dprotocol.count=200000} asks for more cases, {@code -Dprotocol.seed} for others, {@code -Dprotocol.only}
 * for one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtocolFuzzTest {
    private static final int THREADS = 8;
    private static final int MOST_FAILURES = 20;

    private final EmbeddedPostgres source = EmbeddedPostgres.shared();
    private final String database = source.createDatabase();
    private Gateway open;
    private Gateway closed;

    @BeforeAll
    void start() {
        source.execute(
                database,
                "create table t (id int primary key, name text)",
                "insert into t select g, 'n' || g from generate_series(1, 100) g");
        String catalog = """
            version: 1
            gateway: {port: 5433, database: fuzz, max-connections: 200%s}
            sources:
              a: {type: postgresql, url: "${URL}", user: postgres, password: ""}
            schemas:
              public:
                t: {key: [id], at: a/t}
            """;
        Map<String, String> environment = Map.of("URL", source.url(database));
        open = Gateway.serving(catalog.formatted(""), environment);
        closed = Gateway.serving(catalog.formatted(", users: {tester: {password: secret}}"), environment);
    }

    @AfterAll
    void stop() {
        open.close();
        closed.close();
    }

    @Test
    void endsEveryConnectionAndKeepsNothing() throws SQLException, InterruptedException {
        long seed = Long.getLong("protocol.seed", 1);
        int only = Integer.getInteger("protocol.only", -1);
        // What is made once, such as pools and the threads of drivers, is made before it is counted.
        run(seed, 1_000_000_000, 1_000_000_200);
        long files = openFiles();
        int threads = Thread.activeCount();

        Queue<String> failures =
                only < 0 ? run(seed, 0, Integer.getInteger("protocol.count", 1_500)) : run(seed, only, only + 1);

        assertThat(failures).isEmpty();
        try (Connection connection = open.connect()) {
            assertThat(settles(() -> Asking.column(
                                    connection, "select 1 from pg_stat_activity where pid <> pg_backend_pid()")
                            .isEmpty()))
                    .as("sessions left")
                    .isTrue();
            assertThat(Asking.column(connection, "select count(*) from t")).containsExactly("100");
        }
        try (Connection connection = source.connect(database)) {
            assertThat(Asking.column(
                            connection,
                            "select count(*) from pg_stat_activity where datname = current_database() and"
                                    + " pid <> pg_backend_pid() and state <> 'idle'"))
                    .containsExactly("0");
        }
        assertThat(settles(() -> openFiles() <= files + 30 && Thread.activeCount() <= threads + 10))
                .as("%d files were open, now %d; %d threads, now %d", files, openFiles(), threads, Thread.activeCount())
                .isTrue();
    }

    private Queue<String> run(long seed, int from, int to) throws InterruptedException {
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger(from);
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            clients.add(Thread.ofPlatform().start(() -> {
                for (int index = next.getAndIncrement();
                        index < to && failures.size() < MOST_FAILURES;
                        index = next.getAndIncrement()) {
                    attack(seed, index).ifPresent(failures::add);
                }
            }));
        }
        for (Thread client : clients) {
            client.join();
        }
        return failures;
    }

    private Optional<String> attack(long seed, int index) {
        boolean stranger = index % 4 == 0;
        HostileStream stream = HostileStream.of(seed, index, Map.of("user", "tester", "database", "fuzz"));
        try {
            return HostileClient.attack((stranger ? closed : open).port(), stream, stranger)
                    .map(wrong -> "-Dprotocol.seed=" + seed + " -Dprotocol.only=" + index + ": " + wrong + "\n   "
                            + stream.shown());
        } catch (IOException e) {
            return Optional.of("-Dprotocol.only=" + index + ": " + e);
        }
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }
}
