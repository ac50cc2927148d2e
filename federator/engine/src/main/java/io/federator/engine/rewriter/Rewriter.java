package io.federator.engine.rewriter;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;

/** The stages, in order. Stateless but for the cluster of the query's tree. */
public final class Rewriter {
    private final RelOptCluster cluster;

    public Rewriter(RelOptCluster cluster) {
        this.cluster = cluster;
    }

    /** A bound query over logical tables. The same rows in the same columns; names of columns may change. */
    public RelNode rewrite(RelNode query) {
        RelNode used = new DropUnusedSubqueries().drop(new Unshare().unshare(query));
        RelNode joined = new RemoveSubqueries(cluster).remove(used);
        RelNode normal = new NormalizeExpressions(cluster).normalize(joined);
        RelNode filtered = new PushFilters(cluster, false).push(normal);
        RelNode lowered = new LowerSemiJoins().lower(filtered);
        return trim(merge(lowered));
    }

    /** Leaves out columns that nothing asks for, down to a projection over each scan. */
    public static RelNode trim(RelNode tree) {
        return merge(new TrimColumns().trim(tree));
    }

    /** Makes one projection of two and drops those that change nothing. */
    public static RelNode merge(RelNode tree) {
        return new MergeProjects().merge(tree);
    }

    /** A localized query: its conditions go on into the fragments and parts that have taken the tables' places. */
    public RelNode refine(RelNode localized) {
        RelNode filtered = new PushFilters(cluster, true).push(localized);
        return merge(filtered);
    }
}
