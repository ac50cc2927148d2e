package io.federator.it.fuzz;

import io.federator.it.fuzz.Scope.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes window functions: over rows in an order that tells them apart, or with frames that do not ask for one. */
final class Windows {
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
                return new Expr.Plain(kind, "(" + function + over, true);
            }
            case FLOAT8 -> {
                return new Expr.Plain(kind, "(" + dice.oneOf("percent_rank()", "cume_dist()") + over, false);
            }
            default -> {}
        }
        Expr operand = expressions.make(kind, scope, 1);
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
            case INT8 -> Expr.around(kind, "(count(", expressions.make(expressions.kind(scope), scope, 1), ")" + over);
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

    private String frame(boolean unordered, boolean total, List<Column> order) {
        if (unordered) {
            return "";
        }
        boolean number = order.size() == 1 && order.getFirst().kind() == Kind.INT4;
        String mode = total ? dice.oneOf("rows", "rows", "range", "groups") : dice.oneOf("range", "groups");
        boolean offsets = !mode.equals("range") || number;
        String start = offsets
                ? dice.oneOf("unbounded preceding", "2 preceding", "1 preceding", "current row")
                : dice.oneOf("unbounded preceding", "current row");
        String end = offsets
                ? dice.oneOf("current row", "1 following", "3 following", "unbounded following")
                : dice.oneOf("current row", "unbounded following");
        String exclude = dice.oneOf("", "", "", " exclude current row", " exclude ties", " exclude group");
        return switch (dice.below(4)) {
            case 0 -> "";
            // The current row among its peers is anyone without a total order.
            default -> mode + " between " + start + " and " + end + (total ? exclude : "");
        };
    }
}
