package io.federator.it.fuzz;

import io.federator.it.fuzz.Query.Cte;
import io.federator.it.fuzz.Query.Grouping;
import io.federator.it.fuzz.Query.Item;
import io.federator.it.fuzz.Query.Select;
import io.federator.it.fuzz.Query.Tail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes away from a query what a difference does not need: clauses, columns, joins, parts of expressions. */
final class Shrinker {
    private static final int TRIES = 400;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Predicate<Query> fails;
    private final long start = System.nanoTime();
    private int tries;

    /**
     * It ends after so many tries or so much time: each may be a time-out.
     *
     * @param fails whether the difference is still there
     */
    Shrinker(Predicate<Query> fails) {
        this.fails = fails;
    }

    private boolean mayTry() {
        return ++tries <= TRIES && System.nanoTime() - start < LONGEST.toNanos();
    }

    Query shrink(Query query) {
        Query smallest = query;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Query candidate : of(smallest)) {
                if (!mayTry()) {
                    return smallest;
                }
                if (fails.test(candidate)) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    /** Queries that are a step simpler, the boldest step first. */
    static List<Query> of(Query query) {
        List<Query> simpler = new ArrayList<>();
        switch (query) {
            case Query.Verbatim verbatim -> {}
            case Query.With with -> {
                simpler.add(with.query());
                for (int i = 0; i < with.ctes().size(); i++) {
                    Cte cte = with.ctes().get(i);
                    for (Query inner : of(cte.query())) {
                        simpler.add(new Query.With(
                                replaced(with.ctes(), i, new Cte(cte.name(), cte.hint(), inner, cte.recursive())),
                                with.query()));
                    }
                }
                of(with.query()).forEach(inner -> simpler.add(new Query.With(with.ctes(), inner)));
            }
            case Query.SetOperation set -> {
                simpler.add(set.left());
                simpler.add(set.right());
                tails(set, simpler);
                of(set.left())
                        .forEach(left ->
                                simpler.add(new Query.SetOperation(set.operator(), left, set.right(), set.tail())));
                of(set.right())
                        .forEach(right ->
                                simpler.add(new Query.SetOperation(set.operator(), set.left(), right, set.tail())));
            }
            case Select select -> select(select, simpler);
        }
        return simpler;
    }

    private static void tails(Query query, List<Query> simpler) {
        Tail tail = query.tail();
        if (!tail.equals(Tail.NONE)) {
            simpler.add(query.withTail(Tail.NONE));
        }
        if (!tail.limit().isEmpty()) {
            simpler.add(query.withTail(new Tail(tail.order(), tail.total(), "")));
        }
    }

    private static void select(Select select, List<Query> simpler) {
        if (select.from().filter(From.Derived.class::isInstance).isPresent()) {
            simpler.add(((From.Derived) select.from().get()).query());
        }
        if (select.where().isPresent()) {
            simpler.add(select.withWhere(Optional.empty()));
        }
        if (select.having().isPresent()) {
            simpler.add(select.withHaving(Optional.empty()));
        }
        tails(select, simpler);
        if (!select.distinct().isEmpty()) {
            simpler.add(select.withoutDistinct());
        }
        List<Item> items = select.items();
        for (int i = 0; i < items.size() && items.size() > 1; i++) {
            simpler.add(select.withItems(without(items, i)));
        }
        Grouping grouping = select.grouping();
        if (!grouping.keys().isEmpty()) {
            simpler.add(select.withGrouping(Grouping.NONE));
            if (!grouping.before().equals("group by ")) {
                simpler.add(select.withGrouping(new Grouping("group by ", grouping.keys(), "")));
            }
        }
        for (int i = 0; i < grouping.keys().size() && grouping.keys().size() > 1; i++) {
            simpler.add(select.withGrouping(
                    new Grouping(grouping.before(), without(grouping.keys(), i), grouping.after())));
        }
        select.from().ifPresent(from -> froms(from).forEach(less -> simpler.add(select.withFrom(less))));
        select.where().ifPresent(where -> of(where).forEach(less -> simpler.add(select.withWhere(Optional.of(less)))));
        for (int i = 0; i < items.size(); i++) {
            for (Expr less : of(items.get(i).expr())) {
                simpler.add(select.withItems(
                        replaced(items, i, new Item(less, items.get(i).alias()))));
            }
        }
        select.having()
                .ifPresent(having -> of(having).forEach(less -> simpler.add(select.withHaving(Optional.of(less)))));
        for (int i = 0; i < grouping.keys().size(); i++) {
            for (Expr less : of(grouping.keys().get(i))) {
                simpler.add(select.withGrouping(
                        new Grouping(grouping.before(), replaced(grouping.keys(), i, less), grouping.after())));
            }
        }
    }

    private static List<From> froms(From from) {
        List<From> simpler = new ArrayList<>();
        switch (from) {
            case From.Named named -> {}
            case From.Rows rows -> of(rows.call()).forEach(less -> simpler.add(new From.Rows(less, rows.alias())));
            case From.Derived derived ->
                of(derived.query())
                        .forEach(less -> simpler.add(new From.Derived(derived.lateral(), less, derived.alias())));
            case From.Join join -> {
                simpler.add(join.left());
                simpler.add(join.right());
                if (!join.type().equals("inner") && join.on().isPresent()) {
                    simpler.add(new From.Join("inner", join.left(), join.right(), join.on(), ""));
                }
                froms(join.left())
                        .forEach(less ->
                                simpler.add(new From.Join(join.type(), less, join.right(), join.on(), join.using())));
                froms(join.right())
                        .forEach(less ->
                                simpler.add(new From.Join(join.type(), join.left(), less, join.on(), join.using())));
                join.on()
                        .ifPresent(on -> of(on).forEach(less -> simpler.add(new From.Join(
                                join.type(), join.left(), join.right(), Optional.of(less), join.using()))));
            }
        }
        return simpler;
    }

    private static List<Expr> of(Expr expr) {
        List<Expr> simpler = new ArrayList<>();
        switch (expr) {
            case Expr.Plain plain -> {}
            case Expr.Parameter parameter ->
                simpler.add(new Expr.Plain(parameter.kind(), parameter.kind().literal(parameter.value()), true));
            case Expr.Guarded guarded ->
                of(guarded.operand())
                        .forEach(less ->
                                simpler.add(new Expr.Guarded(guarded.kind(), guarded.before(), less, guarded.after())));
            case Expr.Nested nested -> {
                simpler.add(Expr.simplest(nested.kind()));
                of(nested.query())
                        .forEach(less ->
                                simpler.add(new Expr.Nested(nested.kind(), nested.before(), less, nested.after())));
            }
            case Expr.Call call -> {
                simpler.add(Expr.simplest(call.kind()));
                call.operands().stream()
                        .filter(operand -> operand.kind() == call.kind())
                        .forEach(simpler::add);
                for (int i = 0; i < call.operands().size(); i++) {
                    for (Expr less : of(call.operands().get(i))) {
                        simpler.add(new Expr.Call(
                                call.kind(), call.texts(), call.slots(), replaced(call.operands(), i, less)));
                    }
                }
            }
        }
        return simpler;
    }

    private static <T> List<T> without(List<T> list, int index) {
        List<T> copy = new ArrayList<>(list);
        copy.remove(index);
        return List.copyOf(copy);
    }

    private static <T> List<T> replaced(List<T> list, int index, T value) {
        List<T> copy = new ArrayList<>(list);
        copy.set(index, value);
        return List.copyOf(copy);
    }
}
