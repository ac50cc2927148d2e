package io.federator.engine.planner;

import java.util.Set;

/**
 * What a session asks of the planner.
 *
 * @param pushdown whether sources may do more than hand out columns of whole fragments
 * @param unavailable sources whose copies are to be avoided where there is another
 */
public record PlannerSettings(boolean pushdown, ResidualChoice residual, Set<String> unavailable) {
    public static final PlannerSettings DEFAULT = new PlannerSettings(true, ResidualChoice.AUTO, Set.of());

    public PlannerSettings {
        unavailable = Set.copyOf(unavailable);
    }

    /** The same with these sources avoided too. */
    public PlannerSettings without(Set<String> sources) {
        return new PlannerSettings(pushdown, residual, sources);
    }

    /** Where joins and aggregates over several sources run. */
    public enum ResidualChoice {
        /** By the estimated number of rows. */
        AUTO,
        /** In the gateway's own operators. */
        LOCAL,
        /** In the residual engine wherever it can be exact. */
        ENGINE
    }
}
