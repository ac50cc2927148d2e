package io.federator.adapter.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one column of the current row exactly as the wanted type, or throws an {@link
 * io.federator.spi.error.SqlException}. Chosen once a result from the wanted type and the driver's metadata.
 */
@FunctionalInterface
public interface ColumnReader {
    /**
     * Puts the value into the field of {@code into} that the wanted type uses: {@code number} for integers, object
     * identifiers, dates and times, {@code real} for floats, {@code object} for all others.
     *
     * @param column from 1
     * @return false for NULL, which leaves {@code into} as it was
     */
    boolean read(ResultSet row, int column, Cell into) throws SQLException;

    /** The value of one column in the current row; one object a column, used again for each row. */
    final class Cell {
        public long number;
        public double real;
        public @Nullable Object object;
        boolean known;
        boolean empty;
    }
}
