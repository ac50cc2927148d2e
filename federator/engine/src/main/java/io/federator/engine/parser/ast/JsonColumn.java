package io.federator.engine.parser.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of JSON_TABLE, or a nested path with columns of its own. */
public sealed interface JsonColumn extends Node {
    /** {@code name FOR ORDINALITY}. */
    record Ordinality(String name, int position) implements JsonColumn {}

    /**
     * A column of values.
     *
     * @param path null for the member of the column's name
     */
    record Value(
            String name,
            Kind kind,
            JsonClause.Output type,
            @Nullable String path,
            JsonClause.Shape shape,
            int position) implements JsonColumn {
        /** What the column holds. */
        public enum Kind {
            /** A value as JSON_VALUE or, where its type asks for that, JSON_QUERY gives it. */
            REGULAR,
            /** FORMAT JSON. */
            FORMATTED,
            EXISTS
        }
    }

    /** {@code NESTED PATH path AS name COLUMNS (…)}; the name is null where none is written. */
    record Nested(String path, @Nullable String name, List<JsonColumn> columns, int position) implements JsonColumn {
        public Nested {
            columns = List.copyOf(columns);
        }
    }
}
