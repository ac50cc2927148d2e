package io.federator.config;

import java.util.Objects;

/**
 * Some rows of a table.
 *
 * @param where a SQL predicate over the table's own columns, as written; not parsed yet
 * @param location of the predicate's first character
 */
public record RowFragment(String where, Placement placement, SourceLocation location) {
    public RowFragment {
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(placement, "placement");
        Objects.requireNonNull(location, "location");
    }
}
