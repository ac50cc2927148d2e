package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Statement;
import io.federator.engine.parser.ast.TypeName;
import io.federator.spi.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SQL text to syntax trees, as PostgreSQL 18 reads it. Raises {@code 42601} with PostgreSQL's message and place for what is
 * not SQL, {@code 54001} for text that is nested too deeply, {@code 0A000} for what PostgreSQL has and we refuse.
 *
 * <p>A hand-written scanner and recursive descent: PostgreSQL's grammar depends on tokens, key-word classes and
 * precedences that are its own, and only one that follows it token by token can point its errors at the same place.
 *
 * <p>Stateless: any thread may call it.
 */
public final class SqlParser {
    private SqlParser() {}

    /**
     * The statements of a script that semicolons divide; empty ones are left out.
     *
     * @throws SqlException placed in the script, in code points from 1
     */
    public static List<ParsedStatement> parseScript(String sql) {
        return parseScript(sql, ScriptReading.STANDARD);
    }

    /** The same under settings of a session. */
    public static List<ParsedStatement> parseScript(String sql, ScriptReading reading) {
        Grammar grammar = new Grammar(sql, reading);
        TokenStream tokens = grammar.tokens;
        List<ParsedStatement> statements = new ArrayList<>();
        while (!tokens.is(Kind.END)) {
            if (tokens.accept(";")) {
                continue;
            }
            int first = tokens.index();
            Statement statement = grammar.statements.parse();
            if (!tokens.isEnd()) {
                throw tokens.error();
            }
            statements.add(parsed(tokens, statement, first));
        }
        tokens.raiseRefusal();
        return List.copyOf(statements);
    }

    /** A lone value expression, such as a fragment's predicate. */
    public static Expression parseExpression(String sql) {
        Grammar grammar = new Grammar(sql);
        Expression expression = grammar.expressions.parse();
        finish(grammar.tokens);
        return expression;
    }

    /** A lone type, such as {@code numeric(10,2)[]}. */
    public static TypeName parseTypeName(String sql) {
        Grammar grammar = new Grammar(sql);
        TypeName type = grammar.types.parse();
        finish(grammar.tokens);
        return type;
    }

    private static void finish(TokenStream tokens) {
        if (!tokens.is(Kind.END)) {
            throw tokens.error();
        }
        tokens.raiseRefusal();
    }

    private static ParsedStatement parsed(TokenStream tokens, Statement statement, int first) {
        int behind = tokens.index();
        int parameters = 0;
        Token unusual = null;
        for (int i = first; i < behind; i++) {
            Token token = tokens.tokenAt(i);
            if (token.kind() == Kind.PARAMETER) {
                int number = Integer.parseInt(token.value());
                parameters = Math.max(parameters, number);
                // $0 is none in any statement: it counts before others.
                unusual = unusual == null || number == 0 ? token : unusual;
            }
        }
        Token begin = tokens.tokenAt(first);
        String text =
                tokens.sql().substring(begin.start(), tokens.tokenAt(behind - 1).end());
        return new ParsedStatement(
                statement,
                text,
                begin.position() - 1,
                parameters,
                unusual == null
                        ? Optional.empty()
                        : Optional.of(new ParameterUse(Integer.parseInt(unusual.value()), unusual.position())));
    }
}
