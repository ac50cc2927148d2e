package io.federator.engine.pipeline;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.planner.PlannerSettings;
import io.federator.engine.planner.PlannerSettings.ReductionChoice;
import io.federator.engine.planner.PlannerSettings.ResidualChoice;
import java.util.Set;

/** What a session's settings mean to the planner. */
final class SessionPlanning {
    private SessionPlanning() {}

    static PlannerSettings settings(EvaluationContext context) {
        boolean pushdown = context.setting("federator.pushdown").orElse("on").equals("on");
        ResidualChoice residual = switch (context.setting("federator.residual").orElse("auto")) {
            case "local" -> ResidualChoice.LOCAL;
            case "duckdb" -> ResidualChoice.ENGINE;
            default -> ResidualChoice.AUTO;
        };
        ReductionChoice reduction =
                switch (context.setting("federator.reduction").orElse("auto")) {
                    case "off" -> ReductionChoice.NEVER;
                    case "always" -> ReductionChoice.ALWAYS;
                    default -> ReductionChoice.AUTO;
                };
        return new PlannerSettings(pushdown, residual, reduction, Set.of());
    }
}
