package io.federator.engine.function;

import io.federator.engine.format.NumberText;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions that read small languages out of text: {@code unistr}, {@code parse_ident}, {@code pg_size_bytes}. */
final class IdentifierFunctions implements FunctionFamily {
    private static final Pattern SIZE = Pattern.compile(
            "[ \\t\\n"
                    + "\\r"
                    + "\\f\\x0b]*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)[ \\t\\n"
                    + "\\r"
                    + "\\f\\x0b]*(.*?)[ \\t\\n"
                    + "\\r"
                    + "\\f\\x0b]*",
            Pattern.DOTALL);

    @Override
    public void contribute(FunctionRegistry f) {
        f.strict("unistr(text)", (a, c) -> unescaped((String) a[0]));
        f.strict(
                "parse_ident(text,bool)",
                (a, c) -> ArrayValue.of(SqlType.TEXT, new Identifier((String) a[0], (boolean) a[1]).parts()));
        f.strict("pg_size_bytes(text)", (a, c) -> bytes((String) a[0]));
        for (String type : new String[] {"text", "bpchar"}) {
            String of = "(" + type + "," + type + ")";
            f.strict(type + "_pattern_lt" + of, (a, c) -> Ordering.text(plain(a[0], type), plain(a[1], type)) < 0);
            f.strict(type + "_pattern_le" + of, (a, c) -> Ordering.text(plain(a[0], type), plain(a[1], type)) <= 0);
            f.strict(type + "_pattern_gt" + of, (a, c) -> Ordering.text(plain(a[0], type), plain(a[1], type)) > 0);
            f.strict(type + "_pattern_ge" + of, (a, c) -> Ordering.text(plain(a[0], type), plain(a[1], type)) >= 0);
        }
    }

    private static String plain(Object value, String type) {
        return type.equals("bpchar") ? Ordering.withoutBlanks((String) value) : (String) value;
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        int pending = 0;
        for (int at = 0; at < text.length(); ) {
            int point;
            int length;
            if (text.charAt(at) != '\\') {
                point = text.codePointAt(at);
                length = Character.charCount(point);
                requireNone(pending);
                out.appendCodePoint(point);
                at += length;
                continue;
            }
            if (text.startsWith("\\\\", at)) {
                requireNone(pending);
                out.append('\\');
                at += 2;
                continue;
            }
            int start = at + 1;
            int digits = 4;
            if (start < text.length()) {
                switch (text.charAt(start)) {
                    case '+' -> {
                        start++;
                        digits = 6;
                    }
                    case 'u' -> start++;
                    case 'U' -> {
                        start++;
                        digits = 8;
                    }
                    default -> {}
                }
            }
            String hex = start + digits <= text.length() ? text.substring(start, start + digits) : "";
            if (!hex.matches("[0-9a-fA-F]+")) {
                throw new SqlException(SqlState.SYNTAX_ERROR, "invalid Unicode escape")
                        .withHint("Unicode escapes must be \\XXXX, \\+XXXXXX, \\uXXXX, or \\UXXXXXXXX.");
            }
            at = start + digits;
            long code = Long.parseLong(hex, 16);
            if (code == 0 || code > Character.MAX_CODE_POINT) {
                throw new SqlException(
                        SqlState.INVALID_PARAMETER_VALUE, String.format("invalid Unicode code point: %04X", code));
            }
            point = (int) code;
            if (pending != 0) {
                if (point < 0xdc00 || point > 0xdfff) {
                    throw invalidPair();
                }
                out.appendCodePoint(Character.toCodePoint((char) pending, (char) point));
                pending = 0;
            } else if (point >= 0xd800 && point <= 0xdbff) {
                pending = point;
            } else if (point >= 0xdc00 && point <= 0xdfff) {
                throw invalidPair();
            } else {
                out.appendCodePoint(point);
            }
        }
        requireNone(pending);
        return out.toString();
    }

    private static void requireNone(int pending) {
        if (pending != 0) {
            throw invalidPair();
        }
    }

    private static SqlException invalidPair() {
        return new SqlException(SqlState.SYNTAX_ERROR, "invalid Unicode surrogate pair");
    }

    private static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw invalidSize(text);
        }
        String unit = matcher.group(2).toLowerCase(Locale.ROOT);
        int power = unit.isEmpty()
                ? 0
                : List.of("bytes", "b", "kb", "mb", "gb", "tb", "pb").indexOf(unit);
        if (power < 0) {
            throw invalidSize(text)
                    .withDetail("Invalid size unit: \"" + matcher.group(2) + "\".")
                    .withHint("Valid units are \"bytes\", \"B\", \"kB\", \"MB\", \"GB\", \"TB\", and \"PB\".");
        }
        BigDecimal number = NumberText.checked(new BigDecimal(matcher.group(1)));
        BigDecimal size = number.multiply(BigDecimal.valueOf(1024).pow(Math.max(0, power - 1)))
                .setScale(0, RoundingMode.HALF_UP);
        try {
            return size.longValueExact();
        } catch (ArithmeticException e) {
            throw NumberCasts.outOfRange("bigint");
        }
    }

    private static SqlException invalidSize(String text) {
        return new SqlException(SqlState.INVALID_PARAMETER_VALUE, "invalid size: \"" + text + "\"");
    }

    /** A name with dots, as it would stand in a statement. */
    private static final class Identifier {
        private final String text;
        private final boolean strict;
        private final List<@Nullable Object> parts = new ArrayList<>();
        private int at;

        Identifier(String text, boolean strict) {
            this.text = text;
            this.strict = strict;
        }

        List<@Nullable Object> parts() {
            boolean afterDot = false;
            skipBlanks();
            while (true) {
                if (peek() == '"') {
                    quoted();
                } else if (isStart(peek())) {
                    int start = at;
                    while (at < text.length() && (isStart(peek()) || isDigit(peek()) || peek() == '$')) {
                        at++;
                    }
                    parts.add(TextFunctions.lower(text.substring(start, at)));
                } else if (peek() == '.') {
                    throw invalid().withDetail("No valid identifier before \".\".");
                } else if (afterDot) {
                    throw invalid().withDetail("No valid identifier after \".\".");
                } else {
                    throw invalid();
                }
                skipBlanks();
                if (peek() == '.') {
                    afterDot = true;
                    at++;
                    skipBlanks();
                } else if (at >= text.length() || !strict) {
                    return parts;
                } else {
                    throw invalid();
                }
            }
        }

        private void quoted() {
            StringBuilder name = new StringBuilder();
            at++;
            while (true) {
                int end = text.indexOf('"', at);
                if (end < 0) {
                    throw invalid().withDetail("String has unclosed double quotes.");
                }
                name.append(text, at, end);
                at = end + 1;
                if (peek() != '"') {
                    break;
                }
                name.append('"');
                at++;
            }
            if (name.isEmpty()) {
                throw invalid().withDetail("Quoted identifier must not be empty.");
            }
            parts.add(name.toString());
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : '\0';
        }

        private void skipBlanks() {
            while (at < text.length() && " \t\n\r\f\u000b".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private static boolean isStart(char c) {
            return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        private SqlException invalid() {
            return new SqlException(
                    SqlState.INVALID_PARAMETER_VALUE, "string is not a valid identifier: \"" + text + "\"");
        }
    }
}
