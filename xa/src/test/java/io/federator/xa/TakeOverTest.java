package io.federator.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.adapter.mariadb.MariaDbAdapter;
import io.federator.adapter.postgresql.PostgresAdapter;
import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.spi.error.SqlException;
import io.federator.spi.source.Source;
import io.federator.spi.transaction.DistributedTransaction;
import io.federator.spi.transaction.TransactionInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is slow, not dead, and another one beside it. */
@Timeout(120)
class TakeOverTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private volatile CountDownLatch arrived = new CountDownLatch(1);
    private Account postgres;
    private Account second;
    private Account maria;
    private Account held;
    private FederatorTransactions slow;

    @SuppressWarnings("NullAway") // Set before each test.
    TakeOverTest() {}

    @BeforeEach
    void open(@TempDir Path folder) {
        postgres = Account.create("pg", EmbeddedPostgres.shared(), new PostgresAdapter());
        second = Account.create("second", EmbeddedPostgres.shared(), new PostgresAdapter());
        maria = Account.create("maria", EmbeddedMariaDb.shared(), new MariaDbAdapter());
        held = Account.create("held", EmbeddedMariaDb.shared(), new MariaDbAdapter());
        slow = FederatorTransactions.open(folder.resolve("slow"), sources(), TIMEOUT, this::pause);
    }

    @AfterEach
    void close() {
        gates.values().forEach(CountDownLatch::countDown);
        slow.close();
        postgres.close();
        second.close();
        maria.close();
        held.close();
    }

    private List<Source> sources() {
        return List.of(postgres.source(), second.source(), maria.source(), held.source());
    }

    private void pause(String step, String transaction) {
        CountDownLatch gate = gates.get(step);
        if (gate == null) {
            return;
        }
        arrived.countDown();
        boolean open = false;
        while (!open) {
            try {
                gate.await();
                open = true;
            } catch (InterruptedException e) {
                throw new AssertionError("nobody may interrupt this thread", e);
            }
        }
    }

    /** Commits on another thread as far as the step; the result is the SQLSTATE, or 00000. */
    private CompletableFuture<String> commitUntil(String step, Account... accounts) throws InterruptedException {
        gates.put(step, new CountDownLatch(1));
        CompletableFuture<String> result = CompletableFuture.supplyAsync(() -> {
            try (DistributedTransaction transaction = slow.begin(TIMEOUT)) {
                for (Account account : accounts) {
                    account.put(transaction, 1, 1);
                }
                transaction.commit();
                return "00000";
            } catch (SqlException e) {
                return e.state().code();
            }
        });
        arrived.await();
        return result;
    }

    private static void recoverTwice(FederatorTransactions coordinator, Account watched) {
        coordinator.recover();
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (watched.prepared() > 0 && System.nanoTime() - end < 0) {
            coordinator.recover();
        }
    }

    /** The survivor's row makes the owner's own decision impossible. */
    @Test
    void anOwnerThatWokeUpTooLateRollsBack(@TempDir Path folder) throws Exception {
        for (List<Account> order : List.of(List.of(postgres, second), List.of(maria, postgres))) {
            CompletableFuture<String> commit = commitUntil("LOGGED", order.getFirst(), order.getLast());
            assertThat(order.getLast().prepared()).isEqualTo(1);
            try (FederatorTransactions other =
                    FederatorTransactions.open(folder.resolve("other"), sources(), Duration.ofMillis(50))) {
                recoverTwice(other, order.getLast());
            }
            assertThat(order.getLast().prepared()).isZero();
            goOn("LOGGED");
            assertThat(commit.get()).isEqualTo("40000");
            assertThat(postgres.count() + second.count() + maria.count()).isZero();
        }
    }

    private void goOn(String step) {
        CountDownLatch gate = gates.remove(step);
        if (gate != null) {
            gate.countDown();
        }
        arrived = new CountDownLatch(1);
    }

    /** MariaDB keeps a prepared branch for the connection that prepared it: it waits for that, but the verdict stands. */
    @Test
    void aBranchThatIsHeldFollowsTheVerdictLater(@TempDir Path folder) throws Exception {
        CompletableFuture<String> commit = commitUntil("LOGGED", maria, held);
        try (FederatorTransactions other =
                FederatorTransactions.open(folder.resolve("other"), sources(), Duration.ZERO)) {
            other.recover();
            assertThat(maria.number("select count(*) from federator_decision where verdict = 'abort'"))
                    .isEqualTo(1);
            assertThat(other.transactions()).hasSize(1);
        }
        goOn("LOGGED");
        assertThat(commit.get()).isEqualTo("40000");
        assertThat(held.prepared()).isZero();
        assertThat(maria.count() + held.count()).isZero();
    }

    /** What is decided is finished by either, and the owner says so. */
    @Test
    void anOwnerThatHasDecidedIsHelped(@TempDir Path folder) throws Exception {
        CompletableFuture<String> commit = commitUntil("DECIDED", postgres, second);
        try (FederatorTransactions other =
                FederatorTransactions.open(folder.resolve("other"), sources(), Duration.ofMillis(50))) {
            recoverTwice(other, second);
        }
        assertThat(second.count()).isEqualTo(1);
        goOn("DECIDED");
        assertThat(commit.get()).isEqualTo("00000");
        assertThat(postgres.count()).isEqualTo(1);
    }

    /** Before its time-out another gateway leaves it alone, and shows it. */
    @Test
    void aYoungTransactionIsLeftAlone(@TempDir Path folder) throws Exception {
        CompletableFuture<String> commit = commitUntil("LOGGED", postgres, second);
        try (FederatorTransactions other = FederatorTransactions.open(folder.resolve("other"), sources(), TIMEOUT)) {
            assertThat(other.recover())
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains(slow.gateway()).contains("second"));
            assertThat(other.transactions()).singleElement().satisfies(info -> {
                assertThat(info.state()).isEqualTo(TransactionInfo.State.IN_DOUBT);
                assertThat(info.decidedBy()).isEqualTo("pg");
                assertThat(info.branches()).containsExactly(new TransactionInfo.Branch("second", "prepared"));
            });
            assertThat(second.prepared()).isEqualTo(1);
            assertThat(slow.recover()).isEmpty();
            assertThat(slow.transactions())
                    .singleElement()
                    .satisfies(info -> assertThat(info.state()).isEqualTo(TransactionInfo.State.PREPARING));
        }
        goOn("LOGGED");
        assertThat(commit.get()).isEqualTo("00000");
        assertThat(second.count()).isEqualTo(1);
    }

    @Test
    void anAdministratorMayDecide(@TempDir Path folder) throws Exception {
        CompletableFuture<String> commit = commitUntil("LOGGED", postgres, second);
        try (FederatorTransactions other = FederatorTransactions.open(folder.resolve("other"), sources(), TIMEOUT)) {
            assertThatThrownBy(() -> other.resolve("nothing", true))
                    .isInstanceOfSatisfying(
                            SqlException.class,
                            e -> assertThat(e.state().code()).isEqualTo("42704"));
            other.recover();
            other.resolve(other.transactions().getFirst().id(), false);
            assertThat(other.transactions()).isEmpty();
        }
        goOn("LOGGED");
        assertThat(commit.get()).isEqualTo("40000");
        assertThat(second.count() + postgres.count()).isZero();
    }
}
