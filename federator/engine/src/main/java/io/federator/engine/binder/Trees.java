package io.federator.engine.binder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexWindow;

/** Walks expressions together with the trees of the subqueries inside them. */
final class Trees {
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
        return anyCall(node, call -> !call.getOperator().isDeterministic());
    }

    static boolean isVolatile(RelNode rel) {
        return anyCall(rel, call -> !call.getOperator().isDeterministic());
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
