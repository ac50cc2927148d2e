package io.federator.engine.writer;

import io.federator.engine.binder.BoundLocking.LockedTable;
import io.federator.engine.plan.FederatedPlan;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/**
 * How a query with FOR UPDATE is run; see {@link io.federator.engine.binder.BoundLocking}. Immutable.
 *
 * @param types of the columns that the client sees
 * @param width how many columns the query has
 */
public record LockPlan(
        FederatedPlan query,
        List<SqlType> types,
        int width,
        List<LockedTable> tables,
        Optional<RexNode> limit,
        Optional<RexNode> offset) {
    public LockPlan {
        types = List.copyOf(types);
        tables = List.copyOf(tables);
    }
}
