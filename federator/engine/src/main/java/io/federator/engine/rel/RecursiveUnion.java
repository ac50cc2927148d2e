package io.federator.engine.rel;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;

/**
 * {@code WITH RECURSIVE}: the rows of the left input, then those of the right input over the rows of the round before, until a
 * round gives none. The right input reads the round before through {@link RecursiveScan}s of the same id. Without {@code all} a
 * row that was given before is dropped.
 */
public final class RecursiveUnion extends BiRel {
    private final int recursion;
    private final boolean all;

    public RecursiveUnion(
            RelOptCluster cluster, RelTraitSet traits, RelNode seed, RelNode step, int recursion, boolean all) {
        super(cluster, traits, seed, step);
        this.recursion = recursion;
        this.all = all;
    }

    /** Names the recursion for its {@link RecursiveScan}s; unique in a tree. */
    public int id() {
        return recursion;
    }

    public boolean all() {
        return all;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new RecursiveUnion(getCluster(), traits, inputs.get(0), inputs.get(1), recursion, all);
    }

    @Override
    protected RelDataType deriveRowType() {
        return left.getRowType();
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("id", recursion).item("all", all);
    }
}
