package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Expression.FunctionCall;
import io.federator.engine.parser.ast.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Operators by precedence: PostgreSQL's manual, table 4.2. An operand is parsed with the least power that an operator in it
 * must have; operators that do not associate block their own level behind them.
 */
final class ExpressionParser {
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int IS = 4;
    private static final int COMPARISON = 5;
    /** LIKE, BETWEEN and IN. */
    private static final int RANGE = 6;
    /** Any operator without a level of its own. */
    private static final int OTHER = 8;

    private static final int ADDITION = 9;
    private static final int MULTIPLICATION = 10;
    private static final int POWER = 11;
    private static final int AT = 12;
    private static final int COLLATE = 13;
    private static final int SIGN = 14;
    private static final int CAST = 17;
    private static final int NONE = -1;

    /** What may stand in an expression. */
    enum Mode {
        FULL,
        /** The whole of a select item: a word for an operator may be the column's name instead. */
        TARGET,
        /** The first argument of SUBSTRING: SIMILAR without TO ends it. */
        SUBJECT,
        /** Without AND, OR, NOT, IN, LIKE, BETWEEN, IS: the b_expr of PostgreSQL's grammar. */
        RESTRICTED;

        Mode operand() {
            return this == TARGET || this == SUBJECT ? FULL : this;
        }
    }

    private final Grammar grammar;
    private final TokenStream tokens;

