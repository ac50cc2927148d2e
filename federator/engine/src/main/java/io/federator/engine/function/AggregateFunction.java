package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;

/** An aggregate for given argument types; has no state of its own and may be shared between threads. */
@FunctionalInterface
public interface AggregateFunction {
    /** A fresh state for one group. */
    Accumulator start(EvaluationContext context);
}
