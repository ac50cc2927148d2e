package io.federator.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.federator.adapter.mariadb.MariaDbAdapter;
import io.federator.adapter.mysql.MySqlAdapter;
import io.federator.adapter.postgresql.PostgresAdapter;
import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.MySqlServer;
import io.federator.spi.error.SqlException;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceBranch;
import io.federator.spi.transaction.DistributedTransaction;
import io.federator.spi.transaction.TransactionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commits and rollbacks over real databases, while all goes well and when a database refuses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class CommitTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final List<Account> all = new ArrayList<>();
    private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    private Account one;
    private Account two;
    private Account maria;
    private FederatorTransactions coordinator;

    @SuppressWarnings("NullAway") // Set before the first test.
    CommitTest() {}

    @BeforeAll
    void open(@TempDir Path log) {
        one = Account.create("one", EmbeddedPostgres.shared(), new PostgresAdapter());
        two = Account.create("two", EmbeddedPostgres.shared(), new PostgresAdapter());
        maria = Account.create("maria", EmbeddedMariaDb.shared(), new MariaDbAdapter());
        all.addAll(List.of(one, two, maria));
        MySqlServer.sharedIfPresent().ifPresent(server -> all.add(Account.create("mysql", server, new MySqlAdapter())));
        List<Source> sources = all.stream().map(Account::source).toList();
        coordinator = FederatorTransactions.open(
                log, sources, Duration.ofSeconds(30), (step, transaction) -> steps.add(step));
        assertThat(coordinator.recover()).isEmpty();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(coordinator.transactions()).isEmpty();
        for (Account account : all) {
            assertThat(account.prepared()).as(account.source().name()).isZero();
            assertThat(account.source().pool().active())
                    .as(account.source().name())
                    .isZero();
            account.execute("delete from account");
        }
        steps.clear();
    }

    @AfterAll
    void close() {
        coordinator.close();
        all.forEach(Account::close);
    }

    /** Every order of two, and all together in several orders. */
    Stream<List<Account>> combinations() {
        List<List<Account>> lists = new ArrayList<>();
        for (Account first : all) {
            for (Account second : all) {
                if (first != second) {
                    lists.add(List.of(first, second));
                }
            }
        }
        lists.add(all);
        lists.add(all.reversed());
        return lists.stream();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void commitsTogether(List<Account> accounts) {
        for (int round = 0; round < 3; round++) {
            try (DistributedTransaction transaction = coordinator.begin(TIMEOUT)) {
                for (Account account : accounts) {
                    account.put(transaction, round, round);
                }
                assertThat(coordinator.transactions())
                        .singleElement()
                        .satisfies(info -> assertThat(info.state()).isEqualTo(TransactionInfo.State.OPEN));
                transaction.commit();
            }
        }
        for (Account account : accounts) {
            assertThat(account.count()).as(account.source().name()).isEqualTo(3);
        }
        assertThat(steps).containsSubsequence("BEFORE_PREPARE", "PREPARED_1", "LOGGED", "DECIDED", "COMMITTED_1");
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void rollsBackTogether(List<Account> accounts) {
        try (DistributedTransaction transaction = coordinator.begin(TIMEOUT)) {
            accounts.forEach(account -> account.put(transaction, 1, 1));
            transaction.rollback();
        }
        try (DistributedTransaction transaction = coordinator.begin(TIMEOUT)) {
            accounts.forEach(account -> account.put(transaction, 1, 1));
        }
        assertThat(accounts).allSatisfy(account -> assertThat(account.count()).isZero());
    }

    /** A branch that cannot be prepared, or cannot decide, takes the others with it. */
    @ParameterizedTest
    @MethodSource("combinations")
    void aDeferredConstraintRollsAllBack(List<Account> accounts) {
        if (!accounts.contains(one)) {
            return;
        }
        DistributedTransaction transaction = coordinator.begin(TIMEOUT);
        for (Account account : accounts) {
            SourceBranch branch = account.put(transaction, 1, 7);
            if (account == one) {
                Account.put(branch, 2, 7);
            }
        }
        assertState(transaction, "23505", "one");
        assertThat(accounts).allSatisfy(account -> assertThat(account.count()).isZero());
    }

    private static void assertState(DistributedTransaction transaction, String state, @Nullable String source) {
        assertThatThrownBy(transaction::commit).isInstanceOfSatisfying(SqlException.class, e -> {
            assertThat(e.state().code()).as(e.text()).isEqualTo(state);
            assertThat(e.source()).isEqualTo(source);
        });
    }

    @Test
    void oneSourceIsCommittedInOnePhase() {
        for (Account account : all) {
            long before = account.decisions();
            try (DistributedTransaction transaction = coordinator.begin(TIMEOUT)) {
                account.put(transaction, 1, 1);
                transaction.commit();
            }
            assertThat(account.count()).isEqualTo(1);
            assertThat(account.decisions()).isEqualTo(before);
        }
        assertThat(steps).isEmpty();
    }

    /** Whether it comes first or last, and whatever its database. */
    @Test
    void whoOnlyReadsDoesNotVote() {
        for (Account writer : all) {
            for (Account reader : all) {
                if (reader == writer) {
                    continue;
                }
                try (DistributedTransaction transaction = coordinator.begin(TIMEOUT)) {
                    assertThat(Account.query(reader.join(transaction), "SELECT count(*) FROM account"))
                            .isZero();
                    writer.put(transaction, 1, 1);
                    transaction.commit();
                }
                assertThat(writer.count()).isEqualTo(1);
                writer.execute("delete from account");
            }
        }
        assertThat(steps).isEmpty();
    }

    @Test
    void aConstraintOfOnePhaseIsItsOwnError() {
        DistributedTransaction transaction = coordinator.begin(TIMEOUT);
        SourceBranch branch = one.put(transaction, 1, 7);
        Account.put(branch, 2, 7);
        assertState(transaction, "23505", "one");
        assertThat(one.count()).isZero();
    }

    @Test
    void aLostConnectionRollsAllBack() {
        for (Account lost : List.of(one, maria)) {
            DistributedTransaction transaction = coordinator.begin(TIMEOUT);
            all.forEach(account -> account.put(transaction, 1, 1));
            disconnect(lost);
            assertState(transaction, "08006", lost.source().name());
            assertThat(all).allSatisfy(account -> assertThat(account.count()).isZero());
        }
    }

    private static void disconnect(Account account) {
        if (account.url().startsWith("jdbc:postgresql:")) {
            account.number("select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name ="
                    + " 'federator' and state = 'idle in transaction' and datname = current_database()");
        } else {
            long id = account.number("select trx_mysql_thread_id from information_schema.innodb_trx"
                    + " where trx_rows_modified > 0 and trx_mysql_thread_id <> 0 limit 1");
            account.execute("kill " + id);
        }
    }

    @Test
    void aTransactionThatTookTooLongIsRolledBack() {
        DistributedTransaction transaction = coordinator.begin(Duration.ofNanos(1));
        one.put(transaction, 1, 1);
        maria.put(transaction, 1, 1);
        assertThatThrownBy(transaction::commit)
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.state().code()).isEqualTo("25P04"));
        assertThat(one.count()).isZero();
        assertThat(maria.count()).isZero();
    }

    @Test
    void aTransactionOfOneSourceMayTakeItsTime() {
        try (DistributedTransaction transaction = coordinator.begin(Duration.ofNanos(1))) {
            one.put(transaction, 1, 1);
            transaction.commit();
        }
        assertThat(one.count()).isOne();
    }

    /** Rows are deleted some time later, in batches. */
    @Test
    void decisionsAreKeptInTheDecidingSource() {
        long before = maria.decisions();
        try (DistributedTransaction transaction = coordinator.begin(TIMEOUT)) {
            maria.put(transaction, 1, 1);
            one.put(transaction, 1, 1);
            transaction.commit();
        }
        assertThat(maria.decisions()).isEqualTo(before + 1);
    }

    /** One phase goes on meanwhile, and the rest as soon as the log can be written again. */
    @Test
    void anUnwritableLogRollsAllBack(@TempDir Path parent) throws IOException {
        Path folder = parent.resolve("log");
        try (FederatorTransactions other = FederatorTransactions.open(
                folder, all.stream().map(Account::source).toList(), TIMEOUT)) {
            Path moved = Files.move(folder, parent.resolve("moved"));
            other.log().abandon();
            for (List<Account> accounts : combinations().toList()) {
                DistributedTransaction refused = other.begin(TIMEOUT);
                accounts.forEach(account -> account.put(refused, 1, 1));
                assertState(refused, "53100", null);
                assertThat(accounts).allSatisfy(account -> {
                    assertThat(account.count()).isZero();
                    assertThat(account.prepared()).isZero();
                });
            }
            DistributedTransaction alone = other.begin(TIMEOUT);
            one.put(alone, 1, 1);
            alone.commit();
            Files.move(moved, folder);
            DistributedTransaction accepted = other.begin(TIMEOUT);
            all.forEach(account -> account.put(accepted, 2, 2));
            accepted.commit();
            assertThat(all)
                    .allSatisfy(account -> assertThat(account.number("select count(*) from account where id = 2"))
                            .isEqualTo(1));
        }
    }

    @Test
    void theFolderOfTheLogIsLocked(@TempDir Path folder) {
        try (FederatorTransactions first = FederatorTransactions.open(folder, List.of(), TIMEOUT)) {
            assertThatThrownBy(() -> FederatorTransactions.open(folder, List.of(), TIMEOUT))
                    .isInstanceOfSatisfying(SqlException.class, e -> {
                        assertThat(e.state().code()).isEqualTo("55000");
                        assertThat(e.text()).contains(folder.toString());
                    });
            assertThat(first.gateway()).hasSize(10);
        }
        FederatorTransactions.open(folder, List.of(), TIMEOUT).close();
    }
}