    ExpressionParser(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    Expression parse() {
        return parse(0, Mode.FULL);
    }

    Expression parseTarget() {
        return parse(0, Mode.TARGET);
    }

    Expression parseSubject() {
        return parse(0, Mode.SUBJECT);
    }

    Expression parseRestricted() {
        return parse(0, Mode.RESTRICTED);
    }

    /** An expression whose first operand has been read already. */
    Expression continueFrom(Expression left) {
        return infix(left, 0, Mode.FULL);
    }

    List<Expression> list() {
        List<Expression> items = new ArrayList<>();
        do {
            items.add(parse());
        } while (tokens.accept(","));
        return items;
    }

    private Expression parse(int least, Mode mode) {
        tokens.enter();
        Expression result = infix(prefix(mode), least, mode);
        tokens.leave();
        return result;
    }

    private Expression prefix(Mode mode) {
        Token token = tokens.current();
        int position = token.position();
        switch (token.symbol()) {
            case "+" -> {
                tokens.advance();
                return new Expression.Unary(Name.of("+", position), parse(SIGN + 1, mode.operand()), position);
            }
            case "-" -> {
                tokens.advance();
                return Literals.negate(parse(SIGN + 1, mode.operand()), position);
            }
            case "not", "not_la" -> {
                if (mode == Mode.RESTRICTED) {
                    throw tokens.error();
                }
                tokens.advance();
                return new Expression.Not(parse(NOT + 1, Mode.FULL), position);
            }
            case "default" -> {
                if (mode == Mode.RESTRICTED) {
                    throw tokens.error();
                }
                tokens.advance();
                return new Expression.Default(position);
            }
            case "operator" -> {
                if (tokens.ahead(1).is("(")) {
                    Name operator = explicitOperator();
                    return new Expression.Unary(operator, parse(OTHER + 1, mode.operand()), position);
                }
            }
            default -> {
                if (token.kind() == Kind.OPERATOR) {
                    tokens.advance();
                    Name operator = Name.of(token.value(), position);
                    return new Expression.Unary(operator, parse(OTHER + 1, mode.operand()), position);
                }
            }
        }
        Expression primary = grammar.primaries.parse();
        boolean overlaps = mode != Mode.RESTRICTED && primary instanceof Expression.Row && tokens.is("overlaps");
        return overlaps ? grammar.primaries.overlaps((Expression.Row) primary) : primary;
    }

    private Expression infix(Expression first, int least, Mode mode) {
        Expression left = first;
        int blocked = NONE;
        int grown = 0;
        while (true) {
            Token token = tokens.current();
            int power = power(token, mode);
            if (power < Math.max(least, OR)) {
                return left;
            }
            if (power == blocked) {
                throw tokens.error();
            }
            if (isEnd(token, mode)) {
                return left;
            }
            TokenStream.requireChain(++grown);
            int before = tokens.index();
            left = apply(left, token, power, mode);
            blocked = associates(power) || isClosed(before) ? NONE : power;
        }
    }

    /** Whether a word that could be an operator is not one here. */
    private boolean isEnd(Token token, Mode mode) {
        return switch (mode) {
            case FULL, RESTRICTED -> false;
            case TARGET -> OperatorWords.isLabel(token, tokens.ahead(1));
            case SUBJECT -> token.is("similar") && !tokens.ahead(1).is("to");
        };
    }

    private static boolean associates(int power) {
        return power != IS && power != COMPARISON && power != RANGE;
    }

    /**
     * Whether an operation that began there ended with a token of its own and not with an operand: then there is nothing
     * that a further operator of its level could be ambiguous about.
     */
    private boolean isClosed(int from) {
        int at = tokens.tokenAt(from).is("not_la") ? from + 1 : from;
        Token second = tokens.tokenAt(at + 1);
        return switch (tokens.tokenAt(at).symbol()) {
            case "is" ->
                !second.is("distinct")
                        && !(second.is("not") && tokens.tokenAt(at + 2).is("distinct"));
            case "isnull", "notnull", "in" -> true;
            case "between", "similar" -> false;
            default -> OperatorWords.QUANTIFIERS.contains(second.symbol());
        };
    }

    private int power(Token token, Mode mode) {
        if (token.kind() == Kind.OPERATOR) {
            return OTHER;
        }
        int power = switch (token.symbol()) {
            case "+", "-" -> ADDITION;
            case "*", "/", "%" -> MULTIPLICATION;
            case "^" -> POWER;
            case "<", ">", "=", "<=", ">=", "<>" -> COMPARISON;
            case "is" -> IS;
            case "::" -> CAST;
            case "operator" -> OTHER;
            default -> NONE;
        };
        return power != NONE || mode == Mode.RESTRICTED ? power : wordPower(token);
    }

    private static int wordPower(Token token) {
        return switch (token.symbol()) {
            case "or" -> OR;
            case "and" -> AND;
            case "isnull", "notnull" -> IS;
            case "between", "in", "like", "ilike", "similar", "not_la" -> RANGE;
            case "at" -> AT;
            case "collate" -> COLLATE;
            default -> NONE;
        };
    }

    private Expression apply(Expression left, Token token, int power, Mode mode) {
        int position = token.position();
        return switch (power) {
            case OR -> or(left, position);
            case AND -> and(left, position);
            case IS -> grammar.primaries.predicates().is(left, mode == Mode.RESTRICTED);
            case RANGE -> range(left);
            case AT -> at(left);
            case COLLATE -> {
                tokens.advance();
                yield new Expression.Collate(left, tokens.anyName(), position);
            }
            case CAST -> {
                tokens.advance();
                yield new Expression.Cast(left, grammar.types.parse(), position);
            }
            default -> binary(left, power, mode);
        };
    }

    private Expression or(Expression left, int position) {
        List<Expression> operands = new ArrayList<>(List.of(left));
        while (tokens.accept("or")) {
            operands.add(parse(OR + 1, Mode.FULL));
        }
        return new Expression.Or(operands, position);
    }

    private Expression and(Expression left, int position) {
        List<Expression> operands = new ArrayList<>(List.of(left));
        while (tokens.accept("and")) {
            operands.add(parse(AND + 1, Mode.FULL));
        }
        return new Expression.And(operands, position);
    }

    private Expression binary(Expression left, int power, Mode mode) {
        int position = tokens.position();
        Name operator = operator();
        if (mode != Mode.RESTRICTED
                && OperatorWords.QUANTIFIERS.contains(tokens.current().symbol())) {
            return quantified(left, operator, position);
        }
        Expression right = parse(power + 1, mode.operand());
        return new Expression.Binary(operator, left, right, position);
    }

    /** The ANY, SOME or ALL behind an operator. */
    private Expression quantified(Expression left, Name operator, int position) {
        boolean all = tokens.advance().is("all");
        PrimaryParser.Parenthesized content = grammar.primaries.parenthesized(false);
        return content.query() != null
                ? new Expression.AnySubquery(operator, all, left, content.query(), position)
                : new Expression.AnyArray(operator, all, left, content.single(), position);
    }

    /** An operator in the middle of an expression, or {@code OPERATOR(schema.op)}. */
    private Name operator() {
        if (tokens.is("operator")) {
            return explicitOperator();
        }
        Token token = tokens.advance();
        return Name.of(token.value(), token.position());
    }

    private Name explicitOperator() {
        int position = tokens.expect("operator").position();
        tokens.expect("(");
        Name name = anyOperator(position);
        tokens.expect(")");
        return name;
    }

    /** An operator with the schemas in front of it. */
    Name anyOperator(int position) {
        List<String> parts = new ArrayList<>();
        while (tokens.isColumnId()) {
            parts.add(tokens.advance().value());
            tokens.expect(".");
        }
        Token token = tokens.current();
        boolean known = Set.of("+", "-", "*", "/", "%", "^", "<", ">", "=", "<=", ">=", "<>")
                .contains(token.symbol());
        if (token.kind() != Kind.OPERATOR && !known) {
            throw tokens.error();
        }
        parts.add(tokens.advance().value());
        return new Name(parts, position);
    }

    private Expression range(Expression left) {
        int position = tokens.position();
        boolean negated = tokens.accept("not_la");
        Token word = tokens.advance();
        return switch (word.symbol()) {
            case "between" -> between(left, negated, position);
            case "in" -> in(left, negated, position);
            case "like" -> like(left, Expression.LikeKind.LIKE, negated, position);
            case "ilike" -> like(left, Expression.LikeKind.ILIKE, negated, position);
            default -> {
                tokens.expect("to");
                yield pattern(left, Expression.LikeKind.SIMILAR, negated, position);
            }
        };
    }

    private Expression between(Expression left, boolean negated, int position) {
        boolean symmetric = tokens.accept("symmetric");
        if (!symmetric) {
            tokens.accept("asymmetric");
        }
        Expression low = parseRestricted();
        tokens.expect("and");
        Expression high = parse(RANGE + 1, Mode.FULL);
        return new Expression.Between(left, low, high, symmetric, negated, position);
    }

    private Expression in(Expression left, boolean negated, int position) {
        PrimaryParser.Parenthesized content = grammar.primaries.parenthesized(true);
        return content.query() != null
                ? new Expression.InSubquery(left, content.query(), negated, position)
                : new Expression.InList(left, content.expressions(), negated, position);
    }

    private Expression like(Expression left, Expression.LikeKind kind, boolean negated, int position) {
        if (OperatorWords.QUANTIFIERS.contains(tokens.current().symbol())) {
            String operator = (negated ? "!~~" : "~~") + (kind == Expression.LikeKind.ILIKE ? "*" : "");
            return quantified(left, Name.of(operator, position), position);
        }
        return pattern(left, kind, negated, position);
    }

    private Expression pattern(Expression left, Expression.LikeKind kind, boolean negated, int position) {
        Expression pattern = parse(RANGE + 1, Mode.FULL);
        Expression escape = tokens.accept("escape") ? parse(RANGE + 1, Mode.FULL) : null;
        return new Expression.Like(kind, left, pattern, escape, negated, position);
    }

    private Expression at(Expression left) {
        int position = tokens.expect("at").position();
        Name timezone = Name.system("timezone", position);
        if (tokens.accept("local")) {
            return FunctionCall.of(timezone, List.of(left), position);
        }
        tokens.expectAll("time", "zone");
        Expression zone = parse(AT + 1, Mode.FULL);
        return FunctionCall.of(timezone, List.of(zone, left), position);
    }

    /** The operand of IS DISTINCT FROM. */
    Expression distinctOperand(boolean restricted) {
        return parse(IS + 1, restricted ? Mode.RESTRICTED : Mode.FULL);
    }
}
