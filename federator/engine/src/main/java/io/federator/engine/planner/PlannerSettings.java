package io.federator.engine.planner;

import java.util.HashSet;
import java.util.Set;

/**
 * What a session asks of the planner.
 *
 * @param pushdown whether sources may do more than hand out columns of whole fragments
 * @param reduction whether leaves are reduced by the keys of others
 * @param unavailable sources whose copies are to be avoided where there is another
 * @param unbound sources that are to get no arguments, as they have no such values
 */
public record PlannerSettings(
        boolean pushdown,
        ResidualChoice residual,
        ReductionChoice reduction,
        Set<String> unavailable,
        Set<String> unbound) {
    public static final PlannerSettings DEFAULT = new PlannerSettings(true, ResidualChoice.AUTO, Set.of());

    public PlannerSettings {
        unavailable = Set.copyOf(unavailable);
        unbound = Set.copyOf(unbound);
    }

    public PlannerSettings(boolean pushdown, ResidualChoice residual, Set<String> unavailable) {
        this(pushdown, residual, ReductionChoice.AUTO, unavailable);
    }

    public PlannerSettings(
            boolean pushdown, ResidualChoice residual, ReductionChoice reduction, Set<String> unavailable) {
        this(pushdown, residual, reduction, unavailable, Set.of());
    }

    /** The same with these sources avoided too. */
    public PlannerSettings without(Set<String> sources) {
        return new PlannerSettings(pushdown, residual, reduction, sources, unbound);
    }

    /** The same with no arguments for this source. */
    public PlannerSettings withoutArguments(String source) {
        Set<String> sources = new HashSet<>(unbound);
        sources.add(source);
        return new PlannerSettings(pushdown, residual, reduction, unavailable, sources);
    }

    /** The same with everything that is left to the gateway in its own operators. */
    public PlannerSettings withoutEngine() {
        return new PlannerSettings(pushdown, ResidualChoice.LOCAL, reduction, unavailable, unbound);
    }

    /** When a leaf waits for the keys of others ({@link io.federator.engine.plan.Reduction}). */
    public enum ReductionChoice {
        /** Where that is guessed to save much. */
        AUTO,
        NEVER,
        /** Wherever it is right. */
        ALWAYS
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
