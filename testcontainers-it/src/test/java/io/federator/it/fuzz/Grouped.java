package io.federator.it.fuzz;

import io.federator.it.fuzz.Froms.Shaped;
import io.federator.it.fuzz.Query.Grouping;
import io.federator.it.fuzz.Query.Item;
import io.federator.it.fuzz.Query.Sort;
import io.federator.it.fuzz.Query.Tail;
import io.federator.it.fuzz.Scope.Column;
import io.federator.it.fuzz.Scope.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes queries with aggregates. */
final class Grouped {
    private static final int DEPTH = 2;
    private static final Pattern AGGREGATE = Pattern.compile(
            "\\b(count|sum|avg|min|max|every|bool_(and|or)|bit_(and|or|xor)|stddev(_pop)?|var_pop|variance|regr_count"
                    + "|\\w+_agg(_strict)?|json_arrayagg|percentile_\\w+|mode|(dense_|percent_)?rank|cume_dist)\\(");

    private final Dice dice;
    private final Expressions expressions;

    Grouped(Dice dice, Expressions expressions) {
        this.dice = dice;
        this.expressions = expressions;
    }

    /** One row at most, of one column of this kind. */
    Query one(Kind kind, Scope scope, From from, Optional<Expr> where) {
        Scope groups = new Scope(List.of(), scope.outer(), Optional.of(scope));
        boolean limited = scope.total().isPresent() && dice.chance(30);
        Expr expr = limited ? expressions.make(kind, scope, 1) : expressions.make(kind, groups, DEPTH);
        Tail tail = Tail.NONE;
        if (limited) {
            List<Sort> order = scope.total().orElseThrow().stream()
                    .map(column -> new Sort(column.expr(), dice.oneOf("", " desc")))
                    .toList();
            tail = new Tail(order, true, " limit 1");
        }
        boolean bare = !limited && !hasAggregate(expr);
        Expr made = bare ? expressions.aggregate(kind, groups, DEPTH).orElse(expr) : expr;
        boolean single = limited || hasAggregate(made);
        return new Query.Select(
                "",
                List.of(new Item(made, "")),
                Optional.of(from),
                where,
                Grouping.NONE,
                // Without an aggregate, HAVING makes it one group.
                single ? Optional.empty() : Optional.of(new Expr.Plain(Kind.BOOL, "count(*) >= 0", true)),
                tail);
    }

    /** One in a subquery is another matter. */
    private static boolean hasAggregate(Expr expr) {
        return switch (expr) {
            case Expr.Plain plain -> false;
            case Expr.Parameter parameter -> false;
            case Expr.Nested nested -> false;
            case Expr.Guarded guarded -> hasAggregate(guarded.operand());
            case Expr.Call call ->
                AGGREGATE.matcher(String.join("", call.texts())).find()
                        || call.operands().stream().anyMatch(Grouped::hasAggregate);
        };
    }

    Shaped select(Scope scope, From from, Optional<Expr> where, List<Kind> wanted, boolean uniform) {
        List<Expr> keys = keys(scope);
        String form = keys.isEmpty() ? "" : dice.oneOf("", "", "", "", "rollup", "cube", "sets", "mixed", "twice");
        Grouping grouping = grouping(form, keys);
        List<Column> columns = keys.stream()
                .map(key -> new Column(text(key), key.kind(), key.isUniform()))
                .toList();
        Scope groups = new Scope(List.of(new Source(columns, Optional.empty(), 1)), scope.outer(), Optional.of(scope));
        List<Item> items = new ArrayList<>();
        List<Kind> kinds = new ArrayList<>();
        List<Boolean> uniforms = new ArrayList<>();
        int count = wanted.isEmpty() ? dice.between(1, 4) : wanted.size();
        for (int i = 0; i < count; i++) {
            Expr expr = item(groups, wanted.isEmpty() ? Optional.empty() : Optional.of(wanted.get(i)), form, keys);
            expr = uniform ? expressions.canonical(expr) : expr;
            items.add(new Item(expr, "c" + (i + 1)));
            kinds.add(expr.kind());
            uniforms.add(expr.isUniform());
        }
        boolean aggregated = !keys.isEmpty() || items.stream().anyMatch(item -> hasAggregate(item.expr()));
        Optional<Expr> having = !aggregated
                ? Optional.of(new Expr.Plain(Kind.BOOL, "count(*) > 0", true))
                : dice.chance(25) ? Optional.of(expressions.condition(groups, DEPTH)) : Optional.empty();
        Query query = new Query.Select("", items, Optional.of(from), where, grouping, having, tail(uniforms));
        return new Shaped(query, kinds, uniforms, keys.isEmpty() ? 1 : Math.max(1, scope.rows() / 3));
    }

