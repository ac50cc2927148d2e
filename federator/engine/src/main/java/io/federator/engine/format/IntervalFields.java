package io.federator.engine.format;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.Interval;

/**
 * The fields of an interval while its text is read. Fractions go down to the next smaller field; each field has the range of
 * its type. The arithmetic on fractions is that of doubles, as PostgreSQL's, so that its rounding is the same.
 */
final class IntervalFields {
    static final long SECOND = 1_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final int DAYS_PER_MONTH = 30;
    private static final int MONTHS_PER_YEAR = 12;

    private final String text;
    private int years;
    private int months;
    private int days;
    private long micros;

    /** @param text for the errors */
    IntervalFields(String text) {
        this.text = text;
    }

    SqlException overflow() {
        return new SqlException(
                SqlState.INTERVAL_FIELD_OVERFLOW, "interval field value out of range: \"" + text + "\"");
    }

    /** Adds a number of units of {@code scale} microseconds. */
    void micros(long whole, double fraction, long scale) {
        try {
            micros = Math.addExact(micros, Math.multiplyExact(whole, scale));
        } catch (ArithmeticException e) {
            throw overflow();
        }
        fractionOfMicros(fraction, scale);
    }

    /** Half a microsecond is not rounded up. */
    void fractionOfMicros(double fraction, long scale) {
        double scaled = fraction * scale;
        long whole = (long) scaled;
        double rest = scaled - whole;
        try {
            micros = Math.addExact(micros, whole + (rest > 0.5 ? 1 : rest < -0.5 ? -1 : 0));
        } catch (ArithmeticException e) {
            throw overflow();
        }
    }

    void days(long whole, int scale) {
        days = scaledSum(days, whole, scale);
    }

    /** Adds a part of {@code scale} days. */
    void fractionOfDays(double fraction, int scale) {
        double scaled = fraction * scale;
        int whole = (int) scaled;
        days = scaledSum(days, whole, 1);
        fractionOfMicros(scaled - whole, Calendar.MICROS_PER_DAY);
    }

    void months(long whole) {
        months = scaledSum(months, whole, 1);
    }

    void years(long whole, int scale) {
        years = scaledSum(years, whole, scale);
    }

    /** Adds a part of {@code scale} years. */
    void fractionOfYears(double fraction, int scale) {
        months = scaledSum(months, (int) Math.rint(fraction * scale * MONTHS_PER_YEAR), 1);
    }

    private int scaledSum(int field, long whole, int scale) {
        if (whole != (int) whole) {
            throw overflow();
        }
        try {
            return Math.addExact(field, Math.multiplyExact((int) whole, scale));
        } catch (ArithmeticException e) {
            throw overflow();
        }
    }

    void negate() {
        try {
            years = Math.negateExact(years);
            months = Math.negateExact(months);
            days = Math.negateExact(days);
            micros = Math.negateExact(micros);
        } catch (ArithmeticException e) {
            throw overflow();
        }
    }

    Interval interval() {
        long total = (long) years * MONTHS_PER_YEAR + months;
        if (total != (int) total) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "interval out of range");
        }
        return new Interval((int) total, days, micros);
    }
}
