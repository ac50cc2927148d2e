package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Name;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a script and the place that parsing has reached. Every error is raised at the first token that no statement
 * could have there, as PostgreSQL does; so the parser decides by looking ahead and never tries and goes back.
 */
final class TokenStream {
    /**
     * How deep parentheses, operands and subqueries may nest. A level takes up to two kilobytes of stack before the code is
     * compiled, and a thread has a megabyte.
     */
    static final int MAX_DEPTH = 250;

    /** How many operators, joins or set operations may stand in a row: they make trees that are as deep to the left. */
    static final int MAX_CHAIN = 1000;

    private final SqlText text;
    private final List<Token> tokens;
    private int index;
    private int depth;
    private @Nullable SqlException refusal;

    TokenStream(String sql, ScriptReading reading) {
        this.text = new SqlText(sql);
        this.tokens = Lexer.tokens(sql, reading);
    }

    /** The token that is next to be consumed. */
    Token current() {
        Token token = tokens.get(index);
        SqlException failure = token.failure();
        if (failure != null) {
            throw failure;
        }
        return token;
    }

    /** A token further on, or the last; where there is a lexical error it says nothing about it yet. */
    Token ahead(int count) {
        return tokens.get(Math.min(index + count, tokens.size() - 1));
    }

    Token advance() {
        Token token = current();
        if (token.kind() != Kind.END) {
            index++;
        }
        return token;
    }

    int position() {
        return current().position();
    }

    int index() {
        return index;
    }

    Token tokenAt(int at) {
        return tokens.get(at);
    }

    String sql() {
        return text.sql;
    }

    boolean is(String symbol) {
        return current().is(symbol);
    }

    boolean is(Kind kind) {
        return current().kind() == kind;
    }

    boolean isAny(String... symbols) {
        Token token = current();
        for (String symbol : symbols) {
            if (token.is(symbol)) {
                return true;
            }
        }
        return false;
    }

    /** Whether these are the next tokens. */
    boolean isSequence(String first, String second) {
        return is(first) && ahead(1).is(second);
    }

    boolean accept(String symbol) {
        if (!is(symbol)) {
            return false;
        }
        index++;
        return true;
    }

    /** Consumes the tokens if all of them follow. */
    boolean accept(String first, String second) {
        if (!isSequence(first, second)) {
            return false;
        }
        index += 2;
        return true;
    }

    Token expect(String symbol) {
        if (!is(symbol)) {
            throw error();
        }
        return advance();
    }

    Token expect(Kind kind) {
        if (!is(kind)) {
            throw error();
        }
        return advance();
    }

    /** The words and signs, one after the other. */
    void expectAll(String... symbols) {
        for (String symbol : symbols) {
            expect(symbol);
        }
    }

    boolean isEnd() {
        return is(Kind.END) || is(";");
    }

    /** The syntax error that the current token is. */
    SqlException error() {
        return error("syntax error");
    }

    /** An error in the scanner's form: with the current token. */
    SqlException error(String message) {
        Token token = current();
        return text.error(message, token.start(), token.end());
    }

    static SqlException errorAt(int position, String message) {
        return new SqlException(SqlState.SYNTAX_ERROR, message).at(position);
    }

    /** Notes something that we refuse; it is raised when the rest is known to be free of syntax errors. */
    void refuse(String feature, int position) {
        if (refusal == null) {
            refusal = new SqlException(SqlState.FEATURE_NOT_SUPPORTED, feature + " is not supported").at(position);
        }
    }

    void raiseRefusal() {
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Goes down one level of nesting; every way out but an error must {@link #leave}. */
    void enter() {
        requireAtMost(MAX_DEPTH, ++depth, "levels deep");
    }

    void leave() {
        depth--;
    }

    /** Checks how many operators have been read in a row. */
    static void requireChain(int length) {
        requireAtMost(MAX_CHAIN, length, "operations in a row");
    }

    private static void requireAtMost(int limit, int reached, String what) {
        if (reached > limit) {
            throw new SqlException(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded")
                    .withDetail("The statement has more than " + limit + " " + what + ".");
        }
    }

    // Names, by the classes of key words that may stand for them.

    boolean isColumnId() {
        return isColumnId(current());
    }

    static boolean isColumnId(Token token) {
        Keyword keyword = token.keyword();
        return token.kind() == Kind.IDENTIFIER || (keyword != null && keyword.isColumnId());
    }

    static boolean isFunctionOrType(Token token) {
        Keyword keyword = token.keyword();
        return token.kind() == Kind.IDENTIFIER || (keyword != null && keyword.isFunctionOrType());
    }

    static boolean isNonReserved(Token token) {
        Keyword keyword = token.keyword();
        return token.kind() == Kind.IDENTIFIER || (keyword != null && keyword.category() != Keyword.Category.RESERVED);
    }

    static boolean isBareLabel(Token token) {
        Keyword keyword = token.keyword();
        return token.kind() == Kind.IDENTIFIER || (keyword != null && keyword.bareLabel());
    }

    /** A name of a column, table, alias: not a function's or type's key word. */
    String columnId() {
        if (!isColumnId()) {
            throw error();
        }
        return advance().value();
    }

    /** A name behind AS or a dot: any word. */
    String label() {
        Token token = current();
        boolean word = token.kind() == Kind.IDENTIFIER
                || (token.kind() == Kind.KEYWORD && !token.symbol().endsWith("_la"));
        if (!word) {
            throw error();
        }
        return advance().value();
    }

    /** {@code a} or {@code a.b.c}: the any_name of PostgreSQL's grammar. */
    Name anyName() {
        int position = position();
        List<String> parts = new ArrayList<>();
        parts.add(columnId());
        while (accept(".")) {
            parts.add(label());
        }
        return new Name(parts, position);
    }

    /** Names in parentheses. */
    List<String> columnList() {
        expect("(");
        List<String> names = new ArrayList<>();
        do {
            names.add(columnId());
        } while (accept(","));
        expect(")");
        return names;
    }

    String string() {
        return expect(Kind.STRING).value();
    }
}
