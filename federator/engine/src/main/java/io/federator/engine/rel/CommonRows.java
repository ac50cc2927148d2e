package io.federator.engine.rel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.CorrelationId;

/**
 * A query of WITH that must be computed once, as it might not give the same rows again. Each place that reads it has a tree of its own under the
 * same id; the rows of the first that is read are those of all. A fence: nothing moves through it.
 */
public final class CommonRows extends SingleRel {
    private final int common;

    public CommonRows(RelOptCluster cluster, RelTraitSet traits, RelNode input, int common) {
        super(cluster, traits, input);
        this.common = common;
    }

    /** Names the query for all places that read it. */
    public int id() {
        return common;
    }

    /** Whether a tree reads nothing of an outer row, nor of a round of a recursive query around it. */
    public static boolean isIndependent(RelNode tree) {
        return outerRows(tree).isEmpty() && !readsRound(tree);
    }

    /** The rows around a tree that it reads. */
    public static Set<CorrelationId> outerRows(RelNode tree) {
        Set<CorrelationId> variables = new HashSet<>(RelOptUtil.getVariablesUsed(tree));
        variables.removeAll(RelOptUtil.getVariablesSet(tree));
        return variables;
    }

    /** Whether a tree reads a round of a recursive query around it. */
    public static boolean readsRound(RelNode tree) {
        Set<Integer> read = new HashSet<>();
        Set<Integer> own = new HashSet<>();
        recursions(tree, read, own);
        return !own.containsAll(read);
    }

    private static void recursions(RelNode tree, Set<Integer> read, Set<Integer> own) {
        if (tree instanceof RecursiveScan scan) {
            read.add(scan.id());
        }
        if (tree instanceof RecursiveUnion union) {
            own.add(union.id());
        }
        tree.getInputs().forEach(input -> recursions(input, read, own));
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new CommonRows(getCluster(), traits, inputs.getFirst(), common);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("id", common);
    }
}
