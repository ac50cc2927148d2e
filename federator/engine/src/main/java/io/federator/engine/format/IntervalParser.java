package io.federator.engine.format;

import io.federator.engine.context.FormatSettings;
import io.federator.engine.format.DateTimeTokens.Kind;
import io.federator.engine.format.DateTimeTokens.Token;
import io.federator.spi.value.Interval;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads intervals as PostgreSQL's {@code DecodeInterval}: from the right to the left, so that a unit is known before its
 * number. What it cannot read may still be of ISO 8601. One parser reads one text.
 */
final class IntervalParser {
    static final Interval INFINITY = new Interval(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
    static final Interval MINUS_INFINITY = new Interval(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);

    private static final Pattern NUMBER = Pattern.compile("([+-]?\\d*)(\\.\\d*)?");
    private static final Pattern YEARS_AND_MONTHS = Pattern.compile("([+-]?\\d+)-([+-]?\\d+)");
    private static final Pattern TIME = Pattern.compile("(\\d+):(\\d+)(?::(\\d+))?(\\.\\d*)?");
    private static final int MONTHS_PER_YEAR = 12;

    private static final int DAY_FIELD = 1 << 3;
    private static final int MONTH_FIELD = 1 << 1;
    private static final int YEAR_FIELD = 1 << 2;
    private static final int HOUR_FIELD = 1 << 10;
    private static final int MINUTE_FIELD = 1 << 11;
    private static final int SECOND_FIELD = 1 << 12;

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

    private static final Set<Unit> SECONDS = EnumSet.range(Unit.MICROSECOND, Unit.SECOND);
    private static final Set<Unit> CLOCK = EnumSet.range(Unit.MICROSECOND, Unit.HOUR);

    private final String text;
    private final IntervalFields fields;
    private final int range;
    private final Set<Unit> seen = EnumSet.noneOf(Unit.class);
    private @Nullable Unit unit;
    /** Whether a unit was read that waits for its number. */
    private boolean waiting;

    private boolean allNegative;

    private IntervalParser(String text, int typmod) {
        this.text = text;
        fields = new IntervalFields(text);
        range = typmod < 0 ? 0 : (typmod >> 16) & 0x7fff;
    }

    /** {@code typmod} restricts the fields and so says what a number without a unit means; -1 for none. */
    static Interval parse(String text, int typmod, FormatSettings settings) {
        IntervalParser parser = new IntervalParser(text, typmod);
        Interval interval;
        try {
            interval = parser.read(settings);
        } catch (BadFormat e) {
            return IsoInterval.parse(text);
        }
        return interval;
    }

    /** The text is no interval in PostgreSQL's own format. */
    private static final class BadFormat extends Exception {
        private static final long serialVersionUID = 1L;

        BadFormat() {
            super(null, null, false, false);
        }
    }

    private Interval read(FormatSettings settings) throws BadFormat {
        List<Token> tokens = DateTimeTokens.split(text, DateTimeWords::isKeyword);
        allNegative = settings.intervalStyle() == FormatSettings.IntervalStyle.SQL_STANDARD
                && !tokens.isEmpty()
                && tokens.getFirst().text().startsWith("-")
                && tokens.stream()
                        .skip(1)
                        .noneMatch(token ->
                                token.text().startsWith("-") || token.text().startsWith("+"));
        boolean ago = false;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            boolean last = i == tokens.size() - 1;
            Interval infinite = infinity(token);
            if (infinite != null) {
                if (tokens.size() > 1) {
                    throw new BadFormat();
                }
                return infinite;
            }
            if (isWord(token) && token.text().equals("ago") && last) {
                ago = true;
            } else {
                read(token);
            }
        }
        if (seen.isEmpty() || waiting) {
            throw new BadFormat();
        }
        if (ago) {
            fields.negate();
        }
        return fields.interval();
    }

    private static boolean isWord(Token token) {
        return token.kind() == Kind.WORD || token.kind() == Kind.SPECIAL;
    }

    private static @Nullable Interval infinity(Token token) {
        if (!isWord(token)) {
            return null;
        }
        return switch (token.text()) {
            case "infinity", "+infinity", "inf", "+inf" -> INFINITY;
            case "-infinity", "-inf" -> MINUS_INFINITY;
            default -> null;
        };
    }

    private void read(Token token) throws BadFormat {
        String field = token.text();
        switch (token.kind()) {
            case TIME -> time(field, allNegative);
            case ZONE -> {
                if (TIME.matcher(field.substring(1)).matches()) {
                    time(field.substring(1), field.startsWith("-") || allNegative);
                } else {
                    number(field);
                }
            }
            case NUMBER, DATE -> number(field);
            case WORD, SPECIAL -> {
                Unit named = unitOf(field);
                if (waiting || named == null) {
                    throw new BadFormat();
                }
                unit = named;
                waiting = true;
            }
        }
    }

