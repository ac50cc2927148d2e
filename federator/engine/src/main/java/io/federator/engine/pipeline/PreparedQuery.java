package io.federator.engine.pipeline;

import io.federator.engine.plan.ResultColumn;
import io.federator.spi.type.SqlType;
import java.util.List;

/**
 * A planned query.
 *
 * @param parameters the type of each parameter, all decided
 * @param columns what the row description says
 * @param catalogVersion the version of the catalog that it was planned against; a query of an older version is prepared anew
 * @param plan for the engine alone
 */
public record PreparedQuery(List<SqlType> parameters, List<ResultColumn> columns, long catalogVersion, Object plan) {
    public PreparedQuery {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }
}
