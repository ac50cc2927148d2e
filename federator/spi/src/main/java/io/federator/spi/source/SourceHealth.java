package io.federator.spi.source;

import java.time.Duration;

/**
 * The outcome of a probe.
 *
 * @param version the database's own version text when it is up, else empty
 * @param message what went wrong when it is down, else empty
 */
public record SourceHealth(boolean up, Duration latency, String version, String message) {}
