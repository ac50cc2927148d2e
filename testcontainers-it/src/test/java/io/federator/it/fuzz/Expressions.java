package io.federator.it.fuzz;

import io.federator.it.fuzz.Scope.Column;
import io.federator.it.fuzz.Template.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes expressions of a wanted kind. */
final class Expressions {
    private static final int OUTER_ROWS = 250;
    private static final List<String> ROW_OPERATORS = List.of(
            "in", "in", "not in", "not in", "= any", "<> all", "<> any", "= all", "< any", ">= all", "<= some",
            "> all");

    private final Dice dice;
    private final Template.Book book;
    private final Map<Kind, List<String>> samples;
    private final Subqueries subqueries;

    /** Makes the queries inside of expressions. */
    interface Subqueries {
        /** One row at most, of one column. */
        Query scalar(Kind kind, Scope outer);

        /** Any number of rows of these kinds. */
        Query rows(List<Kind> kinds, Scope outer);

        /** Whether there may be one more level. */
        boolean allowed();
    }

    Expressions(Dice dice, Template.Book book, Map<Kind, List<String>> samples, Subqueries subqueries) {
        this.dice = dice;
        this.book = book;
        this.samples = samples;
        this.subqueries = subqueries;
    }

    /** A kind that the columns have, more often than another. */
    Kind kind(Scope scope) {
        List<Column> columns = scope.columns();
        return columns.isEmpty() || dice.chance(20)
                ? dice.pick(List.of(Kind.values()))
                : dice.pick(columns).kind();
    }

    Expr make(Kind kind, Scope scope, int depth) {
        if (depth <= 0 || dice.chance(30)) {
            return leaf(kind, scope);
        }
        boolean small = scope.rows() <= OUTER_ROWS && scope.grouped().isEmpty();
        if (subqueries.allowed() && small && dice.chance(kind == Kind.BOOL ? 14 : 5)) {
            return kind == Kind.BOOL ? predicate(scope, depth) : scalar(kind, scope);
        }
        if (scope.grouped().isPresent() && dice.chance(50)) {
            return aggregate(kind, scope, depth).orElseGet(() -> leaf(kind, scope));
        }
        return apply(dice.pick(book.scalars().getOrDefault(kind, List.of())), kind, scope, depth);
    }

    /** A condition over columns rather than constants. */
    Expr condition(Scope scope, int depth) {
        return make(Kind.BOOL, scope, depth);
    }

    /** Equal values of it are the same value. */
    Expr uniform(Expr expr) {
        return expr.isUniform() ? expr : canonical(expr);
    }

    /** Equal values of all such expressions of a kind are the same value. */
    Expr canonical(Expr expr) {
        return switch (expr.kind()) {
            case NUMERIC -> new Expr.Guarded(Kind.NUMERIC, "trim_scale(", expr, ")");
            case FLOAT4, FLOAT8 -> new Expr.Guarded(Kind.FLOAT8, "(", expr, " + 0)");
            case BPCHAR, JSONB -> new Expr.Guarded(Kind.TEXT, "(", expr, ")::text");
            case INTERVAL -> new Expr.Guarded(Kind.NUMERIC, "trim_scale(extract(epoch from ", expr, "))");
            default -> expr;
        };
    }

    /** In another order of text. */
    Expr collated(Expr text) {
        String collation = dice.oneOf("C", "unicode", "ucs_basic", "en-x-icu", "sv-x-icu", "de-x-icu");
        return Expr.around(Kind.TEXT, "(", text, ") collate \"" + collation + "\"");
    }

    private Expr leaf(Kind kind, Scope scope) {
        if (scope.grouped().isPresent() && dice.chance(60)) {
            Optional<Expr> aggregate = aggregate(kind, scope, 1);
            if (aggregate.isPresent()) {
                return aggregate.get();
            }
        }
        List<Column> own = scope.columns(kind);
        if (!own.isEmpty() && dice.chance(75)) {
            return dice.pick(own).expr();
        }
        List<Column> outer = scope.outer().map(around -> around.columns(kind)).orElse(List.of());
        if (!outer.isEmpty() && dice.chance(60)) {
            return dice.pick(outer).expr();
        }
        return constant(kind, scope.grouped().isPresent());
    }

