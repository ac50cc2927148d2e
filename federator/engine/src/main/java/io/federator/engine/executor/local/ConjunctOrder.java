package io.federator.engine.executor.local;

import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgTypeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the conjuncts of a filter are evaluated: the cheaper first, by the operators and functions that each calls,
 * and equals as they were written. So does PostgreSQL, and which errors a query gives depends on it.
 */
final class ConjunctOrder {
    private ConjunctOrder() {}

    static RexNode condition(Filter filter) {
        List<RexNode> conjuncts = RelOptUtil.conjunctions(filter.getCondition());
        List<RexNode> ordered = new ArrayList<>(conjuncts);
        ordered.sort(Comparator.comparingInt(ConjunctOrder::calls));
        return ordered.equals(conjuncts)
                ? filter.getCondition()
                : RexUtil.composeConjunction(filter.getCluster().getRexBuilder(), ordered);
    }

    private static int calls(RexNode node) {
        int[] count = {0};
        node.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public @Nullable Void visitCall(RexCall call) {
                if (Constant.isConstant(call)) {
                    return null;
                }
                count[0] += isFree(call) ? 0 : 1;
                return super.visitCall(call);
            }
        });
        return count[0];
    }

    private static boolean isFree(RexCall call) {
        return switch (call.getKind()) {
            case AND, OR, NOT, CASE, COALESCE, IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                true;
            default ->
                call.isA(SqlKind.CAST)
                        && isText(call)
                        && isText(call.getOperands().getFirst());
        };
    }

    private static boolean isText(RexNode node) {
        return PgTypeFactory.sqlType(node.getType()).kind().isText();
    }
}
