package io.federator.xa;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.mariadb.MariaDbAdapter;
import io.federator.adapter.postgresql.PostgresAdapter;
import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.TestServer;
import io.federator.spi.error.SqlException;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceAdapter;
import io.federator.spi.transaction.DistributedTransaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that dies at a step of a commit and comes back later: what the client is told is what happens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class DeadSourceTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private TestServer postgres;
    private TestServer maria;

    @SuppressWarnings("NullAway") // Set before the first test.
    DeadSourceTest() {}

    @BeforeAll
    void open() {
        postgres = EmbeddedPostgres.separate();
        maria = EmbeddedMariaDb.separate();
    }

    @AfterAll
    void close() {
        postgres.close();
        maria.close();
    }

    /** With two PostgreSQLs the first decides; MariaDB decides wherever it takes part. */
    @ParameterizedTest(name = "the {0} dies at {1}: {2}")
    @CsvSource({
        "follower, BEFORE_PREPARE, 08006, 0",
        "follower, PREPARED_1,     00000, 1",
        "follower, LOGGED,         00000, 1",
        "follower, DECIDED,        00000, 1",
        "decider,  BEFORE_PREPARE, 08006, 0",
        "decider,  PREPARED_1,     40003, 0",
        "decider,  LOGGED,         40003, 0",
        "decider,  DECIDED,        00000, 1",
        "maria,    BEFORE_PREPARE, 08006, 0",
        "maria,    PREPARED_1,     40003, 0",
        "maria,    DECIDED,        00000, 1",
    })
    void theOutcomeIsWhatWasSaid(String victim, String step, String state, long rows, @TempDir Path log) {
        Account steady = account("steady", EmbeddedPostgres.shared(), new PostgresAdapter());
        Account dying = victim.equals("maria")
                ? account("dying", maria, new MariaDbAdapter())
                : account("dying", postgres, new PostgresAdapter());
        List<Account> order = victim.equals("decider") ? List.of(dying, steady) : List.of(steady, dying);
        List<Source> sources = order.stream().map(Account::source).toList();
        try (FederatorTransactions coordinator =
                FederatorTransactions.open(log, sources, TIMEOUT, (at, transaction) -> {
                    if (at.equals(step)) {
                        dying.server().kill();
                    }
                })) {
            assertThat(coordinator.recover()).isEmpty();
            String outcome = commit(coordinator, order);
            dying.server().restart();
            assertThat(outcome).isEqualTo(state);
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!coordinator.recover().isEmpty() && System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            assertThat(coordinator.transactions()).isEmpty();
            assertThat(steady.prepared() + dying.prepared()).isZero();
            assertThat(steady.count()).isEqualTo(rows);
            assertThat(dying.count()).isEqualTo(rows);
        } finally {
            steady.close();
            dying.close();
        }
    }

    private static Account account(String name, TestServer server, SourceAdapter adapter) {
        return Account.create(name, server, adapter);
    }

    private static String commit(FederatorTransactions coordinator, List<Account> accounts) {
        try (DistributedTransaction transaction = coordinator.begin(TIMEOUT)) {
            accounts.forEach(account -> account.put(transaction, 1, 1));
            transaction.commit();
            return "00000";
        } catch (SqlException e) {
            return e.state().code();
        }
    }
}
