package io.federator.engine.binder;

import io.federator.engine.function.CastContext;
import io.federator.engine.function.JsonQuerySpec;
import io.federator.engine.function.JsonQuerySpec.Handling;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.JsonClause.Behavior;
import io.federator.engine.parser.ast.JsonClause.Quotes;
import io.federator.engine.parser.ast.JsonClause.Shape;
import io.federator.engine.parser.ast.JsonClause.Wrapper;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgOperator;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** ON EMPTY and ON ERROR of SQL/JSON's query functions. */
final class JsonBehaviors {
    private static final Set<SqlKind> COMPARISONS = EnumSet.copyOf(
            SqlKind.COMPARISON.stream().filter(k -> k != SqlKind.IN).toList());
    private static final Set<Behavior.Kind> OF_QUERY = EnumSet.of(
            Behavior.Kind.ERROR,
            Behavior.Kind.NULL,
            Behavior.Kind.EMPTY_ARRAY,
            Behavior.Kind.EMPTY_OBJECT,
            Behavior.Kind.DEFAULT);
    private static final Set<Behavior.Kind> OF_VALUE =
            EnumSet.of(Behavior.Kind.ERROR, Behavior.Kind.NULL, Behavior.Kind.DEFAULT);
    private static final Set<Behavior.Kind> OF_EXISTS =
            EnumSet.of(Behavior.Kind.ERROR, Behavior.Kind.TRUE, Behavior.Kind.FALSE, Behavior.Kind.UNKNOWN);

    private final Binding binding;
    private final ExpressionBinder expressions;

    JsonBehaviors(Binding binding, ExpressionBinder expressions) {
        this.binding = binding;
        this.expressions = expressions;
    }

    /** @param value of the handling, NULL where it has none */
    record Bound(Handling handling, RexNode value) {}

    /** @param column of JSON_TABLE, null for a function in an expression */
    void check(JsonQuerySpec.Kind kind, Shape shape, @Nullable String column) {
        if (shape.quotes() == Quotes.OMIT
                && (shape.wrapper() == Wrapper.CONDITIONAL || shape.wrapper() == Wrapper.UNCONDITIONAL)) {
            throw new SqlException(
                            SqlState.SYNTAX_ERROR,
                            "SQL/JSON QUOTES behavior must not be specified when WITH WRAPPER is used")
                    .at(shape.position());
        }
        check(kind, shape.onEmpty(), "ON EMPTY", column);
        check(kind, shape.onError(), "ON ERROR", column);
    }

    private static void check(
            JsonQuerySpec.Kind kind, @Nullable Behavior behavior, String clause, @Nullable String column) {
        Set<Behavior.Kind> allowed = switch (kind) {
            case QUERY -> OF_QUERY;
            case VALUE -> OF_VALUE;
            case EXISTS -> OF_EXISTS;
        };
        if (behavior == null || allowed.contains(behavior.kind())) {
            return;
        }
        String list = switch (kind) {
            case QUERY -> "ERROR, NULL, EMPTY ARRAY, EMPTY OBJECT, or DEFAULT expression";
            case VALUE -> "ERROR, NULL, or DEFAULT expression";
            case EXISTS -> "ERROR, TRUE, FALSE, or UNKNOWN";
        };
        String what = column == null
                ? "JSON_" + kind + "()"
                : switch (kind) {
                    case QUERY -> "formatted columns";
                    case VALUE -> "scalar columns";
                    case EXISTS -> "EXISTS columns";
                };
        throw new SqlException(
                        SqlState.SYNTAX_ERROR,
                        "invalid " + clause + " behavior" + (column == null ? "" : " for column \"" + column + "\""))
                .withDetail("Only " + list + " is allowed in " + clause + " for " + what + ".")
                .at(behavior.position());
    }

    Bound bind(@Nullable Behavior behavior, Behavior.Kind otherwise, SqlType result) {
        Behavior.Kind kind = behavior == null ? otherwise : behavior.kind();
        Expression value = behavior == null ? null : behavior.value();
        return switch (kind) {
            case ERROR -> none(Handling.ERROR);
            case NULL, UNKNOWN -> none(Handling.NULL);
            case TRUE, FALSE -> truth(kind, result);
            case EMPTY_ARRAY -> json(kind, "[]", result);
            case EMPTY_OBJECT -> json(kind, "{}", result);
            case DEFAULT -> {
                if (value == null) {
                    throw new IllegalStateException("DEFAULT without an expression");
                }
                yield given(value, result);
            }
        };
    }

