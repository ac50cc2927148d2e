package io.federator.engine.rel;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rex.RexBuilder;

/** What every tree of ours belongs to. */
public final class Clusters {
    private Clusters() {}

    /**
     * A new cluster; a tree and all its rewritten forms share one, and it is used by one thread at a time. Its planner has an
     * executor that returns every expression as it is, so that Calcite never evaluates one by its own rules.
     */
    public static RelOptCluster create(PgTypeFactory types) {
        HepPlanner planner = new HepPlanner(HepProgram.builder().build());
        planner.setExecutor((rex, constants, reduced) -> reduced.addAll(constants));
        RelOptCluster cluster = RelOptCluster.create(planner, new RexBuilder(types));
        cluster.setHintStrategies(Fence.strategies());
        return cluster;
    }
}
