package io.federator.engine.parser.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * INSERT … ON CONFLICT.
 *
 * @param target the indexed columns or expressions; empty where none are written
 * @param targetWhere the predicate of a partial index
 * @param constraint the name of ON CONSTRAINT
 * @param assignments the SET list of DO UPDATE; empty for DO NOTHING
 */
public record OnConflict(
        List<Expression> target,
        @Nullable Expression targetWhere,
        @Nullable String constraint,
        boolean update,
        List<Assignment> assignments,
        @Nullable Expression where,
        int position)
        implements Node {
    public OnConflict {
        target = List.copyOf(target);
        assignments = List.copyOf(assignments);
    }
}
