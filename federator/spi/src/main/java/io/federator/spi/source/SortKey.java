package io.federator.spi.source;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What rows are sorted by inside an aggregate or a window.
 *
 * @param key one that {@link SourceDialect#key} gave for {@link SourceDialect.KeyUse#ORDER}; never a constant
 */
public record SortKey(Rendered key, boolean descending, boolean nullsFirst) {
    /** The ORDER BY item of this key. */
    public String item(SourceDialect dialect) {
        return dialect.orderItem(key.sql(), descending, nullsFirst);
    }

    /** What stands behind ORDER BY. */
    public static String items(List<SortKey> keys, SourceDialect dialect) {
        return keys.stream().map(key -> key.item(dialect)).collect(Collectors.joining(", "));
    }
}
