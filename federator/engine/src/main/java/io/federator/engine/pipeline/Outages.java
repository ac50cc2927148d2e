package io.federator.engine.pipeline;

import io.federator.spi.source.Source;
import io.federator.spi.source.SourceHealth;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources that could not be reached when last tried, so that queries which have a copy elsewhere need not find out each by
 * itself. Queries that must have such a source try it all the same. While queries come, a source that is out is probed in the
 * background until it answers. Safe for any thread; never blocks.
 */
final class Outages {
    private static final Logger LOG = LoggerFactory.getLogger(Outages.class);
    private static final long PROBE_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);

    private final Map<String, Source> sources;
    /** When to probe next, by source. */
    private final Map<String, AtomicLong> out = new ConcurrentHashMap<>();

    Outages(Map<String, Source> sources) {
        this.sources = Map.copyOf(sources);
    }

    void began(String source) {
        if (sources.containsKey(source) && out.putIfAbsent(source, next()) == null) {
            LOG.warn("event=source-down source={}", source);
        }
    }

    private static AtomicLong next() {
        return new AtomicLong(System.nanoTime() + PROBE_EVERY_NANOS);
    }

    private void ended(String source) {
        if (out.remove(source) != null) {
            LOG.info("event=source-up source={}", source);
        }
    }

    /** Those of these sources that are out. */
    Set<String> among(Set<String> wanted) {
        if (out.isEmpty()) {
            return Set.of();
        }
        Set<String> found = wanted.stream().filter(out::containsKey).collect(Collectors.toUnmodifiableSet());
        found.forEach(this::probeIfDue);
        return found;
    }

    /** These sources have delivered. */
    void reached(Set<String> delivered) {
        if (!out.isEmpty()) {
            delivered.forEach(this::ended);
        }
    }

    private void probeIfDue(String name) {
        AtomicLong due = out.get(name);
        Source source = sources.get(name);
        if (due == null || source == null) {
            return;
        }
        long at = due.get();
        long now = System.nanoTime();
        if (now - at >= 0 && due.compareAndSet(at, now + PROBE_EVERY_NANOS + PROBE_LIMIT.toNanos())) {
            Thread.ofVirtual().name("probe-" + name).start(() -> {
                SourceHealth health = source.probe(PROBE_LIMIT);
                if (health.up()) {
                    ended(name);
                } else {
                    LOG.debug("event=source-still-down source={} message=\"{}\"", name, health.message());
                    due.set(System.nanoTime() + PROBE_EVERY_NANOS);
                }
            });
        }
    }
}
