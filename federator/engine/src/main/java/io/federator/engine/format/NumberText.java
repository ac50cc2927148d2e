package io.federator.engine.format;

import io.federator.engine.context.FormatSettings;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.NumericSpecial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Integers, floats and numerics as text. */
public final class NumberText {
    private static final Pattern INTEGER =
            Pattern.compile("([+-]?)(?:0[xX](_?[0-9a-fA-F](?:_?[0-9a-fA-F])*)|0[oO](_?[0-7](?:_?[0-7])*)"
                    + "|0[bB](_?[01](?:_?[01])*)|(\\d(?:_?\\d)*))");
    private static final Pattern NUMERIC =
            Pattern.compile("([+-]?)((?:\\d(?:_?\\d)*)?)(\\.?)((?:\\d(?:_?\\d)*)?)(?:[eE]([+-]?\\d(?:_?\\d)*))?");
    private static final Pattern FLOAT = Pattern.compile(
            "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|[+-]?0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*)(?:[pP][+-]?\\d+)?");
    /** Not more than a long holds, whatever the digits. */
    private static final int PLAIN_LENGTH = 18;

    private static final int MAX_SCALE = 16_383;
    private static final int MAX_WHOLE_DIGITS = 131_072;

    private NumberText() {}

    static long integer(String text, String type, long min, long max) {
        if (isPlain(text, false)) {
            long value = Long.parseLong(text);
            if (value < min || value > max) {
                throw SyntaxErrors.outOfRange(type, text);
            }
            return value;
        }
        Matcher matcher = INTEGER.matcher(strip(text));
        if (!matcher.matches()) {
            throw SyntaxErrors.invalid(type, text);
        }
        BigInteger value = whole(matcher);
        if (value.bitLength() > 63 || value.longValue() < min || value.longValue() > max) {
            throw SyntaxErrors.outOfRange(type, text);
        }
        return value.longValue();
    }

    /** Most numbers that come in great numbers: a sign, digits that a long holds, and a point between digits if {@code fraction}. */
    private static boolean isPlain(String text, boolean fraction) {
        int length = text.length();
        int start = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        if (length == start || length > PLAIN_LENGTH) {
            return false;
        }
        boolean point = !fraction;
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            boolean between = i > start && i < length - 1;
            if (c == '.' && !point && between) {
                point = true;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    static Object numeric(String text) {
        if (isPlain(text, true)) {
            return new BigDecimal(text);
        }
        String trimmed = strip(text);
        switch (trimmed.toLowerCase(Locale.ROOT)) {
            case "nan" -> {
                return NumericSpecial.NAN;
            }
            case "infinity", "+infinity", "inf", "+inf" -> {
                return NumericSpecial.POSITIVE_INFINITY;
            }
            case "-infinity", "-inf" -> {
                return NumericSpecial.NEGATIVE_INFINITY;
            }
            default -> {}
        }
        Matcher integer = INTEGER.matcher(trimmed);
        if (integer.matches()) {
            return checked(new BigDecimal(whole(integer)));
        }
        Matcher matcher = NUMERIC.matcher(trimmed);
        if (!matcher.matches()
                || (matcher.group(2).isEmpty() && matcher.group(4).isEmpty())) {
            throw SyntaxErrors.invalid("numeric", text);
        }
        String exponent = matcher.group(5) == null ? "0" : matcher.group(5).replace("_", "");
        if (exponent.length() > 8) {
            throw overflow();
        }
        String fraction = matcher.group(4).replace("_", "");
        BigInteger digits = new BigInteger(
                matcher.group(1).equals("-")
                        ? "-0" + matcher.group(2).replace("_", "") + fraction
                        : "0" + matcher.group(2).replace("_", "") + fraction);
        int scale = fraction.length() - Integer.parseInt(exponent);
        if (scale < -MAX_WHOLE_DIGITS * 2) {
            throw overflow();
        }
        BigDecimal value = new BigDecimal(digits, scale);
        return checked(scale < 0 ? value.setScale(0) : value);
    }

    /** The value with PostgreSQL's limits applied: too many fractional digits are rounded, too large is an error. */
    public static BigDecimal checked(BigDecimal value) {
        BigDecimal limited = value.scale() > MAX_SCALE ? value.setScale(MAX_SCALE, RoundingMode.HALF_UP) : value;
        if (limited.precision() - limited.scale() > MAX_WHOLE_DIGITS) {
            throw overflow();
        }
        return limited;
    }

    public static SqlException overflow() {
        return new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
    }

    static double float8(String text) {
        double value = floating(text, "double precision");
        if (Double.isInfinite(value) && isDigits(text)) {
            throw outOfRange(text, "double precision");
        }
        if (value == 0 && hasNonZeroDigit(text)) {
            throw outOfRange(text, "double precision");
        }
        return value;
    }

    static float float4(String text) {
        double wide = floating(text, "real");
        String trimmed = strip(text);
        float value = Double.isNaN(wide) || !isDigits(text) ? (float) wide : Float.parseFloat(hexForm(trimmed));
        if (Float.isInfinite(value) && isDigits(text)) {
            throw outOfRange(text, "real");
        }
        if (value == 0 && hasNonZeroDigit(text)) {
            throw outOfRange(text, "real");
        }
        return value;
    }

    private static double floating(String text, String type) {
        String trimmed = strip(text);
        switch (trimmed.toLowerCase(Locale.ROOT)) {
            case "nan" -> {
                return Double.NaN;
            }
            case "infinity", "+infinity", "inf", "+inf" -> {
                return Double.POSITIVE_INFINITY;
            }
            case "-infinity", "-inf" -> {
                return Double.NEGATIVE_INFINITY;
            }
            default -> {}
        }
        if (!FLOAT.matcher(trimmed).matches()) {
            throw SyntaxErrors.invalid(type, text);
        }
        return Double.parseDouble(hexForm(trimmed));
    }

    /** Java wants an exponent in hexadecimal floats, C does not. */
    private static String hexForm(String text) {
        boolean hex = text.indexOf('x') >= 0 || text.indexOf('X') >= 0;
        return hex && text.indexOf('p') < 0 && text.indexOf('P') < 0 ? text + "p0" : text;
    }

    private static boolean isDigits(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean hasNonZeroDigit(String text) {
        String mantissa = text.toLowerCase(Locale.ROOT);
        boolean hex = mantissa.contains("x");
        int exponent = mantissa.indexOf(hex ? 'p' : 'e');
        String digits = exponent < 0 ? mantissa : mantissa.substring(0, exponent);
        return digits.chars().anyMatch(c -> (c >= '1' && c <= '9') || (hex && c >= 'a' && c <= 'f'));
    }

    private static SqlException outOfRange(String text, String type) {
        return new SqlException(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "\"" + text.strip() + "\" is out of range for type " + type);
    }

    /** Decimal notation, never with an exponent. */
    public static String numeric(Object value) {
        return value instanceof NumericSpecial special ? special.text() : ((BigDecimal) value).toPlainString();
    }

    public static String float8(double value, FormatSettings settings) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return special(value);
        }
        if (settings.extraFloatDigits() > 0) {
            double size = Math.abs(value);
            return shaped(
                    value,
                    shortest(Double.toString(size), size, Math.nextDown(size), Math.nextUp(size), 0x1p53),
                    15,
                    value == 0);
        }
        int digits = Math.max(1, 15 + settings.extraFloatDigits());
        return shaped(
                value,
                new BigDecimal(Math.abs(value)).round(new MathContext(digits, RoundingMode.HALF_EVEN)),
                digits,
                value == 0);
    }

    public static String float4(float value, FormatSettings settings) {
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            return special(value);
        }
        if (settings.extraFloatDigits() > 0) {
            float size = Math.abs(value);
            return shaped(
                    value,
                    shortest(Float.toString(size), size, Math.nextDown(size), Math.nextUp(size), 0x1p24),
                    6,
                    value == 0);
        }
        int digits = Math.max(1, 6 + settings.extraFloatDigits());
        return shaped(
                value,
                new BigDecimal(Math.abs(value)).round(new MathContext(digits, RoundingMode.HALF_EVEN)),
                digits,
                value == 0);
    }

