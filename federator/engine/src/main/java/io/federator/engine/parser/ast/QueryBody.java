package io.federator.engine.parser.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query computes before its ORDER BY and LIMIT. A {@link Query} is a body where it is an operand of a set operation
 * and has clauses of its own; redundant parentheses leave no trace.
 */
public sealed interface QueryBody extends Node
        permits Query, QueryBody.Select, QueryBody.SetOperation, QueryBody.Values {
    /**
     * A SELECT; {@code TABLE t} is {@code SELECT * FROM t}.
     *
     * @param distinct null without DISTINCT
     */
    record Select(
            @Nullable Distinct distinct,
            List<Target> targets,
            List<FromItem> from,
            @Nullable Expression where,
            List<GroupItem> groupBy,
            boolean groupDistinct,
            @Nullable Expression having,
            List<NamedWindow> windows,
            int position)
            implements QueryBody {
        public Select {
            targets = List.copyOf(targets);
            from = List.copyOf(from);
            groupBy = List.copyOf(groupBy);
            windows = List.copyOf(windows);
        }
    }

    /** DISTINCT; {@code on} is empty for the plain form, and holds the expressions of DISTINCT ON. */
    record Distinct(List<Expression> on, int position) {
        public Distinct {
            on = List.copyOf(on);
        }
    }

    /** Two queries put together. The position is that of the operator's word. */
    record SetOperation(SetOperator operator, boolean all, QueryBody left, QueryBody right, int position)
            implements QueryBody {}

    /** The set operators. */
    enum SetOperator {
        UNION,
        INTERSECT,
        EXCEPT
    }

    /** A VALUES list: at least one row; rows may still differ in length. */
    record Values(List<List<Expression>> rows, int position) implements QueryBody {
        public Values {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
