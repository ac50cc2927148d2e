package io.federator.engine.parser;

import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Expression.FunctionCall;
import io.federator.engine.parser.ast.Expression.JsonKind;
import io.federator.engine.parser.ast.Expression.Truth;
import io.federator.engine.parser.ast.Name;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What follows IS. */
final class PredicateParser {
    private static final Set<String> NORMAL_FORMS = Set.of("nfc", "nfd", "nfkc", "nfkd");

    private final Grammar grammar;
    private final TokenStream tokens;

    PredicateParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    /** An IS test of {@code left}; in restricted expressions only those that end in no operator of lower rank. */
    Expression is(Expression left, boolean restricted) {
        Token word = tokens.advance();
        int position = word.position();
        if (!word.is("is")) {
            return new Expression.IsNull(left, word.is("notnull"), position);
        }
        boolean negated = tokens.accept("not");
        if (restricted && !tokens.isAny("distinct", "document")) {
            throw tokens.error();
        }
        Token test = tokens.current();
        return switch (test.symbol()) {
            case "null" -> {
                tokens.advance();
                yield new Expression.IsNull(left, negated, position);
            }
            case "true" -> truth(left, Truth.TRUE, negated, position);
            case "false" -> truth(left, Truth.FALSE, negated, position);
            case "unknown" -> truth(left, Truth.UNKNOWN, negated, position);
            case "distinct" -> {
                tokens.advance();
                tokens.expect("from");
                Expression right = grammar.expressions.distinctOperand(restricted);
                yield new Expression.IsDistinct(left, right, negated, position);
            }
            case "document" -> {
                tokens.advance();
                tokens.refuse("IS DOCUMENT", position);
                yield new Expression.Unsupported("IS DOCUMENT", position);
            }
            case "json" -> json(left, negated, position);
            default -> normalized(left, negated, position);
        };
    }

    private Expression truth(Expression left, Truth truth, boolean negated, int position) {
        tokens.advance();
        return new Expression.IsTruth(left, truth, negated, position);
    }

    private Expression json(Expression left, boolean negated, int position) {
        tokens.advance();
        JsonKind kind = JsonKind.ANY;
        if (tokens.accept("scalar")) {
            kind = JsonKind.SCALAR;
        } else if (tokens.accept("array")) {
            kind = JsonKind.ARRAY;
        } else if (tokens.accept("object")) {
            kind = JsonKind.OBJECT;
        } else {
            tokens.accept("value");
        }
        return new Expression.IsJson(left, kind, uniqueKeys(), negated, position);
    }

    /** {@code WITH UNIQUE KEYS} and its opposite, where they are written. */
    private boolean uniqueKeys() {
        boolean with = tokens.accept("with");
        if (!with && !tokens.accept("without")) {
            return false;
        }
        tokens.expect("unique");
        tokens.accept("keys");
        return with;
    }

    private Expression normalized(Expression left, boolean negated, int position) {
        Token form = tokens.current();
        List<Expression> arguments = List.of(left);
        if (NORMAL_FORMS.contains(form.symbol())) {
            tokens.advance();
            arguments = List.of(left, new Expression.StringLiteral(upper(form), form.position()));
        }
        tokens.expect("normalized");
        Expression call = FunctionCall.of(Name.system("is_normalized", position), arguments, position);
        return negated ? new Expression.Not(call, position) : call;
    }

    static String upper(Token word) {
        return word.symbol().toUpperCase(Locale.ROOT);
    }
}
