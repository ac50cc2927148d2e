package io.federator.it.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.TestServer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.GatewayProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway is killed again and again while clients transfer money between two databases. {@code -Dfaults.kills} says how often,
 * {@code -Dfaults.seed} when.
 */
class KilledGatewayTest {
    private static final int KILLS = Integer.getInteger("faults.kills", 4);
    private static final long SEED = Long.getLong("faults.seed", 1);
    private static final int CLIENTS = 4;
    private static final long SECONDS_TO_RECOVER = 15;

    private static final String CATALOG = """
        version: 1
        gateway: {port: 0}
        transactions: {log: txlog, takeover: 5s}
        sources:
          left: {type: postgresql, url: "${LEFT_URL}", user: postgres, password: ""}
          right: {type: mariadb, url: "${RIGHT_URL}", user: root, password: ""}
        schemas:
          public:
            account:
              key: [id]
              rows:
                - {where: "id <= 50", at: left/account}
                - {where: "id > 50", at: right/account}
            journal:
              key: [id]
              rows:
                - {where: "amount < 10", at: left/journal}
                - {where: "amount >= 10", at: right/journal}
        """;

    private final EmbeddedPostgres left = EmbeddedPostgres.shared();
    private final TestServer right = EmbeddedMariaDb.shared();
    private final String leftDatabase = left.createDatabase();
    private final String rightDatabase = right.createDatabase();

    @Test
    void nothingIsLostOrTorn(@TempDir Path folder) throws Exception {
        String journal = "create table journal (id bigint primary key, source integer, target integer, amount integer)";
        String account = "create table account (id integer primary key, balance integer not null)";
        left.execute(
                leftDatabase,
                account,
                journal,
                "insert into account select i, " + Transfers.BALANCE + " from generate_series(1, 50) i");
        right.execute(
                rightDatabase,
                account,
                journal,
                "insert into account select seq, " + Transfers.BALANCE + " from seq_51_to_100");
        Map<String, String> environment =
                Map.of("LEFT_URL", left.url(leftDatabase), "RIGHT_URL", right.url(rightDatabase));
        Random random = new Random(SEED);
        AtomicReference<GatewayProcess> current =
                new AtomicReference<>(GatewayProcess.serve(folder, CATALOG, environment));
        Transfers transfers = new Transfers(current::get);
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(transfers.client(SEED * 100 + i));
        }
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                int before = transfers.acknowledged.size();
                while (transfers.acknowledged.size() < before + 20 + random.nextInt(30)) {
                    Thread.onSpinWait();
                }
                current.get().kill();
                current.set(GatewayProcess.serve(folder, CATALOG, environment));
            }
        } finally {
            transfers.stop();
            for (Thread client : clients) {
                client.join();
            }
        }
        try (GatewayProcess last = current.get();
                Connection one = left.connect(leftDatabase);
                Connection other = right.connect(rightDatabase)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_RECOVER);
            while (!inDoubt(one, other).isEmpty() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(inDoubt(one, other)).isEmpty();
            check(one, other, transfers);
            assertThat(last.connect()).isNotNull();
        }
    }

    private static List<String> inDoubt(Connection one, Connection other) throws SQLException {
        List<String> found = new ArrayList<>(
                Asking.column(one, "select gid from pg_prepared_xacts where database = current_database()"));
        try (var statement = other.createStatement();
                var rows = statement.executeQuery("xa recover")) {
            while (rows.next()) {
                found.add(rows.getString(4));
            }
        }
        return found;
    }

    /** The balances follow from the journal, in which is all that was acknowledged. */
    private static void check(Connection one, Connection other, Transfers transfers) throws SQLException {
        Map<Integer, Integer> expected = new TreeMap<>();
        for (int id = 1; id <= Transfers.ACCOUNTS; id++) {
            expected.put(id, Transfers.BALANCE);
        }
        List<Long> written = new ArrayList<>();
        for (Connection connection : List.of(one, other)) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select id, source, target, amount from journal")) {
                while (rows.next()) {
                    written.add(rows.getLong(1));
                    expected.merge(rows.getInt(2), -rows.getInt(4), Integer::sum);
                    expected.merge(rows.getInt(3), rows.getInt(4), Integer::sum);
                }
            }
        }
        Map<Integer, Integer> actual = new TreeMap<>();
        for (Connection connection : List.of(one, other)) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select id, balance from account")) {
                while (rows.next()) {
                    actual.put(rows.getInt(1), rows.getInt(2));
                }
            }
        }
        assertThat(written).containsAll(transfers.acknowledged);
        assertThat(actual).isEqualTo(expected);
    }
}