    /**
     * The shortest digits that lie strictly within the numbers that read back as {@code value}. Java's are those already, save
     * that it accepts the border of that range, and prefers two digits to one.
     */
    private static BigDecimal shortest(String java, double value, double below, double above, double borderFrom) {
        BigDecimal found = new BigDecimal(java).stripTrailingZeros();
        // Both differences show at the ends of the range only: a border has few digits, or a digit little weight.
        if (Double.isInfinite(above) || (value < borderFrom && value > Float.MIN_NORMAL) || value == 0) {
            return found;
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal low = exact.add(new BigDecimal(below)).divide(BigDecimal.TWO);
        BigDecimal high = exact.add(new BigDecimal(above)).divide(BigDecimal.TWO);
        if (found.precision() != 2 && found.compareTo(low) > 0 && found.compareTo(high) < 0) {
            return found;
        }
        for (int digits = 1; digits <= 17; digits++) {
            BigDecimal candidate = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (candidate.compareTo(low) > 0 && candidate.compareTo(high) < 0) {
                return candidate;
            }
        }
        return found;
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }

    /** As C's {@code %g}: an exponent where it is below -4 or not below {@code plainBelow}. */
    private static String shaped(double signed, BigDecimal magnitude, int plainBelow, boolean zero) {
        String sign = Double.compare(signed, 0.0) < 0 ? "-" : "";
        if (zero) {
            return sign + "0";
        }
        BigDecimal value = magnitude.stripTrailingZeros();
        int exponent = value.precision() - value.scale() - 1;
        if (exponent >= -4 && exponent < plainBelow) {
            return sign + value.toPlainString();
        }
        String digits = value.unscaledValue().toString();
        StringBuilder out = new StringBuilder(sign).append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append('e').append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        return out.append(size < 10 ? "0" : "").append(size).toString();
    }

    private static BigInteger whole(Matcher matcher) {
        int[] radix = {16, 8, 2, 10};
        for (int i = 0; i < radix.length; i++) {
            String digits = matcher.group(i + 2);
            if (digits != null) {
                BigInteger value = new BigInteger(digits.replace("_", ""), radix[i]);
                return matcher.group(1).equals("-") ? value.negate() : value;
            }
        }
        throw new IllegalStateException("no digits");
    }

    /** Without the white space that C's {@code isspace} knows. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && DateTimeTokens.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && DateTimeTokens.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
