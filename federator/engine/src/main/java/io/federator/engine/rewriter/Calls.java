package io.federator.engine.rewriter;

import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.type.SqlType;
import java.util.List;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Makes plain aggregate calls. */
final class Calls {
    private Calls() {}

    static AggregateCall of(SqlAggFunction function, List<Integer> arguments, int filter, RelDataType type) {
        return AggregateCall.create(
                function, false, false, false, List.of(), arguments, filter, null, RelCollations.EMPTY, type, null);
    }

    /** {@code count(*)}. */
    static AggregateCall count(PgTypeFactory types) {
        return of(SqlStdOperatorTable.COUNT, List.of(), -1, types.of(SqlType.INT8, false));
    }
}
