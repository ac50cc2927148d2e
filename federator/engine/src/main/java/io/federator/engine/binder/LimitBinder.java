package io.federator.engine.binder;

import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.rel.Constant;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** LIMIT, OFFSET and FETCH. */
final class LimitBinder {
    private final Binding binding;
    private final Level level;

    LimitBinder(Binding binding, Level level) {
        this.binding = binding;
        this.level = level;
    }

    /** Both of type bigint, null for none. */
    record Limits(@Nullable RexNode count, @Nullable RexNode offset, boolean withTies) {
        boolean isAny() {
            return count != null || offset != null;
        }
    }

    Limits bind(Query query) {
        if (query.withTies() && query.orderBy().isEmpty()) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "WITH TIES cannot be specified without ORDER BY clause");
        }
        RexNode offset = bind(query.offset(), ExpressionKind.OFFSET);
        RexNode count = bind(query.limit(), ExpressionKind.LIMIT);
        if (query.withTies()) {
            checkConstant(query.limit(), count, SqlState.INVALID_ROW_COUNT_IN_LIMIT, "LIMIT");
            checkConstant(query.offset(), offset, SqlState.INVALID_ROW_COUNT_IN_OFFSET, "OFFSET");
        }
        return new Limits(count, offset, query.withTies());
    }

    private static void checkConstant(
            @Nullable Expression ast, @Nullable RexNode count, SqlState state, String clause) {
        if (ast instanceof Expression.NullLiteral && state == SqlState.INVALID_ROW_COUNT_IN_LIMIT) {
            throw new SqlException(state, "row count cannot be null in FETCH FIRST ... WITH TIES clause");
        }
        if (count != null && Constant.isConstant(count) && Constant.valueOf(count) instanceof Long value && value < 0) {
            throw new SqlException(state, clause + " must not be negative");
        }
    }

    /** Whether a count has a value before the rows are read: it names no column and asks no query. */
    static boolean isFixed(@Nullable RexNode count) {
        return count == null || (!Trees.hasSubQuery(count) && !Trees.anyVariable(count, LevelColumn.class::isInstance));
    }

    private @Nullable RexNode bind(@Nullable Expression expression, ExpressionKind kind) {
        if (expression == null) {
            return null;
        }
        RexNode node = level.in(kind, () -> level.expressions().bind(expression));
        RexNode count = binding.coercion.specific(node, SqlType.INT8, expression, kind.clause());
        Trees.anyVariable(count, v -> {
            if (v instanceof LevelColumn c && c.level() == level) {
                throw new SqlException(
                                SqlState.INVALID_COLUMN_REFERENCE,
                                "argument of " + kind.clause() + " must not contain variables")
                        .at(c.position());
            }
            return false;
        });
        return Constant.isConstant(count) && Constant.valueOf(count) == null ? null : count;
    }
}
