package io.federator.engine.parser;

import io.federator.engine.parser.ast.Expression;
import io.federator.spi.error.SqlException;
import java.util.ArrayList;
import java.util.List;

/** Fields, subscripts and the star behind a value or a name. */
final class Indirection {
    private final List<Expression.Step> steps = new ArrayList<>();
    private boolean star;

    private Indirection() {}

    static Indirection read(Grammar grammar) {
        TokenStream tokens = grammar.tokens;
        Indirection result = new Indirection();
        while (true) {
            if (tokens.is(".")) {
                tokens.advance();
                boolean misplaced = result.star;
                if (tokens.accept("*")) {
                    result.star = true;
                } else {
                    result.steps.add(new Expression.Field(tokens.label()));
                }
                if (misplaced) {
                    throw improperStar(grammar);
                }
            } else if (tokens.is("[")) {
                boolean misplaced = result.star;
                result.steps.add(subscript(grammar));
                if (misplaced) {
                    throw improperStar(grammar);
                }
            } else {
                return result;
            }
        }
    }

    /** PostgreSQL reads all steps before it finds the fault, and names the token behind them. */
    private static SqlException improperStar(Grammar grammar) {
        read(grammar);
        return grammar.tokens.error("improper use of \"*\"");
    }

    private static Expression.Subscript subscript(Grammar grammar) {
        TokenStream tokens = grammar.tokens;
        tokens.expect("[");
        Expression lower = tokens.is(":") ? null : grammar.expressions.parse();
        if (lower != null && !tokens.is(":")) {
            tokens.expect("]");
            return new Expression.Subscript(null, lower, false);
        }
        tokens.expect(":");
        Expression upper = tokens.is("]") ? null : grammar.expressions.parse();
        tokens.expect("]");
        return new Expression.Subscript(lower, upper, true);
    }

    boolean isEmpty() {
        return steps.isEmpty() && !star;
    }

    boolean hasStar() {
        return star;
    }

    List<Expression.Step> steps() {
        return steps;
    }

    boolean isNamesOnly() {
        return !star && steps.stream().allMatch(Expression.Field.class::isInstance);
    }

    /** The name with all fields behind it. */
    List<String> prefixed(String first) {
        List<String> names = new ArrayList<>(List.of(first));
        for (Expression.Step step : steps) {
            if (step instanceof Expression.Field field) {
                names.add(field.name());
            }
        }
        return names;
    }

    /** A column: the names up to the first subscript belong to its reference. */
    Expression columnFrom(String first, int position) {
        List<String> names = new ArrayList<>(List.of(first));
        int used = 0;
        while (used < steps.size() && steps.get(used) instanceof Expression.Field field) {
            names.add(field.name());
            used++;
        }
        boolean whole = used == steps.size();
        Expression column = new Expression.ColumnRef(names, star && whole, position);
        return whole ? column : apply(column, used);
    }

    Expression applyTo(Expression base) {
        return apply(base, 0);
    }

    private Expression apply(Expression base, int from) {
        Expression result = base;
        int position = base.position();
        int index = from;
        while (index < steps.size()) {
            if (steps.get(index) instanceof Expression.Field field) {
                result = new Expression.FieldSelect(result, field.name(), position);
                index++;
                continue;
            }
            List<Expression.Subscript> subscripts = new ArrayList<>();
            while (index < steps.size() && steps.get(index) instanceof Expression.Subscript subscript) {
                subscripts.add(subscript);
                index++;
            }
            result = new Expression.Subscripts(result, subscripts, position);
        }
        return star ? new Expression.FieldStar(result, position) : result;
    }
}