    private Bound none(Handling handling) {
        return new Bound(handling, binding.constant(SqlType.TEXT, null));
    }

    private Bound truth(Behavior.Kind kind, SqlType result) {
        boolean truth = kind == Behavior.Kind.TRUE;
        return switch (result.kind()) {
            case BOOL -> value(kind, binding.rex.makeLiteral(truth));
            case INT4 -> value(kind, binding.constant(SqlType.INT4, truth ? 1 : 0));
            default -> json(kind, String.valueOf(truth), result);
        };
    }

    private static Bound value(Behavior.Kind kind, RexNode node) {
        return new Bound(new Handling(Handling.Means.VALUE, kind.toString()), node);
    }

    private Bound json(Behavior.Kind kind, String json, SqlType result) {
        RexNode value = binding.constant(SqlType.JSONB, json);
        return result.is(TypeKind.JSONB) && result.element() == null
                ? value(kind, value)
                : new Bound(new Handling(Handling.Means.JSON, kind.toString()), value);
    }

    private Bound given(Expression ast, SqlType result) {
        RexNode node = expressions.bind(ast);
        check(node, ast);
        if (node instanceof UnknownLiteral literal && literal.value() == null
                || Constant.isConstant(node) && Constant.valueOf(node) == null) {
            return none(Handling.NULL);
        }
        SqlType type = Binding.typeOf(node).bare();
        if (!type.equals(result.bare())) {
            boolean truth = type.equals(SqlType.BOOL) && !result.is(TypeKind.INT4);
            if (truth) {
                // Of a truth value PostgreSQL keeps only that it is not TRUE ON ERROR.
                return json(Behavior.Kind.DEFAULT, "false", result);
            }
            if (type.equals(SqlType.JSONB)) {
                return new Bound(new Handling(Handling.Means.JSON, "DEFAULT"), node);
            }
        }
        boolean text = result.kind().isText() || result.is(TypeKind.BIT) || result.is(TypeKind.VARBIT);
        RexNode coerced = binding.coercion.tryCoerce(
                node, result.bare(), text ? CastContext.ASSIGNMENT : CastContext.EXPLICIT, ast.start());
        if (coerced == null) {
            throw new SqlException(
                            SqlState.CANNOT_COERCE,
                            "cannot cast behavior expression of type " + type + " to " + result.bare())
                    .withHint("You will need to explicitly cast the expression to type " + result.bare() + ".")
                    .at(ast.start());
        }
        return value(Behavior.Kind.DEFAULT, coerced);
    }

    private static void check(RexNode node, Expression ast) {
        if (!isPlain(node)) {
            throw wrong("can only specify a constant, non-aggregate function, or operator expression for DEFAULT", ast);
        }
        boolean sets = Trees.anyVariable(node, v -> v instanceof LevelColumn c && c.isSetFunction());
        if (sets) {
            throw wrong("DEFAULT expression must not return a set", ast);
        }
        if (Trees.anyVariable(node, LevelColumn.class::isInstance)) {
            throw wrong("DEFAULT expression must not contain column references", ast);
        }
    }

    private static SqlException wrong(String message, Expression ast) {
        return new SqlException(SqlState.DATATYPE_MISMATCH, message).at(ast.start());
    }

    /** A constant, or a call of a function or operator; what that is called with does not matter. */
    private static boolean isPlain(RexNode node) {
        if (node instanceof LevelColumn column) {
            return column.isSetFunction();
        }
        if (node instanceof UnknownLiteral || Constant.isConstant(node)) {
            return true;
        }
        if (node.getKind() == SqlKind.CAST) {
            RexNode operand = ((RexCall) node).getOperands().getFirst();
            return operand instanceof LevelColumn || isPlain(operand);
        }
        return node instanceof RexCall call
                && (COMPARISONS.contains(call.getKind())
                        || (call.getOperator() instanceof PgOperator operator && !isForm(operator.getName())));
    }

    /** What is no function of PostgreSQL's but an expression of its own. */
    private static boolean isForm(String operator) {
        return switch (operator) {
            case "array",
                    "row",
                    "greatest",
                    "least",
                    "array_subscript",
                    "array_slice",
                    "array_assign",
                    "array_assign_slice" -> true;
            default -> operator.startsWith("json ") || operator.endsWith(" any") || operator.endsWith(" all");
        };
    }
}
