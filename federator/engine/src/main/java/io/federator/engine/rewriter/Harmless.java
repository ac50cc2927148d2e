package io.federator.engine.rewriter;

import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Finds expressions that cannot raise an error whatever their operands are, so that they may be evaluated for rows for which the
 * query as written would not evaluate them.
 */
final class Harmless {
    private static final Set<String> TOTAL =
            Set.of("~~", "!~~", "lower", "upper", "length", "strpos", "starts_with", "btrim", "ltrim", "rtrim");
    private static final Set<String> TOTAL_ON_NUMERIC = Set.of("+", "-", "*", "abs");

    private Harmless() {}

    /** Whether all expressions of a tree of scans, filters, projections and joins are harmless. */
    static boolean isHarmless(RelNode tree) {
        boolean own = switch (tree) {
            case TableScan ignored -> true;
            case Filter filter -> isHarmless(filter.getCondition());
            case Project project -> project.getProjects().stream().allMatch(Harmless::isHarmless);
            case Join join -> isHarmless(join.getCondition());
            default -> false;
        };
        return own && tree.getInputs().stream().allMatch(Harmless::isHarmless);
    }

    static boolean isHarmless(RexNode node) {
        if (node instanceof RexInputRef
                || node instanceof RexFieldAccess
                || node instanceof RexDynamicParam
                || Constant.isConstant(node)) {
            return true;
        }
        return isRowIndependent(node) || node instanceof RexCall call && isHarmlessCall(call);
    }

    /** PostgreSQL evaluates such an expression while it plans, so that its error comes whether there are rows or not. */
    private static boolean isRowIndependent(RexNode node) {
        return Rexes.inputs(node).isEmpty()
                && !Rexes.any(node, RexFieldAccess.class::isInstance)
                && !Rexes.hasSubquery(node)
                && !Rexes.hasWindow(node)
                && !Rexes.isVolatile(node);
    }

    private static boolean isHarmlessCall(RexCall call) {
        List<RexNode> operands = call.getOperands();
        boolean own = switch (call.getKind()) {
            case AND,
                    OR,
                    NOT,
                    EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    IS_NULL,
                    IS_NOT_NULL,
                    IS_TRUE,
                    IS_NOT_TRUE,
                    IS_FALSE,
                    IS_NOT_FALSE,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM,
                    CASE,
                    COALESCE -> true;
            case CAST ->
                widens(PgTypeFactory.sqlType(operands.getFirst().getType()), PgTypeFactory.sqlType(call.getType()));
            default -> call.getOperator() instanceof PgOperator operator && isTotal(operator, call);
        };
        return own && operands.stream().allMatch(Harmless::isHarmless);
    }

    private static boolean isTotal(PgOperator operator, RexCall call) {
        boolean numeric = PgTypeFactory.sqlType(call.getType()).is(TypeKind.NUMERIC)
                && call.getOperands().stream()
                        .allMatch(o -> PgTypeFactory.sqlType(o.getType()).is(TypeKind.NUMERIC));
        return (numeric && TOTAL_ON_NUMERIC.contains(operator.getName())) || TOTAL.contains(operator.getName());
    }

    private static boolean widens(SqlType from, SqlType to) {
        if (to.typmod() >= 0) {
            return false;
        }
        return switch (to.kind()) {
            case INT4 -> from.is(TypeKind.INT2) || from.is(TypeKind.INT4);
            case INT8 -> from.kind().isInteger();
            case NUMERIC -> from.kind().isInteger() || from.is(TypeKind.NUMERIC);
            case FLOAT8 -> from.kind().isInteger() || from.is(TypeKind.FLOAT4) || from.is(TypeKind.FLOAT8);
            case TEXT, VARCHAR -> from.kind().isText();
            default -> from.bare().equals(to);
        };
    }

    /** Whether running a tree twice gives the same rows. */
    static boolean isRepeatable(RelNode tree) {
        List<RexNode> own = switch (tree) {
            case Filter filter -> List.of(filter.getCondition());
            case Project project -> project.getProjects();
            case Join join -> List.of(join.getCondition());
            case TableFunctionScan scan -> List.of(scan.getCall());
            default -> List.of();
        };
        return own.stream().noneMatch(Rexes::isVolatile)
                && tree.getInputs().stream().allMatch(Harmless::isRepeatable);
    }
}
