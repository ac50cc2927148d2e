package io.federator.engine.parser;

import io.federator.engine.parser.Token.Kind;
import java.math.BigInteger;

/**
 * Numbers and parameters. PostgreSQL's scanner takes the rule with the longest match, and of equally long ones the first
 * listed; the rules stand here in its order.
 */
final class NumberLexer {
    private static final BigInteger MAX_INTEGER = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final int NO_MATCH = -1;
    private static final String JUNK = "trailing junk after numeric literal";

    /** The rules, in the order that decides between matches of one length. */
    private enum Rule {
        DECIMAL,
        HEXADECIMAL,
        OCTAL,
        BINARY,
        HEXADECIMAL_FAIL,
        OCTAL_FAIL,
        BINARY_FAIL,
        NUMERIC,
        RANGE,
        REAL,
        JUNK
    }

    private final SqlText text;
    private final String sql;

    NumberLexer(SqlText text) {
        this.text = text;
        this.sql = text.sql;
    }

    /** The number that begins here, with a digit or with a dot before one. */
    Token read(int start) {
        int integer = digits(start, 10, false);
        int numeric = numeric(start, integer);
        int mantissa = numeric != NO_MATCH ? numeric : integer;
        Match best = new Match(Rule.DECIMAL, integer);
        best = radix(best, start, 'x', 16, Rule.HEXADECIMAL, Rule.HEXADECIMAL_FAIL);
        best = radix(best, start, 'o', 8, Rule.OCTAL, Rule.OCTAL_FAIL);
        best = radix(best, start, 'b', 2, Rule.BINARY, Rule.BINARY_FAIL);
        best = best.orLonger(Rule.NUMERIC, numeric);
        if (integer != NO_MATCH && sql.startsWith("..", integer)) {
            best = best.orLonger(Rule.RANGE, integer + 2);
        }
        int real = exponent(mantissa);
        best = best.orLonger(Rule.REAL, real);
        best = best.orLonger(Rule.JUNK, exponentWithoutDigits(mantissa));
        best = best.orLonger(Rule.JUNK, junk(start, integer));
        best = best.orLonger(Rule.JUNK, junk((integer == NO_MATCH ? start : integer) + 1, numeric));
        best = best.orLonger(Rule.JUNK, junk(exponentDigits(mantissa), real));
        int end = best.end;
        return switch (best.rule) {
            case DECIMAL -> whole(start, end, start, 10);
            case RANGE -> whole(start, integer, start, 10);
            case HEXADECIMAL -> whole(start, end, start + 2, 16);
            case OCTAL -> whole(start, end, start + 2, 8);
            case BINARY -> whole(start, end, start + 2, 2);
            case NUMERIC, REAL ->
                Token.of(Kind.NUMBER, sql.substring(start, end).replace("_", ""), start, end, text.position(start));
            case HEXADECIMAL_FAIL -> throw text.error("invalid hexadecimal integer", start, end);
            case OCTAL_FAIL -> throw text.error("invalid octal integer", start, end);
            case BINARY_FAIL -> throw text.error("invalid binary integer", start, end);
            case JUNK -> throw text.error(JUNK, start, end);
        };
    }

    /** The {@code $n} that begins here. */
    Token parameter(int start) {
        int end = start + 1;
        while (end < sql.length() && Lexer.isDigit(sql.charAt(end))) {
            end++;
        }
        int junk = identifier(end);
        if (junk != NO_MATCH) {
            throw text.error("trailing junk after parameter", start, junk);
        }
        BigInteger number = new BigInteger(sql.substring(start + 1, end));
        if (number.compareTo(MAX_INTEGER) > 0) {
            throw text.error("parameter number too large", start, end);
        }
        return Token.of(Kind.PARAMETER, number.toString(), start, end, text.position(start));
    }

    private record Match(Rule rule, int end) {
        Match orLonger(Rule other, int otherEnd) {
            return otherEnd > end ? new Match(other, otherEnd) : this;
        }
    }

    private Match radix(Match best, int start, char letter, int radix, Rule rule, Rule failure) {
        if (sql.charAt(start) != '0' || start + 1 >= sql.length() || (sql.charAt(start + 1) | 0x20) != letter) {
            return best;
        }
        int digits = digits(start + 2, radix, true);
        int failed = start + 2 < sql.length() && sql.charAt(start + 2) == '_' ? start + 3 : start + 2;
        return best.orLonger(rule, digits).orLonger(failure, failed);
    }

    private Token whole(int start, int end, int digitsFrom, int radix) {
        BigInteger value = new BigInteger(sql.substring(digitsFrom, end).replace("_", ""), radix);
        Kind kind = value.compareTo(MAX_INTEGER) > 0 ? Kind.NUMBER : Kind.INTEGER;
        return Token.of(kind, value.toString(), start, end, text.position(start));
    }

    /** Behind the digits from here, with single underscores between them (and before them where that is allowed). */
    private int digits(int from, int radix, boolean leadingUnderscore) {
        int end = from;
        while (end < sql.length()) {
            boolean underscore = sql.charAt(end) == '_' && (end > from || leadingUnderscore);
            int digit = underscore ? end + 1 : end;
            if (digit >= sql.length() || sql.charAt(digit) >= 0x80 || Character.digit(sql.charAt(digit), radix) < 0) {
                break;
            }
            end = digit + 1;
        }
        return end == from ? NO_MATCH : end;
    }

    /** Behind {@code 1.}, {@code 1.5} or {@code .5}. */
    private int numeric(int start, int integer) {
        int dot = integer == NO_MATCH ? start : integer;
        if (dot >= sql.length() || sql.charAt(dot) != '.') {
            return NO_MATCH;
        }
        int fraction = digits(dot + 1, 10, false);
        return fraction != NO_MATCH ? fraction : integer == NO_MATCH ? NO_MATCH : dot + 1;
    }

    private int exponent(int mantissa) {
        int from = exponentDigits(mantissa);
        return from == NO_MATCH ? NO_MATCH : digits(from, 10, false);
    }

    private int exponentDigits(int mantissa) {
        int sign = behindExponentLetter(mantissa);
        return sign != NO_MATCH && hasSign(sign) ? sign + 1 : sign;
    }

    private int exponentWithoutDigits(int mantissa) {
        int sign = behindExponentLetter(mantissa);
        return sign == NO_MATCH || !hasSign(sign) ? NO_MATCH : sign + 1;
    }

    private int behindExponentLetter(int mantissa) {
        boolean letter = mantissa != NO_MATCH && mantissa < sql.length() && (sql.charAt(mantissa) | 0x20) == 'e';
        return letter ? mantissa + 1 : NO_MATCH;
    }

    private boolean hasSign(int index) {
        return index < sql.length() && (sql.charAt(index) == '+' || sql.charAt(index) == '-');
    }

    /**
     * Behind an identifier that sticks to a number whose last digits begin at {@code from}. It begins at the first character
     * that is no digit, which may be an underscore within the number: that makes it the longest.
     */
    private int junk(int from, int numberEnd) {
        if (numberEnd == NO_MATCH) {
            return NO_MATCH;
        }
        int end = from;
        while (end < numberEnd && Lexer.isDigit(sql.charAt(end))) {
            end++;
        }
        return identifier(end);
    }

    /** Behind the identifier that begins here. */
    private int identifier(int from) {
        if (from == NO_MATCH || from >= sql.length() || !Lexer.isIdentifierStart(sql.charAt(from))) {
            return NO_MATCH;
        }
        int end = from + 1;
        while (end < sql.length() && Lexer.isIdentifierPart(sql.charAt(end))) {
            end++;
        }
        return end;
    }
}
