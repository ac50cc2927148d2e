package io.federator.engine.plan;

import java.util.List;
import java.util.Set;

/**
 * How a query is run.
 *
 * @param pruned fragments that planning alone could leave out, with the reason
 * @param sources the sources that the plan reads
 */
public record FederatedPlan(PlanNode root, List<PlanNode.Pruned> pruned, Set<String> sources) {
    public FederatedPlan {
        pruned = List.copyOf(pruned);
        sources = Set.copyOf(sources);
    }
}
