package io.federator.spi.source;

import io.federator.spi.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one table, to be put there at once.
 *
 * @param columns those that the rows have values for; the others get what the source fills in
 * @param types of the values, one for each column
 * @param positions where each column's value is in a row
 * @param rows belong to the caller, who leaves them alone meanwhile
 */
public record TableLoad(
        TableName table,
        List<SourceColumn> columns,
        List<SqlType> types,
        List<Integer> positions,
        List<@Nullable Object[]> rows) {
    public TableLoad {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
        positions = List.copyOf(positions);
    }
}
