package io.federator.engine.evaluator;

import org.jspecify.annotations.Nullable;

/**
 * A compiled scalar expression. Immutable and safe for any thread; each evaluation brings its own frame.
 *
 * @see ExpressionCompiler
 */
@FunctionalInterface
public interface Expression {
    /** @throws io.federator.spi.error.SqlException as PostgreSQL would for these values */
    @Nullable Object evaluate(Frame frame);

    /** Whether a condition is true: neither false nor NULL. */
    default boolean test(Frame frame) {
        return Boolean.TRUE.equals(evaluate(frame));
    }
}
