package io.federator.spi.source;

import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement for one source.
 *
 * @param sql in the source's dialect, with {@code ?} for each argument
 * @param columns the PostgreSQL type in which each result column is wanted; the adapter converts exactly or raises an error
 * @param arguments values for the placeholders, in order
 * @param fetchSize rows a round trip; the adapter may round it
 */
public record LeafStatement(String sql, List<SqlType> columns, List<Argument> arguments, int fetchSize) {
    public static final int DEFAULT_FETCH_SIZE = 1_000;

    public LeafStatement {
        columns = List.copyOf(columns);
        arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
    }

    /** A value bound to a placeholder; null for NULL. */
    public record Argument(SqlType type, @Nullable Object value) {}
}
