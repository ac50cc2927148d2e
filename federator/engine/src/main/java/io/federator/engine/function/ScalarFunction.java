package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import org.jspecify.annotations.Nullable;

/**
 * Computes one value from the values of the arguments. Strictness is inside: a strict function answers null to a null
 * argument. Has no state and may be shared between threads. Errors are {@link io.federator.spi.error.SqlException}.
 */
@FunctionalInterface
public interface ScalarFunction {
    /** {@code args} in the classes that the kinds of the argument types name; not kept and not changed. */
    @Nullable Object apply(@Nullable Object[] args, EvaluationContext context);
}
