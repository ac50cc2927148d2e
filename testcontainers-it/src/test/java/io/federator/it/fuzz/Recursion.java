package io.federator.it.fuzz;

import io.federator.it.fuzz.Froms.Made;
import io.federator.it.fuzz.Froms.Shaped;
import io.federator.it.fuzz.Query.Grouping;
import io.federator.it.fuzz.Query.Item;
import io.federator.it.fuzz.Query.Tail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes queries for WITH RECURSIVE, of which the first column counts the steps up to a bound. */
final class Recursion {
    private static final int STEPS = 3;

    private final Dice dice;
    private final Expressions expressions;
    private final Froms froms;

    Recursion(Dice dice, Expressions expressions, Froms froms) {
        this.dice = dice;
        this.expressions = expressions;
        this.froms = froms;
    }

    /** @param name by which the query knows itself */
    Shaped make(String name) {
        boolean distinct = dice.chance(40);
        Made start = froms.small();
        Scope first = new Scope(start.sources(), Optional.empty());
        List<Item> items = new ArrayList<>(List.of(new Item(new Expr.Plain(Kind.INT4, "0", true), "c1")));
        List<Kind> kinds = new ArrayList<>(List.of(Kind.INT4));
        List<Boolean> uniforms = new ArrayList<>(List.of(true));
        for (int i = 0; i < dice.between(1, 2); i++) {
            Expr expr = expressions.make(dice.chance(30) ? Kind.INT4 : expressions.kind(first), first, 1);
            expr = distinct ? expressions.canonical(expr) : expr;
            items.add(new Item(cast(expr), "c" + (i + 2)));
            kinds.add(expr.kind());
            uniforms.add(distinct || expr.kind().isUniform());
        }
        Shaped before = new Shaped(select(items, start.from(), where(first)), kinds, uniforms, first.rows());
        // The bound and the count are nothing that shrinking could take away.
        Made last = froms.named("(select * from " + name + " where c1 < " + dice.between(1, STEPS) + ")", before);
        Made from = dice.chance(60) ? froms.looked(last) : last;
        Scope next = new Scope(from.sources(), Optional.empty());
        String count = last.sources().getFirst().columns().getFirst().sql() + " + 1";
        List<Item> step = new ArrayList<>(List.of(new Item(new Expr.Plain(Kind.INT4, count, true), "")));
        for (Kind kind : kinds.subList(1, kinds.size())) {
            Expr expr = expressions.make(kind, next, 2);
            step.add(new Item(cast(distinct ? expressions.canonical(expr) : expr), ""));
        }
        Query query = new Query.SetOperation(
                distinct ? "union" : "union all", before.query(), select(step, from.from(), where(next)), Tail.NONE);
        return new Shaped(query, kinds, uniforms, first.rows() * STEPS);
    }

    /** Both terms are to have the same type, length and all. */
    private static Expr cast(Expr expr) {
        return new Expr.Guarded(expr.kind(), "(", expr, ")::" + expr.kind().sql());
    }

    private Optional<Expr> where(Scope scope) {
        return dice.chance(50) ? Optional.of(expressions.condition(scope, 2)) : Optional.empty();
    }

    private static Query select(List<Item> items, From from, Optional<Expr> where) {
        return new Query.Select("", items, Optional.of(from), where, Grouping.NONE, Optional.empty(), Tail.NONE);
    }
}
