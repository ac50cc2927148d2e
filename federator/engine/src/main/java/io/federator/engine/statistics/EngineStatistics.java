package io.federator.engine.statistics;

import java.util.List;

/** What the system tables show of the engine. Safe for any thread. */
public interface EngineStatistics {
    /** Where no engine counts. */
    EngineStatistics NONE = new EngineStatistics() {
        @Override
        public List<CachedPlan> plans() {
            return List.of();
        }

        @Override
        public List<StatementStatistics> statements() {
            return List.of();
        }
    };

    /** The plans in the cache, the one used last at the end. */
    List<CachedPlan> plans();

    /** What was run, by its text. */
    List<StatementStatistics> statements();
}
