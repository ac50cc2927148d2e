package io.federator.engine.binder;

import io.federator.spi.type.SqlType;
import java.util.List;

/**
 * A bound write with what holds for the whole statement.
 *
 * @param parameters the decided type of each parameter
 * @param readsClock whether a literal such as {@code timestamp 'now'} was read, so that the statement must not be kept
 * @param parts what is run apart from the write
 */
public record BoundChange(BoundWrite write, List<SqlType> parameters, boolean readsClock, BoundParts parts) {
    public BoundChange {
        parameters = List.copyOf(parameters);
    }
}
