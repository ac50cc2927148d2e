package io.federator.spi.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a database believes of a table.
 *
 * @param rows estimated rows; negative when unknown
 * @param columns by the source's column name; columns without statistics are absent
 */
public record TableStatistics(double rows, Map<String, Column> columns) {
    public static final TableStatistics UNKNOWN = new TableStatistics(-1, Map.of());

    public TableStatistics {
        columns = Map.copyOf(columns);
    }

    /**
     * @param nullFraction 0 to 1
     * @param distinct estimated distinct values; negative when unknown
     * @param min smallest value in the class of the column's default type, null when unknown
     * @param max largest value, null when unknown
     */
    public record Column(
            double nullFraction,
            double distinct,
            @Nullable Object min,
            @Nullable Object max) {}
}
