package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Blanks, comments and quoted text. */
final class LiteralLexer {
    private static final int NOT_CONTINUED = -1;

    private final SqlText text;
    private final String sql;
    private final ScriptReading reading;

    LiteralLexer(SqlText text, ScriptReading reading) {
        this.text = text;
        this.reading = reading;
        this.sql = text.sql;
    }

    /** Behind the blanks and comments from here. */
    int skipBlanks(int from) {
        int index = from;
        while (index < sql.length()) {
            char c = sql.charAt(index);
            if (isBlank(c)) {
                index++;
            } else if (sql.startsWith("--", index)) {
                index = endOfLine(index);
            } else if (sql.startsWith("/*", index)) {
                index = endOfComment(index);
            } else {
                break;
            }
        }
        return index;
    }

    /** A string or bit string whose content begins at {@code from}, with the parts that lines further down continue it by. */
    Token quoted(int start, int from, Kind kind) {
        StringBuilder value = new StringBuilder();
        int part = from;
        while (true) {
            int quote = sql.indexOf('\'', part);
            if (quote < 0) {
                throw text.unterminated(unterminated(kind), start);
            }
            value.append(sql, part, quote);
            int continued = continuation(quote + 1);
            if (kind == Kind.STRING && sql.startsWith("'", quote + 1)) {
                value.append('\'');
                part = quote + 2;
            } else if (continued != NOT_CONTINUED) {
                part = continued;
            } else {
                return Token.of(kind, value.toString(), start, quote + 1, text.position(start));
            }
        }
    }

    /** Behind the closing quote of an identifier that begins at {@code start} with its content at {@code from}. */
    int endOfQuotedIdentifier(int start, int from) {
        int quote = sql.indexOf('"', from);
        while (quote >= 0 && sql.startsWith("\"", quote + 1)) {
            quote = sql.indexOf('"', quote + 2);
        }
        if (quote < 0) {
            throw text.unterminated("unterminated quoted identifier", start);
        }
        if (quote == from) {
            throw text.error("zero-length delimited identifier", start, quote + 1);
        }
        return quote + 1;
    }