    private Expr item(Scope groups, Optional<Kind> wanted, String form, List<Expr> keys) {
        if (wanted.isEmpty() && !form.isEmpty() && dice.chance(20)) {
            return new Expr.Plain(Kind.INT4, "grouping(" + text(dice.pick(keys)) + ")", true);
        }
        Kind kind = wanted.orElseGet(() -> dice.chance(60)
                ? dice.oneOf(
                        Kind.INT8,
                        Kind.NUMERIC,
                        Kind.NUMERIC,
                        Kind.TEXT,
                        Kind.DATE,
                        Kind.INT_ARRAY,
                        Kind.BOOL,
                        Kind.INT4,
                        Kind.TIMESTAMPTZ)
                : expressions.kind(groups));
        return expressions.make(kind, groups, DEPTH);
    }

    private List<Expr> keys(Scope scope) {
        List<Expr> keys = new ArrayList<>();
        if (scope.columns().isEmpty() || dice.chance(25)) {
            return keys;
        }
        for (int i = 0; i < dice.oneOf(1, 1, 2, 2, 3); i++) {
            Column column = dice.pick(scope.columns());
            Expr key = expressions.uniform(column.expr());
            if (dice.chance(30)) {
                Expr made = expressions.uniform(expressions.make(column.kind(), scope, 2));
                // A parameter is another one at each place; a constant key would be a position; and a subquery may not
                // be repeated.
                boolean plain = SqlText.parameterized(only(made)).parameters().isEmpty()
                        && !text(made).contains("select");
                key = plain && text(made).matches("(?s).*\\bt\\d+\\..*") ? made : key;
            }
            String text = text(key);
            if (keys.stream().noneMatch(other -> text(other).equals(text))) {
                keys.add(key);
            }
        }
        return keys;
    }

    private Grouping grouping(String form, List<Expr> keys) {
        if (keys.isEmpty()) {
            return Grouping.NONE;
        }
        return switch (form) {
            case "rollup" -> new Grouping("group by rollup (", keys, ")");
            case "cube" -> new Grouping("group by cube (", keys, ")");
            case "sets" -> {
                String first = keys.size() > 1 || dice.chance(5) ? "(" + text(keys.getFirst()) + "), " : "";
                yield new Grouping("group by grouping sets ((", keys, "), " + first + "())");
            }
            case "mixed" ->
                new Grouping(
                        "group by " + text(dice.pick(keys)) + ", "
                                + dice.oneOf("rollup (", "cube (", "grouping sets ("),
                        keys,
                        ")");
            case "twice" ->
                new Grouping(
                        "group by " + dice.oneOf("", "distinct ", "all ") + "grouping sets (rollup (",
                        keys,
                        "), cube (" + text(dice.pick(keys)) + "), ())");
            default -> new Grouping("group by ", keys, "");
        };
    }

    private Tail tail(List<Boolean> uniforms) {
        if (uniforms.contains(false) || !dice.chance(40)) {
            return Tail.NONE;
        }
        List<Sort> order = new ArrayList<>();
        for (int i = 1; i <= uniforms.size(); i++) {
            order.add(new Sort(
                    new Expr.Plain(Kind.INT4, Integer.toString(i), true), dice.oneOf("", " desc", " nulls first")));
        }
        return new Tail(order, true, dice.chance(30) ? " limit " + dice.below(6) : "");
    }

    private static Query only(Expr expr) {
        return new Query.Select(
                "",
                List.of(new Item(expr, "")),
                Optional.empty(),
                Optional.empty(),
                Grouping.NONE,
                Optional.empty(),
                Tail.NONE);
    }

    private static String text(Expr expr) {
        return SqlText.inline(only(expr)).substring("select ".length());
    }
}
