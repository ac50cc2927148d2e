package io.federator.engine.format;

import io.federator.engine.context.FormatSettings;
import io.federator.engine.format.DateTimeTokens.Token;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.Interval;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads intervals as PostgreSQL's {@code DecodeInterval}: from the right to the left, so that a unit is known before its
 * number. One parser reads one text.
 */
final class IntervalParser {
    static final Interval INFINITY = new Interval(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
    static final Interval MINUS_INFINITY = new Interval(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);

    private static final Pattern ISO_PART = Pattern.compile("([+-]?\\d*(?:\\.\\d*)?(?:[eE][+-]?\\d+)?)([A-Za-z])");
    private static final Pattern ISO_ALTERNATIVE =
            Pattern.compile("(?:([+-]?\\d{1,4})-([+-]?\\d+)-([+-]?\\d+))?(?:T([+-]?\\d+):(\\d+):(\\d+(?:\\.\\d*)?))?");

    private final String text;
    private BigInteger months = BigInteger.ZERO;
    private BigInteger days = BigInteger.ZERO;
    private BigDecimal micros = BigDecimal.ZERO;

    /** The unit a number is in. */
    private enum Unit {
        MICROSECOND,
        MILLISECOND,
        SECOND,
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH,
        YEAR,
        DECADE,
        CENTURY,
        MILLENNIUM
    }

    private IntervalParser(String text) {
        this.text = text;
    }

    /** {@code typmod} restricts the fields and so says what a number without a unit means; -1 for none. */
    static Interval parse(String text, int typmod, FormatSettings settings) {
        IntervalParser parser = new IntervalParser(text);
        String trimmed = text.strip();
        if (trimmed.startsWith("P") && trimmed.length() > 1) {
            return parser.iso(trimmed.substring(1));
        }
        return parser.fields(typmod, settings);
    }

    private SqlException syntax() {
        return SyntaxErrors.dateTimeSyntax("interval", text);
    }

    private SqlException overflow() {
        return new SqlException(
                SqlState.INTERVAL_FIELD_OVERFLOW, "interval field value out of range: \"" + text + "\"");
    }

    private Interval fields(int typmod, FormatSettings settings) {
        List<Token> tokens = DateTimeTokens.split(text, IntervalParser::isKeyword);
        if (tokens.isEmpty()) {
            throw syntax();
        }
        boolean allNegative = settings.intervalStyle() == FormatSettings.IntervalStyle.SQL_STANDARD
                && tokens.getFirst().text().startsWith("-")
                && tokens.stream().skip(1).noneMatch(token -> token.kind() == DateTimeTokens.Kind.ZONE);
        boolean ago = false;
        Unit unit = null;
        Set<Unit> seen = EnumSet.noneOf(Unit.class);
        boolean unitPending = false;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            switch (token.kind()) {
                case TIME -> {
                    time(token.text(), allNegative);
                    see(seen, Unit.HOUR, Unit.MINUTE, Unit.SECOND);
                    unit = Unit.DAY;
                    unitPending = false;
                }
                case ZONE -> {
                    if (token.text().indexOf(':') >= 0) {
                        time(token.text().substring(1), token.text().charAt(0) == '-');
                        see(seen, Unit.HOUR, Unit.MINUTE, Unit.SECOND);
                        unit = Unit.DAY;
                    } else {
                        unit = number(token.text(), unit == null ? implied(typmod) : unit, seen, false);
                    }
                    unitPending = false;
                }
                case NUMBER, DATE -> {
                    unit = number(token.text(), unit == null ? implied(typmod) : unit, seen, allNegative);
                    unitPending = false;
                }
                case WORD, SPECIAL -> {
                    String word = token.text();
                    if (word.equals("ago")) {
                        if (i != tokens.size() - 1) {
                            throw syntax();
                        }
                        ago = true;
                    } else if (word.endsWith("infinity")
                            || word.equals("inf")
                            || word.equals("-inf")
                            || word.equals("+inf")) {
                        if (tokens.size() > 1) {
                            throw syntax();
                        }
                        return word.startsWith("-") ? MINUS_INFINITY : INFINITY;
                    } else {
                        if (unitPending) {
                            throw syntax();
                        }
                        unit = unit(word);
                        unitPending = true;
                    }
                }
            }
        }
        if (seen.isEmpty() || unitPending) {
            throw syntax();
        }
        return result(ago);
    }

    private static boolean isKeyword(String word) {
        return DateTimeWords.isKeyword(word);
    }

    private void see(Set<Unit> seen, Unit... units) {
        for (Unit unit : units) {
            if (!seen.add(unit)) {
                throw syntax();
            }
        }
    }

