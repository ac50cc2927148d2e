package io.federator.engine.binder;

import io.federator.engine.catalog.CatalogTable;
import io.federator.engine.plan.ResultColumn;
import io.federator.spi.error.SqlException;
import io.federator.spi.type.SqlType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.apache.calcite.rel.RelNode;

/**
 * A query whose names, types and calls are all decided.
 *
 * @param rel its fields are {@code columns}, in order; field names need not be the columns' names, which may repeat
 * @param parameters the decided type of each parameter
 * @param tables every table that the query names
 * @param readsSettings whether a literal was read under the session's settings (time zone, date order, interval style), so
 *     that under other settings the query must be bound anew
 * @param readsClock whether a literal such as {@code timestamp 'now'} was read, so that the query must not be kept
 * @param failure why PostgreSQL's planner refuses the query, whose names and types are right
 * @param parts what is run apart from the query, which changes or locks rows
 */
public record BoundQuery(
        RelNode rel,
        List<ResultColumn> columns,
        List<SqlType> parameters,
        SequencedSet<CatalogTable> tables,
        boolean readsSettings,
        boolean readsClock,
        Optional<SqlException> failure,
        BoundParts parts) {
    public BoundQuery {
        columns = List.copyOf(columns);
        parameters = List.copyOf(parameters);
        tables = new LinkedHashSet<>(tables);
    }
}
