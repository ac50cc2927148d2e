package io.federator.engine.binder;

import io.federator.engine.parser.ast.Alias;
import io.federator.engine.parser.ast.CommonTable;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.FromItem;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.parser.ast.QueryBody;
import io.federator.engine.parser.ast.QueryBody.SetOperation;
import io.federator.engine.parser.ast.Target;
import io.federator.engine.parser.ast.TypeName;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * SEARCH and CYCLE of a recursive query, as further columns of its two terms (PostgreSQL's manual, 7.8.2). Depth-first order is the array
 * of the rows on the way, breadth-first a row that begins with the depth; a cycle shows where the way holds the row already.
 */
final class SearchAndCycle {
    private static final String LEFT = "*TLOCRN*";
    private static final String RIGHT = "*TROCRN*";

    private final CommonTable table;
    private final List<String> names;
    private final Function<CommonTable.Cycle, TypeName> markType;
    private final int position;

    /**
     * @param names the columns of the query without those of the clauses
     * @param markType the common type of the two values that a cycle mark can have
     */
    SearchAndCycle(CommonTable table, List<String> names, Function<CommonTable.Cycle, TypeName> markType) {
        this.table = table;
        this.names = names;
        this.markType = markType;
        this.position = table.position();
    }

    /** The recursive query with the clauses written out. */
    SetOperation expand(SetOperation union) {
        check();
        if (!(union.left() instanceof QueryBody.Select) && !(union.left() instanceof QueryBody.Values)) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "with a SEARCH or CYCLE clause, the left side of the UNION must be a SELECT");
        }
        if (!(union.right() instanceof QueryBody.Select right)) {
            throw new SqlException(
                    SqlState.SYNTAX_ERROR,
                    "with a SEARCH or CYCLE clause, the right side of the UNION must be a SELECT");
        }
        return new SetOperation(union.operator(), union.all(), seed(union.left()), step(right), union.position());
    }

    private void check() {
        CommonTable.Search search = table.search();
        CommonTable.Cycle cycle = table.cycle();
        Set<String> taken = new HashSet<>(names);
        if (search != null) {
            checkColumns("search", search.columns(), search.position());
            checkNew("search sequence", search.sequence(), taken, search.position());
        }
        if (cycle != null) {
            checkColumns("cycle", cycle.columns(), cycle.position());
            checkNew("cycle mark", cycle.mark(), taken, cycle.position());
            checkNew("cycle path", cycle.path(), taken, cycle.position());
        }
    }

    private void checkColumns(String clause, List<String> columns, int place) {
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!names.contains(column)) {
                throw new SqlException(
                                SqlState.SYNTAX_ERROR,
                                clause + " column \"" + column + "\" not in WITH query column list")
                        .at(place);
            }
            if (!seen.add(column)) {
                throw new SqlException(
                                SqlState.DUPLICATE_COLUMN,
                                clause + " column \"" + column + "\" specified more than once")
                        .at(place);
            }
        }
    }

    private static void checkNew(String what, String name, Set<String> taken, int place) {
        if (!taken.add(name)) {
            throw new SqlException(
                            SqlState.SYNTAX_ERROR,
                            what + " column name \"" + name + "\" already used in WITH query column list")
                    .at(place);
        }
    }

    private QueryBody seed(QueryBody left) {
        List<Target> targets = columns(LEFT);
        CommonTable.Search search = table.search();
        if (search != null) {
            Expression first = search.breadthFirst()
                    ? row(LEFT, search.columns(), new Expression.Cast(number(0), typeName("int8"), position))
                    : array(row(LEFT, search.columns(), null));
            targets.add(new Target(first, search.sequence(), position));
        }
        CommonTable.Cycle cycle = table.cycle();
        if (cycle != null) {
            targets.add(new Target(marked(cycle, cycle.otherwise()), cycle.mark(), position));
            targets.add(new Target(array(row(LEFT, cycle.columns(), null)), cycle.path(), position));
        }
        return select(targets, left, LEFT, names);
    }

    private QueryBody step(QueryBody.Select right) {
        String reference = reference(right.from());
        List<Target> inner = new ArrayList<>(right.targets());
        List<String> all = new ArrayList<>(names);
        List<Target> targets = columns(RIGHT);
        Expression where = right.where();
        CommonTable.Search search = table.search();
        if (search != null) {
            inner.add(new Target(column(reference, search.sequence()), search.sequence(), position));
            all.add(search.sequence());
            targets.add(new Target(next(search), search.sequence(), position));
        }
        CommonTable.Cycle cycle = table.cycle();
        if (cycle != null) {
            for (String name : List.of(cycle.mark(), cycle.path())) {
                inner.add(new Target(column(reference, name), name, position));
                all.add(name);
            }
            Expression row = row(RIGHT, cycle.columns(), null);
            Expression path = column(RIGHT, cycle.path());
            Expression seen = new Expression.AnyArray(Name.of("=", position), false, row, path, position);
            Expression value = marked(cycle, cycle.value());
            Expression mark = new Expression.Case(
                    null,
                    List.of(new Expression.When(seen, value, position)),
                    marked(cycle, cycle.otherwise()),
                    position);
            targets.add(new Target(mark, cycle.mark(), position));
            targets.add(new Target(binary("||", path, array(row)), cycle.path(), position));
            Expression open = binary("<>", column(reference, cycle.mark()), value);
            where = where == null ? open : new Expression.And(List.of(where, open), position);
        }
        QueryBody.Select rows = new QueryBody.Select(
                right.distinct(),
                inner,
                right.from(),
                where,
                right.groupBy(),
                right.groupDistinct(),
                right.having(),
                right.windows(),
                right.position());
        return select(targets, rows, RIGHT, all);
    }

    private Expression next(CommonTable.Search search) {
        Expression before = column(RIGHT, search.sequence());
        if (!search.breadthFirst()) {
            return binary("||", before, array(row(RIGHT, search.columns(), null)));
        }
        Expression depth = new Expression.FieldSelect(before, "f1", position);
        return row(RIGHT, search.columns(), binary("+", depth, number(1)));
    }

    /** What the recursive query's own name is called in FROM, where it has to stand at the top. */
    private String reference(List<FromItem> from) {
        for (FromItem item : from) {
            String found = reference(item);
            if (found != null) {
                return found;
            }
        }
        throw new SqlException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "with a SEARCH or CYCLE clause, the recursive reference to WITH query \"" + table.name()
                        + "\" must be at the top level of its right-hand SELECT");
    }

    private @Nullable String reference(FromItem item) {
        return switch (item) {
            case FromItem.Table t
            when !t.name().isQualified() && t.name().last().equals(table.name()) -> {
                Alias alias = t.alias();
                yield alias == null ? table.name() : alias.name();
            }
            case FromItem.Join join
            when join.alias() == null -> {
                String left = reference(join.left());
                yield left == null ? reference(join.right()) : left;
            }
            default -> null;
        };
    }

    private QueryBody.Select select(List<Target> targets, QueryBody rows, String name, List<String> columns) {
        Query query = rows instanceof Query whole
                ? whole
                : new Query(null, rows, List.of(), null, null, false, List.of(), rows.position());
        FromItem from = new FromItem.Subquery(query, false, new Alias(name, columns, position), position);
        return new QueryBody.Select(
                null, targets, List.of(from), null, List.of(), false, null, List.of(), rows.position());
    }

    private List<Target> columns(String of) {
        List<Target> targets = new ArrayList<>();
        names.forEach(name -> targets.add(new Target(column(of, name), name, position)));
        return targets;
    }

    private Expression column(String of, String name) {
        return new Expression.ColumnRef(List.of(of, name), false, position);
    }

    private Expression row(String of, List<String> columns, @Nullable Expression first) {
        List<Expression> fields = new ArrayList<>();
        if (first != null) {
            fields.add(first);
        }
        columns.forEach(name -> fields.add(column(of, name)));
        return new Expression.Row(fields, true, position);
    }

    private Expression array(Expression element) {
        return new Expression.ArrayLiteral(List.of(element), position);
    }

    private Expression binary(String operator, Expression left, Expression right) {
        return new Expression.Binary(Name.of(operator, position), left, right, position);
    }

    private Expression marked(CommonTable.Cycle cycle, Expression value) {
        return new Expression.Cast(value, markType.apply(cycle), position);
    }

    private Expression number(int value) {
        return new Expression.IntegerLiteral(value, position);
    }

    private TypeName typeName(String name) {
        return TypeName.system(name, position);
    }
}
