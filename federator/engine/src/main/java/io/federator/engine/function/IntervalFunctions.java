package io.federator.engine.function;

import io.federator.engine.format.Calendar;
import io.federator.engine.format.TimeZones;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.Interval;
import io.federator.spi.value.TimeTz;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Operators between dates, times and intervals. */
final class IntervalFunctions implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        dates(f);
        timestamps(f);
        times(f);
        f.strict("interval_pl(interval,interval)", (a, c) -> IntervalMath.add((Interval) a[0], (Interval) a[1]));
        f.strict("interval_mi(interval,interval)", (a, c) -> IntervalMath.subtract((Interval) a[0], (Interval) a[1]));
        f.strict("interval_um(interval)", (a, c) -> IntervalMath.negate((Interval) a[0]));
        f.strict("interval_mul(interval,float8)", (a, c) -> IntervalMath.multiply((Interval) a[0], (double) a[1]));
        f.strict("mul_d_interval(float8,interval)", (a, c) -> IntervalMath.multiply((Interval) a[1], (double) a[0]));
        f.strict("interval_div(interval,float8)", (a, c) -> IntervalMath.divide((Interval) a[0], (double) a[1]));
        f.strict("justify_hours(interval)", (a, c) -> IntervalMath.justifyHours((Interval) a[0]));
        f.strict("justify_days(interval)", (a, c) -> IntervalMath.justifyDays((Interval) a[0]));
        f.strict("justify_interval(interval)", (a, c) -> IntervalMath.justify((Interval) a[0]));
        f.strict("isfinite(interval)", (a, c) -> !IntervalMath.isInfinite((Interval) a[0]));
        f.strict("make_interval(int4,int4,int4,int4,int4,int4,float8)", (a, c) -> make(a));
        f.strict(
                "date_add(timestamptz,interval)",
                (a, c) -> IntervalMath.addToInstant(
                        (long) a[0], (Interval) a[1], 1, c.format().timeZone()));
        f.strict(
                "date_subtract(timestamptz,interval)",
                (a, c) -> IntervalMath.addToInstant(
                        (long) a[0], (Interval) a[1], -1, c.format().timeZone()));
        f.strict(
                "date_add(timestamptz,interval,text)",
                (a, c) -> IntervalMath.addToInstant(
                        (long) a[0],
                        (Interval) a[1],
                        1,
                        TimeZones.require((String) a[2], c.format().timeZone())));
        f.strict(
                "date_subtract(timestamptz,interval,text)",
                (a, c) -> IntervalMath.addToInstant(
                        (long) a[0],
                        (Interval) a[1],
                        -1,
                        TimeZones.require((String) a[2], c.format().timeZone())));
    }

    private static void dates(FunctionRegistry f) {
        f.strict("date_pli(date,int4)", (a, c) -> shifted((int) a[0], (int) a[1]));
        f.strict("integer_pl_date(int4,date)", (a, c) -> shifted((int) a[1], (int) a[0]));
        f.strict("date_mii(date,int4)", (a, c) -> shifted((int) a[0], -(long) (int) a[1]));
        f.strict("date_mi(date,date)", (a, c) -> {
            if (Calendar.isInfinite((int) a[0]) || Calendar.isInfinite((int) a[1])) {
                throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "cannot subtract infinite dates");
            }
            return (int) a[0] - (int) a[1];
        });
        f.strict(
                "date_pl_interval(date,interval)",
                (a, c) -> IntervalMath.addToTimestamp(Casts.timestamp((int) a[0]), (Interval) a[1], 1));
        f.strict(
                "interval_pl_date(interval,date)",
                (a, c) -> IntervalMath.addToTimestamp(Casts.timestamp((int) a[1]), (Interval) a[0], 1));
        f.strict(
                "date_mi_interval(date,interval)",
                (a, c) -> IntervalMath.addToTimestamp(Casts.timestamp((int) a[0]), (Interval) a[1], -1));
        f.strict("datetime_pl(date,time)", (a, c) -> dateTime((int) a[0], (long) a[1]));
        f.strict("timedate_pl(time,date)", (a, c) -> dateTime((int) a[1], (long) a[0]));
        f.strict("datetimetz_pl(date,timetz)", (a, c) -> dateTimeTz((int) a[0], (TimeTz) a[1]));
        f.strict("timetzdate_pl(timetz,date)", (a, c) -> dateTimeTz((int) a[1], (TimeTz) a[0]));
    }

    private static int shifted(int date, long days) {
        if (Calendar.isInfinite(date)) {
            return date;
        }
        long result = date + days;
        if (!Calendar.isDate(result)) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "date out of range");
        }
        return (int) result;
    }

    private static long dateTime(int date, long time) {
        long midnight = Casts.timestamp(date);
        return Calendar.isInfinite(midnight) ? midnight : Casts.checked(midnight + time);
    }

    private static long dateTimeTz(int date, TimeTz time) {
        long midnight = Casts.timestamp(date);
        return Calendar.isInfinite(midnight)
                ? midnight
                : Casts.checked(midnight + time.micros() + time.zoneSeconds() * Calendar.MICROS_PER_SECOND);
    }

    private static void timestamps(FunctionRegistry f) {
        f.strict(
                "timestamp_mi(timestamp,timestamp) timestamptz_mi(timestamptz,timestamptz)",
                (a, c) -> IntervalMath.difference((long) a[0], (long) a[1]));
        f.strict(
                "timestamp_pl_interval(timestamp,interval)",
                (a, c) -> IntervalMath.addToTimestamp((long) a[0], (Interval) a[1], 1));
        f.strict(
                "interval_pl_timestamp(interval,timestamp)",
                (a, c) -> IntervalMath.addToTimestamp((long) a[1], (Interval) a[0], 1));
        f.strict(
                "timestamp_mi_interval(timestamp,interval)",
                (a, c) -> IntervalMath.addToTimestamp((long) a[0], (Interval) a[1], -1));
        f.strict(
                "timestamptz_pl_interval(timestamptz,interval)",
                (a, c) -> IntervalMath.addToInstant(
                        (long) a[0], (Interval) a[1], 1, c.format().timeZone()));
        f.strict(
                "interval_pl_timestamptz(interval,timestamptz)",
                (a, c) -> IntervalMath.addToInstant(
                        (long) a[1], (Interval) a[0], 1, c.format().timeZone()));
        f.strict(
                "timestamptz_mi_interval(timestamptz,interval)",
                (a, c) -> IntervalMath.addToInstant(
                        (long) a[0], (Interval) a[1], -1, c.format().timeZone()));
    }

    private static void times(FunctionRegistry f) {
        f.strict("time_mi_time(time,time)", (a, c) -> new Interval(0, 0, (long) a[0] - (long) a[1]));
        f.strict("time_pl_interval(time,interval)", (a, c) -> time((long) a[0], (Interval) a[1], 1));
        f.strict("interval_pl_time(interval,time)", (a, c) -> time((long) a[1], (Interval) a[0], 1));
        f.strict("time_mi_interval(time,interval)", (a, c) -> time((long) a[0], (Interval) a[1], -1));
        f.strict("timetz_pl_interval(timetz,interval)", (a, c) -> timeTz((TimeTz) a[0], (Interval) a[1], 1));
        f.strict("interval_pl_timetz(interval,timetz)", (a, c) -> timeTz((TimeTz) a[1], (Interval) a[0], 1));
        f.strict("timetz_mi_interval(timetz,interval)", (a, c) -> timeTz((TimeTz) a[0], (Interval) a[1], -1));
    }

    private static long time(long time, Interval span, int sign) {
        if (IntervalMath.isInfinite(span)) {
            throw new SqlException(
                    SqlState.DATETIME_FIELD_OVERFLOW,
                    sign > 0 ? "cannot add infinite interval to time" : "cannot subtract infinite interval from time");
        }
        return Math.floorMod(time + sign * (span.micros() % Calendar.MICROS_PER_DAY), Calendar.MICROS_PER_DAY);
    }

    private static TimeTz timeTz(TimeTz time, Interval span, int sign) {
        return new TimeTz(time(time.micros(), span, sign), time.zoneSeconds());
    }

    private static Interval make(Object[] a) {
        double seconds = (double) a[6];
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            throw IntervalMath.outOfRange();
        }
        if (Double.isInfinite(seconds * 1_000_000)) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
        }
        try {
            int months = Math.addExact(Math.multiplyExact((int) a[0], 12), (int) a[1]);
            int days = Math.addExact(Math.multiplyExact((int) a[2], 7), (int) a[3]);
            long micros = new BigDecimal(Math.rint(seconds * 1_000_000))
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValueExact();
            long clock = (int) a[4] * 3_600_000_000L + (int) a[5] * 60_000_000L;
            return new Interval(months, days, Math.addExact(clock, micros));
        } catch (ArithmeticException e) {
            throw IntervalMath.outOfRange();
        }
    }
}
