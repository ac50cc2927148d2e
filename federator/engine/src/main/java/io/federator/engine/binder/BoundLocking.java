package io.federator.engine.binder;

import io.federator.engine.catalog.FederatedTable;
import io.federator.spi.source.RowLock;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/**
 * A query whose rows are locked in the tables that they come from.
 *
 * @param query behind its {@code visible} columns it has all columns of each locked table; without LIMIT and OFFSET where rows are
 *     passed over, which do not count
 * @param limit the most rows where the query has lost it, evaluated once; empty for all
 * @param offset how many rows are left out before, in the same way
 */
public record BoundLocking(
        BoundQuery query, int visible, List<LockedTable> tables, Optional<RexNode> limit, Optional<RexNode> offset) {
    public BoundLocking {
        tables = List.copyOf(tables);
    }

    /** @param start where the table's columns begin in the query's rows */
    public record LockedTable(FederatedTable table, int start, RowLock lock) {}
}
