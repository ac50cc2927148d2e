package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts SQL text into tokens by PostgreSQL's lexical rules: manual, section 4.1. The whole text is cut at once; where
 * something is no token, a token that carries the error ends the list, because a syntax error before it comes first.
 */
final class Lexer {
    private static final String OPERATOR_CHARACTERS = "~!@#^&|`?+-*/%<>=";
    private static final String SINGLE_CHARACTERS = ",()[].;:+-*/%^<>=";
    /** An operator may end in + or - only if one of these is in it. */
    private static final String NON_SQL_CHARACTERS = "~!@#^&|`?%";
    /** Bytes of a name that count. */
    private static final int NAME_BYTES = 63;

    private final SqlText text;
    private final String sql;
    private final ScriptReading reading;
    private final LiteralLexer literals;
    private final NumberLexer numbers;
    private final List<Token> tokens = new ArrayList<>();

    private Lexer(String sql, ScriptReading reading) {
        this.text = new SqlText(sql);
        this.sql = sql;
        this.reading = reading;
        this.literals = new LiteralLexer(text, reading);
        this.numbers = new NumberLexer(text);
    }

    /** The tokens of the text; the last one is of kind END or FAILURE. */
    static List<Token> tokens(String sql, ScriptReading reading) {
        Lexer lexer = new Lexer(sql, reading);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        int index = 0;
        try {
            while (true) {
                index = literals.skipBlanks(index);
                if (index == sql.length()) {
                    tokens.add(Token.of(Kind.END, "", index, index, text.position(index)));
                    break;
                }
                index = next(index);
            }
        } catch (SqlException failure) {
            tokens.add(Token.failure(failure, index, text.position(index)));
        }
        markLookahead();
    }

    /** Adds the token that begins here and returns the place behind it. */
    private int next(int start) {
        char c = sql.charAt(start);
        char following = start + 1 < sql.length() ? sql.charAt(start + 1) : 0;
        if (following == '\'' && "eEbBxXnN".indexOf(c) >= 0) {
            return prefixed(start, c);
        }
        if (following == '&' && (c == 'u' || c == 'U') && start + 2 < sql.length()) {
            char quote = sql.charAt(start + 2);
            if (quote == '\'' || quote == '"') {
                return unicode(start, quote);
            }
        }
        if (isIdentifierStart(c)) {
            return word(start);
        }
        if (isDigit(c) || (c == '.' && isDigit(following))) {
            return add(numbers.read(start));
        }
        return switch (c) {
            case '\'' ->
                add(
                        reading.standardStrings()
                                ? literals.quoted(start, start + 1, Kind.STRING)
                                : literals.escaped(start, start + 1, reading.escapeWarnings()));
            case '"' -> quotedIdentifier(start);
            case '$' -> dollar(start, following);
            default -> OPERATOR_CHARACTERS.indexOf(c) >= 0 ? operator(start) : sign(start, c, following);
        };
    }

    private int add(Token token) {
        tokens.add(token);
        return token.end();
    }

    private int addSign(String sign, int start) {
        return add(Token.sign(sign, start, start + sign.length(), text.position(start)));
    }

    private int prefixed(int start, char prefix) {
        return switch (prefix) {
            case 'e', 'E' -> add(literals.escaped(start, start + 2, false));
            case 'b', 'B' -> add(literals.quoted(start, start + 2, Kind.BITS));
            case 'x', 'X' -> add(literals.quoted(start, start + 2, Kind.HEX_BITS));
            // N'…' is a string of type nchar: the prefix is the key word of the type.
            default -> addWord("nchar", start, start + 1);
        };
    }

    private int word(int start) {
        int end = start + 1;
        while (end < sql.length() && isIdentifierPart(sql.charAt(end))) {
            end++;
        }
        return addWord(fold(sql.substring(start, end)), start, end);
    }

    private int addWord(String folded, int start, int end) {
        Keyword keyword = Keyword.find(folded);
        int position = text.position(start);
        return add(
                keyword != null
                        ? Token.word(keyword, start, end, position)
                        : Token.of(Kind.IDENTIFIER, truncate(folded), start, end, position));
    }

    private int quotedIdentifier(int start) {
        int end = literals.endOfQuotedIdentifier(start, start + 1);
        String name = sql.substring(start + 1, end - 1).replace("\"\"", "\"");
        return add(Token.of(Kind.IDENTIFIER, truncate(name), start, end, text.position(start)));
    }

