package io.federator.it.fuzz;

import io.federator.it.fuzz.Froms.Shaped;
import io.federator.it.fuzz.Query.Cte;
import io.federator.it.fuzz.Query.Grouping;
import io.federator.it.fuzz.Query.Item;
import io.federator.it.fuzz.Query.Sort;
import io.federator.it.fuzz.Query.Tail;
import io.federator.it.fuzz.Scope.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the queries of a seed. Their answers are determined: LIMIT comes with an order that tells rows apart, what
 * makes equal values one gets values that are the same when they are equal, and nothing sums floating-point numbers,
 * whose order would matter. Nothing in them fails at run time, but for those of {@link ErrorQueries}.
 */
final class QueryGenerator {
    private static final int DEPTH = 3;
    private static final int LEVELS = 2;
    private static final int MOST_ROWS = 3_000;

    private final Dice dice;
    private final Expressions expressions;
    private final Froms froms;
    private final Windows windows;
    private int level;

    private QueryGenerator(Dice dice, Schema schema, Template.Book book) {
        this.dice = dice;
        this.expressions = new Expressions(dice, book, schema.samples(), new Inside());
        this.froms = new Froms(dice, schema, expressions, new Derivation());
        this.windows = new Windows(dice, expressions);
    }

    /** Query number {@code index} of a seed. */
    static Query query(Schema schema, Template.Book book, long seed, int index) {
        Dice dice = Dice.of(seed, index);
        if (dice.chance(5)) {
            return ErrorQueries.make(dice, schema);
        }
        return new QueryGenerator(dice, schema, book).whole();
    }

    private Query whole() {
        if (!dice.chance(12)) {
            return bounded(body(List.of(), Optional.empty()));
        }
        List<Cte> ctes = new ArrayList<>();
        for (int i = 1; i <= dice.between(1, 2); i++) {
            level++;
            boolean recursive = dice.chance(30);
            Shaped shaped = recursive
                    ? new Recursion(dice, expressions, froms).make("w" + i)
                    : body(List.of(), Optional.empty());
            level--;
            String hint = dice.oneOf("", "materialized ", "not materialized ");
            ctes.add(new Cte("w" + i, hint, shaped.query(), recursive));
            froms.declare("w" + i, shaped);
        }
        return new Query.With(ctes, bounded(body(List.of(), Optional.empty())));
    }

    /** Much is counted instead of being shown. */
    private static Query bounded(Shaped shaped) {
        if (shaped.rows() <= MOST_ROWS) {
            return shaped.query();
        }
        return new Query.Select(
                "",
                List.of(new Item(new Expr.Plain(Kind.INT8, "count(*)", true), "")),
                Optional.of(new From.Derived(false, shaped.query(), "x")),
                Optional.empty(),
                Grouping.NONE,
                Optional.empty(),
                Tail.NONE);
    }

    /** @param kinds of the columns wanted, any when there are none */
    private Shaped body(List<Kind> kinds, Optional<Scope> outer) {
        return level < LEVELS && dice.chance(9) ? setOperation(kinds, outer) : select(kinds, outer, false);
    }

