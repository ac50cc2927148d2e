package io.federator.engine.parser;

import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.Target;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names that PostgreSQL gives result columns which have none of their own. */
public final class ColumnNames {
    /** The name of a column about which nothing is known. */
    public static final String UNKNOWN = "?column?";

    /** How well a name fits: CASE prefers the name of its ELSE to its own, a cast that of its operand to the type's. */
    private enum Strength {
        NONE,
        WEAK,
        STRONG
    }

    private record Found(Strength strength, @Nullable String name) {}

    private static final Found NOTHING = new Found(Strength.NONE, null);

    private ColumnNames() {}

    /** The name of a select item that is not a star. */
    public static String of(Target target) {
        String alias = target.alias();
        return alias != null ? alias : of(target.expression());
    }

    /** The name of an expression's column. */
    public static String of(Expression expression) {
        String name = find(expression).name();
        return name == null ? UNKNOWN : name;
    }

    private static Found find(Expression expression) {
        return switch (expression) {
            case Expression.ColumnRef e -> e.star() || e.names().isEmpty() ? NOTHING : strong(e.names().getLast());
            case Expression.FieldSelect e -> strong(e.field());
            case Expression.FieldStar e -> find(e.base());
            case Expression.Subscripts e -> find(e.base());
            case Expression.FunctionCall e -> strong(e.name().last());
            case Expression.NullIf e -> strong("nullif");
            case Expression.Cast e -> cast(e);
            case Expression.BooleanLiteral e -> weak("bool");
            case Expression.Collate e -> find(e.operand());
            case Expression.Grouping e -> strong("grouping");
            case Expression.Exists e -> strong("exists");
            case Expression.ArraySubquery e -> strong("array");
            case Expression.ScalarSubquery e -> subquery(e.query());
            case Expression.Case e -> caseName(e);
            case Expression.ArrayLiteral e -> strong("array");
            case Expression.Row e -> strong("row");
            case Expression.Coalesce e -> strong("coalesce");
            case Expression.Extreme e -> strong(e.greatest() ? "greatest" : "least");
            case Expression.SpecialValue e -> strong(e.kind().name().toLowerCase(Locale.ROOT));
            default -> NOTHING;
        };
    }

    private static Found strong(String name) {
        return new Found(Strength.STRONG, name);
    }

    private static Found weak(String name) {
        return new Found(Strength.WEAK, name);
    }

    private static Found cast(Expression.Cast cast) {
        Found operand = find(cast.operand());
        return operand.strength() != Strength.NONE ? operand : weak(cast.type().name().last());
    }

    private static Found caseName(Expression.Case expression) {
        Expression otherwise = expression.otherwise();
        Found found = otherwise == null ? NOTHING : find(otherwise);
        return found.strength() == Strength.STRONG ? found : weak("case");
    }

    /** A scalar subquery has the name of its only column. */
    private static Found subquery(Query query) {
        QueryBody body = query.body();
        while (body instanceof Query inner) {
            body = inner.body();
        }
        return switch (body) {
            case QueryBody.Select select -> {
                if (select.targets().isEmpty()) {
                    yield NOTHING;
                }
                Target target = select.targets().getFirst();
                String alias = target.alias();
                yield alias != null ? strong(alias) : find(target.expression());
            }
            case QueryBody.Values values -> strong("column1");
            case QueryBody.SetOperation operation -> NOTHING;
            case Query inner -> NOTHING;
        };
    }
}
