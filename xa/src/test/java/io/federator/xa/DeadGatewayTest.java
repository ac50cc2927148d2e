package io.federator.xa;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.mariadb.MariaDbAdapter;
import io.federator.adapter.mysql.MySqlAdapter;
import io.federator.adapter.postgresql.PostgresAdapter;
import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.MySqlServer;
import io.federator.spi.source.Source;
import io.federator.spi.transaction.TransactionInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A gateway that dies at each step of a commit, and what the same gateway after a restart, or another one, makes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class DeadGatewayTest {
    private static final List<String> STEPS =
            List.of("BEFORE_PREPARE", "PREPARED_1", "LOGGED", "DECIDED", "COMMITTED_1", "FINISHED");
    private static final Set<String> DECIDED = Set.of("DECIDED", "COMMITTED_1", "FINISHED");

    private final List<Account> all = new ArrayList<>();

    @BeforeAll
    void open() {
        all.add(Account.create("one", EmbeddedPostgres.shared(), new PostgresAdapter()));
        all.add(Account.create("two", EmbeddedPostgres.shared(), new PostgresAdapter()));
        all.add(Account.create("maria", EmbeddedMariaDb.shared(), new MariaDbAdapter()));
        MySqlServer.sharedIfPresent().ifPresent(server -> all.add(Account.create("mysql", server, new MySqlAdapter())));
    }

    @AfterEach
    void empty() {
        all.forEach(account -> account.execute("delete from account"));
    }

    @AfterAll
    void close() {
        all.forEach(Account::close);
    }

    Stream<Arguments> deaths() {
        return STEPS.stream()
                .flatMap(step -> Stream.of(true, false)
                        .flatMap(forward -> Stream.of(true, false).map(log -> Arguments.of(step, forward, log))));
    }

    /**
     * @param forward whether PostgreSQL comes first, and so decides
     * @param restarted whether the same gateway comes back with its log, or another one takes over without
     */
    @ParameterizedTest
    @MethodSource("deaths")
    void isFinished(String step, boolean forward, boolean restarted, @TempDir Path folder) throws Exception {
        List<Account> accounts = forward ? all : all.reversed();
        Path log = Files.createDirectory(folder.resolve("log"));
        DyingGateway.dieAt(step, log, accounts);
        List<Source> sources = accounts.stream().map(Account::source).toList();
        try (FederatorTransactions survivor = FederatorTransactions.open(
                restarted ? log : folder.resolve("other"), sources, Duration.ofMillis(200))) {
            List<String> left = survivor.recover();
            if (restarted) {
                assertThat(left).isEmpty();
            } else {
                await(survivor);
            }
            assertThat(survivor.transactions()).isEmpty();
            long expected = DECIDED.contains(step) ? 1 : 0;
            for (Account account : accounts) {
                assertThat(account.prepared()).as(account.source().name()).isZero();
                assertThat(account.count()).as(account.source().name()).isEqualTo(expected);
            }
        }
    }

    private void await(FederatorTransactions survivor) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (all.stream().anyMatch(account -> account.prepared() > 0) && System.nanoTime() - end < 0) {
            assertThat(survivor.transactions())
                    .allSatisfy(info -> assertThat(info.state()).isEqualTo(TransactionInfo.State.IN_DOUBT));
            survivor.recover();
        }
    }
}
