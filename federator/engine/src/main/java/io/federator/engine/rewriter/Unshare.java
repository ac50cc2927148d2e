package io.federator.engine.rewriter;

import io.federator.engine.rel.CommonRows;
import io.federator.engine.rel.RecursiveUnion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Makes a query of WITH that one place alone reads an ordinary part of that place, so that conditions and columns go through. One
 * that would give other rows each time stays where the place itself is read again and again.
 */
final class Unshare {
    private final Map<Integer, Integer> places = new HashMap<>();

    RelNode unshare(RelNode root) {
        count(root);
        return places.containsValue(1) ? rewrite(root, false) : root;
    }

    private void count(RelNode rel) {
        if (rel instanceof CommonRows common) {
            places.merge(common.id(), 1, Integer::sum);
        }
        rel.getInputs().forEach(this::count);
        rel.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                count(query.rel);
                return super.visitSubQuery(query);
            }
        });
    }

    /** @param again whether the tree may be read more than once: for each row of another, or in each round of a recursion */
    private RelNode rewrite(RelNode rel, boolean again) {
        if (rel instanceof CommonRows common
                && Integer.valueOf(1).equals(places.get(common.id()))
                && (!again || !isVolatile(common.getInput()))) {
            return rewrite(common.getInput(), again);
        }
        List<RelNode> inputs = new ArrayList<>();
        for (RelNode input : rel.getInputs()) {
            boolean repeats = !inputs.isEmpty() && (rel instanceof Correlate || rel instanceof RecursiveUnion);
            inputs.add(rewrite(input, again || repeats));
        }
        RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        return same.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                RelNode rewritten = rewrite(query.rel, true);
                RexSubQuery moved = rewritten.equals(query.rel) ? query : query.clone(rewritten);
                return super.visitSubQuery(moved);
            }
        });
    }

    /** As {@link Harmless#isRepeatable}, but of a tree that still has its subqueries. */
    private static boolean isVolatile(RelNode rel) {
        boolean[] found = {false};
        rel.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                found[0] |= !call.getOperator().isDeterministic();
                return super.visitCall(call);
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                found[0] |= isVolatile(query.rel);
                return super.visitSubQuery(query);
            }
        });
        return found[0] || rel.getInputs().stream().anyMatch(Unshare::isVolatile);
    }
}
