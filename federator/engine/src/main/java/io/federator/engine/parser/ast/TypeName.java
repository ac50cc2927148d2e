package io.federator.engine.parser.ast;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A type as written. SQL's spellings ({@code integer}, {@code double precision}, …) are already the names of PostgreSQL's
 * catalog ({@code pg_catalog.int4}, {@code pg_catalog.float8}).
 *
 * @param modifiers the values in parentheses, such as 10 and 2 of {@code numeric(10,2)}; for intervals the precision only
 * @param arrayBounds one entry a dimension, empty where no bound was written; no entry for a plain type
 * @param intervalFields the field restriction of an interval, or null for none
 */
public record TypeName(
        Name name,
        List<Expression> modifiers,
        List<OptionalInt> arrayBounds,
        boolean setOf,
        @Nullable IntervalFields intervalFields,
        int position)
        implements Node {
    /** The restriction of an interval to some of its fields. */
    public enum IntervalFields {
        YEAR,
        MONTH,
        DAY,
        HOUR,
        MINUTE,
        SECOND,
        YEAR_TO_MONTH,
        DAY_TO_HOUR,
        DAY_TO_MINUTE,
        DAY_TO_SECOND,
        HOUR_TO_MINUTE,
        HOUR_TO_SECOND,
        MINUTE_TO_SECOND
    }

    public TypeName {
        modifiers = List.copyOf(modifiers);
        arrayBounds = List.copyOf(arrayBounds);
    }

    /** A type without modifiers that the grammar supplies, such as {@code pg_catalog.text}. */
    public static TypeName system(String name, int position) {
        return new TypeName(Name.system(name, position), List.of(), List.of(), false, null, position);
    }

    public boolean isArray() {
        return !arrayBounds.isEmpty();
    }
}
