package io.federator.config;

import java.util.Map;
import java.util.Objects;

/**
 * A physical table that holds a placement.
 *
 * @param rename logical to physical column names, only for those that differ
 * @param location of the address
 */
public record Copy(TableAddress address, Map<String, String> rename, SourceLocation location) {
    public Copy {
        Objects.requireNonNull(address, "address");
        rename = Ordered.copyOf(rename);
        Objects.requireNonNull(location, "location");
    }

    /** What a logical column is called here. */
    public String physicalName(String column) {
        return rename.getOrDefault(column, column);
    }
}
