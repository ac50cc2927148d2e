package io.federator.spi.source;

import io.federator.spi.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one table, to be put there at once.
 *
 * @param columns those that the rows have values for; the others get what the source fills in
 * @param types of the values, one for each column
 */
public record TableLoad(TableName table, List<SourceColumn> columns, List<SqlType> types, Values values) {
    public TableLoad {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
    }

    /** The rows' values; they stay as they are while they are loaded. */
    public interface Values {
        int rows();

        /** @param column its place among those that are loaded, from 0 */
        @Nullable Object value(int row, int column);
    }
}
