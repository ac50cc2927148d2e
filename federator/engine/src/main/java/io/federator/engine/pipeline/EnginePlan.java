package io.federator.engine.pipeline;

import java.util.List;

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

    /** How many statements the sources may get of it. */
    int leaves();
}
