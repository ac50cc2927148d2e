package io.federator.engine.executor;

import io.federator.spi.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Who may hold several connections of a source at once. A query gets all that it wants in every source, or none; without permits it
 * reads its leaves one after the other, holding one connection at a time. So no two queries ever wait for each other's connections.
 */
final class ConnectionPermits {
    private final Map<String, Semaphore> bySource = new HashMap<>();

    ConnectionPermits(Map<String, Source> sources) {
        // One connection always remains for queries that hold a single one.
        sources.forEach((name, source) ->
                bySource.put(name, new Semaphore(Math.max(0, source.pool().max() - 1))));
    }

    /** Takes so many permits of each source, or none at all when some are not to be had at this moment. */
    boolean tryAcquire(Map<String, Integer> wanted) {
        List<String> acquired = new ArrayList<>();
        for (var entry : wanted.entrySet()) {
            Semaphore semaphore = bySource.get(entry.getKey());
            if (semaphore == null || !semaphore.tryAcquire(entry.getValue())) {
                acquired.forEach(name -> release(name, wanted.getOrDefault(name, 0)));
                return false;
            }
            acquired.add(entry.getKey());
        }
        return true;
    }

    void release(String source, int count) {
        Semaphore semaphore = bySource.get(source);
        if (semaphore != null) {
            semaphore.release(count);
        }
    }
}
