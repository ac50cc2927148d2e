package io.federator.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A logical table and where its rows and columns are.
 *
 * @param key the primary key's columns; empty if the table has none
 * @param define the columns whose type is declared, in order; the others are found in the sources
 * @param references declared foreign keys
 * @param unique declared unique keys, each a list of columns
 * @param comments by column
 * @param location of the table's name
 */
public record TableConfig(
        String schema,
        String name,
        List<String> key,
        Placement placement,
        Map<String, ColumnDefinition> define,
        List<Reference> references,
        List<List<String>> unique,
        Optional<String> comment,
        Map<String, String> comments,
        SourceLocation location) {

    public TableConfig {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(name, "name");
        key = List.copyOf(key);
        Objects.requireNonNull(placement, "placement");
        define = Ordered.copyOf(define);
        references = List.copyOf(references);
        unique = unique.stream().map(List::copyOf).toList();
        Objects.requireNonNull(comment, "comment");
        comments = Ordered.copyOf(comments);
        Objects.requireNonNull(location, "location");
    }

    TableConfig withReferences(List<Reference> declared) {
        return new TableConfig(schema, name, key, placement, define, declared, unique, comment, comments, location);
    }
}
