package io.federator.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random queries: each is asked the oracle and every placement, the mode (pushdown, residual engine) and the way of
 * travelling changing from query to query. Columns, type OIDs, rows and SQLSTATEs must be the oracle's; an internal
 * error or a time-out is a mismatch, too.
 *
 * <pre>
 * mvn -pl testcontainers-it -am test -Dtest=FuzzTest -Dsurefire.failIfNoSpecifiedTests=false
 *     -Dfuzz.seed=7,8                  other queries (default 1), of several seeds
 *     -Dfuzz.count=20000               that many of each seed, each in every placement (default: 1,000 in all)
 *     -Dfuzz.placement=rows,random-3   these placements (default: those of the differential suite, random-1)
 *     -Dfuzz.only=123                  query number 123 alone, in all modes; also repeats what a mismatch printed
 *     -Dfuzz.failures=50               stop after so many mismatches (default 10)
 *     -Dfuzz.slow=2000                 tell which queries take longer, in milliseconds (default 8,000)
 *     -Dfuzz.threads=4                 so many queries at a time (default: one a processor)
 * </pre>
 *
 * <p>The rule for errors is strict: where the oracle fails, so do we, with the same SQLSTATE, and the reverse. The
 * queries are made so that no evaluation order can matter (see {@code QueryGenerator}). A clear refusal (0A000, 42883)
 * is no wrong answer, but may not exceed one in a hundred.
 */
class FuzzTest {
    private static final int QUERIES = 1_000;
    private static final int REFUSED_PERCENT = 1;

    @Test
    void everyPlacementAnswersAsTheOracle() throws SQLException, InterruptedException {
        List<Long> seeds = Stream.of(System.getProperty("fuzz.seed", "1").split(","))
                .map(Long::valueOf)
                .toList();
        int only = Integer.getInteger("fuzz.only", -1);
        int threads = Integer.getInteger("fuzz.threads", Runtime.getRuntime().availableProcessors());
        List<String> placements =
                List.of(System.getProperty("fuzz.placement", "all,random-1").split(","));
        FuzzTally tally;
        try (Deployments deployments = new Deployments(placements);
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            int width = deployments.gateways().size();
            int count = Integer.getInteger("fuzz.count", QUERIES / width);
            int first = only < 0 ? Integer.getInteger("fuzz.first", 0) : only;
            tally = new FuzzTally(
                    seeds, first, only < 0 ? count : only + 1, width, Integer.getInteger("fuzz.failures", 10));
            FuzzTally shared = tally;
            List<Callable<Boolean>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(() -> {
                    try (FuzzRun run = new FuzzRun(deployments)) {
                        shared.work(run, only >= 0);
                    }
                    return true;
                });
            }
            for (Future<Boolean> worker : pool.invokeAll(workers)) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        assertThat(tally.wrong()).as("wrong answers of " + tally.asked()).isEmpty();
        assertThat(tally.refusals() * 100)
                .as(tally.refusals() + " refusals of " + tally.asked() + ": " + tally.refused())
                .isLessThanOrEqualTo(Math.max(tally.asked(), 100) * REFUSED_PERCENT);
    }
}
