package io.federator.engine.evaluator;

import io.federator.engine.context.EvaluationContext;
import java.util.Map;
import org.apache.calcite.rel.core.CorrelationId;
import org.jspecify.annotations.Nullable;

/**
 * What an expression reads: the current row, the rows of enclosing correlated joins, and the execution. One frame serves one
 * operator of one execution; the operator sets {@link #row} before each evaluation. Used by one thread.
 */
public final class Frame {
    private static final @Nullable Object[] NO_ROW = new @Nullable Object[0];

    private final EvaluationContext context;
    private final Map<CorrelationId, @Nullable Object[]> outer;

    /** The current row, values in the classes that {@code TypeKind} names. */
    public @Nullable Object[] row = NO_ROW;

    public Frame(EvaluationContext context, Map<CorrelationId, @Nullable Object[]> outer) {
        this.context = context;
        this.outer = outer;
    }

    /** A frame without rows, for run-time constants. */
    public static Frame of(EvaluationContext context) {
        return new Frame(context, Map.of());
    }

    public EvaluationContext context() {
        return context;
    }

    /** The current row of a correlated join that encloses this expression. */
    public @Nullable Object[] outer(CorrelationId id) {
        @Nullable Object[] values = outer.get(id);
        if (values == null) {
            throw new IllegalStateException("no row for " + id);
        }
        return values;
    }
}