    private Shaped setOperation(List<Kind> wanted, Optional<Scope> outer) {
        String operator =
                dice.oneOf("union", "union all", "intersect", "except", "intersect all", "except all", "union");
        boolean same = !operator.equals("union all");
        List<Kind> kinds = new ArrayList<>(wanted);
        for (int i = 0; wanted.isEmpty() && i < dice.between(1, 3); i++) {
            kinds.add(dice.oneOf(Kind.INT4, Kind.INT8, Kind.TEXT, Kind.TEXT, Kind.DATE, Kind.NUMERIC, Kind.TIMESTAMP));
        }
        level++;
        Shaped left = select(kinds, outer, same);
        Shaped right = select(kinds, outer, same);
        level--;
        Query query = new Query.SetOperation(operator, left.query(), right.query(), Tail.NONE);
        List<Boolean> uniform = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            // Of 1.0 and 1.00, in two columns of different scale, either could be shown.
            uniform.add(
                    left.columns().get(i).isUniform() && right.columns().get(i).isUniform());
        }
        return ended(new Shaped(query, left.columns(), uniform, left.rows() + right.rows()));
    }

    /** @param uniform whether its columns are to be */
    private Shaped select(List<Kind> kinds, Optional<Scope> outer, boolean uniform) {
        if (dice.chance(2)) {
            return items(new Scope(List.of(), outer), Optional.empty(), kinds, uniform);
        }
        Froms.Made from = froms.make(outer);
        Scope scope = new Scope(from.sources(), outer);
        return dice.chance(35)
                ? new Grouped(dice, expressions).select(scope, from.from(), where(scope), kinds, uniform)
                : items(scope, Optional.of(from.from()), kinds, uniform);
    }

    private Optional<Expr> where(Scope scope) {
        if (!dice.chance(50)) {
            return Optional.empty();
        }
        Expr condition = expressions.condition(scope, DEPTH);
        // One alone is often true of no row.
        return Optional.of(
                dice.chance(30)
                        ? Expr.infix(Kind.BOOL, condition, "or", expressions.condition(scope, DEPTH))
                        : condition);
    }

    private Shaped items(Scope scope, Optional<From> from, List<Kind> wanted, boolean uniform) {
        boolean windowed = from.isPresent() && dice.chance(12) && scope.rows() <= MOST_ROWS;
        boolean distinct = !windowed && dice.chance(10);
        List<Item> items = new ArrayList<>();
        List<Kind> kinds = new ArrayList<>();
        List<Boolean> uniforms = new ArrayList<>();
        int count = wanted.isEmpty() ? dice.between(1, 4) : wanted.size();
        for (int i = 0; i < count; i++) {
            Kind kind = wanted.isEmpty() ? expressions.kind(scope) : wanted.get(i);
            Expr expr = expressions.make(kind, scope, DEPTH - 1);
            if (windowed && dice.chance(60)) {
                expr = windows.make(kind, scope, wanted.isEmpty()).orElse(expr);
                // Of rows that are the same, two windows may begin with different ones.
                windowed = scope.isKeyed();
            }
            expr = uniform ? expressions.canonical(expr) : distinct ? expressions.uniform(expr) : expr;
            items.add(new Item(expr, "c" + (i + 1)));
            kinds.add(expr.kind());
            uniforms.add(expr.isUniform());
        }
        Optional<Expr> where = from.isPresent() ? where(scope) : Optional.empty();
        String start = distinct ? "distinct " : "";
        Query.Select query = new Query.Select(start, items, from, where, Grouping.NONE, Optional.empty(), Tail.NONE);
        Shaped shaped = new Shaped(query, kinds, uniforms, scope.rows());
        if (from.isPresent() && start.isEmpty() && !windowed(query) && wanted.isEmpty() && dice.chance(3)) {
            return expanded(shaped, query, scope);
        }
        // Nor are such rows in an order then.
        boolean loose = windowed(query) && !scope.isKeyed();
        if (distinct || loose || scope.total().isEmpty() || from.isEmpty() || !dice.chance(25)) {
            return ended(shaped);
        }
        return byScope(shaped, query, scope, scope.total().get());
    }

    /** Ordered by the columns that tell the rows of FROM apart, and an expression before them; or DISTINCT ON. */
    private Shaped byScope(Shaped shaped, Query.Select query, Scope scope, List<Column> total) {
        List<Sort> order = new ArrayList<>();
        String distinct = "";
        if (dice.chance(30) && !windowed(query) && !scope.columns().isEmpty()) {
            Column on = dice.pick(scope.columns());
            distinct = "distinct on (" + on.sql() + ") ";
            order.add(new Sort(on.expr(), direction()));
        } else if (dice.chance(50)) {
            Expr first = expressions.uniform(expressions.make(expressions.kind(scope), scope, 2));
            // A constant would be taken for a position, or refused.
            if (first instanceof Expr.Call) {
                boolean collated = first.kind() == Kind.TEXT && dice.chance(40);
                order.add(new Sort(collated ? expressions.collated(first) : first, direction()));
            }
        }
        total.forEach(column -> order.add(new Sort(column.expr(), direction())));
        if (order.isEmpty()) {
            return shaped;
        }
        Query.Select ordered = new Query.Select(
                distinct,
                query.items(),
                query.from(),
                query.where(),
                query.grouping(),
                query.having(),
                new Tail(order, true, dice.chance(60) ? limit() : ""));
        long rows = ordered.tail().limit().isEmpty() ? shaped.rows() : Math.min(shaped.rows(), 10);
        return new Shaped(ordered, shaped.columns(), shaped.uniform(), rows);
    }

    /** With one more column, of a function that makes several rows of one. */
    private Shaped expanded(Shaped shaped, Query.Select query, Scope scope) {
        boolean text = dice.chance(40);
        Kind kind = text ? Kind.TEXT : Kind.INT4;
        Expr set = text
                ? Expr.around(kind, "unnest(", expressions.make(Kind.TEXT_ARRAY, scope, 1), ")")
                : Expr.around(kind, "generate_series(1, ", expressions.make(Kind.INT2, scope, 1), " % 4)");
        List<Item> items = new ArrayList<>(query.items());
        List<Kind> kinds = new ArrayList<>(shaped.columns());
        List<Boolean> uniform = new ArrayList<>(shaped.uniform());
        items.add(new Item(set, "c" + (items.size() + 1)));
        kinds.add(kind);
        uniform.add(true);
        return ended(new Shaped(query.withItems(items), kinds, uniform, shaped.rows() * 2));
    }

    private static boolean windowed(Query.Select query) {
        return SqlText.inline(query.withWhere(Optional.empty())).contains(" over (");
    }

    /** Ordered by all of its columns, perhaps with a limit, or not at all. */
    private Shaped ended(Shaped shaped) {
        if (shaped.uniform().contains(false) || !dice.chance(30)) {
            return shaped;
        }
        List<Integer> positions = new ArrayList<>();
        for (int i = 1; i <= shaped.columns().size(); i++) {
            positions.add(i);
        }
        List<Sort> order = dice.shuffled(positions).stream()
                .map(position -> new Sort(new Expr.Plain(Kind.INT4, Integer.toString(position), true), direction()))
                .toList();
        boolean limited = dice.chance(50);
        Tail tail = new Tail(order, true, limited ? limit() : "");
        return new Shaped(
                shaped.query().withTail(tail),
                shaped.columns(),
                shaped.uniform(),
                limited ? Math.min(shaped.rows(), 10) : shaped.rows());
    }

    private String direction() {
        return dice.oneOf("", "", " desc", " asc nulls first", " desc nulls last", " nulls first");
    }

    private String limit() {
        return switch (dice.below(6)) {
            case 0 -> " offset " + dice.below(5);
            case 1 -> " limit " + dice.below(8) + " offset " + dice.below(5);
            case 2 -> " fetch first " + dice.between(1, 5) + " rows only";
            case 3 -> " offset " + dice.below(3) + " rows fetch next " + dice.between(1, 5) + " rows with ties";
            default -> " limit " + dice.below(10);
        };
    }

    private final class Derivation implements Froms.Derivation {
        @Override
        public Shaped derive(Optional<Scope> outer) {
            level++;
            Shaped shaped = body(List.of(), outer);
            level--;
            return shaped;
        }

        @Override
        public boolean allowed() {
            return level < LEVELS;
        }
    }

    private final class Inside implements Expressions.Subqueries {
        @Override
        public Query scalar(Kind kind, Scope outer) {
            level++;
            Froms.Made from = froms.make(Optional.of(outer));
            Scope scope = new Scope(from.sources(), Optional.of(outer));
            Query query = new Grouped(dice, expressions).one(kind, scope, from.from(), where(scope));
            level--;
            return query;
        }

        @Override
        public Query rows(List<Kind> kinds, Scope outer) {
            level++;
            Shaped shaped = body(kinds, Optional.of(outer));
            level--;
            return shaped.query();
        }

        @Override
        public boolean allowed() {
            return level < LEVELS;
        }
    }
}
