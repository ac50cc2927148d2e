package io.federator.config;

import java.util.List;
import java.util.Objects;

/**
 * Some columns of a table, beside its key.
 *
 * @param has the columns that are in this part and in no other; without the key, which every part carries
 * @param location of the list
 */
public record ColumnPart(List<String> has, Placement placement, SourceLocation location) {
    public ColumnPart {
        has = List.copyOf(has);
        Objects.requireNonNull(placement, "placement");
        Objects.requireNonNull(location, "location");
    }
}
