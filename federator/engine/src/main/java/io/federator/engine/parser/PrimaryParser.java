package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Expression.FunctionCall;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operands: constants, names, parentheses, CASE, subqueries; the c_expr of PostgreSQL's grammar. */
final class PrimaryParser {
    private final Grammar grammar;
    private final TokenStream tokens;
    private final PredicateParser predicates;

    PrimaryParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
        this.predicates = new PredicateParser(grammar);
    }

    PredicateParser predicates() {
        return predicates;
    }

    Expression parse() {
        Token token = tokens.current();
        int position = token.position();
        return switch (token.kind()) {
            case STRING -> new Expression.StringLiteral(tokens.advance().value(), position);
            case BITS -> new Expression.BitLiteral(tokens.advance().value(), false, position);
            case HEX_BITS -> new Expression.BitLiteral(tokens.advance().value(), true, position);
            case INTEGER, NUMBER -> Literals.number(tokens.advance().value(), position);
            case PARAMETER ->
                indirection(new Expression.Parameter(
                        Integer.parseInt(tokens.advance().value()), position));
            case SIGN -> {
                if (!token.is("(")) {
                    throw tokens.error();
                }
                yield fromParentheses();
            }
            case IDENTIFIER -> named();
            case KEYWORD -> word(token);
            default -> throw tokens.error();
        };
    }

    private Expression word(Token token) {
        int position = token.position();
        boolean parenthesis = tokens.ahead(1).is("(");
        switch (token.symbol()) {
            case "null" -> {
                tokens.advance();
                return new Expression.NullLiteral(position);
            }
            case "true", "false" -> {
                tokens.advance();
                return new Expression.BooleanLiteral(token.is("true"), position);
            }
            case "case" -> {
                return caseExpression();
            }
            case "array" -> {
                return array();
            }
            case "exists" -> {
                if (parenthesis) {
                    tokens.advance();
                    return new Expression.Exists(grammar.queries.parenthesized(), position);
                }
            }
            case "row" -> {
                if (parenthesis) {
                    return explicitRow();
                }
            }
            case "grouping" -> {
                if (parenthesis) {
                    tokens.advance();
                    tokens.expect("(");
                    List<Expression> arguments = grammar.expressions.list();
                    tokens.expect(")");
                    return new Expression.Grouping(arguments, position);
                }
            }
            case "unique" -> {
                tokens.advance();
                if (tokens.accept("nulls")) {
                    tokens.accept("not");
                    tokens.expect("distinct");
                }
                grammar.queries.parenthesized();
                tokens.refuse("UNIQUE predicate", position);
                return new Expression.Unsupported("UNIQUE predicate", position);
            }
            default -> {}
        }
        if (grammar.types.startsTypedLiteral()) {
            return grammar.types.typedLiteral();
        }
        Expression special = grammar.specialCalls.parse();
        return special != null ? special : named();
    }

    /** A column, a function call, or a literal behind a type's name. */
    private Expression named() {
        Token first = tokens.current();
        boolean function = TokenStream.isFunctionOrType(first);
        boolean column = TokenStream.isColumnId(first);
        if (!function && !column) {
            throw tokens.error();
        }
        Token next = tokens.ahead(1);
        if (function && (next.is("(") || next.kind() == Kind.STRING)) {
            tokens.advance();
            return grammar.functions.callOrLiteral(Name.of(first.value(), first.position()));
        }
        if (!column) {
            // A word that can only be a function: what follows it is the error.
            tokens.advance();
            throw tokens.error();
        }
        tokens.advance();
        Indirection steps = Indirection.read(grammar);
        boolean callable = steps.isNamesOnly() && !steps.isEmpty();
        if (callable && (tokens.is("(") || tokens.is(Kind.STRING))) {
            return grammar.functions.callOrLiteral(new Name(steps.prefixed(first.value()), first.position()));
        }
        return steps.columnFrom(first.value(), first.position());
    }

    Expression indirection(Expression base) {
        return Indirection.read(grammar).applyTo(base);
    }

    /**
     * What stands in parentheses: exactly one of a query, or one or more expressions.
     *
     * @param row whether there was a comma
     */
    record Parenthesized(@Nullable Query query, List<Expression> expressions, boolean row, int position) {
        Expression single() {
            return expressions.getFirst();
        }

        /** The content as a value. */
        Expression value() {
            if (query != null) {
                return new Expression.ScalarSubquery(query, position);
            }
            return row ? new Expression.Row(expressions, false, position) : single();
        }
    }

    /** Parentheses with all in them; whether they hold a query is known only at the first token that is not another one. */
    Parenthesized parenthesized(boolean allowRow) {
        tokens.enter();
        int position = tokens.expect("(").position();
        Parenthesized content = content(allowRow, position);
        tokens.expect(")");
        tokens.leave();
        return content;
    }

    private Parenthesized content(boolean allowRow, int position) {
        if (grammar.queries.isStart()) {
            return new Parenthesized(grammar.queries.parse(), List.of(), false, position);
        }
        Expression first;
        if (tokens.is("(")) {
            Parenthesized inner = parenthesized(true);
            if (inner.query() != null && (tokens.is(")") || grammar.queries.isContinued())) {
                return new Parenthesized(grammar.queries.continueFrom(inner.query()), List.of(), false, position);
            }
            first = grammar.expressions.continueFrom(operand(inner));
        } else {
            first = grammar.expressions.parse();
        }
        if (!allowRow || !tokens.is(",")) {
            return new Parenthesized(null, List.of(first), false, position);
        }
        List<Expression> fields = new ArrayList<>(List.of(first));
        while (tokens.accept(",")) {
            fields.add(grammar.expressions.parse());
        }
        return new Parenthesized(null, fields, true, position);
    }

    private Expression fromParentheses() {
        Parenthesized content = parenthesized(true);
        return content.row() ? content.value() : indirection(content.value());
    }

    private Expression operand(Parenthesized inner) {
        Expression value = inner.value();
        if (!inner.row()) {
            return indirection(value);
        }
        return tokens.is("overlaps") ? overlaps((Expression.Row) value) : value;
    }

    /** {@code (a, b) OVERLAPS (c, d)}. */
    Expression overlaps(Expression.Row left) {
        int position = tokens.expect("overlaps").position();
        Expression.Row right = overlapsRow();
        if (left.fields().size() != 2) {
            throw TokenStream.errorAt(
                    left.position(), "wrong number of parameters on left side of OVERLAPS expression");
        }
        if (right.fields().size() != 2) {
            throw TokenStream.errorAt(
                    right.position(), "wrong number of parameters on right side of OVERLAPS expression");
        }
        List<Expression> arguments = new ArrayList<>(left.fields());
        arguments.addAll(right.fields());
        return FunctionCall.of(Name.system("overlaps", position), arguments, position);
    }

    private Expression.Row overlapsRow() {
        if (tokens.is("row")) {
            return explicitRow();
        }
        Parenthesized content = parenthesized(true);
        if (!content.row()) {
            throw tokens.error();
        }
        return new Expression.Row(content.expressions(), false, content.position());
    }

    private Expression.Row explicitRow() {
        int position = tokens.expect("row").position();
        tokens.expect("(");
        List<Expression> fields = tokens.is(")") ? List.of() : grammar.expressions.list();
        tokens.expect(")");
        return new Expression.Row(fields, true, position);
    }

    private Expression caseExpression() {
        int position = tokens.expect("case").position();
        Expression operand = tokens.is("when") ? null : grammar.expressions.parse();
        List<Expression.When> branches = new ArrayList<>();
        do {
            int when = tokens.expect("when").position();
            Expression condition = grammar.expressions.parse();
            tokens.expect("then");
            branches.add(new Expression.When(condition, grammar.expressions.parse(), when));
        } while (tokens.is("when"));
        Expression otherwise = tokens.accept("else") ? grammar.expressions.parse() : null;
        tokens.expect("end");
        return new Expression.Case(operand, branches, otherwise, position);
    }

    private Expression array() {
        int position = tokens.expect("array").position();
        if (tokens.is("(")) {
            return new Expression.ArraySubquery(grammar.queries.parenthesized(), position);
        }
        return arrayLiteral(position);
    }

    private Expression arrayLiteral(int position) {
        tokens.enter();
        tokens.expect("[");
        List<Expression> elements = new ArrayList<>();
        if (tokens.is("[")) {
            do {
                if (!tokens.is("[")) {
                    throw tokens.error();
                }
                elements.add(arrayLiteral(tokens.position()));
            } while (tokens.accept(","));
        } else if (!tokens.is("]")) {
            elements.addAll(grammar.expressions.list());
        }
        tokens.expect("]");
        tokens.leave();
        return new Expression.ArrayLiteral(elements, position);
    }
}
