package io.federator.engine.parser.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A possibly qualified name of a relation, type, function, operator or collation, outermost qualifier first. There is always
 * at least one part.
 */
public record Name(List<String> parts, int position) implements Node {
    /** The schema that the grammar itself puts in front of built-in types and functions. */
    public static final String PG_CATALOG = "pg_catalog";

    public Name {
        parts = List.copyOf(parts);
    }

    public static Name of(String part, int position) {
        return new Name(List.of(part), position);
    }

    /** A name that the grammar supplies, such as {@code pg_catalog.int4} for {@code integer}. */
    public static Name system(String part, int position) {
        return new Name(List.of(PG_CATALOG, part), position);
    }

    /** The name proper. */
    public String last() {
        return parts.getLast();
    }

    /** The qualifier right before the name, or null where none was written. */
    public @Nullable String qualifier() {
        return parts.size() < 2 ? null : parts.get(parts.size() - 2);
    }

    public boolean isQualified() {
        return parts.size() > 1;
    }

    /** The parts joined by dots, without quotes, as PostgreSQL's messages show them. */
    @Override
    public String toString() {
        return String.join(".", parts);
    }
}
