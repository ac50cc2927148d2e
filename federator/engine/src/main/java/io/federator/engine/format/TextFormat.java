package io.federator.engine.format;

import io.federator.engine.function.EvaluationContext;
import io.federator.spi.type.SqlType;

/**
 * PostgreSQL's input and output functions. Values are of the classes that the kinds name; the modifier of a type is not
 * enforced here but by casts. Thread-safe.
 */
public final class TextFormat {
    private TextFormat() {}

    /**
     * Reads a value as the type's input function does, where neither the time of day nor the system catalogs matter.
     *
     * @throws io.federator.spi.error.SqlException 22P02, 22003, 22007 or 22008 with PostgreSQL's wording
     */
    public static Object parse(SqlType type, String text, FormatSettings settings) {
        throw new UnsupportedOperationException();
    }

    /** The same with {@code now}, {@code today} and names of relations, types and roles. */
    public static Object parse(SqlType type, String text, EvaluationContext context) {
        throw new UnsupportedOperationException();
    }

    /** Prints a value, not null, as the type's output function does. */
    public static String print(SqlType type, Object value, FormatSettings settings) {
        throw new UnsupportedOperationException();
    }

    /** The same with the names of relations and roles for regclass and its like. */
    public static String print(SqlType type, Object value, EvaluationContext context) {
        throw new UnsupportedOperationException();
    }
}
