package io.federator.engine.statistics;

import java.util.Map;

/**
 * The executions of one statement by one user.
 *
 * @param query its text with {@code $1}, {@code $2} … for constants
 * @param totalMillis from the start of each execution until its last row was read or it was given up; so the other times
 * @param rows that clients received
 * @param fetched rows read from each source
 * @param since microseconds since 1970-01-01 UTC of the first execution that is counted
 */
public record StatementStatistics(
        String user,
        String query,
        long calls,
        double totalMillis,
        double minMillis,
        double maxMillis,
        double deviationMillis,
        long rows,
        Map<String, Long> fetched,
        long since) {
    public StatementStatistics {
        fetched = Map.copyOf(fetched);
    }

    public double meanMillis() {
        return totalMillis / calls;
    }
}
