package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import org.jspecify.annotations.Nullable;

/** The content of one {@code U&'…'} or {@code U&"…"}, with the UESCAPE that may stand behind it. */
final class UnicodeEscapes {
    private static final int PREFIX = 3;

    private final SqlText text;
    private final LiteralLexer literals;
    private int end;

    UnicodeEscapes(SqlText text, LiteralLexer literals) {
        this.text = text;
        this.literals = literals;
    }

    /** Behind the literal and its UESCAPE. */
    int end() {
        return end;
    }

    String decode(Token raw) {
        end = raw.end();
        char escape = escapeCharacter();
        String value = raw.value();
        StringBuilder decoded = new StringBuilder();
        int high = 0;
        int index = 0;
        while (index < value.length()) {
            int here = raw.position() + PREFIX + value.codePointCount(0, index);
            if (value.charAt(index) != escape || value.startsWith("" + escape, index + 1)) {
                requireNoHalf(high, here);
                boolean doubled = value.charAt(index) == escape;
                decoded.append(value.charAt(index));
                index += doubled ? 2 : 1;
                continue;
            }
            int digits = value.startsWith("+", index + 1) ? 6 : 4;
            int from = index + (digits == 6 ? 2 : 1);
            int codePoint = hexadecimal(value, from, digits, here);
            if (high != 0) {
                requireNoHalf(LiteralLexer.isLow(codePoint) ? 0 : high, here);
                decoded.appendCodePoint(Character.toCodePoint((char) high, (char) codePoint));
                high = 0;
            } else if (LiteralLexer.isHigh(codePoint)) {
                high = codePoint;
            } else {
                requireNoHalf(LiteralLexer.isLow(codePoint) ? codePoint : 0, here);
                decoded.appendCodePoint(codePoint);
            }
            index = from + digits;
        }
        requireNoHalf(high, raw.position() + PREFIX + value.codePointCount(0, index));
        return decoded.toString();
    }

    private static int hexadecimal(String value, int from, int digits, int position) {
        int codePoint = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = i < value.length() && value.charAt(i) < 0x80 ? Character.digit(value.charAt(i), 16) : -1;
            if (digit < 0) {
                throw error("invalid Unicode escape", position)
                        .withHint("Unicode escapes must be \\XXXX or \\+XXXXXX.");
            }
            codePoint = codePoint * 16 + digit;
        }
        if (codePoint == 0 || codePoint > Character.MAX_CODE_POINT) {
            throw error("invalid Unicode escape value", position);
        }
        return codePoint;
    }

    private static void requireNoHalf(int half, int position) {
        if (half != 0) {
            throw error("invalid Unicode surrogate pair", position);
        }
    }

    private static SqlException error(String message, int position) {
        return new SqlException(SqlState.SYNTAX_ERROR, message).at(position);
    }

    /** The backslash, or what UESCAPE says. */
    private char escapeCharacter() {
        int word = blanksEnd(end);
        int wordEnd = word + "uescape".length();
        boolean written = text.sql.regionMatches(true, word, "uescape", 0, "uescape".length())
                && (wordEnd == text.sql.length() || !Lexer.isIdentifierPart(text.sql.charAt(wordEnd)));
        if (!written) {
            return '\\';
        }
        int start = literals.skipBlanks(wordEnd);
        Token literal = stringAt(start);
        if (literal == null) {
            int stop = start < text.sql.length() ? endOfToken(start) : start;
            throw text.error("UESCAPE must be followed by a simple string literal", start, stop);
        }
        String value = literal.value();
        if (value.length() != 1 || !isEscape(value.charAt(0))) {
            throw text.error("invalid Unicode escape character", start, literal.end());
        }
        end = literal.end();
        return value.charAt(0);
    }

    /** A comment that never ends is an error of its own, after this literal. */
    private int blanksEnd(int from) {
        try {
            return literals.skipBlanks(from);
        } catch (SqlException unterminatedComment) {
            return from;
        }
    }

    private @Nullable Token stringAt(int start) {
        if (text.sql.startsWith("'", start)) {
            return literals.quoted(start, start + 1, Kind.STRING);
        }
        boolean escaped = text.sql.regionMatches(true, start, "e'", 0, 2);
        return escaped ? literals.escaped(start, start + 2, false) : null;
    }

    private int endOfToken(int start) {
        return Lexer.tokens(text.sql.substring(start), ScriptReading.STANDARD)
                        .getFirst()
                        .end()
                + start;
    }

    private static boolean isEscape(char c) {
        return Character.digit(c, 16) < 0 && "+'\" \n\t\r\f\u000B".indexOf(c) < 0;
    }
}
