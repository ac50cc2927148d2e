package io.federator.engine.rewriter;

import io.federator.engine.rel.CommonRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Makes a query of WITH that one place alone reads an ordinary part of that place, so that conditions and columns go through. */
final class Unshare {
    private final Map<Integer, Integer> places = new HashMap<>();

    RelNode unshare(RelNode root) {
        count(root);
        return places.containsValue(1) ? rewrite(root) : root;
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

    private RelNode rewrite(RelNode rel) {
        if (rel instanceof CommonRows common && Integer.valueOf(1).equals(places.get(common.id()))) {
            return rewrite(common.getInput());
        }
        List<RelNode> inputs = rel.getInputs().stream().map(this::rewrite).toList();
        RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        return same.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                RelNode rewritten = rewrite(query.rel);
                RexSubQuery moved = rewritten.equals(query.rel) ? query : query.clone(rewritten);
                return super.visitSubQuery(moved);
            }
        });
    }
}