    private void see(Set<Unit> units) throws BadFormat {
        for (Unit each : units) {
            if (!seen.add(each)) {
                throw new BadFormat();
            }
        }
    }

    /** Hours and minutes, or minutes and seconds where these are all that is asked for or the seconds have a fraction. */
    private void time(String field, boolean negative) throws BadFormat {
        Matcher time = TIME.matcher(field);
        if (!time.matches()) {
            throw new BadFormat();
        }
        boolean two = time.group(3) == null;
        boolean fromMinutes = two && (time.group(4) != null || range == (MINUTE_FIELD | SECOND_FIELD));
        long first = whole(time.group(1));
        long second = whole(time.group(2));
        long hours = fromMinutes ? 0 : first;
        long minutes = fromMinutes ? first : second;
        long seconds = fromMinutes ? second : two ? 0 : whole(time.group(3));
        if (minutes > 59 || seconds > 60) {
            throw fields.overflow();
        }
        see(CLOCK);
        int sign = negative ? -1 : 1;
        long micros = (long) Math.rint(fraction(time.group(4)) * IntervalFields.SECOND);
        fields.micros(sign * (minutes * 60 + seconds), 0, IntervalFields.SECOND);
        fields.micros(sign * micros, 0, 1);
        fields.micros(sign * hours, 0, IntervalFields.HOUR);
        unit = Unit.DAY;
        waiting = false;
    }

    private long whole(String digits) {
        try {
            return digits.isEmpty() || digits.equals("-") || digits.equals("+") ? 0 : Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw fields.overflow();
        }
    }

    private static double fraction(@Nullable String digits) {
        return digits == null || digits.length() == 1 ? 0 : Double.parseDouble(digits);
    }

    private void number(String field) throws BadFormat {
        Unit in = unit == null ? implied() : unit;
        int sign = field.startsWith("-") || allNegative ? -1 : 1;
        Matcher both = YEARS_AND_MONTHS.matcher(field);
        Matcher one = NUMBER.matcher(field);
        if (both.matches()) {
            in = Unit.MONTH;
            long years = whole(both.group(1));
            long months = whole(both.group(2));
            if (months < 0 || months >= MONTHS_PER_YEAR) {
                throw fields.overflow();
            }
            try {
                add(sign * Math.addExact(Math.multiplyExact(Math.abs(years), MONTHS_PER_YEAR), months), 0, in);
            } catch (ArithmeticException e) {
                throw fields.overflow();
            }
        } else if (one.matches()) {
            long whole = whole(one.group(1));
            add(allNegative && whole > 0 ? -whole : whole, sign * fraction(one.group(2)), in);
        } else {
            throw new BadFormat();
        }
        unit = in == Unit.HOUR ? Unit.DAY : in;
        waiting = false;
    }

    private void add(long whole, double fraction, Unit in) throws BadFormat {
        see(in == Unit.SECOND && fraction != 0 ? SECONDS : Set.of(in));
        switch (in) {
            case MICROSECOND -> fields.micros(whole, fraction, 1);
            case MILLISECOND -> fields.micros(whole, fraction, 1000);
            case SECOND -> fields.micros(whole, fraction, IntervalFields.SECOND);
            case MINUTE -> fields.micros(whole, fraction, IntervalFields.MINUTE);
            case HOUR -> fields.micros(whole, fraction, IntervalFields.HOUR);
            case DAY -> {
                fields.days(whole, 1);
                fields.fractionOfMicros(fraction, Calendar.MICROS_PER_DAY);
            }
            case WEEK -> {
                fields.days(whole, 7);
                fields.fractionOfDays(fraction, 7);
            }
            case MONTH -> {
                fields.months(whole);
                fields.fractionOfDays(fraction, IntervalFields.DAYS_PER_MONTH);
            }
            case YEAR -> years(whole, fraction, 1);
            case DECADE -> years(whole, fraction, 10);
            case CENTURY -> years(whole, fraction, 100);
            case MILLENNIUM -> years(whole, fraction, 1000);
        }
    }

    private void years(long whole, double fraction, int scale) {
        fields.years(whole, scale);
        fields.fractionOfYears(fraction, scale);
    }

    private Unit implied() {
        return switch (range) {
            case YEAR_FIELD -> Unit.YEAR;
            case MONTH_FIELD, YEAR_FIELD | MONTH_FIELD -> Unit.MONTH;
            case DAY_FIELD -> Unit.DAY;
            case HOUR_FIELD, DAY_FIELD | HOUR_FIELD -> Unit.HOUR;
            case MINUTE_FIELD, HOUR_FIELD | MINUTE_FIELD, DAY_FIELD | HOUR_FIELD | MINUTE_FIELD -> Unit.MINUTE;
            default -> Unit.SECOND;
        };
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
}
