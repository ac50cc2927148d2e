package io.federator.xa;

import io.federator.adapter.mariadb.MariaDbAdapter;
import io.federator.adapter.mysql.MySqlAdapter;
import io.federator.adapter.postgresql.PostgresAdapter;
import io.federator.spi.source.QueryScope;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceAdapter;
import io.federator.spi.source.SourceBranch;
import io.federator.spi.transaction.DistributedTransaction;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that puts a row into each of several accounts in one transaction, and dies at a step of its commit. */
final class DyingGateway {
    private static final int DEAD = 137;

    private DyingGateway() {}

    /** Folder of the log, step, then name, URL and user of each source. */
    public static void main(String... arguments) {
        List<Source> sources = new ArrayList<>();
        for (int i = 2; i < arguments.length; i += 3) {
            String url = arguments[i + 1];
            sources.add(Account.open(arguments[i], adapter(url), url, arguments[i + 2]));
        }
        FederatorTransactions coordinator = FederatorTransactions.open(
                Path.of(arguments[0]), sources, Duration.ofSeconds(30), (step, transaction) -> {
                    if (step.equals(arguments[1])) {
                        Runtime.getRuntime().halt(DEAD);
                    }
                });
        DistributedTransaction transaction = coordinator.begin(Duration.ofSeconds(30));
        for (Source source : sources) {
            SourceBranch branch = source.beginBranch(Account.WRITING, QueryScope.uncancellable());
            transaction.enlist(source, branch);
            Account.put(branch, 1, 1);
        }
        transaction.commit();
    }

    private static SourceAdapter adapter(String url) {
        return switch (url.split(":", 3)[1]) {
            case "postgresql" -> new PostgresAdapter();
            case "mysql" -> new MySqlAdapter();
            default -> new MariaDbAdapter();
        };
    }

    /** Runs it; returns when it is dead. */
    static void dieAt(String step, Path log, List<Account> accounts) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DyingGateway.class.getName(),
                log.toString(),
                step));
        for (Account account : accounts) {
            command.addAll(List.of(
                    account.source().name(), account.url(), account.server().user()));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(log + ".out"))
                .start();
        if (process.waitFor() != DEAD) {
            throw new AssertionError("the process did not die at " + step + ", see " + log + ".out");
        }
    }
}
