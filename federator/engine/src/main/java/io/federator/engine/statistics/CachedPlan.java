package io.federator.engine.statistics;

import io.federator.spi.type.SqlType;
import java.util.List;

/**
 * A plan that is kept for the next time.
 *
 * @param sources that its statements go to, in alphabetical order
 * @param leaves how many statements it sends, at most
 * @param made microseconds since 1970-01-01 UTC; so {@code lastUsed}
 * @param planMillis how long it took to make
 * @param uses how often it was found since
 */
public record CachedPlan(
        String query,
        List<String> searchPath,
        List<SqlType> parameters,
        List<String> sources,
        int leaves,
        long made,
        double planMillis,
        long uses,
        long lastUsed) {
    public CachedPlan {
        searchPath = List.copyOf(searchPath);
        parameters = List.copyOf(parameters);
        sources = List.copyOf(sources);
    }
}
