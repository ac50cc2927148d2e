package io.federator.engine.parser;

import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.Target;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The names that PostgreSQL gives result columns which have none of their own. */
public final class ColumnNames {
    /** The name of a column about which nothing is known. */
    public static final String UNKNOWN = "?column?";

    /** How well a name fits: CASE and casts prefer the strong name of their ELSE or operand to their own. */
    private enum Strength {
        NONE,
        WEAK,
        STRONG
    }

    private record Found(Strength strength, @Nullable String name) {}

    private static final Found NOTHING = new Found(Strength.NONE, null);

    private final Function<Query, String> subqueryName;

    private ColumnNames(Function<Query, String> subqueryName) {
        this.subqueryName = subqueryName;
    }

    /** The name of a select item that is not a star. */
    public static String of(Target target, Function<Query, String> subqueryName) {
        String alias = target.alias();
        return alias != null ? alias : of(target.expression(), subqueryName);
    }

    /**
     * The name of an expression's column.
     *
     * @param subqueryName the name of a scalar subquery's first column; only one that begins with a star needs more than
     *     {@link #firstColumn}
     */
    public static String of(Expression expression, Function<Query, String> subqueryName) {
        String name = new ColumnNames(subqueryName).find(expression).name();
        return name == null ? UNKNOWN : name;
    }

    /** The name of an expression's column as far as the text alone tells. */
    public static String of(Expression expression) {
        return of(expression, ColumnNames::firstColumn);
    }

    /** The name of a query's first column as far as the text alone tells: nothing is known of a star. */
    public static String firstColumn(Query query) {
        QueryBody body = query.body();
        while (true) {
            switch (body) {
                case Query inner -> body = inner.body();
                case QueryBody.SetOperation operation -> body = operation.left();
                case QueryBody.Values values -> {
                    return "column1";
                }
                case QueryBody.Select select -> {
                    return select.targets().isEmpty()
                            ? UNKNOWN
                            : of(select.targets().getFirst(), ColumnNames::firstColumn);
                }
            }
        }
    }

    private Found find(Expression expression) {
        return switch (expression) {
            case Expression.ColumnRef e ->
                e.names().isEmpty() ? NOTHING : strong(e.names().getLast());
            case Expression.FieldSelect e -> strong(e.field());
            case Expression.FieldStar e -> find(e.base());
            case Expression.Subscripts e -> find(e.base());
            case Expression.FunctionCall e -> strong(e.name().last());
            case Expression.JsonCall e -> strong(e.name());
            case Expression.JsonQuery e -> strong(e.kind().name().toLowerCase(Locale.ROOT));
            case Expression.NullIf e -> strong("nullif");
            case Expression.Cast e -> cast(e);
            case Expression.Collate e -> find(e.operand());
            case Expression.Grouping e -> strong("grouping");
            case Expression.Exists e -> strong("exists");
            case Expression.ArraySubquery e -> strong("array");
            case Expression.ScalarSubquery e -> strong(subqueryName.apply(e.query()));
            case Expression.Case e -> caseName(e);
            case Expression.ArrayLiteral e -> strong("array");
            case Expression.Row e -> strong("row");
            case Expression.MergeAction e -> strong("merge_action");
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

    private Found cast(Expression.Cast cast) {
        Found operand = find(cast.operand());
        return operand.strength() == Strength.STRONG
                ? operand
                : weak(cast.type().name().last());
    }

    private Found caseName(Expression.Case expression) {
        Expression otherwise = expression.otherwise();
        Found found = otherwise == null ? NOTHING : find(otherwise);
        return found.strength() == Strength.STRONG ? found : weak("case");
    }
}
