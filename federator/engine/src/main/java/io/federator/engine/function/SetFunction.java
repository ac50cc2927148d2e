package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A function that returns rows; has no state and may be shared between threads. */
@FunctionalInterface
public interface SetFunction {
    /** The rows, made as they are asked for; a row has one value for each of {@link ResolvedCall#columns}. */
    Iterator<@Nullable Object[]> rows(@Nullable Object[] args, EvaluationContext context);
}
