package io.federator.engine.pipeline;

import io.federator.engine.plan.FederatedPlan;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Plans of one query that do without some sources, by these. Kept as long as the query's own plan. Safe for any thread. */
final class PlansAround {
    /** Outages come in few combinations; more are not worth the memory. */
    private static final int MOST = 4;

    private final Map<Set<String>, FederatedPlan> plans = new ConcurrentHashMap<>();

    FederatedPlan plan(Set<String> without, Function<Set<String>, FederatedPlan> make) {
        FederatedPlan known = plans.get(without);
        if (known != null) {
            return known;
        }
        FederatedPlan made = make.apply(without);
        if (plans.size() < MOST) {
            plans.put(Set.copyOf(without), made);
        }
        return made;
    }
}
