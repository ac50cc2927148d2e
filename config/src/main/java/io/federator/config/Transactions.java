package io.federator.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Transactions over several sources.
 *
 * @param log the folder of the two-phase commit log, as a path that can be opened from anywhere
 * @param timeout how long such a transaction may be open before it is rolled back; positive
 * @param takeover after how long what another gateway has left prepared is finished by this one; positive
 */
public record Transactions(Path log, Duration timeout, Duration takeover, SourceLocation location) {
    public Transactions {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(takeover, "takeover");
        Objects.requireNonNull(location, "location");
    }
}
