package io.federator.config;

import java.util.Objects;

/**
 * The declared type of a column.
 *
 * @param type PostgreSQL's name of the type as written, without {@code not null}; not parsed yet
 * @param notNull whether {@code not null} stood behind it
 * @param location of the type's text
 */
public record ColumnDefinition(String type, boolean notNull, SourceLocation location) {
    public ColumnDefinition {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(location, "location");
    }
}
