package io.federator.engine.binder;

import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.jspecify.annotations.Nullable;

/**
 * A call of an aggregate.
 *
 * @param arguments over the columns of its level; for WITHIN GROUP the direct arguments and then the sorted ones
 * @param direct how many of them are direct ones, which have one value a group
 * @param filter FILTER, or null
 * @param order ORDER BY within the arguments, or of WITHIN GROUP
 */
record AggregateUse(
        SqlAggFunction function,
        List<RexNode> arguments,
        int direct,
        boolean distinct,
        @Nullable RexNode filter,
        List<SortKey> order,
        RelDataType type) {
    AggregateUse {
        arguments = List.copyOf(arguments);
        order = List.copyOf(order);
    }

    boolean isVolatile() {
        return arguments.stream().anyMatch(Trees::isVolatile) || (filter != null && Trees.isVolatile(filter));
    }

    /** An expression to sort by. */
    record SortKey(RexNode node, RelFieldCollation.Direction direction, RelFieldCollation.NullDirection nulls) {
        RelFieldCollation on(int field) {
            return new RelFieldCollation(field, direction, nulls);
        }
    }
}
