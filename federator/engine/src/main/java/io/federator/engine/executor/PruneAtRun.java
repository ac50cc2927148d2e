package io.federator.engine.executor;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.plan.PlanNode.Leaf;
import io.federator.engine.plan.PlanNode.PruneCheck;

/** Leaves a fragment out when the parameters' values contradict its predicate. */
final class PruneAtRun {
    private PruneAtRun() {}

    static boolean contradicts(Leaf leaf, EvaluationContext context) {
        for (PruneCheck check : leaf.pruning()) {
            if (check.contradiction().holds(context::parameter)) {
                return true;
            }
        }
        return false;
    }
}
