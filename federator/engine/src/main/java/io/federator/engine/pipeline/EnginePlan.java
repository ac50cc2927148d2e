package io.federator.engine.pipeline;

import io.federator.engine.catalog.FederatedTable;
import java.util.List;
import java.util.Optional;

/** What a {@link PreparedQuery} carries for the engine. */
sealed interface EnginePlan permits QueryPlan, WrittenPlan, ExplainedPlan {
    /** The statement's text with parameters in place of constants, for statistics. */
    String text();

    /** Whether its literals were read under the clock of its making. */
    boolean readsClock();

    /** The sources that it may touch, by name. */
    List<String> sources();

    /** The sources that it may write to, by name. */
    List<String> written();

    /** Whether it changes or locks rows when it is run. */
    boolean isWritten();

    /** The table that it changes; empty where that is none, or not one alone. */
    default Optional<FederatedTable> target() {
        return Optional.empty();
    }

    /** How many statements the sources may get of it. */
    int leaves();
}
