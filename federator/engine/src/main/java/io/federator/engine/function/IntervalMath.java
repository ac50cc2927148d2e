package io.federator.engine.function;

import io.federator.engine.format.Calendar;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.Interval;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Arithmetic on intervals, and of intervals with timestamps. */
final class IntervalMath {
    static final Interval INFINITY = new Interval(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
    static final Interval MINUS_INFINITY = new Interval(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);
    private static final double SECONDS_PER_DAY = 86_400.0;

    private IntervalMath() {}

    static boolean isInfinite(Interval value) {
        return value.equals(INFINITY) || value.equals(MINUS_INFINITY);
    }

    static SqlException outOfRange() {
        return new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "interval out of range");
    }

    /** Arithmetic must not arrive at what stands for infinity. */
    private static Interval finite(Interval value) {
        if (isInfinite(value)) {
            throw outOfRange();
        }
        return value;
    }

    static Interval negate(Interval value) {
        if (isInfinite(value)) {
            return value.equals(INFINITY) ? MINUS_INFINITY : INFINITY;
        }
        try {
            return finite(new Interval(
                    Math.negateExact(value.months()),
                    Math.negateExact(value.days()),
                    Math.negateExact(value.micros())));
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    static Interval subtract(Interval a, Interval b) {
        if (isInfinite(a) || isInfinite(b)) {
            return add(a, negate(b));
        }
        try {
            return finite(new Interval(
                    Math.subtractExact(a.months(), b.months()),
                    Math.subtractExact(a.days(), b.days()),
                    Math.subtractExact(a.micros(), b.micros())));
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    static Interval add(Interval a, Interval b) {
        if (isInfinite(a) || isInfinite(b)) {
            if (isInfinite(a) && isInfinite(b) && !a.equals(b)) {
                throw outOfRange();
            }
            return isInfinite(a) ? a : b;
        }
        try {
            return finite(new Interval(
                    Math.addExact(a.months(), b.months()),
                    Math.addExact(a.days(), b.days()),
                    Math.addExact(a.micros(), b.micros())));
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    /** Whole months and days stay what they are; their fractions go down to days and microseconds. */
    static Interval multiply(Interval span, double factor) {
        if (isInfinite(span) || Double.isNaN(factor) || Double.isInfinite(factor)) {
            int sign = span.compareTo(new Interval(0, 0, 0));
            double product = sign * factor;
            if (Double.isNaN(factor) || product == 0 || Double.isNaN(product)) {
                throw outOfRange();
            }
            return product > 0 ? INFINITY : MINUS_INFINITY;
        }
        return scaled(span.months() * factor, span.days() * factor, span.micros() * factor);
    }

    static Interval divide(Interval span, double divisor) {
        if (divisor == 0) {
            throw ArithmeticFunctions.divisionByZero();
        }
        if (Double.isNaN(divisor) || (isInfinite(span) && Double.isInfinite(divisor))) {
            throw outOfRange();
        }
        if (isInfinite(span)) {
            return divisor > 0 ? span : negate(span);
        }
        return scaled(span.months() / divisor, span.days() / divisor, span.micros() / divisor);
    }

    private static Interval scaled(double months, double days, double micros) {
        int wholeMonths = int4(months);
        int wholeDays = int4(days);
        double monthRest = toMicros((months - wholeMonths) * 30);
        double seconds = toMicros((days - wholeDays + monthRest - (int) monthRest) * SECONDS_PER_DAY);
        long resultDays = wholeDays;
        if (Math.abs(seconds) >= SECONDS_PER_DAY) {
            resultDays += (int) (seconds / SECONDS_PER_DAY);
            seconds -= ((int) (seconds / SECONDS_PER_DAY)) * SECONDS_PER_DAY;
        }
        resultDays += (int) monthRest;
        double total = Math.rint(micros + seconds * 1_000_000);
        if (total >= 0x1p63 || total < -0x1p63) {
            throw outOfRange();
        }
        return finite(new Interval(wholeMonths, int4(resultDays), (long) total));
    }

    private static int int4(double value) {
        if (Double.isNaN(value) || value > Integer.MAX_VALUE || value < Integer.MIN_VALUE) {
            throw outOfRange();
        }
        return (int) value;
    }

    private static int int4(long value) {
        if (value != (int) value) {
            throw outOfRange();
        }
        return (int) value;
    }

    private static double toMicros(double value) {
        return Math.rint(value * 1_000_000) / 1_000_000;
    }

    static long addToTimestamp(long local, Interval span, int sign) {
        Interval step = sign < 0 ? negate(span) : span;
        if (isInfinite(step) || Calendar.isInfinite(local)) {
            return infinite(local, step);
        }
        try {
            long result = local;
            if (step.months() != 0) {
                result = Calendar.micros(plusMonths(Calendar.local(result), step.months()));
            }
            result = Math.addExact(result, Math.multiplyExact((long) step.days(), Calendar.MICROS_PER_DAY));
            return Casts.checked(checkFinite(Math.addExact(result, step.micros())));
        } catch (ArithmeticException e) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range", e);
        }
    }

    static long addToInstant(long instant, Interval span, int sign, ZoneId zone) {
        Interval step = sign < 0 ? negate(span) : span;
        if (isInfinite(step) || Calendar.isInfinite(instant)) {
            return infinite(instant, step);
        }
        try {
            long result = instant;
            if (step.months() != 0) {
                LocalDateTime local = plusMonths(Calendar.local(Calendar.toLocal(result, zone)), step.months());
                result = Calendar.toInstant(Calendar.micros(local), zone);
            }
            if (step.days() != 0) {
                long local = Math.addExact(
                        Calendar.toLocal(result, zone),
                        Math.multiplyExact((long) step.days(), Calendar.MICROS_PER_DAY));
                result = Calendar.toInstant(local, zone);
            }
            return Casts.checked(checkFinite(Math.addExact(result, step.micros())));
        } catch (ArithmeticException e) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range", e);
        }
    }

    private static long checkFinite(long micros) {
        if (Calendar.isInfinite(micros)) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range");
        }
        return micros;
    }

    private static LocalDateTime plusMonths(LocalDateTime local, int months) {
        LocalDate date = local.toLocalDate().plusMonths(months);
        if (!Calendar.isDate(date.toEpochDay())) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range");
        }
        return LocalDateTime.of(date, local.toLocalTime());
    }

    private static long infinite(long at, Interval step) {
        if (!isInfinite(step)) {
            return at;
        }
        long direction = step.equals(INFINITY) ? Calendar.INFINITY : Calendar.MINUS_INFINITY;
        if (Calendar.isInfinite(at) && at != direction) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range");
        }
        return direction;
    }

    /** The difference in days and time, as {@code timestamp - timestamp}. */
    static Interval difference(long a, long b) {
        if (Calendar.isInfinite(a) || Calendar.isInfinite(b)) {
            if (a == b) {
                throw outOfRange();
            }
            return a == Calendar.INFINITY || b == Calendar.MINUS_INFINITY ? INFINITY : MINUS_INFINITY;
        }
        try {
            return justifyHours(new Interval(0, 0, Math.subtractExact(a, b)));
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    static Interval justifyHours(Interval value) {
        if (isInfinite(value)) {
            return value;
        }
        long whole = value.micros() / Calendar.MICROS_PER_DAY;
        long micros = value.micros() % Calendar.MICROS_PER_DAY;
        long days = Math.addExact((long) value.days(), whole);
        if (days > 0 && micros < 0) {
            micros += Calendar.MICROS_PER_DAY;
            days--;
        } else if (days < 0 && micros > 0) {
            micros -= Calendar.MICROS_PER_DAY;
            days++;
        }
        return new Interval(value.months(), int4(days), micros);
    }

    static Interval justifyDays(Interval value) {
        if (isInfinite(value)) {
            return value;
        }
        long months = (long) value.months() + value.days() / 30;
        int days = value.days() % 30;
        if (months > 0 && days < 0) {
            days += 30;
            months--;
        } else if (months < 0 && days > 0) {
            days -= 30;
            months++;
        }
        return new Interval(int4(months), days, value.micros());
    }

    static Interval justify(Interval value) {
        if (isInfinite(value)) {
            return value;
        }
        long months = value.months();
        long days = value.days() + value.micros() / Calendar.MICROS_PER_DAY;
        long micros = value.micros() % Calendar.MICROS_PER_DAY;
        months += days / 30;
        days %= 30;
        if (months > 0 && (days < 0 || (days == 0 && micros < 0))) {
            days += 30;
            months--;
        } else if (months < 0 && (days > 0 || (days == 0 && micros > 0))) {
            days -= 30;
            months++;
        }
        if (days > 0 && micros < 0) {
            micros += Calendar.MICROS_PER_DAY;
            days--;
        } else if (days < 0 && micros > 0) {
            micros -= Calendar.MICROS_PER_DAY;
            days++;
        }
        return new Interval(int4(months), int4(days), micros);
    }

    /** {@code age}: the difference in years, months and days. */
    static Interval age(long a, long b) {
        if (Calendar.isInfinite(a) || Calendar.isInfinite(b)) {
            return difference(a, b);
        }
        LocalDateTime x = Calendar.local(a);
        LocalDateTime y = Calendar.local(b);
        int sign = a < b ? -1 : 1;
        long micros = sign * (Math.floorMod(a, Calendar.MICROS_PER_DAY) - Math.floorMod(b, Calendar.MICROS_PER_DAY));
        int days = sign * (x.getDayOfMonth() - y.getDayOfMonth());
        int months = sign * (x.getMonthValue() - y.getMonthValue());
        int years = sign * (x.getYear() - y.getYear());
        if (micros < 0) {
            micros += Calendar.MICROS_PER_DAY;
            days--;
        }
        while (days < 0) {
            days += (sign < 0 ? x : y).toLocalDate().lengthOfMonth();
            months--;
        }
        while (months < 0) {
            months += 12;
            years--;
        }
        return new Interval(sign * (years * 12 + months), sign * days, sign * micros);
    }
}
