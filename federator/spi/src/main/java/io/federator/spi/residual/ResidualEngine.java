package io.federator.spi.residual;

import io.federator.spi.source.QueryScope;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;

/**
 * Runs one SQL statement over streams of rows within a fixed memory limit, spilling to disk beyond it. Safe for any number of
 * threads; {@link #execute} blocks and is called on virtual threads.
 */
public interface ResidualEngine extends AutoCloseable {
    /** The positive list of what this engine computes exactly as PostgreSQL does. */
    SourceDialect dialect();

    /**
     * Whether values of this type go in and come out unchanged. A numeric needs a precision and scale in its modifier that the
     * engine can hold.
     */
    boolean carries(SqlType type);

    /**
     * Starts the statement and streams its result. Each input is opened at most once, when the engine first reads it, and is
     * closed by the engine in any case.
     *
     * @throws io.federator.spi.error.SqlException with PostgreSQL's SQLSTATE; 53200 beyond the memory limit, 53100 when the spill
     *     directory is full, 57014 when cancelled; errors of an input arrive unchanged
     */
    RowCursor execute(ResidualStatement statement, QueryScope scope);

    @Override
    void close();
}
