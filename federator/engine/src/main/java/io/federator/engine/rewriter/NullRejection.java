package io.federator.engine.rewriter;

import io.federator.engine.rel.PgOperator;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/** Finds conditions that are never true when certain columns are all NULL. Says no when unsure. */
final class NullRejection {
    private static final Set<String> STRICT = Set.of(
            "+",
            "-",
            "*",
            "/",
            "%",
            "mod",
            "||",
            "~~",
            "!~~",
            "~~*",
            "!~~*",
            "~",
            "!~",
            "lower",
            "upper",
            "substr",
            "substring");

    private NullRejection() {}

    static boolean rejects(List<RexNode> conjuncts, ImmutableBitSet columns) {
        return conjuncts.stream().anyMatch(c -> rejects(c, columns));
    }

    private static boolean rejects(RexNode condition, ImmutableBitSet columns) {
        return switch (condition.getKind()) {
            case AND -> operands(condition).stream().anyMatch(o -> rejects(o, columns));
            case OR -> operands(condition).stream().allMatch(o -> rejects(o, columns));
            case IS_TRUE -> rejects(operands(condition).getFirst(), columns);
            case IS_NOT_NULL, IS_FALSE -> isNull(operands(condition).getFirst(), columns);
            default -> isNull(condition, columns);
        };
    }

    /** Whether an expression is certainly NULL when the columns are. */
    private static boolean isNull(RexNode node, ImmutableBitSet columns) {
        return switch (node.getKind()) {
            case INPUT_REF -> columns.get(((RexInputRef) node).getIndex());
            case CAST, NOT, EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                operands(node).stream().anyMatch(o -> isNull(o, columns));
            case AND, OR -> operands(node).stream().allMatch(o -> isNull(o, columns));
            default ->
                node instanceof RexCall call
                        && call.getOperator() instanceof PgOperator operator
                        && STRICT.contains(operator.getName())
                        && call.getOperands().stream().anyMatch(o -> isNull(o, columns));
        };
    }

    private static List<RexNode> operands(RexNode node) {
        return ((RexCall) node).getOperands();
    }
}
