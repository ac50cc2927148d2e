package io.federator.spi.value;

import io.federator.spi.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream of rows, read forward once. It starts before the first row; {@link #next} moves to the following row and blocks
 * until that row is there or the stream has ended; a slow reader therefore slows the source. The getters read the current
 * row; their result is undefined before the first and after a false {@code next}.
 *
 * <p>Used by one thread at a time; {@link #close} may be called at any point by that thread, releases everything that the
 * stream holds (also after an error) and may be called again. Errors are {@link io.federator.spi.error.SqlException}.
 */
public interface RowCursor extends AutoCloseable {
    List<SqlType> types();

    boolean next();

    /** The value in the class that {@link io.federator.spi.type.TypeKind} names, or null. */
    @Nullable Object get(int column);

    boolean isNull(int column);

    /** For INT2, INT4, INT8, OID types, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, not null; spares the box. */
    default long getLong(int column) {
        Object value = get(column);
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("column " + column + " is null or no integer");
    }

    /** For FLOAT4 and FLOAT8, not null; spares the box. */
    default double getDouble(int column) {
        Object value = get(column);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalStateException("column " + column + " is null or no number");
    }

    @Override
    void close();
}