    /**
     * {@code E'…'}, with escapes; those that name bytes may build characters only together.
     *
     * @param from where its content begins
     * @param warned whether to tell of the first escape
     */
    Token escaped(int start, int from, boolean warned) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean toWarn = warned;
        int index = from;
        while (true) {
            if (index >= sql.length()) {
                throw text.unterminated("unterminated quoted string", start);
            }
            char c = sql.charAt(index);
            if (c == '\'') {
                int continued = continuation(index + 1);
                if (sql.startsWith("'", index + 1)) {
                    bytes.write('\'');
                    index += 2;
                } else if (continued != NOT_CONTINUED) {
                    index = continued;
                } else {
                    return Token.of(Kind.STRING, decode(bytes.toByteArray()), start, index + 1, text.position(start));
                }
            } else if (c == '\\' && index + 1 < sql.length()) {
                if (toWarn) {
                    warn(index, start);
                    toWarn = false;
                }
                index = escape(index, bytes);
            } else {
                int codePoint = sql.codePointAt(index);
                append(bytes, codePoint);
                index += Character.charCount(codePoint);
            }
        }
    }

    private void warn(int backslash, int start) {
        char escaped = sql.charAt(backslash + 1);
        String what = escaped == '\'' ? "\\'" : escaped == '\\' ? "\\\\" : "escape";
        String hint = switch (escaped) {
            case '\'' -> "Use '' to write quotes in strings, or use the escape string syntax (E'...').";
            case '\\' -> "Use the escape string syntax for backslashes, e.g., E'\\\\'.";
            default -> "Use the escape string syntax for escapes, e.g., E'\\r\\n'.";
        };
        reading.remarks()
                .accept(new ScriptRemark(
                        true,
                        SqlState.NONSTANDARD_USE_OF_ESCAPE_CHARACTER,
                        "nonstandard use of " + what + " in a string literal",
                        hint,
                        text.position(start)));
    }

    private int escape(int backslash, ByteArrayOutputStream bytes) {
        char c = sql.charAt(backslash + 1);
        if (c >= '0' && c <= '7') {
            int end = digitsEnd(backslash + 1, 8, 3);
            bytes.write(Integer.parseInt(sql.substring(backslash + 1, end), 8));
            return end;
        }
        if (c == 'x') {
            int end = digitsEnd(backslash + 2, 16, 2);
            if (end > backslash + 2) {
                bytes.write(Integer.parseInt(sql.substring(backslash + 2, end), 16));
                return end;
            }
        }
        if (c == 'u' || c == 'U') {
            return unicodeEscape(backslash, bytes);
        }
        int codePoint = sql.codePointAt(backslash + 1);
        append(
                bytes,
                switch (codePoint) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'v' -> 0x0B;
                    default -> codePoint;
                });
        return backslash + 1 + Character.charCount(codePoint);
    }

    private int unicodeEscape(int backslash, ByteArrayOutputStream bytes) {
        int end = endOfUnicode(backslash);
        int codePoint = unicodeValue(backslash, end);
        if (isLow(codePoint)) {
            throw text.error("invalid Unicode surrogate pair", backslash, end);
        }
        if (!isHigh(codePoint)) {
            append(bytes, codePoint);
            return end;
        }
        boolean another = end + 1 < sql.length() && sql.charAt(end) == '\\' && (sql.charAt(end + 1) | 0x20) == 'u';
        int lowEnd = another ? endOfUnicode(end) : Math.min(end + 1, sql.length());
        int low = another ? unicodeValue(end, lowEnd) : 0;
        if (!isLow(low)) {
            throw text.error("invalid Unicode surrogate pair", end, lowEnd);
        }
        append(bytes, Character.toCodePoint((char) codePoint, (char) low));
        return lowEnd;
    }

    private int endOfUnicode(int backslash) {
        int wanted = sql.charAt(backslash + 1) == 'u' ? 4 : 8;
        int end = digitsEnd(backslash + 2, 16, wanted);
        if (end - backslash - 2 < wanted) {
            throw new SqlException(SqlState.INVALID_ESCAPE_SEQUENCE, "invalid Unicode escape")
                    .withHint("Unicode escapes must be \\uXXXX or \\UXXXXXXXX.")
                    .at(text.position(backslash));
        }
        return end;
    }

    private int unicodeValue(int backslash, int end) {
        long value = Long.parseLong(sql.substring(backslash + 2, end), 16);
        if (value == 0 || value > Character.MAX_CODE_POINT) {
            throw text.error("invalid Unicode escape value", backslash, end);
        }
        return (int) value;
    }

    static boolean isHigh(int codePoint) {
        return codePoint >= Character.MIN_HIGH_SURROGATE && codePoint <= Character.MAX_HIGH_SURROGATE;
    }

    static boolean isLow(int codePoint) {
        return codePoint >= Character.MIN_LOW_SURROGATE && codePoint <= Character.MAX_LOW_SURROGATE;
    }

    private int digitsEnd(int from, int radix, int most) {
        int end = from;
        while (end < sql.length()
                && end < from + most
                && sql.charAt(end) < 0x80
                && Character.digit(sql.charAt(end), radix) >= 0) {
            end++;
        }
        return end;
    }

    private static void append(ByteArrayOutputStream bytes, int codePoint) {
        if (codePoint < 0x80) {
            bytes.write(codePoint);
        } else {
            bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String decode(byte[] bytes) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            String value = decoder.decode(input).toString();
            if (value.indexOf('\0') < 0) {
                return value;
            }
            throw invalidBytes(bytes, value.substring(0, value.indexOf('\0')).getBytes(StandardCharsets.UTF_8).length);
        } catch (CharacterCodingException malformed) {
            SqlException failure = invalidBytes(bytes, input.position());
            failure.addSuppressed(malformed);
            throw failure;
        }
    }

    private static SqlException invalidBytes(byte[] bytes, int from) {
        int lead = bytes[from] & 0xFF;
        int length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF8 ? 4 : 1;
        StringBuilder shown = new StringBuilder();
        for (int i = from; i < Math.min(from + length, bytes.length); i++) {
            shown.append(i == from ? "" : " ").append(String.format("0x%02x", bytes[i] & 0xFF));
        }
        return new SqlException(
                SqlState.CHARACTER_NOT_IN_REPERTOIRE, "invalid byte sequence for encoding \"UTF8\": " + shown);
    }

    /** Where a string goes on behind a quote: past blanks with a line's end in them and another quote. */
    private int continuation(int from) {
        boolean newLine = false;
        int index = from;
        while (index < sql.length()) {
            char c = sql.charAt(index);
            if (c == '\'') {
                return newLine ? index + 1 : NOT_CONTINUED;
            }
            if (sql.startsWith("--", index)) {
                index = endOfLine(index);
            } else if (isBlank(c)) {
                newLine |= c == '\n' || c == '\r';
                index++;
            } else {
                return NOT_CONTINUED;
            }
        }
        return NOT_CONTINUED;
    }

    private int endOfLine(int from) {
        int index = from;
        while (index < sql.length() && sql.charAt(index) != '\n' && sql.charAt(index) != '\r') {
            index++;
        }
        return index;
    }

    private int endOfComment(int start) {
        int depth = 0;
        int index = start;
        do {
            if (sql.startsWith("/*", index)) {
                depth++;
                index += 2;
            } else if (sql.startsWith("*/", index)) {
                depth--;
                index += 2;
            } else if (index < sql.length()) {
                index++;
            } else {
                throw text.unterminated("unterminated /* comment", start);
            }
        } while (depth > 0);
        return index;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static String unterminated(Kind kind) {
        return switch (kind) {
            case BITS -> "unterminated bit string literal";
            case HEX_BITS -> "unterminated hexadecimal string literal";
            default -> "unterminated quoted string";
        };
    }
}
