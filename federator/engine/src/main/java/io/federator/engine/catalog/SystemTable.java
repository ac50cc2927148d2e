package io.federator.engine.catalog;

import io.federator.engine.context.EvaluationContext;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table of pg_catalog, information_schema or federator: its rows are made from the logical catalog when a query reads it.
 *
 * @param rows all rows for the session of this context, values in the classes that {@code TypeKind} names
 */
public record SystemTable(
        String schema,
        String name,
        int oid,
        List<CatalogColumn> columns,
        Function<EvaluationContext, List<@Nullable Object[]>> rows)
        implements CatalogTable {
    public SystemTable {
        columns = List.copyOf(columns);
    }
}
