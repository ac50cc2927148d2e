package io.federator.engine.parser;

import io.federator.engine.parser.ast.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Statements that we refuse: read only so far that they can be named, and to their end. */
final class RefusedParser {
    private static final Set<String> LONE_WORDS = Set.of(
            "analyze",
            "analyse",
            "checkpoint",
            "cluster",
            "comment",
            "do",
            "grant",
            "load",
            "reindex",
            "revoke",
            "vacuum");

    private static final Map<String, String> TWO_WORDS = Map.of(
            "import", "foreign",
            "reassign", "owned",
            "refresh", "materialized",
            "security", "label");

    /** Words between CREATE and the kind of object. */
    private static final Set<String> ADJECTIVES =
            Set.of("global", "local", "temp", "temporary", "unlogged", "recursive", "trusted", "procedural", "unique");

    private static final Set<String> OBJECTS = Set.of(
            "access",
            "aggregate",
            "cast",
            "collation",
            "conversion",
            "constraint",
            "database",
            "default",
            "domain",
            "event",
            "extension",
            "foreign",
            "function",
            "group",
            "index",
            "language",
            "large",
            "materialized",
            "operator",
            "owned",
            "policy",
            "procedure",
            "publication",
            "role",
            "routine",
            "rule",
            "schema",
            "sequence",
            "server",
            "statistics",
            "subscription",
            "system",
            "table",
            "tablespace",
            "text",
            "transform",
            "trigger",
            "type",
            "user",
            "view");

    /** Kinds of objects that have a second word. */
    private static final Map<String, Set<String>> SECOND_WORDS = Map.of(
            "access", Set.of("method"),
            "constraint", Set.of("trigger"),
            "default", Set.of("privileges", "conversion"),
            "event", Set.of("trigger"),
            "foreign", Set.of("table", "data"),
            "large", Set.of("object"),
            "materialized", Set.of("view"),
            "operator", Set.of("class", "family"),
            "text", Set.of("search"),
            "user", Set.of("mapping"));

    private final TokenStream tokens;

    RefusedParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    Statement parse() {
        Token first = tokens.current();
        String word = first.symbol();
        String tag = word;
        if (TWO_WORDS.containsKey(word)) {
            tokens.advance();
            String second = TWO_WORDS.getOrDefault(word, "");
            tokens.expect(second);
            tag = word + " " + second;
        } else if (Set.of("create", "alter", "drop").contains(word)) {
            tokens.advance();
            tag = word + " " + object(word.equals("create"));
        } else if (LONE_WORDS.contains(word)) {
            tokens.advance();
            tag = word.equals("analyse") ? "analyze" : word;
        } else {
            throw tokens.error();
        }
        skip();
        return new Statement.Unsupported(tag.toUpperCase(Locale.ROOT), first.position());
    }

    private String object(boolean create) {
        if (create && tokens.accept("or")) {
            tokens.expect("replace");
        }
        while (ADJECTIVES.contains(tokens.current().symbol())) {
            tokens.advance();
        }
        Token kind = tokens.current();
        if (!OBJECTS.contains(kind.symbol())) {
            throw tokens.error();
        }
        tokens.advance();
        if (SECOND_WORDS
                .getOrDefault(kind.symbol(), Set.of())
                .contains(tokens.current().symbol())) {
            return kind.symbol() + " " + tokens.advance().symbol();
        }
        return kind.symbol();
    }

    /** To the statement's end: a semicolon within parentheses or in the body of a function is not it. */
    private void skip() {
        int parentheses = 0;
        int blocks = 0;
        while (!tokens.is(Token.Kind.END) && !(tokens.is(";") && parentheses <= 0 && blocks <= 0)) {
            Token token = tokens.advance();
            switch (token.symbol()) {
                case "(" -> parentheses++;
                case ")" -> parentheses--;
                case "begin" -> blocks += tokens.is("atomic") ? 1 : 0;
                case "case" -> blocks += blocks > 0 ? 1 : 0;
                case "end" -> blocks -= blocks > 0 ? 1 : 0;
                default -> {}
            }
        }
    }
}
