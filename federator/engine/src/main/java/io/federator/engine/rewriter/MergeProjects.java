package io.federator.engine.rewriter;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Makes one projection of two and drops those that change nothing; what is costly is not computed more often than before. */
final class MergeProjects {
    RelNode merge(RelNode rel) {
        List<RelNode> inputs = rel.getInputs().stream().map(this::merge).toList();
        RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        if (!(same instanceof Project outer)) {
            return same;
        }
        if (outer.getInput() instanceof Project inner && isMergeable(outer, inner)) {
            List<RexNode> merged = outer.getProjects().stream()
                    .map(e -> Rexes.substitute(e, inner.getProjects()))
                    .toList();
            return Rels.project(inner.getInput(), merged, Rels.names(outer));
        }
        return Rels.project(outer.getInput(), outer.getProjects(), Rels.names(outer));
    }

    private static boolean isMergeable(Project outer, Project inner) {
        boolean plain = outer.getProjects().stream().allMatch(RexInputRef.class::isInstance);
        int[] uses = new int[inner.getProjects().size()];
        for (RexNode expr : outer.getProjects()) {
            Rexes.any(expr, n -> {
                if (n instanceof RexInputRef ref) {
                    uses[ref.getIndex()]++;
                }
                return false;
            });
        }
        for (int i = 0; i < uses.length; i++) {
            RexNode expr = inner.getProjects().get(i);
            boolean cheap = expr instanceof RexInputRef || Rexes.isSimpleConstant(expr);
            boolean moreOften = (!cheap && uses[i] > 1) || (Rexes.isVolatile(expr) && uses[i] != 1);
            if (moreOften || (Rexes.hasWindow(expr) && !plain)) {
                return false;
            }
            if (Rexes.isVolatile(expr) && !plain) {
                // It would be evaluated inside a CASE or AND, not for every row.
                return false;
            }
        }
        return true;
    }
}
