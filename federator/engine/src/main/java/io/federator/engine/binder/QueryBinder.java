package io.federator.engine.binder;

import io.federator.engine.parser.ast.Alias;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.Target;
import io.federator.engine.parser.ast.With;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole queries. */
final class QueryBinder {
    private final Binding binding;

    QueryBinder(Binding binding) {
        this.binding = binding;
    }

    /**
     * Binds a query.
     *
     * @param outer the level around it, null for a statement
     */
    QueryResult bind(Query query, @Nullable Level outer) {
        if (!query.locking().isEmpty()) {
            if (outer == null) {
                throw ExpressionBinder.unsupported(
                        "row locking (FOR UPDATE, FOR SHARE)",
                        query.locking().getFirst().position());
            }
            return new PartBinder(binding, outer).locked(query);
        }
        Level level = new Level(binding, outer);
        With with = query.with();
        if (with != null) {
            new WithBinder(binding, level).define(with);
        }
        QueryResult result = switch (query.body()) {
            case QueryBody.Select select -> new SelectBinder(binding, level).bind(select, query, false);
            case QueryBody.SetOperation operation ->
                hasClauses(query)
                        ? new SelectBinder(binding, level).bind(selectFrom(operation, null), query, true)
                        : new SetOperationBinder(binding, level).bind(operation);
            case QueryBody.Values values ->
                hasClauses(query)
                        ? new SelectBinder(binding, level).bind(selectFrom(values, "*VALUES*"), query, false)
                        : new ValuesBinder(binding, level).bind(values);
            case Query nested ->
                hasClauses(query)
                        ? new SelectBinder(binding, level).bind(selectFrom(nested, null), query, false)
                        : bind(nested, level);
        };
        WithBinder.checkUnused(binding, level);
        if (with != null
                || hasClauses(query)
                || (query.body() instanceof QueryBody.Select select && isApart(select, level))) {
            binding.planApart(result.rel());
        }
        return result;
    }

    /** Whether there is more to it than conditions and expressions of rows. */
    private static boolean isApart(QueryBody.Select select, Level level) {
        return select.distinct() != null
                || !select.groupBy().isEmpty()
                || select.having() != null
                || !level.aggregates.isEmpty()
                || !level.setFunctions.isEmpty()
                || level.hasWindowCalls;
    }

    private static boolean hasClauses(Query query) {
        return !query.orderBy().isEmpty() || query.limit() != null || query.offset() != null;
    }

    /** {@code SELECT * FROM (body)}, which a body with ORDER BY or LIMIT behind it means. */
    private static QueryBody.Select selectFrom(QueryBody body, @Nullable String name) {
        int position = body.position();
        Alias alias = name == null ? null : new Alias(name, List.of(), position);
        FromItem from = new FromItem.Subquery(bare(body), false, alias, position);
        Target star = new Target(new Expression.ColumnRef(List.of(), true, position), null, position);
        return new QueryBody.Select(
                null, List.of(star), List.of(from), null, List.of(), false, null, List.of(), position);
    }

    private static Query bare(QueryBody body) {
        return body instanceof Query query
                ? query
                : new Query(null, body, List.of(), null, null, false, List.of(), body.position());
    }

    /** An operand of a set operation. */
    QueryResult bindBody(QueryBody body, Level outer) {
        return bind(bare(body), outer);
    }
}
