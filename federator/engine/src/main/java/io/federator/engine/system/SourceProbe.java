package io.federator.engine.system;

import io.federator.engine.system.SystemFacts.SourceState;
import io.federator.spi.error.SqlException;
import io.federator.spi.source.PoolUsage;
import io.federator.spi.source.Source;
import io.federator.spi.source.SourceHealth;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks sources how they are. */
public final class SourceProbe {
    private SourceProbe() {}

    /**
     * All at once, so that it takes no longer than the slowest; blocks, at most for about the timeout.
     *
     * @param region the label of a source by its name
     */
    public static List<SourceState> states(
            Collection<Source> sources, Function<String, Optional<String>> region, Duration timeout) {
        List<Future<SourceState>> states;
        // Closing waits for all of them.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            states = sources.stream()
                    .map(source -> threads.submit(() -> state(source, region.apply(source.name()), timeout)))
                    .toList();
        }
        return states.stream().map(Future::resultNow).toList();
    }

    private static SourceState state(Source source, Optional<String> region, Duration timeout) {
        SourceHealth health = health(source, timeout);
        PoolUsage pool = source.pool();
        return new SourceState(
                source.name(),
                source.kind(),
                region,
                health.up() ? "up" : "down",
                health.up() ? Optional.of(health.latency().toNanos() / 1e6) : Optional.empty(),
                pool.active(),
                pool.idle(),
                pool.waiting(),
                pool.max(),
                present(health.version()),
                present(health.message()));
    }

    private static SourceHealth health(Source source, Duration timeout) {
        try {
            return source.probe(timeout);
        } catch (SqlException e) {
            return new SourceHealth(false, timeout, "", String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
