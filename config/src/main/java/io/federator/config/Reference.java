package io.federator.config;

import java.util.List;
import java.util.Objects;

/**
 * A declared foreign key. The table that it names is in the catalog.
 *
 * @param columns of the table that refers
 * @param targetColumns as many, of the table referred to
 */
public record Reference(
        List<String> columns,
        String targetSchema,
        String targetTable,
        List<String> targetColumns,
        SourceLocation location) {
    public Reference {
        columns = List.copyOf(columns);
        Objects.requireNonNull(targetSchema, "targetSchema");
        Objects.requireNonNull(targetTable, "targetTable");
        targetColumns = List.copyOf(targetColumns);
        Objects.requireNonNull(location, "location");
        if (columns.isEmpty() || columns.size() != targetColumns.size()) {
            throw new IllegalArgumentException(columns.size() + " columns refer to " + targetColumns.size());
        }
    }
}
