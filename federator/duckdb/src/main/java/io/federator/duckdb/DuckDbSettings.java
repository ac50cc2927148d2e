package io.federator.duckdb;

import java.nio.file.Path;

/**
 * How much of the machine the engine may take.
 *
 * @param memoryLimitBytes what DuckDB may hold for all statements together before it spills; batches on their way in are
 *     counted apart and may take as much again, though a few megabytes per running statement are usual
 * @param threads DuckDB's threads for all statements together, beside the one thread that each running statement has of its own
 * @param spillDirectory where operators put what does not fit; made when it is first needed
 */
public record DuckDbSettings(long memoryLimitBytes, int threads, Path spillDirectory) {
    public DuckDbSettings {
        if (memoryLimitBytes <= 0 || threads <= 0) {
            throw new IllegalArgumentException("a memory limit and a number of threads are positive");
        }
    }
}
