package io.federator.engine.pipeline;

import io.federator.engine.context.FormatSettings;
import io.federator.engine.planner.PlannerSettings;
import io.federator.spi.type.SqlType;
import java.util.List;

/** All that a plan depends on. */
record PlanKey(
        String text,
        List<SqlType> declaredParameters,
        List<String> searchPath,
        FormatSettings format,
        PlannerSettings settings,
        long catalogVersion) {}
