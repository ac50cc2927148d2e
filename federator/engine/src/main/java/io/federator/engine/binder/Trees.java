package io.federator.engine.binder;

import io.federator.engine.evaluator.JsonQueries;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlOperator;
import org.jspecify.annotations.Nullable;

/** Walks expressions together with the trees of the subqueries inside them. */
final class Trees {
    private static final Set<String> ORDERED = Set.of(
            "array_agg",
            "string_agg",
            "json_agg",
            "json_agg_strict",
            "jsonb_agg",
            "jsonb_agg_strict",
            "json_object_agg",
            "jsonb_object_agg",
            "any_value");

    private Trees() {}

    /** A shuttle that goes into subqueries too. */
    abstract static class DeepShuttle extends RexShuttle {
        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
            boolean[] changed = {false};
            List<RexNode> operands = visitList(query.getOperands(), changed);
            RelNode rel = rewrite(query.rel, this);
            RexSubQuery result = changed[0] ? query.clone(query.getType(), operands) : query;
            return rel.equals(query.rel) ? result : result.clone(rel);
        }
    }

    /** The tree with the shuttle applied to all its expressions. */
    static RelNode rewrite(RelNode rel, RexShuttle shuttle) {
        List<RelNode> inputs = new ArrayList<>();
        boolean changed = false;
        for (RelNode input : rel.getInputs()) {
            RelNode rewritten = rewrite(input, shuttle);
            changed |= !rewritten.equals(input);
            inputs.add(rewritten);
        }
        RelNode result = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
        return result.accept(shuttle);
    }

    /**
     * What EXISTS asks of a query: without what is selected, the order and the groups. PostgreSQL leaves one with aggregates as
     * it is.
     */
    static RelNode anyRow(RelNode query) {
        RelNode rows = unselected(query);
        RelNode below = rows instanceof Filter filter ? filter.getInput() : rows;
        if (below instanceof Aggregate) {
            return query;
        }
        return !rows.equals(query) && rows instanceof LogicalProject project ? withoutColumns(project) : rows;
    }

    private static RelNode withoutColumns(LogicalProject project) {
        RexNode there = project.getCluster().getRexBuilder().makeLiteral(true);
        return LogicalProject.create(
                project.getInput(), project.getHints(), List.of(there), List.of("there"), Set.of());
    }

    private static RelNode unselected(RelNode query) {
        boolean plain = switch (query) {
            case Project project -> project.getProjects().stream().noneMatch(RexOver::containsOver);
            case Sort sort -> sort.offset == null && isLiteralAboveZero(sort.fetch);
            case Aggregate aggregate ->
                aggregate.getAggCallList().isEmpty()
                        && !aggregate.getGroupSet().isEmpty()
                        && aggregate.getGroupType() == Aggregate.Group.SIMPLE;
            default -> false;
        };
        if (!plain) {
            return query;
        }
        RelNode input = query.getInput(0);
        return Fence.at(input).isEmpty() ? unselected(input) : input;
    }

    private static boolean isLiteralAboveZero(@Nullable RexNode count) {
        return count == null
                || (Constant.isConstant(count) && Constant.valueOf(count) instanceof Long value && value > 0);
    }

    static boolean uses(RelNode rel, Level level) {
        return anyVariable(rel, v -> v instanceof LevelColumn c && c.level() == level);
    }

    static boolean uses(RexNode node, Level level) {
        return anyVariable(node, v -> v instanceof LevelColumn c && c.level() == level);
    }

    static boolean anyVariable(RelNode rel, Predicate<RexDynamicParam> test) {
        Finder finder = new Finder(test, n -> false);
        rewrite(rel, finder);
        return finder.found;
    }

    static boolean anyVariable(RexNode node, Predicate<RexDynamicParam> test) {
        Finder finder = new Finder(test, n -> false);
        node.accept(finder);
        return finder.found;
    }

    /** Whether a call for which the test holds is in the expression, in subqueries too. */
    static boolean anyCall(RexNode node, Predicate<RexCall> test) {
        Finder finder = new Finder(v -> false, test);
        node.accept(finder);
        return finder.found;
    }

    static boolean anyCall(RelNode rel, Predicate<RexCall> test) {
        Finder finder = new Finder(v -> false, test);
        rewrite(rel, finder);
        return finder.found;
    }

    static boolean hasSubQuery(RexNode node) {
        return anyCall(node, RexSubQuery.class::isInstance);
    }

    static boolean hasOver(RexNode node) {
        Finder finder = new Finder(v -> false, RexOver.class::isInstance);
        finder.intoSubQueries = false;
        node.accept(finder);
        return finder.found;
    }

    /** Whether a volatile function is called. */
    static boolean isVolatile(RexNode node) {
        return anyCall(node, Trees::isVolatileCall);
    }

    static boolean isVolatile(RelNode rel) {
        return anyCall(rel, Trees::isVolatileCall);
    }

    /** Whether the rows depend on the order in which others come: LIMIT, window functions, aggregates that keep an order. */
    static boolean isUndetermined(RelNode rel) {
        boolean own = switch (rel) {
            case Sort sort -> sort.fetch != null || sort.offset != null;
            case Aggregate aggregate ->
                aggregate.getAggCallList().stream()
                        .anyMatch(c -> ORDERED.contains(c.getAggregation().getName()));
            default -> false;
        };
        return own
                || anyCall(rel, c -> c instanceof RexOver || (c instanceof RexSubQuery q && isUndetermined(q.rel)))
                || rel.getInputs().stream().anyMatch(Trees::isUndetermined);
    }

    /** The item of JSON_TABLE is another one for each column only inside of that. */
    private static boolean isVolatileCall(RexCall call) {
        SqlOperator operator = call.getOperator();
        return !operator.isDeterministic() && !operator.getName().equals(JsonQueries.ITEM);
    }

    private static final class Finder extends DeepShuttle {
        private final Predicate<RexDynamicParam> variable;
        private final Predicate<RexCall> call;
        private boolean intoSubQueries = true;
        private boolean found;

        Finder(Predicate<RexDynamicParam> variable, Predicate<RexCall> call) {
            this.variable = variable;
            this.call = call;
        }

        @Override
        public RexNode visitDynamicParam(RexDynamicParam param) {
            found |= variable.test(param);
            return param;
        }

        @Override
        public RexNode visitCall(RexCall node) {
            found |= call.test(node);
            return super.visitCall(node);
        }

        @Override
        public RexNode visitOver(RexOver over) {
            found |= call.test(over);
            RexWindow window = over.getWindow();
            visitList(over.getOperands(), new boolean[1]);
            visitList(window.partitionKeys, new boolean[1]);
            window.orderKeys.forEach(key -> key.left.accept(this));
            visitWindow(window);
            return over;
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
            found |= call.test(query);
            return intoSubQueries ? super.visitSubQuery(query) : query;
        }
    }
}
