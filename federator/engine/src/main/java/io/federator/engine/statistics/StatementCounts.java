package io.federator.engine.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Counts executions by statement and user; of too many statements, those executed last are kept. Safe for any thread. */
public final class StatementCounts {
    /** Statements kept; each takes about its text. */
    static final int CAPACITY = 2_000;

    /** Characters of a text that are kept. */
    static final int LONGEST_TEXT = 4_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Count> counts = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Count> eldest) {
            return size() > CAPACITY;
        }
    };

    private record Key(String user, String query) {}

    /** The times' variance is kept as the sum of squared distances from the mean of the moment (Welford). */
    private static final class Count {
        private final long since;
        private long calls;
        private double total;
        private double min = Double.POSITIVE_INFINITY;
        private double max;
        private double mean;
        private double squares;
        private long rows;
        private final Map<String, Long> fetched = new HashMap<>();

        Count(long since) {
            this.since = since;
        }

        void add(double millis, long newRows, Map<String, Long> newFetched) {
            calls++;
            total += millis;
            min = Math.min(min, millis);
            max = Math.max(max, millis);
            double distance = millis - mean;
            mean += distance / calls;
            squares += distance * (millis - mean);
            rows += newRows;
            newFetched.forEach((source, count) -> fetched.merge(source, count, Long::sum));
        }
    }

    /**
     * An execution has ended.
     *
     * @param start microseconds since 1970-01-01 UTC
     */
    public void executed(String user, String query, long start, double millis, long rows, Map<String, Long> fetched) {
        String kept = query.length() > LONGEST_TEXT ? query.substring(0, LONGEST_TEXT) : query;
        lock.lock();
        try {
            counts.computeIfAbsent(new Key(user, kept), key -> new Count(start)).add(millis, rows, fetched);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all. */
    public void reset() {
        lock.lock();
        try {
            counts.clear();
        } finally {
            lock.unlock();
        }
    }

    public List<StatementStatistics> all() {
        List<StatementStatistics> all = new ArrayList<>();
        lock.lock();
        try {
            counts.forEach((key, count) -> all.add(new StatementStatistics(
                    key.user,
                    key.query,
                    count.calls,
                    count.total,
                    count.min,
                    count.max,
                    Math.sqrt(count.squares / count.calls),
                    count.rows,
                    count.fetched,
                    count.since)));
        } finally {
            lock.unlock();
        }
        return all;
    }
}
