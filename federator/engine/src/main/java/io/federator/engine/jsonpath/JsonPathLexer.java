package io.federator.engine.jsonpath;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tokens of a path. */
final class JsonPathLexer {
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|0[oO][0-7]+(?:_[0-7]+)*"
        + "|0[bB][01]+(?:_[01]+)*|(?:(?:0|[1-9][0-9]*(?:_[0-9]+)*)(?:\\.(?:[0-9]+(?:_[0-9]+)*)?)?|\\.[0-9]+(?:_[0-9]+)*)"
        + "(?:[eE][+-]?[0-9]+(?:_[0-9]+)*)?");
    private static final String SPECIAL = "?%$.[]{}()|&!=<>@#,*:-+/";
    private static final List<String> SYMBOLS = List.of("&&", "||", "==", "!=", "<>", "<=", ">=", "**");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    enum Kind {
        SYMBOL,
        WORD,
        STRING,
        VARIABLE,
        NUMBER,
        END
    }

    /** A word or a string without its quotes. */
    record Token(Kind kind, String text) {
        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }

        /** Whether it is a keyword; only {@code true}, {@code false} and {@code null} must be in lower case. */
        boolean isWord(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }
    }

    private JsonPathLexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        JsonPathLexer lexer = new JsonPathLexer(text);
        while (lexer.next()) {}
        lexer.tokens.add(new Token(Kind.END, ""));
        return lexer.tokens;
    }

    static SqlException syntax(String near) {
        return new SqlException(
                SqlState.SYNTAX_ERROR,
                near.isEmpty()
                        ? "syntax error at end of jsonpath input"
                        : "syntax error at or near \"" + near + "\" of jsonpath input");
    }

    private boolean next() {
        while (at < text.length() && " \t\n\r\f".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            if (end < 0) {
                throw new SqlException(SqlState.SYNTAX_ERROR, "unexpected end of comment at end of jsonpath input");
            }
            at = end + 2;
            return true;
        }
        if (c == '"') {
            at++;
            tokens.add(new Token(Kind.STRING, quoted()));
            return true;
        }
        if (c == '$' && at + 1 < text.length() && (text.charAt(at + 1) == '"' || isWord(text.charAt(at + 1)))) {
            at++;
            if (text.charAt(at) == '"') {
                at++;
                tokens.add(new Token(Kind.VARIABLE, quoted()));
            } else {
                tokens.add(new Token(Kind.VARIABLE, word()));
            }
            return true;
        }
        boolean afterDot = c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1));
        if (isDigit(c) || afterDot) {
            number();
            return true;
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                at += 2;
                tokens.add(new Token(Kind.SYMBOL, symbol));
                return true;
            }
        }
        if (SPECIAL.indexOf(c) >= 0) {
            at++;
            tokens.add(new Token(Kind.SYMBOL, String.valueOf(c)));
            return true;
        }
        tokens.add(new Token(Kind.WORD, word()));
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return SPECIAL.indexOf(c) < 0 && " \t\n\r\f\"".indexOf(c) < 0;
    }

    private void number() {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw syntax(text.substring(at, at + 1));
        }
        String number = matcher.group();
        int end = matcher.end();
        if (end < text.length() && (isWord(text.charAt(end)) && text.charAt(end) != '\\')) {
            throw new SqlException(
                    SqlState.SYNTAX_ERROR,
                    "trailing junk after numeric literal at or near \"" + text.substring(at, end + 1)
                            + "\" of jsonpath input");
        }
        at = end;
        tokens.add(new Token(Kind.NUMBER, number.replace("_", "")));
    }

    static BigDecimal value(String number) {
        if (number.length() > 2 && number.charAt(0) == '0' && Character.isLetter(number.charAt(1))) {
            int radix = switch (Character.toLowerCase(number.charAt(1))) {
                case 'x' -> 16;
                case 'o' -> 8;
                case 'b' -> 2;
                default -> 10;
            };
            if (radix != 10) {
                return new BigDecimal(new BigInteger(number.substring(2), radix));
            }
        }
        BigDecimal value = new BigDecimal(number.endsWith(".") ? number + "0" : number);
        if (number.endsWith(".")) {
            value = value.setScale(0);
        }
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private String quoted() {
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return out.toString();
            }
            if (c == '\\') {
                at++;
                escape(out);
            } else {
                out.append(c);
                at++;
            }
        }
        throw new SqlException(SqlState.SYNTAX_ERROR, "unterminated quoted string at end of jsonpath input");
    }

    private String word() {
        StringBuilder out = new StringBuilder();
        while (at < text.length() && isWord(text.charAt(at))) {
            char c = text.charAt(at++);
            if (c == '\\') {
                escape(out);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private void escape(StringBuilder out) {
        if (at >= text.length()) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "unexpected end after backslash at end of jsonpath input");
        }
        char c = text.charAt(at++);
        switch (c) {
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case 'x' -> {
                out.appendCodePoint(hex(2));
            }
            case 'u' -> {
                if (at < text.length() && text.charAt(at) == '{') {
                    int end = text.indexOf('}', at);
                    String digits = end < 0 ? "" : text.substring(at + 1, end);
                    if (!digits.matches("[0-9a-fA-F]{1,6}")) {
                        throw invalidUnicode();
                    }
                    at = end + 1;
                    out.appendCodePoint(Integer.parseInt(digits, 16));
                } else {
                    out.append((char) hex(4));
                }
            }
            default -> out.append(c);
        }
    }

    private static SqlException invalidUnicode() {
        return new SqlException(SqlState.SYNTAX_ERROR, "invalid Unicode escape sequence of jsonpath input");
    }

    private int hex(int length) {
        String digits = at + length <= text.length() ? text.substring(at, at + length) : "";
        if (!digits.matches("[0-9a-fA-F]+")) {
            throw invalidUnicode();
        }
        at += length;
        return Integer.parseInt(digits, 16);
    }

    /** The option letters of {@code like_regex} in the order in which they are printed. */
    static String flags(String letters) {
        for (char letter : letters.toCharArray()) {
            if ("ismxq".indexOf(letter) < 0) {
                throw new SqlException(SqlState.SYNTAX_ERROR, "invalid input syntax for type jsonpath")
                        .withDetail("Unrecognized flag character \"" + letter + "\" in LIKE_REGEX predicate.");
            }
        }
        StringBuilder ordered = new StringBuilder();
        for (char letter : "ismxq".toCharArray()) {
            if (letters.indexOf(letter) >= 0) {
                ordered.append(letter);
            }
        }
        if (ordered.indexOf("x") >= 0 && ordered.indexOf("q") < 0) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "XQuery \"x\" flag (expanded regular expressions) is not implemented");
        }
        return ordered.toString();
    }
}
