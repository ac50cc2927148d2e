package io.federator.spi.source;

import java.util.List;
import java.util.Optional;

/**
 * A table as its database describes it.
 *
 * @param primaryKey column names in key order; empty when there is none
 * @param uniqueKeys unique constraints and unique indexes over plain columns, each without the primary key
 * @param loadable whether it is a plain table, whose rows no rules or policies of the database are asked about: {@link
 *     SourceSession#load} means the same as INSERT
 */
public record TableDescription(
        TableName name,
        List<SourceColumn> columns,
        List<String> primaryKey,
        List<List<String>> uniqueKeys,
        List<Index> indexes,
        Optional<String> comment,
        boolean loadable) {
    public TableDescription {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueKeys = List.copyOf(uniqueKeys);
        indexes = List.copyOf(indexes);
    }

    /** An index over plain columns, in order. */
    public record Index(String name, List<String> columns, boolean unique) {
        public Index {
            columns = List.copyOf(columns);
        }
    }
}
