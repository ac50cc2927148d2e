package io.federator.engine.parser;

import io.federator.spi.type.SqlType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement's text with parameters in place of its constants, read without a parser: texts that differ in nothing but constants
 * are one statement with other values. What could be read in more than one way (comments, escapes, exponents, parameters) is left
 * to the parser.
 *
 * @param text with {@code $1…} for the constants
 * @param types of the constants: integer, bigint or numeric as PostgreSQL has numbers, {@link SqlType#UNKNOWN} for strings
 * @param values the constants' texts, without quotes
 */
public record GenericText(String text, List<SqlType> types, List<String> values) {
    /** Texts beyond this, and with more constants than {@link #MOST_CONSTANTS}, are generated and will not come again. */
    private static final int LONGEST_TEXT = 4_000;

    private static final int MOST_CONSTANTS = 100;

    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);

    public GenericText {
        types = List.copyOf(types);
        values = List.copyOf(values);
    }

    /** Empty for a text without constants, and for one that only the parser can read. */
    public static Optional<GenericText> of(String sql) {
        if (sql.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        Scan scan = new Scan(sql);
        return scan.run() && !scan.values.isEmpty() && scan.values.size() <= MOST_CONSTANTS
                ? Optional.of(new GenericText(scan.out.toString().strip(), scan.types, scan.values))
                : Optional.empty();
    }

    /** One reading of one text. */
    private static final class Scan {
        private final String sql;
        private final StringBuilder out;
        private final List<SqlType> types = new ArrayList<>();
        private final List<String> values = new ArrayList<>();
        private int at;

        Scan(String sql) {
            this.sql = sql;
            this.out = new StringBuilder(sql.length() + 8);
        }

        /** False where the text is not for us. */
        boolean run() {
            while (at < sql.length()) {
                char c = sql.charAt(at);
                boolean read = switch (c) {
                    case '\'' -> string();
                    case '"' -> quotedName();
                    case '$', '\0' -> false;
                    case ';' -> end();
                    case '-' -> minus();
                    case '/' -> peek(1) != '*' && copy(1);
                    case '.' -> !isDigit(peek(1)) && copy(1);
                    default -> isDigit(c) ? number(at) : isNameStart(c) ? name() : copy(1);
                };
                if (!read) {
                    return false;
                }
            }
            return true;
        }

        private boolean copy(int length) {
            out.append(sql, at, at + length);
            at += length;
            return true;
        }

        private char peek(int ahead) {
            return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
        }

        /** Only blanks may follow. */
        private boolean end() {
            at++;
            return sql.substring(at).isBlank() && copy(sql.length() - at);
        }

        /** A minus right before a number and behind what cannot end an expression is the number's sign. */
        private boolean minus() {
            if (peek(1) == '-') {
                return false;
            }
            return isDigit(peek(1)) && beginsExpression() ? number(at + 1) : copy(1);
        }

        private boolean beginsExpression() {
            int before = out.length() - 1;
            boolean apart = false;
            while (before >= 0 && Character.isWhitespace(out.charAt(before))) {
                before--;
                apart = true;
            }
            return before >= 0
                    && ("(,".indexOf(out.charAt(before)) >= 0 || (apart && "=<>+*".indexOf(out.charAt(before)) >= 0));
        }

        private boolean string() {
            StringBuilder value = new StringBuilder();
            int next = at + 1;
            while (true) {
                int quote = sql.indexOf('\'', next);
                if (quote < 0) {
                    return false;
                }
                value.append(sql, next, quote);
                next = quote + 1;
                if (next >= sql.length() || sql.charAt(next) != '\'') {
                    break;
                }
                value.append('\'');
                next++;
            }
            int behind = next;
            while (behind < sql.length() && Character.isWhitespace(sql.charAt(behind))) {
                behind++;
            }
            // Another string behind it would go on with it.
            boolean goesOn = behind < sql.length() && sql.charAt(behind) == '\'';
            if (goesOn || value.indexOf("\\") >= 0 || value.indexOf("\0") >= 0) {
                return false;
            }
            at = next;
            return constant(SqlType.UNKNOWN, value.toString());
        }

        /** @param digits where they begin, behind a sign */
        private boolean number(int digits) {
            int next = digits;
            boolean whole = true;
            while (next < sql.length() && (isDigit(sql.charAt(next)) || (whole && sql.charAt(next) == '.'))) {
                whole &= sql.charAt(next) != '.';
                next++;
            }
            if (next < sql.length() && (isNameStart(sql.charAt(next)) || sql.charAt(next) == '.')) {
                return false;
            }
            String value = sql.substring(at, next);
            at = next;
            return constant(whole ? wholeType(value) : SqlType.NUMERIC, value);
        }

        /** As the literal alone would have. */
        private static SqlType wholeType(String value) {
            if (value.length() < 10) {
                return SqlType.INT4;
            }
            BigInteger number = new BigInteger(value);
            if (number.compareTo(MAX_LONG) > 0 || number.compareTo(MIN_LONG) < 0) {
                return SqlType.NUMERIC;
            }
            long small = number.longValue();
            return small == (int) small ? SqlType.INT4 : SqlType.INT8;
        }

        private boolean constant(SqlType type, String value) {
            types.add(type);
            values.add(value);
            // A name or number must not run into it.
            out.append('$').append(values.size());
            return at >= sql.length() || !isNamePart(sql.charAt(at));
        }

        private boolean quotedName() {
            int end = sql.indexOf('"', at + 1);
            return end > 0 && copy(end + 1 - at);
        }

        /** A name or word; one that touches a quote gives the string behind it another meaning. */
        private boolean name() {
            int next = at;
            while (next < sql.length() && isNamePart(sql.charAt(next))) {
                next++;
            }
            boolean prefix = next < sql.length() && (sql.charAt(next) == '\'' || sql.charAt(next) == '&');
            return !prefix && copy(next - at);
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        private static boolean isNameStart(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
        }

        private static boolean isNamePart(char c) {
            return isNameStart(c) || isDigit(c) || c == '$';
        }
    }
}
