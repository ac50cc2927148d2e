package io.federator.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How many connections a source is given.
 *
 * @param maxSize at least 1
 * @param connectionTimeout how long a statement waits for a connection before it fails
 */
public record Pool(int maxSize, Duration connectionTimeout, SourceLocation location) {
    public Pool {
        Objects.requireNonNull(connectionTimeout, "connectionTimeout");
        Objects.requireNonNull(location, "location");
    }
}
