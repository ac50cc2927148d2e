package io.federator.it.fuzz;

import io.federator.it.fuzz.Scope.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes window functions: over rows in an order that tells them apart, or with frames that do not ask for one. */
final class Windows {
    private static final List<String> STEPS = List.of("0", "1", "1", "2", "3");

    private final Dice dice;
    private final Expressions expressions;

    Windows(Dice dice, Expressions expressions) {
        this.dice = dice;
        this.expressions = expressions;
    }

    /** @param any whether another kind will do as well */
    Optional<Expr> make(Kind kind, Scope scope, boolean any) {
        boolean plain = scope.columns().isEmpty() || scope.columns().stream().noneMatch(Column::uniform);
        if (plain) {
            return Optional.empty();
        }
        Kind made =
                any ? dice.oneOf(Kind.INT8, Kind.INT8, Kind.NUMERIC, Kind.FLOAT8, Kind.INT4, Kind.TEXT, kind) : kind;
        String partition =
                dice.chance(50) ? "partition by " + dice.pick(scope.columns()).sql() + " " : "";
        List<Column> order = new ArrayList<>();
        if (dice.chance(50)) {
            order.add(dice.pick(scope.columns()));
        }
        boolean total = scope.total().isPresent() && !scope.total().get().isEmpty();
        if (total) {
            order.addAll(scope.total().orElseThrow());
        }
        String by = order.isEmpty()
                ? ""
                : order.stream()
                        .map(column -> column.sql() + dice.oneOf("", " desc", " nulls first"))
                        .collect(Collectors.joining(", ", "order by ", " "));
        if (total && dice.chance(60)) {
            return Optional.of(ranked(made, scope, partition + by));
        }
        return Optional.of(framed(made, scope, partition, by, order, total));
    }

    private Expr ranked(Kind kind, Scope scope, String window) {
        String over = " over (" + window.strip() + "))";
        switch (kind) {
            case INT8 -> {
                String function = dice.oneOf("row_number()", "rank()", "dense_rank()", "count(*)");
                if (dice.chance(15)) {
                    return new Expr.Plain(kind, "(ntile(3)" + over.replaceFirst("\\)$", "::bigint)"), true);
                }
                return new Expr.Plain(kind, "(" + function + over, true);
            }
            case FLOAT8 -> {
                return new Expr.Plain(kind, "(" + dice.oneOf("percent_rank()", "cume_dist()") + over, false);
            }
            default -> {}
        }
        Expr operand = expressions.make(kind, scope, 1);
        if (kind == Kind.TEXT && dice.chance(25)) {
            return Expr.around(kind, "(string_agg(", operand, ", ',')" + over);
        }
        if (dice.chance(15)) {
            List<Expr> operands = List.of(operand, expressions.make(kind, scope, 0));
            String before = dice.oneOf("(lag(", "(lead(");
            return new Expr.Call(kind, List.of(before, ", 1, ", ")" + over), List.of(0, 1), operands);
        }
        String[] around = dice.oneOf(
                new String[] {"(lag(", ")"},
                new String[] {"(lead(", ", 2)"},
                new String[] {"(first_value(", ")"},
                new String[] {"(last_value(", ")"},
                new String[] {"(nth_value(", ", 2)"});
        return Expr.around(kind, around[0], operand, around[1] + over);
    }

    private Expr framed(Kind kind, Scope scope, String partition, String by, List<Column> order, boolean total) {
        String frame = frame(by.isEmpty(), total, order);
        String over = " over (" + (partition + by + frame).strip() + "))";
        return switch (kind) {
            case INT8 -> {
                Expr counted = expressions.make(expressions.kind(scope), scope, 1);
                if (!dice.chance(25)) {
                    yield Expr.around(kind, "(count(", counted, ")" + over);
                }
                List<Expr> operands = List.of(counted, expressions.condition(scope, 1));
                yield new Expr.Call(kind, List.of("(count(", ") filter (where ", ")" + over), List.of(0, 1), operands);
            }
            case NUMERIC ->
                Expr.around(
                        kind,
                        dice.oneOf("(sum(", "(avg("),
                        expressions.make(dice.oneOf(Kind.NUMERIC, Kind.INT8), scope, 1),
                        ")" + over);
            case INT4, TEXT, DATE, TIMESTAMP, TIMESTAMPTZ, INT2, TIME ->
                Expr.around(kind, dice.oneOf("(min(", "(max("), expressions.make(kind, scope, 1), ")" + over);
            case BOOL ->
                Expr.around(kind, dice.oneOf("(bool_and(", "(bool_or("), expressions.make(kind, scope, 1), ")" + over);
            default -> expressions.make(kind, scope, 1);
        };
    }

    /** How far a frame of RANGE may reach in values of a kind. */
    private static List<String> steps(Kind kind) {
        return switch (kind) {
            case INT2, INT4, INT8 -> STEPS;
            case NUMERIC -> List.of("1.5", "0", "100");
            case FLOAT8 -> List.of("1.5::float8", "'infinity'::float8", "0.25::float8");
            case DATE, TIMESTAMP, TIMESTAMPTZ ->
                List.of("interval '1 month'", "interval '36 hours'", "interval '10 years'");
            case TIME, INTERVAL -> List.of("interval '90 minutes'", "interval '1 second'", "interval '12 hours'");
            default -> List.of();
        };
    }

    private String frame(boolean unordered, boolean total, List<Column> order) {
        if (unordered) {
            return "";
        }
        String mode = total ? dice.oneOf("rows", "rows", "range", "groups") : dice.oneOf("range", "groups");
        boolean range = mode.equals("range");
        List<String> steps =
                !range ? STEPS : order.size() == 1 ? steps(order.getFirst().kind()) : List.of();
        String start = steps.isEmpty()
                ? dice.oneOf("unbounded preceding", "current row")
                : dice.oneOf(
                        "unbounded preceding",
                        dice.pick(steps) + " preceding",
                        dice.pick(steps) + " preceding",
                        "current row");
        String end = steps.isEmpty()
                ? dice.oneOf("current row", "unbounded following")
                : dice.oneOf(
                        "current row",
                        dice.pick(steps) + " following",
                        dice.pick(steps) + " following",
                        "unbounded following");
        String exclude = dice.oneOf("", "", "", " exclude current row", " exclude ties", " exclude group");
        return switch (dice.below(4)) {
            case 0 -> "";
            // The current row among its peers is anyone without a total order.
            default -> mode + " between " + start + " and " + end + (total ? exclude : "");
        };
    }
}
