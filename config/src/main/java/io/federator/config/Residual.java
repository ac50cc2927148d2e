package io.federator.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The part of a query that no source can run.
 *
 * @param engine the engine's name, or {@code auto}: the gateway chooses for each query
 * @param memoryLimit in bytes, for all queries together; beyond it the engine spills to disk
 * @param threads empty: as many as the machine has processors
 * @param spillDirectory empty: a folder of the engine's own among the temporary files
 */
public record Residual(
        String engine, long memoryLimit, OptionalInt threads, Optional<Path> spillDirectory, SourceLocation location) {
    public Residual {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(threads, "threads");
        Objects.requireNonNull(spillDirectory, "spillDirectory");
        Objects.requireNonNull(location, "location");
    }
}