    private Interval result(boolean negate) {
        try {
            BigInteger rounded = micros.setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
            int sign = negate ? -1 : 1;
            BigInteger factor = BigInteger.valueOf(sign);
            int resultDays;
            long resultMicros;
            try {
                resultDays = days.multiply(factor).intValueExact();
                resultMicros = rounded.multiply(factor).longValueExact();
            } catch (ArithmeticException e) {
                throw overflow();
            }
            return new Interval(months.multiply(factor).intValueExact(), resultDays, resultMicros);
        } catch (ArithmeticException e) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "interval out of range", e);
        }
    }

    private static Unit implied(int typmod) {
        if (typmod < 0) {
            return Unit.SECOND;
        }
        int range = (typmod >> 16) & 0x7fff;
        return switch (range) {
            case 1 << 2 -> Unit.YEAR;
            case 1 << 1, (1 << 2) | (1 << 1) -> Unit.MONTH;
            case 1 << 3 -> Unit.DAY;
            case 1 << 10, (1 << 3) | (1 << 10) -> Unit.HOUR;
            case 1 << 11, (1 << 10) | (1 << 11), (1 << 3) | (1 << 10) | (1 << 11) -> Unit.MINUTE;
            default -> Unit.SECOND;
        };
    }

    private Unit number(String field, Unit unit, Set<Unit> seen, boolean negate) {
        int dash = field.indexOf('-', 1);
        boolean negative = field.startsWith("-") || negate;
        String digits = field.startsWith("-") || field.startsWith("+") ? field.substring(1) : field;
        if (dash > 0) {
            String[] parts = digits.split("-", -1);
            if (parts.length != 2 || !isDigits(parts[0]) || !isDigits(parts[1])) {
                throw syntax();
            }
            int month = parts[1].length() > 4 ? 99 : Integer.parseInt(parts[1]);
            if (month >= 12) {
                throw overflowOfField();
            }
            see(seen, Unit.YEAR, Unit.MONTH);
            BigInteger total =
                    new BigInteger(parts[0]).multiply(BigInteger.valueOf(12)).add(BigInteger.valueOf(month));
            months = months.add(negative ? total.negate() : total);
            return Unit.MONTH;
        }
        if (!digits.matches("\\d*(\\.\\d*)?") || digits.isEmpty() || digits.equals(".")) {
            throw syntax();
        }
        BigDecimal value = new BigDecimal(digits.endsWith(".") ? digits + "0" : digits);
        see(seen, unit);
        add(negative ? value.negate() : value, unit);
        return unit;
    }

    private SqlException overflowOfField() {
        return new SqlException(
                SqlState.INTERVAL_FIELD_OVERFLOW, "interval field value out of range: \"" + text + "\"");
    }

    private void add(BigDecimal value, Unit unit) {
        BigInteger whole = value.toBigInteger();
        if (whole.bitLength() > 63) {
            throw overflow();
        }
        BigDecimal fraction = value.subtract(new BigDecimal(whole));
        switch (unit) {
            case MICROSECOND -> micros = micros.add(rint(value));
            case MILLISECOND -> micros = micros.add(rint(value.movePointRight(3)));
            case SECOND -> micros = micros.add(rint(value.movePointRight(6)));
            case MINUTE -> micros = micros.add(rint(value.multiply(BigDecimal.valueOf(60_000_000L))));
            case HOUR -> micros = micros.add(rint(value.multiply(BigDecimal.valueOf(3_600_000_000L))));
            case DAY -> {
                days = days.add(whole);
                micros = micros.add(rint(fraction.multiply(BigDecimal.valueOf(Calendar.MICROS_PER_DAY))));
            }
            case WEEK -> {
                days = days.add(whole.multiply(BigInteger.valueOf(7)));
                fractionOfDays(fraction.multiply(BigDecimal.valueOf(7)));
            }
            case MONTH -> {
                months = months.add(whole);
                fractionOfDays(fraction.multiply(BigDecimal.valueOf(30)));
            }
            case YEAR -> years(whole, fraction, 1);
            case DECADE -> years(whole, fraction, 10);
            case CENTURY -> years(whole, fraction, 100);
            case MILLENNIUM -> years(whole, fraction, 1000);
        }
    }

    private void years(BigInteger whole, BigDecimal fraction, int scale) {
        BigDecimal rest = rint(fraction.multiply(BigDecimal.valueOf(12L * scale)));
        if (whole.multiply(BigInteger.valueOf(scale)).bitLength() > 31) {
            throw overflow();
        }
        months = months.add(whole.multiply(BigInteger.valueOf(12L * scale))).add(rest.toBigInteger());
    }

    private void fractionOfDays(BigDecimal fraction) {
        BigInteger whole = fraction.toBigInteger();
        days = days.add(whole);
        micros = micros.add(
                rint(fraction.subtract(new BigDecimal(whole)).multiply(BigDecimal.valueOf(Calendar.MICROS_PER_DAY))));
    }

    /** Half a unit is not rounded up. */
    private static BigDecimal rint(BigDecimal value) {
        return value.setScale(0, RoundingMode.HALF_DOWN);
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void time(String field, boolean negative) {
        String[] parts = field.split(":", -1);
        if (parts.length > 3 || parts.length < 2) {
            throw syntax();
        }
        BigDecimal hour = whole(parts[0]);
        BigDecimal minute;
        BigDecimal second = BigDecimal.ZERO;
        if (parts.length == 2 && parts[1].indexOf('.') >= 0) {
            minute = hour;
            hour = BigDecimal.ZERO;
            second = seconds(parts[1]);
        } else {
            minute = whole(parts[1]);
            second = parts.length == 3 ? seconds(parts[2]) : second;
        }
        if (minute.compareTo(BigDecimal.valueOf(59)) > 0 || second.compareTo(BigDecimal.valueOf(60)) > 0) {
            throw overflowOfField();
        }
        BigDecimal total = hour.multiply(BigDecimal.valueOf(3_600_000_000L))
                .add(minute.multiply(BigDecimal.valueOf(60_000_000L)))
                .add(rint(second.movePointRight(6)));
        micros = negative ? micros.subtract(total) : micros.add(total);
    }

    private BigDecimal whole(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw syntax();
        }
        return new BigDecimal(digits);
    }

    private BigDecimal seconds(String field) {
        if (!field.matches("\\d+(\\.\\d*)?")) {
            throw syntax();
        }
        return new BigDecimal(field.endsWith(".") ? field + "0" : field);
    }

    private Unit unit(String word) {
        Unit unit = unitOf(word);
        if (unit == null) {
            throw syntax();
        }
        return unit;
    }

    private static @Nullable Unit unitOf(String word) {
        // PostgreSQL looks at the first ten characters only.
        String token = word.length() > 10 ? word.substring(0, 10) : word;
        return switch (token) {
            case "us", "usec", "usecs", "usecond", "useconds", "microsecon" -> Unit.MICROSECOND;
            case "ms", "msec", "msecs", "msecond", "mseconds", "millisecon" -> Unit.MILLISECOND;
            case "s", "sec", "secs", "second", "seconds" -> Unit.SECOND;
            case "m", "min", "mins", "minute", "minutes" -> Unit.MINUTE;
            case "h", "hr", "hrs", "hour", "hours" -> Unit.HOUR;
            case "d", "day", "days" -> Unit.DAY;
            case "w", "week", "weeks" -> Unit.WEEK;
            case "mon", "mons", "month", "months" -> Unit.MONTH;
            case "y", "yr", "yrs", "year", "years" -> Unit.YEAR;
            case "dec", "decs", "decade", "decades" -> Unit.DECADE;
            case "c", "cent", "century", "centuries" -> Unit.CENTURY;
            case "mil", "mils", "millennia", "millennium" -> Unit.MILLENNIUM;
            default -> null;
        };
    }

    private Interval iso(String body) {
        Matcher alternative = ISO_ALTERNATIVE.matcher(body);
        if (alternative.matches() && body.length() > 1) {
            if (alternative.group(1) != null) {
                months = new BigInteger(alternative.group(1))
                        .multiply(BigInteger.valueOf(12))
                        .add(new BigInteger(alternative.group(2)));
                days = new BigInteger(alternative.group(3));
            }
            if (alternative.group(4) != null) {
                String hour = alternative.group(4);
                time(
                        (hour.startsWith("-") ? hour.substring(1) : hour) + ":" + alternative.group(5) + ":"
                                + alternative.group(6),
                        hour.startsWith("-"));
            }
            return result(false);
        }
        boolean date = true;
        int at = 0;
        boolean any = false;
        while (at < body.length()) {
            if (body.charAt(at) == 'T' && date) {
                date = false;
                at++;
                continue;
            }
            Matcher part = ISO_PART.matcher(body).region(at, body.length());
            if (!part.lookingAt() || part.group(1).isEmpty()) {
                throw syntax();
            }
            add(
                    new BigDecimal(part.group(1)),
                    isoUnit(part.group(2).toUpperCase(Locale.ROOT).charAt(0), date));
            any = true;
            at = part.end();
        }
        if (!any && date) {
            throw syntax();
        }
        return result(false);
    }

    private Unit isoUnit(char letter, boolean date) {
        return switch (letter) {
            case 'Y' -> date ? Unit.YEAR : bad();
            case 'M' -> date ? Unit.MONTH : Unit.MINUTE;
            case 'W' -> date ? Unit.WEEK : bad();
            case 'D' -> date ? Unit.DAY : bad();
            case 'H' -> date ? bad() : Unit.HOUR;
            case 'S' -> date ? bad() : Unit.SECOND;
            default -> bad();
        };
    }

    private Unit bad() {
        throw syntax();
    }
}
