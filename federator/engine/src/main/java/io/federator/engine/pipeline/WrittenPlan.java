package io.federator.engine.pipeline;

import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.planner.PlannerSettings;
import java.util.List;
import java.util.function.Function;

/** A statement that changes or locks rows. */
sealed interface WrittenPlan extends EnginePlan permits LockingPlan, ChangePlan, PartsPlan {
    /** What it reads from the sources. */
    List<FederatedPlan> reads();

    Replanning replanning();

    @Override
    default boolean isWritten() {
        return true;
    }

    /**
     * How to plan the statement again.
     *
     * @param settings those of the plan
     */
    record Replanning(PlannerSettings settings, Function<PlannerSettings, PreparedQuery> plan) {}
}
