package io.federator.engine.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table whose rows are in the sources.
 *
 * @param key the declared key columns, empty when there is none
 * @param unique declared and discovered unique keys that hold for the whole table, each a list of columns
 * @param references declared foreign keys
 * @param comments by column
 * @param complete whether all copies are in {@code placement}; one in a source that is down is left out where there is another
 */
public record FederatedTable(
        String schema,
        String name,
        int oid,
        List<CatalogColumn> columns,
        List<String> key,
        List<List<String>> unique,
        List<Reference> references,
        Placement placement,
        Optional<String> comment,
        Map<String, String> comments,
        boolean complete)
        implements CatalogTable {
    public FederatedTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        unique = List.copyOf(unique);
        references = List.copyOf(references);
        comments = Map.copyOf(comments);
    }

    /** A table with all its copies. */
    public FederatedTable(
            String schema,
            String name,
            int oid,
            List<CatalogColumn> columns,
            List<String> key,
            List<List<String>> unique,
            List<Reference> references,
            Placement placement,
            Optional<String> comment,
            Map<String, String> comments) {
        this(schema, name, oid, columns, key, unique, references, placement, comment, comments, true);
    }

    /** A declared foreign key: {@code columns} of this table refer to {@code targetColumns} of another. */
    public record Reference(List<String> columns, String targetSchema, String targetTable, List<String> targetColumns) {
        public Reference {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }
}
