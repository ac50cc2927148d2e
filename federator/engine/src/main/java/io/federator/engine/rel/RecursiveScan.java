package io.federator.engine.rel;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;

/** Inside the right input of a {@link RecursiveUnion}: the rows of its round before. */
public final class RecursiveScan extends AbstractRelNode {
    private final int recursion;

    public RecursiveScan(RelOptCluster cluster, RelTraitSet traits, RelDataType row, int recursion) {
        super(cluster, traits);
        this.rowType = row;
        this.recursion = recursion;
    }

    /** That of the {@link RecursiveUnion}. */
    public int id() {
        return recursion;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new RecursiveScan(getCluster(), traits, getRowType(), recursion);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("id", recursion)
                .item("columns", getRowType().getFieldNames());
    }
}
