package io.federator.engine.writer;

import io.federator.spi.value.RowCursor;
import java.util.Optional;

/**
 * What a statement has changed.
 *
 * @param count rows that were inserted, deleted, or found to be updated
 * @param rows those of RETURNING; all is written before the first can be read
 */
public record WriteResult(long count, Optional<RowCursor> rows) {}
