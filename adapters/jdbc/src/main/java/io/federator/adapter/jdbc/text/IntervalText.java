package io.federator.adapter.jdbc.text;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.Interval;
import org.jspecify.annotations.Nullable;

/** Intervals in PostgreSQL's own style, such as {@code 1 year 2 mons -3 days +04:05:06.7}. */
public final class IntervalText {
    /** PostgreSQL 17 and later: the fields at their extremes stand for infinity, as inside PostgreSQL. */
    public static final Interval INFINITY = new Interval(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

    public static final Interval NEGATIVE_INFINITY = new Interval(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);

    private IntervalText() {}

    public static Interval parse(String text) {
        if ("infinity".equals(text)) {
            return INFINITY;
        }
        if ("-infinity".equals(text)) {
            return NEGATIVE_INFINITY;
        }
        long months = 0;
        long days = 0;
        long micros = 0;
        String[] words = text.split(" ");
        try {
            for (int i = 0; i < words.length; i++) {
                String word = words[i];
                if (word.indexOf(':') >= 0) {
                    micros = clock(word);
                    continue;
                }
                long amount = Long.parseLong(word);
                switch (words[++i]) {
                    case "year", "years" -> months += amount * 12;
                    case "mon", "mons" -> months += amount;
                    case "day", "days" -> days += amount;
                    default -> throw malformed(text, null);
                }
            }
            return new Interval(Math.toIntExact(months), Math.toIntExact(days), micros);
        } catch (NumberFormatException | ArithmeticException | ArrayIndexOutOfBoundsException e) {
            throw malformed(text, e);
        }
    }

    public static String format(Interval interval) {
        if (interval.equals(INFINITY)) {
            return "infinity";
        }
        if (interval.equals(NEGATIVE_INFINITY)) {
            return "-infinity";
        }
        StringBuilder out = new StringBuilder();
        boolean negative = append(out, interval.months() / 12, "year", false);
        negative = append(out, interval.months() % 12, "mon", negative);
        negative = append(out, interval.days(), "day", negative);
        long micros = interval.micros();
        if (micros != 0 || out.isEmpty()) {
            if (!out.isEmpty()) {
                out.append(' ');
            }
            out.append(micros < 0 ? "-" : negative ? "+" : "");
            appendClock(out, micros);
        }
        return out.toString();
    }

    /** Appends one field if it is not zero; returns whether the last field written was negative. */
    private static boolean append(StringBuilder out, int amount, String unit, boolean negativeBefore) {
        if (amount == 0) {
            return negativeBefore;
        }
        if (!out.isEmpty()) {
            out.append(' ');
        }
        if (negativeBefore && amount > 0) {
            out.append('+');
        }
        out.append(amount).append(' ').append(unit).append(amount == 1 ? "" : "s");
        return amount < 0;
    }

    private static void appendClock(StringBuilder out, long micros) {
        // The most negative long has no positive twin; its hours fit when halved.
        if (micros == Long.MIN_VALUE) {
            out.append("2562047788:00:54.775808");
            return;
        }
        DateTimeText.appendClock(out, Math.abs(micros));
    }

    private static long clock(String word) {
        boolean negative = word.startsWith("-");
        String digits = negative || word.startsWith("+") ? word.substring(1) : word;
        if (negative && "2562047788:00:54.775808".equals(digits)) {
            return Long.MIN_VALUE;
        }
        long micros = DateTimeText.duration(DateTimeText.ascii(digits));
        return negative ? -micros : micros;
    }

    private static SqlException malformed(String text, @Nullable Throwable cause) {
        String message = "invalid input syntax for type interval: \"" + text + "\"";
        return cause == null
                ? new SqlException(SqlState.INVALID_DATETIME_FORMAT, message)
                : new SqlException(SqlState.INVALID_DATETIME_FORMAT, message, cause);
    }
}
