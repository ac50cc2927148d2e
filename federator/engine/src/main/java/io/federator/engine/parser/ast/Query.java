package io.federator.engine.parser.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole query.
 *
 * @param limit the row count, or null for no limit; {@code LIMIT ALL} is a {@link Expression.NullLiteral}
 * @param withTies whether the limit is FETCH FIRST … WITH TIES
 */
public record Query(
        @Nullable With with,
        QueryBody body,
        List<SortItem> orderBy,
        @Nullable Expression limit,
        @Nullable Expression offset,
        boolean withTies,
        List<Locking> locking,
        int position)
        implements QueryBody {
    public Query {
        orderBy = List.copyOf(orderBy);
        locking = List.copyOf(locking);
    }

    /** Whether there is nothing but the body. */
    public boolean isBare() {
        return with == null && orderBy.isEmpty() && limit == null && offset == null && locking.isEmpty();
    }
}