    /** {@code U&'…'} and {@code U&"…"}, with the UESCAPE that may follow. */
    private int unicode(int start, char quote) {
        Token raw;
        if (quote == '\'' && !reading.standardStrings()) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "unsafe use of string constant with Unicode escapes")
                    .withDetail("String constants with Unicode escapes cannot be used when"
                            + " \"standard_conforming_strings\" is off.")
                    .at(text.position(start));
        }
        if (quote == '\'') {
            raw = literals.quoted(start, start + 3, Kind.STRING);
        } else {
            int end = literals.endOfQuotedIdentifier(start, start + 3);
            String name = sql.substring(start + 3, end - 1).replace("\"\"", "\"");
            raw = Token.of(Kind.IDENTIFIER, name, start, end, text.position(start));
        }
        UnicodeEscapes escapes = new UnicodeEscapes(text, literals);
        String value = escapes.decode(raw);
        String name = quote == '"' ? truncate(value) : value;
        tokens.add(Token.of(raw.kind(), name, start, raw.end(), raw.position()));
        return escapes.end();
    }

    private int dollar(int start, char following) {
        if (isDigit(following)) {
            return add(numbers.parameter(start));
        }
        int tagEnd = start + 1;
        while (tagEnd < sql.length() && isIdentifierPart(sql.charAt(tagEnd)) && sql.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        if (tagEnd == sql.length() || sql.charAt(tagEnd) != '$') {
            return addSign("$", start);
        }
        String delimiter = sql.substring(start, tagEnd + 1);
        int close = sql.indexOf(delimiter, tagEnd + 1);
        if (close < 0) {
            throw text.unterminated("unterminated dollar-quoted string", start);
        }
        String content = sql.substring(tagEnd + 1, close);
        return add(Token.of(Kind.STRING, content, start, close + delimiter.length(), text.position(start)));
    }

    private int operator(int start) {
        int end = start + 1;
        while (end < sql.length() && OPERATOR_CHARACTERS.indexOf(sql.charAt(end)) >= 0) {
            end++;
        }
        String run = sql.substring(start, end);
        int comment = smallestFound(run.indexOf("/*"), run.indexOf("--"));
        String operator = withoutTrailingSign(comment < 0 ? run : run.substring(0, comment));
        if (operator.length() == 1 && SINGLE_CHARACTERS.contains(operator)) {
            return addSign(operator, start);
        }
        return switch (operator) {
            case "=>", "<=", ">=", "<>" -> addSign(operator, start);
            case "!=" -> add(Token.sign("<>", start, start + 2, text.position(start)));
            default -> otherOperator(operator, start, start + operator.length());
        };
    }

    private int otherOperator(String operator, int start, int end) {
        if (operator.length() > NAME_BYTES) {
            throw text.error("operator too long", start, end);
        }
        return add(Token.of(Kind.OPERATOR, operator, start, end, text.position(start)));
    }

    private static int smallestFound(int a, int b) {
        return a < 0 ? b : b < 0 ? a : Math.min(a, b);
    }

    private static String withoutTrailingSign(String operator) {
        for (int i = 0; i < operator.length(); i++) {
            if (NON_SQL_CHARACTERS.indexOf(operator.charAt(i)) >= 0) {
                return operator;
            }
        }
        int length = operator.length();
        while (length > 1 && (operator.charAt(length - 1) == '+' || operator.charAt(length - 1) == '-')) {
            length--;
        }
        return operator.substring(0, length);
    }

    private int sign(int start, char c, char following) {
        if (c == ':' && (following == ':' || following == '=')) {
            return addSign(following == ':' ? "::" : ":=", start);
        }
        if (c == '.' && following == '.') {
            return addSign("..", start);
        }
        // Any other character is a sign too: one that no rule of the grammar knows.
        return addSign(String.valueOf(c), start);
    }

    /**
     * One token is all that the grammar may look ahead, so PostgreSQL gives five key words another meaning by what follows
     * them; as such they are no names.
     */
    private void markLookahead() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            String next = tokens.get(i + 1).symbol();
            boolean marked = switch (token.symbol()) {
                case "not" ->
                    Set.of("between", "in", "like", "ilike", "similar").contains(next);
                case "nulls" -> next.equals("first") || next.equals("last");
                case "with" -> next.equals("time") || next.equals("ordinality");
                case "without" -> next.equals("time");
                case "format" -> next.equals("json");
                default -> false;
            };
            if (marked) {
                tokens.set(i, token.asReserved(token.symbol() + "_la"));
            }
        }
    }

    static boolean isIdentifierStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    static boolean isIdentifierPart(char c) {
        return isIdentifierStart(c) || isDigit(c) || c == '$';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Only ASCII letters are folded, as PostgreSQL does in UTF-8. */
    private static String fold(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80) {
                StringBuilder folded = new StringBuilder(word);
                for (int j = 0; j < word.length(); j++) {
                    char c = word.charAt(j);
                    if (c >= 'A' && c <= 'Z') {
                        folded.setCharAt(j, (char) (c + ('a' - 'A')));
                    }
                }
                return folded.toString();
            }
        }
        return word.toLowerCase(Locale.ROOT);
    }

    private String truncate(String name) {
        if (name.length() * 3 <= NAME_BYTES || name.getBytes(StandardCharsets.UTF_8).length <= NAME_BYTES) {
            return name;
        }
        String kept = firstBytes(name);
        reading.remarks()
                .accept(new ScriptRemark(
                        false,
                        SqlState.NAME_TOO_LONG,
                        "identifier \"" + name + "\" will be truncated to \"" + kept + "\"",
                        null,
                        0));
        return kept;
    }

    private static String firstBytes(String name) {
        int bytes = 0;
        int index = 0;
        while (index < name.length()) {
            int codePoint = name.codePointAt(index);
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (bytes > NAME_BYTES) {
                break;
            }
            index += Character.charCount(codePoint);
        }
        return name.substring(0, index);
    }
}
