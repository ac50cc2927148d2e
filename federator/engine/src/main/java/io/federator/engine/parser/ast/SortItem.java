package io.federator.engine.parser.ast;

import org.jspecify.annotations.Nullable;

/**
 * An item of ORDER BY.
 *
 * @param usingOperator the operator of {@code ORDER BY x USING op}; non-null exactly if the direction is USING
 */
public record SortItem(
        Expression expression,
        Direction direction,
        @Nullable Name usingOperator,
        Nulls nulls,
        int position) implements Node {
    /** The sort direction as written. */
    public enum Direction {
        UNSPECIFIED,
        ASC,
        DESC,
        USING
    }

    /** The place of nulls as written. */
    public enum Nulls {
        UNSPECIFIED,
        FIRST,
        LAST
    }
}