    /** @param grouped whether a parameter could be taken for a part of a group's key */
    private Expr constant(Kind kind, boolean grouped) {
        if (dice.chance(4)) {
            return new Expr.Plain(kind, "null::" + kind.sql(), true);
        }
        String value = dice.pick(samples.getOrDefault(kind, kind.literals()));
        return dice.chance(25) && !grouped
                ? new Expr.Parameter(kind, value)
                : new Expr.Plain(kind, kind.literal(value), true);
    }

    /** An aggregate of this kind over the rows of the groups. */
    Optional<Expr> aggregate(Kind kind, Scope scope, int depth) {
        List<Template> templates = book.aggregates().getOrDefault(kind, List.of());
        Optional<Scope> grouped = scope.grouped();
        return templates.isEmpty() || grouped.isEmpty()
                ? Optional.empty()
                : Optional.of(apply(dice.pick(templates), kind, inner(grouped.get()), Math.min(depth, 2)));
    }

    /** An aggregate of outer columns alone is one of the outer query, where it may not be allowed. */
    private Scope inner(Scope grouped) {
        return dice.chance(80) ? new Scope(grouped.sources(), Optional.empty()) : grouped;
    }

    private Expr apply(Template template, Kind kind, Scope scope, int depth) {
        Kind bound = template.kind().equals("T") ? kind : kind(scope);
        List<String> texts = new ArrayList<>();
        List<Integer> slots = new ArrayList<>();
        List<Expr> operands = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Part part : template.parts()) {
            switch (part) {
                case Part.Text plain -> text.append(plain.sql());
                case Part.Choice choice -> text.append(dice.pick(choice.texts()));
                case Part.Again again -> slots.add(next(texts, text, again.operand()));
                case Part.Operand operand -> {
                    slots.add(next(texts, text, operands.size()));
                    Kind wanted = operand.kind().equals("T") ? bound : Kind.named(operand.kind());
                    Expr made = make(wanted, scope, depth - 1);
                    // A parameter is another one at each place: what is ordered by would not be what is distinct.
                    made = template.isOrderedDistinct() && SqlText.hasParameters(made) ? Expr.simplest(wanted) : made;
                    operands.add(operand.uniform() ? uniform(made) : made);
                }
            }
        }
        texts.add(text.toString());
        boolean call = texts.getFirst().matches("\\w+\\(") && texts.getLast().equals(")");
        if (!call) {
            texts.set(0, "(" + texts.getFirst());
            texts.set(texts.size() - 1, texts.getLast() + ")");
        }
        return new Expr.Call(kind, texts, slots, operands);
    }

    private static int next(List<String> texts, StringBuilder text, int slot) {
        texts.add(text.toString());
        text.setLength(0);
        return slot;
    }

    private Expr scalar(Kind kind, Scope scope) {
        return new Expr.Nested(kind, "(", subqueries.scalar(kind, scope), ")");
    }

    private Expr predicate(Scope scope, int depth) {
        Kind kind = kind(scope);
        if (dice.chance(35)) {
            String word = dice.oneOf("exists (", "not exists (", "(exists (");
            Query query = subqueries.rows(List.of(kind), scope);
            return new Expr.Nested(Kind.BOOL, word, query, word.startsWith("(") ? "))" : ")");
        }
        Expr left = make(kind, scope, depth - 2);
        if (dice.chance(15)) {
            Expr second = make(Kind.INT4, scope, 0);
            Expr rows = new Expr.Nested(kind, "(", subqueries.rows(List.of(kind, Kind.INT4), scope), ")");
            return new Expr.Call(
                    Kind.BOOL,
                    Arrays.asList("((", ", ", ") " + dice.pick(ROW_OPERATORS) + " ", ")"),
                    List.of(0, 1, 2),
                    List.of(left, second, rows));
        }
        String operator = dice.oneOf("in", "in", "not in", "not in", "= any", "<> all", "< any", ">= all", "> some");
        return Expr.infix(
                Kind.BOOL, left, operator, new Expr.Nested(kind, "(", subqueries.rows(List.of(kind), scope), ")"));
    }
}
