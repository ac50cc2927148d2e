package io.federator.adapter.jdbc.text;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.JsonString;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rewrites JSON text into the form in which PostgreSQL prints {@code jsonb}: keys sorted (shorter first, then byte by
 * byte) and unique with the last one winning, {@code ": "} and {@code ", "}, numbers in plain decimals, only the
 * escapes that are needed.
 */
public final class JsonbText {
    private static final int MAX_DEPTH = 2_000;
    private final String text;
    private int at;
    private int depth;

    private JsonbText(String text) {
        this.text = text;
    }

    /** Errors: 22P02 for what is no JSON, 22P05 for {@code \u0000}, which jsonb cannot hold. */
    public static String canonical(String text) {
        JsonbText reader = new JsonbText(text);
        StringBuilder out = new StringBuilder(text.length() + 16);
        reader.value(out);
        reader.blanks();
        if (reader.at != text.length()) {
            throw reader.malformed();
        }
        return out.toString();
    }

    private void value(StringBuilder out) {
        blanks();
        if (++depth > MAX_DEPTH) {
            throw new SqlException(SqlState.STATEMENT_TOO_COMPLEX, "JSON value is nested too deeply");
        }
        switch (peek()) {
            case '{' -> object(out);
            case '[' -> array(out);
            case '"' -> JsonString.quote(out, string());
            case 't' -> word("true", out);
            case 'f' -> word("false", out);
            case 'n' -> word("null", out);
            default -> number(out);
        }
        depth--;
    }

    private void object(StringBuilder out) {
        at++;
        Map<String, String> members = new TreeMap<>(JsonbText::compareKeys);
        blanks();
        if (peek() != '}') {
            do {
                blanks();
                String key = string();
                blanks();
                expect(':');
                StringBuilder member = new StringBuilder();
                value(member);
                members.put(key, member.toString());
                blanks();
            } while (take(','));
        }
        expect('}');
        String separator = "";
        out.append('{');
        for (Map.Entry<String, String> member : members.entrySet()) {
            out.append(separator);
            JsonString.quote(out, member.getKey());
            out.append(": ").append(member.getValue());
            separator = ", ";
        }
        out.append('}');
    }

    private void array(StringBuilder out) {
        at++;
        out.append('[');
        blanks();
        if (peek() != ']') {
            value(out);
            blanks();
            while (take(',')) {
                out.append(", ");
                value(out);
                blanks();
            }
        }
        expect(']');
        out.append(']');
    }

    private void number(StringBuilder out) {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            BigDecimal number = new BigDecimal(text.substring(start, at));
            if (Math.abs((long) number.precision() - number.scale()) > 131_072 || number.scale() > 16_383) {
                throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
            }
            out.append(number.toPlainString());
        } catch (NumberFormatException e) {
            throw malformed(e);
        }
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            out.append(c == '\\' ? escaped() : c);
        }
        return out.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed();
        };
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            throw malformed();
        }
        int code;
        try {
            code = Integer.parseInt(text, at, at + 4, 16);
        } catch (NumberFormatException e) {
            throw malformed(e);
        }
        if (code == 0) {
            throw new SqlException(SqlState.UNTRANSLATABLE_CHARACTER, "unsupported Unicode escape sequence")
                    .withDetail("\\u0000 cannot be converted to text.");
        }
        at += 4;
        return (char) code;
    }

    private static int compareKeys(String left, String right) {
        byte[] a = left.getBytes(StandardCharsets.UTF_8);
        byte[] b = right.getBytes(StandardCharsets.UTF_8);
        return a.length != b.length ? Integer.compare(a.length, b.length) : Arrays.compareUnsigned(a, b);
    }

    private void word(String expected, StringBuilder out) {
        if (!text.startsWith(expected, at)) {
            throw malformed();
        }
        at += expected.length();
        out.append(expected);
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private boolean take(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char expected) {
        if (!take(expected)) {
            throw malformed();
        }
    }

    private SqlException malformed() {
        return new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type json");
    }

    private SqlException malformed(Throwable cause) {
        return new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type json", cause);
    }
}
