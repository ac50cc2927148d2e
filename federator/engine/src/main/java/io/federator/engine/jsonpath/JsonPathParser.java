package io.federator.engine.jsonpath;

import io.federator.engine.jsonpath.JsonPath.*;
import io.federator.engine.jsonpath.JsonPathLexer.Kind;
import io.federator.engine.jsonpath.JsonPathLexer.Token;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** From text to a path. */
public final class JsonPathParser {
    private static final Set<String> METHODS = Set.of(
            "abs",
            "size",
            "type",
            "floor",
            "double",
            "ceiling",
            "keyvalue",
            "bigint",
            "boolean",
            "date",
            "integer",
            "number",
            "string");
    private static final Set<String> METHODS_WITH_ARGUMENTS =
            Set.of("decimal", "datetime", "time", "time_tz", "timestamp", "timestamp_tz");
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<>", "<", "<=", ">", ">=");

    private final List<Token> tokens;
    private int at;
    private int filters;
    private int subscripts;

    private JsonPathParser(String text) {
        this.tokens = JsonPathLexer.tokens(text);
    }

    /**
     * Reads a path.
     *
     * @throws SqlException 42601; 22P02 for an empty text
     */
    public static JsonPath parse(String text) {
        JsonPathParser parser = new JsonPathParser(text);
        if (parser.peek().kind() == Kind.END) {
            throw new SqlException(
                    SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type jsonpath: \"" + text + "\"");
        }
        boolean strict = parser.peek().isWord("strict");
        if (strict || parser.peek().isWord("lax")) {
            parser.at++;
        }
        Node root = parser.or();
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected();
        }
        return new JsonPath(strict, root);
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token ahead(int distance) {
        return tokens.get(Math.min(at + distance, tokens.size() - 1));
    }

