package io.federator.engine.rel;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Expressions that have one value an execution: parameters, stable functions such as {@code now()}, and immutable functions of
 * these. They are evaluated once in the gateway and bound to the sources' statements.
 */
public final class RunTimeConstant {
    private RunTimeConstant() {}

    /** Whether the expression reads no row, is not volatile, and is no plain {@link Constant}. */
    public static boolean is(RexNode node) {
        return !Constant.isConstant(node) && readsNoRow(node) && dependsOnExecution(node);
    }

    private static boolean readsNoRow(RexNode node) {
        return switch (node) {
            case RexInputRef ignored -> false;
            case RexFieldAccess ignored -> false;
            case RexCorrelVariable ignored -> false;
            case RexOver ignored -> false;
            case RexSubQuery ignored -> false;
            case RexCall call ->
                !(call.getOperator() instanceof PgOperator operator
                                && operator.volatility() == PgOperator.Volatility.VOLATILE)
                        && call.getOperands().stream().allMatch(RunTimeConstant::readsNoRow);
            default -> true;
        };
    }

    private static boolean dependsOnExecution(RexNode node) {
        return switch (node) {
            case RexDynamicParam ignored -> true;
            // A call over constants alone that the binder left unfolded (it raises an error, or depends on the
            // session).
            case RexCall ignored -> true;
            default -> false;
        };
    }
}
