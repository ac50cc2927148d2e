package io.federator.engine.pipeline;

import io.federator.engine.binder.BoundQuery;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.plan.PlanNode;
import io.federator.engine.planner.PlannerSettings;
import io.federator.spi.error.SqlException;
import java.util.List;
import java.util.Optional;

/**
 * A query.
 *
 * @param text the statement's with parameters in place of constants, for statistics
 * @param bound kept so that the query can be planned anew around a source that went down
 * @param failure what PostgreSQL raises when it plans the query, which is before it runs
 * @param around the plans that were made so
 */
record QueryPlan(
        String text,
        BoundQuery bound,
        Optional<SqlException> failure,
        FederatedPlan plan,
        PlannerSettings settings,
        PlansAround around)
        implements EnginePlan {
    @Override
    public boolean readsClock() {
        return bound.readsClock();
    }

    @Override
    public List<String> sources() {
        return plan.sources().stream().sorted().toList();
    }

    @Override
    public List<String> written() {
        return List.of();
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public int leaves() {
        return leaves(plan.root());
    }

    private static int leaves(PlanNode node) {
        return (node instanceof PlanNode.Leaf ? 1 : 0)
                + node.children().stream().mapToInt(QueryPlan::leaves).sum();
    }
}
