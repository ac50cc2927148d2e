package io.federator.it.fuzz;

import io.federator.it.fuzz.FuzzRun.Mismatch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Deals out the queries of a test and collects what is found; says how far it is in a long one. Safe for use by several
 * threads.
 */
final class FuzzTally {
    private static final int REPORT_EVERY = 2_000;

    private final List<Long> seeds;
    private final int first;
    private final int end;
    private final int placements;
    private final int failures;
    private final long start = System.nanoTime();
    private final List<Mismatch> wrong = new ArrayList<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private int dealt;
    private int queries;

    /**
     * @param end number of the query behind the last one of each seed
     * @param failures wrong answers that end the test
     */
    FuzzTally(List<Long> seeds, int first, int end, int placements, int failures) {
        this.seeds = List.copyOf(seeds);
        this.first = first;
        this.end = end;
        this.placements = placements;
        this.failures = failures;
    }

    private record Turn(long seed, int index) {}

    /** Asks queries until there are none left, or enough was found. */
    void work(FuzzRun run, boolean allModes) throws SQLException {
        for (Turn turn = next(); turn.index >= 0; turn = next()) {
            done(turn, run.ask(turn.seed, turn.index, allModes));
        }
    }

    private synchronized Turn next() {
        int each = end - first;
        if (wrong.size() >= failures || dealt >= each * seeds.size()) {
            return new Turn(0, -1);
        }
        Turn turn = new Turn(seeds.get(dealt / each), first + dealt % each);
        dealt++;
        return turn;
    }

    private synchronized void done(Turn turn, List<Mismatch> mismatches) {
        queries++;
        boolean isLong = (long) (end - first) * seeds.size() > REPORT_EVERY;
        for (Mismatch mismatch : mismatches) {
            if (mismatch.refused()) {
                refused.merge(mismatch.difference(), 1, Integer::sum);
            } else {
                wrong.add(mismatch);
            }
            if (isLong) {
                System.out.println(mismatch);
            }
        }
        if (isLong && queries % REPORT_EVERY == 0) {
            long seconds =
                    Math.max(1, Duration.ofNanos(System.nanoTime() - start).toSeconds());
            System.out.println("seed " + turn.seed + ": " + queries + " queries, " + asked() + " answers, "
                    + wrong.size() + " wrong, " + refusals() + " refused, " + asked() / seconds + " a second");
        }
    }

    synchronized int asked() {
        return queries * placements;
    }

    synchronized List<String> wrong() {
        return wrong.stream()
                .sorted(Comparator.comparingLong(Mismatch::seed).thenComparingInt(Mismatch::index))
                .map(Mismatch::toString)
                .toList();
    }

    synchronized int refusals() {
        return refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized String refused() {
        return refused.toString();
    }
}