    private boolean accept(String symbol) {
        if (peek().is(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    private boolean acceptWord(String word) {
        if (peek().isWord(word)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String symbol) {
        if (!accept(symbol)) {
            throw unexpected();
        }
    }

    private SqlException unexpected() {
        return JsonPathLexer.syntax(peek().text());
    }

    private Predicate predicate(Node node) {
        if (node instanceof Predicate predicate) {
            return predicate;
        }
        throw unexpected();
    }

    private Node expression(Node node) {
        if (node instanceof Predicate) {
            throw unexpected();
        }
        return node;
    }

    private Node or() {
        Node left = and();
        while (accept("||")) {
            Predicate first = predicate(left);
            left = new Or(first, predicate(and()));
        }
        return left;
    }

    private Node and() {
        Node left = not();
        while (accept("&&")) {
            Predicate first = predicate(left);
            left = new And(first, predicate(not()));
        }
        return left;
    }

    private Node not() {
        if (accept("!")) {
            if (peek().isWord("exists")) {
                return new Not(exists());
            }
            expect("(");
            Predicate operand = predicate(or());
            expect(")");
            return new Not(operand);
        }
        return comparison();
    }

    private Exists exists() {
        at++;
        expect("(");
        Node operand = expression(or());
        expect(")");
        return new Exists(operand);
    }

    private Node comparison() {
        Node left = additive();
        Token token = peek();
        if (token.kind() == Kind.SYMBOL && COMPARISONS.contains(token.text())) {
            expression(left);
            at++;
            Node right = expression(additive());
            return new Comparison(token.text().equals("!=") ? "<>" : token.text(), left, right);
        }
        if (token.isWord("starts") && ahead(1).isWord("with")) {
            expression(left);
            at += 2;
            Token prefix = tokens.get(at++);
            return switch (prefix.kind()) {
                case STRING -> new StartsWith(left, new Text(prefix.text()));
                case VARIABLE -> new StartsWith(left, new Variable(prefix.text()));
                default -> throw JsonPathLexer.syntax(prefix.text());
            };
        }
        if (token.isWord("like_regex")) {
            expression(left);
            at++;
            Token pattern = tokens.get(at++);
            if (pattern.kind() != Kind.STRING) {
                throw JsonPathLexer.syntax(pattern.text());
            }
            String flags = "";
            if (acceptWord("flag")) {
                Token letters = tokens.get(at++);
                if (letters.kind() != Kind.STRING) {
                    throw JsonPathLexer.syntax(letters.text());
                }
                flags = letters.text();
            }
            return new LikeRegex(left, pattern.text(), JsonPathLexer.flags(flags));
        }
        return left;
    }

    private Node additive() {
        Node left = multiplicative();
        while (peek().is("+") || peek().is("-")) {
            expression(left);
            String operator = tokens.get(at++).text();
            left = new Binary(operator, left, expression(multiplicative()));
        }
        return left;
    }

    private Node multiplicative() {
        Node left = unary();
        while (peek().is("*") || peek().is("/") || peek().is("%")) {
            expression(left);
            String operator = tokens.get(at++).text();
            left = new Binary(operator, left, expression(unary()));
        }
        return left;
    }

    private Node unary() {
        if (peek().is("+") || peek().is("-")) {
            String operator = tokens.get(at++).text();
            Node operand = expression(unary());
            if (operand instanceof Numeric(java.math.BigDecimal value)) {
                return operator.equals("-") ? new Numeric(value.negate()) : operand;
            }
            return new Unary(operator, operand);
        }
        return accessors();
    }

    private Node accessors() {
        Node head = primary();
        List<Step> steps = new ArrayList<>();
        while (peek().is(".") || peek().is("[") || peek().is("?")) {
            steps.add(step());
        }
        return steps.isEmpty() ? head : new Path(head, steps);
    }

    private Node primary() {
        Token token = tokens.get(at);
        if (token.isWord("exists") && ahead(1).is("(")) {
            return exists();
        }
        at++;
        switch (token.kind()) {
            case STRING -> {
                return new Text(token.text());
            }
            case NUMBER -> {
                return new Numeric(JsonPathLexer.value(token.text()));
            }
            case VARIABLE -> {
                return new Variable(token.text());
            }
            default -> {}
        }
        if (token.kind() == Kind.WORD) {
            switch (token.text()) {
                case "null" -> {
                    return new Null();
                }
                case "true" -> {
                    return new Bool(true);
                }
                case "false" -> {
                    return new Bool(false);
                }
                default -> {}
            }
        }
        if (token.is("$")) {
            return new Root();
        }
        if (token.is("@")) {
            if (filters == 0) {
                throw new SqlException(SqlState.SYNTAX_ERROR, "@ is not allowed in root expressions");
            }
            return new Current();
        }
        if (token.isWord("last")) {
            if (subscripts == 0) {
                throw new SqlException(SqlState.SYNTAX_ERROR, "LAST is allowed only in array subscripts");
            }
            return new Last();
        }
        if (token.is("(")) {
            Node inner = or();
            expect(")");
            if (inner instanceof Predicate predicate && peek().isWord("is") && ahead(1).isWord("unknown")) {
                at += 2;
                return new IsUnknown(predicate);
            }
            return inner;
        }
        at--;
        throw unexpected();
    }

    private Step step() {
        if (accept("?")) {
            expect("(");
            filters++;
            Predicate predicate = predicate(or());
            filters--;
            expect(")");
            return new Filter(predicate);
        }
        if (accept("[")) {
            if (peek().is("*") && ahead(1).is("]")) {
                at += 2;
                return new AnyItem();
            }
            List<Range> ranges = new ArrayList<>();
            subscripts++;
            do {
                Node from = expression(or());
                ranges.add(new Range(from, acceptWord("to") ? expression(or()) : null));
            } while (accept(","));
            subscripts--;
            expect("]");
            return new Items(ranges);
        }
        at++;
        if (accept("**")) {
            return descend();
        }
        if (accept("*")) {
            return new AnyMember();
        }
        Token name = tokens.get(at++);
        if (name.kind() == Kind.STRING) {
            return new Member(name.text());
        }
        if (name.kind() != Kind.WORD) {
            at--;
            throw unexpected();
        }
        String method = name.text().toLowerCase(Locale.ROOT);
        if (peek().is("(") && (METHODS.contains(method) || METHODS_WITH_ARGUMENTS.contains(method))) {
            return method(method);
        }
        return new Member(name.text());
    }

    private Step descend() {
        if (!accept("{")) {
            return new Descend(0, Descend.LAST);
        }
        int first = level();
        int last = acceptWord("to") ? level() : first;
        expect("}");
        return new Descend(first, last);
    }

    private int level() {
        if (acceptWord("last")) {
            return Descend.LAST;
        }
        Token number = tokens.get(at++);
        if (number.kind() != Kind.NUMBER || !number.text().matches("\\d{1,9}")) {
            at--;
            throw unexpected();
        }
        return Integer.parseInt(number.text());
    }

    private Step method(String name) {
        expect("(");
        List<String> arguments = new ArrayList<>();
        while (!accept(")")) {
            if (!arguments.isEmpty()) {
                expect(",");
            }
            String sign = "";
            if (peek().is("-") || peek().is("+")) {
                sign = tokens.get(at++).text();
            }
            Token argument = tokens.get(at++);
            boolean text = name.equals("datetime") && argument.kind() == Kind.STRING && sign.isEmpty();
            boolean number = argument.kind() == Kind.NUMBER
                    && argument.text().matches("\\d+")
                    && (sign.isEmpty() || name.equals("decimal"));
            if (!METHODS_WITH_ARGUMENTS.contains(name) || !(text || (number && !name.equals("datetime")))) {
                at--;
                throw unexpected();
            }
            arguments.add(text ? "\"" + argument.text() : sign + argument.text());
            if (arguments.size() > (name.equals("decimal") ? 2 : 1)) {
                throw unexpected();
            }
        }
        return new Method(name, arguments);
    }
}
