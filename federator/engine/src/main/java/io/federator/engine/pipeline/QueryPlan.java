package io.federator.engine.pipeline;

import io.federator.engine.binder.BoundQuery;
import io.federator.engine.explain.ExplainOptions;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.planner.PlannerSettings;
import java.util.Optional;

/**
 * What a {@link PreparedQuery} carries for the engine.
 *
 * @param bound kept so that the query can be planned anew around a source that went down
 * @param around the plans that were made so
 * @param explain when the plan is to be shown rather than its rows
 */
record QueryPlan(
        BoundQuery bound,
        FederatedPlan plan,
        PlannerSettings settings,
        Optional<ExplainOptions> explain,
        PlansAround around) {}
