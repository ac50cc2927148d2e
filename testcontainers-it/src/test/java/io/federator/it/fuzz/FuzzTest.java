package io.federator.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random queries: each is asked the oracle and every placement, the mode (pushdown, residual engine) and the way of
 * travelling changing from query to query. Columns, type OIDs, rows and SQLSTATEs must be the oracle's; an internal
 * error or a time-out is a mismatch, too.
 *
 * <pre>
 * mvn -pl testcontainers-it -am test -Dtest=FuzzTest -Dsurefire.failIfNoSpecifiedTests=false
 *     -Dfuzz.seed=7                    other queries (default 1)
 *     -Dfuzz.count=20000               that many, each in every placement (default: 1,000 in all)
 *     -Dfuzz.placement=rows,random-3   these placements (default: those of the differential suite, random-1)
 *     -Dfuzz.only=123                  query number 123 alone, in all modes; also repeats what a mismatch printed
 *     -Dfuzz.failures=50               stop after so many mismatches (default 10)
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
    void everyPlacementAnswersAsTheOracle() throws SQLException {
        long seed = Long.getLong("fuzz.seed", 1);
        int only = Integer.getInteger("fuzz.only", -1);
        int failures = Integer.getInteger("fuzz.failures", 10);
        List<String> placements =
                List.of(System.getProperty("fuzz.placement", "all,random-1").split(","));
        List<String> wrong = new ArrayList<>();
        TreeMap<String, Integer> refused = new TreeMap<>();
        int asked = 0;
        try (Deployments deployments = new Deployments(placements);
                FuzzRun run = new FuzzRun(deployments)) {
            int count = Integer.getInteger(
                    "fuzz.count", QUERIES / deployments.gateways().size());
            for (int i = Math.max(only, 0); i < (only < 0 ? count : only + 1) && wrong.size() < failures; i++) {
                asked += deployments.gateways().size();
                for (FuzzRun.Mismatch mismatch : run.ask(seed, i, only >= 0)) {
                    if (mismatch.refused()) {
                        refused.merge(mismatch.difference(), 1, Integer::sum);
                    } else {
                        wrong.add(mismatch.toString());
                    }
                }
            }
        }
        assertThat(wrong).as("wrong answers of " + asked).isEmpty();
        int refusals = refused.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(refusals * 100)
                .as(refusals + " refusals of " + asked + ": " + refused)
                .isLessThanOrEqualTo(Math.max(asked, 100) * REFUSED_PERCENT);
    }
}
