package io.federator.engine.function;

import static io.federator.engine.format.Calendar.MICROS_PER_DAY;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.FormatSettings;
import io.federator.engine.format.Calendar;
import io.federator.engine.format.NumberText;
import io.federator.engine.format.TimeZones;
import io.federator.engine.format.ZoneOffsets;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.Interval;
import io.federator.spi.value.TimeTz;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions on dates and times: the present, parts put together, zones, ages. */
final class DateTimeFunctions implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        f.strict("now() transaction_timestamp()", (a, c) -> c.transactionTimestamp());
        f.strict("statement_timestamp()", (a, c) -> c.statementTimestamp());
        f.strict("clock_timestamp()", (a, c) -> {
            java.time.Instant now = java.time.Instant.now();
            return now.getEpochSecond() * Calendar.MICROS_PER_SECOND + now.getNano() / 1000;
        });
        f.strict(
                "timeofday()",
                (a, c) -> java.time.format.DateTimeFormatter.ofPattern(
                                "EEE MMM dd HH:mm:ss.SSSSSS yyyy zzz", Locale.ENGLISH)
                        .format(java.time.ZonedDateTime.now(c.format().timeZone())));
        making(f);
        zones(f);
        ages(f);
        binning(f);
        overlaps(f);
        f.strict("isfinite(date)", (a, c) -> !Calendar.isInfinite((int) a[0]));
        f.strict("isfinite(timestamp) isfinite(timestamptz)", (a, c) -> !Calendar.isInfinite((long) a[0]));
        f.strict("to_timestamp(float8)", (a, c) -> toTimestamp((double) a[0]));
    }

    private static long toTimestamp(double seconds) {
        if (Double.isNaN(seconds)) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp cannot be NaN");
        }
        if (Double.isInfinite(seconds)) {
            return seconds > 0 ? Calendar.INFINITY : Calendar.MINUS_INFINITY;
        }
        double sinceTwoThousand = Math.rint((seconds - 946_684_800.0) * 1_000_000);
        if (sinceTwoThousand >= 0x1p63 || sinceTwoThousand < -0x1p63) {
            throw new SqlException(
                    SqlState.DATETIME_FIELD_OVERFLOW,
                    "timestamp out of range: \"" + new java.math.BigDecimal(seconds) + "\"");
        }
        return Casts.checked((long) sinceTwoThousand + Calendar.EPOCH_2000_MICROS);
    }

    private static void making(FunctionRegistry f) {
        f.strict("make_date(int4,int4,int4)", (a, c) -> date((int) a[0], (int) a[1], (int) a[2]));
        f.strict("make_time(int4,int4,float8)", (a, c) -> time((int) a[0], (int) a[1], (double) a[2]));
        f.strict("make_timestamp(int4,int4,int4,int4,int4,float8)", (a, c) -> timestamp(a));
        f.strict(
                "make_timestamptz(int4,int4,int4,int4,int4,float8)",
                (a, c) -> Casts.checked(
                        Calendar.toInstant(timestamp(a), c.format().timeZone())));
        f.strict(
                "make_timestamptz(int4,int4,int4,int4,int4,float8,text)",
                (a, c) -> Casts.checked(
                        instantIn((String) a[6], timestamp(a), c.format().timeZone())));
    }

    /** Unlike AT TIME ZONE, an offset counts east here. */
    private static long instantIn(String zone, long local, ZoneId session) {
        if (!zone.isEmpty() && Character.isDigit(zone.charAt(0))) {
            throw numericZone(zone).withHint("Numeric time zones must have \"-\" or \"+\" as first character.");
        }
        if (!zone.startsWith("+") && !zone.startsWith("-")) {
            return TimeZones.toInstant(local, zone, session);
        }
        int east;
        try {
            east = ZoneOffsets.parse(zone, zone, () -> numericZone(zone));
        } catch (SqlException e) {
            if (e.state() != SqlState.INVALID_TIME_ZONE_DISPLACEMENT) {
                throw e;
            }
            throw new SqlException(
                    SqlState.INVALID_PARAMETER_VALUE, "numeric time zone \"" + zone + "\" out of range", e);
        }
        return local - east * Calendar.MICROS_PER_SECOND;
    }

    private static SqlException numericZone(String zone) {
        return new SqlException(
                SqlState.INVALID_PARAMETER_VALUE, "invalid input syntax for type numeric time zone: \"" + zone + "\"");
    }

    private static int date(int year, int month, int day) {
        int proleptic = year < 0 ? year + 1 : year;
        try {
            if (year == 0) {
                throw new DateTimeException("no year zero");
            }
            long days = LocalDate.of(proleptic, month, day).toEpochDay();
            if (!Calendar.isDate(days)) {
                throw new SqlException(
                        SqlState.DATETIME_FIELD_OVERFLOW,
                        String.format("date out of range: %d-%02d-%02d", year, month, day));
            }
            return (int) days;
        } catch (DateTimeException e) {
            throw new SqlException(
                    SqlState.DATETIME_FIELD_OVERFLOW,
                    String.format("date field value out of range: %d-%02d-%02d", year, month, day),
                    e);
        }
    }

    private static long time(int hour, int minute, double second) {
        double micros = Math.rint(second * 1_000_000);
        boolean valid = hour >= 0
                && minute >= 0
                && minute < 60
                && second >= 0
                && second <= 60
                && (hour < 24 || (hour == 24 && minute == 0 && second == 0));
        if (!valid || Double.isNaN(second)) {
            throw new SqlException(
                    SqlState.DATETIME_FIELD_OVERFLOW,
                    "time field value out of range: "
                            + String.format("%d:%02d:", hour, minute)
                            + (second < 10 ? "0" : "")
                            + NumberText.float8(second, FormatSettings.DEFAULT));
        }
        return (hour * 60L + minute) * 60_000_000L + (long) micros;
    }

    private static long timestamp(Object[] a) {
        int day = date((int) a[0], (int) a[1], (int) a[2]);
        return Casts.checked(Math.addExact(Casts.timestamp(day), time((int) a[3], (int) a[4], (double) a[5])));
    }

    private static void zones(FunctionRegistry f) {
        f.strict(
                "timezone(text,timestamp)",
                (a, c) -> Casts.checked(TimeZones.toInstant(
                        (long) a[1], (String) a[0], c.format().timeZone())));
        f.strict(
                "timezone(text,timestamptz)",
                (a, c) ->
                        TimeZones.toLocal((long) a[1], (String) a[0], c.format().timeZone()));
        f.strict(
                "timezone(interval,timestamp)",
                (a, c) -> Casts.checked(Calendar.toInstant((long) a[1], zone((Interval) a[0]))));
        f.strict("timezone(interval,timestamptz)", (a, c) -> Calendar.toLocal((long) a[1], zone((Interval) a[0])));
        f.strict(
                "timezone(timestamp)",
                (a, c) ->
                        Casts.checked(Calendar.toInstant((long) a[0], c.format().timeZone())));
        f.strict(
                "timezone(timestamptz)",
                (a, c) -> Calendar.toLocal((long) a[0], c.format().timeZone()));
        f.strict(
                "timezone(text,timetz)",
                (a, c) -> moved(
                        (TimeTz) a[1],
                        TimeZones.require((String) a[0], c.format().timeZone()),
                        c));
        f.strict("timezone(interval,timetz)", (a, c) -> moved((TimeTz) a[1], zone((Interval) a[0]), c));
        f.strict("timezone(timetz)", (a, c) -> moved((TimeTz) a[0], c.format().timeZone(), c));
    }

    private static ZoneId zone(Interval offset) {
        if (offset.months() != 0 || offset.days() != 0) {
            throw new SqlException(
                    SqlState.INVALID_PARAMETER_VALUE, "interval time zone must not include months or days");
        }
        return ZoneOffset.ofTotalSeconds((int) (offset.micros() / Calendar.MICROS_PER_SECOND));
    }

    private static TimeTz moved(TimeTz time, ZoneId zone, EvaluationContext context) {
        int east = Calendar.offsetAt(zone, context.transactionTimestamp());
        long micros = time.micros() + (time.zoneSeconds() + east) * Calendar.MICROS_PER_SECOND;
        return new TimeTz(Math.floorMod(micros, MICROS_PER_DAY), -east);
    }

    private static void ages(FunctionRegistry f) {
        f.strict("age(timestamp,timestamp)", (a, c) -> IntervalMath.age((long) a[0], (long) a[1]));
        f.strict(
                "age(timestamptz,timestamptz)",
                (a, c) -> IntervalMath.age(
                        Calendar.toLocal((long) a[0], c.format().timeZone()),
                        Calendar.toLocal((long) a[1], c.format().timeZone())));
        f.strict("age(timestamp)", (a, c) -> IntervalMath.age(today(c), (long) a[0]));
        f.strict(
                "age(timestamptz)",
                (a, c) -> IntervalMath.age(
                        today(c), Calendar.toLocal((long) a[0], c.format().timeZone())));
    }

    private static long today(EvaluationContext context) {
        long local = Calendar.toLocal(
                context.transactionTimestamp(), context.format().timeZone());
        return Math.floorDiv(local, MICROS_PER_DAY) * MICROS_PER_DAY;
    }

    private static void binning(FunctionRegistry f) {
        f.strict("date_trunc(text,timestamp)", (a, c) -> DateTrunc.timestamp((String) a[0], (long) a[1]));
        f.strict(
                "date_trunc(text,timestamptz)",
                (a, c) ->
                        DateTrunc.instant((String) a[0], (long) a[1], c.format().timeZone()));
        f.strict(
                "date_trunc(text,timestamptz,text)",
                (a, c) -> DateTrunc.instant(
                        (String) a[0],
                        (long) a[1],
                        TimeZones.require((String) a[2], c.format().timeZone())));
        f.strict("date_trunc(text,interval)", (a, c) -> DateTrunc.interval((String) a[0], (Interval) a[1]));
        f.strict(
                "date_bin(interval,timestamp,timestamp) date_bin(interval,timestamptz,timestamptz)",
                (a, c) -> bin((Interval) a[0], (long) a[1], (long) a[2]));
    }

    private static long bin(Interval stride, long source, long origin) {
        if (Calendar.isInfinite(source)) {
            return source;
        }
        if (Calendar.isInfinite(origin)) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "origin out of range");
        }
        if (IntervalMath.isInfinite(stride)) {
            throw new SqlException(
                    SqlState.DATETIME_FIELD_OVERFLOW, "timestamps cannot be binned into infinite intervals");
        }
        if (stride.months() != 0) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "timestamps cannot be binned into intervals containing months or years");
        }
        long micros = stride.days() * MICROS_PER_DAY + stride.micros();
        if (micros <= 0) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "stride must be greater than zero");
        }
        try {
            return Casts.checked(origin + Math.floorDiv(Math.subtractExact(source, origin), micros) * micros);
        } catch (ArithmeticException e) {
            throw IntervalMath.outOfRange();
        }
    }

    private static void overlaps(FunctionRegistry f) {
        String[][] ends = {{"timestamp", "interval"}, {"timestamptz", "interval"}, {"time", "interval"}};
        for (String[] end : ends) {
            for (String first : end) {
                for (String second : end) {
                    String type = end[0];
                    f.lenient(
                            "overlaps(" + type + "," + first + "," + type + "," + second + ")",
                            (a, c) -> overlaps(a, type, c));
                }
            }
        }
        f.lenient("overlaps(timetz,timetz,timetz,timetz)", (a, c) -> overlaps(a, "timetz", c));
    }

    private static @Nullable Object overlaps(@Nullable Object[] a, String type, EvaluationContext c) {
        return overlaps(a[0], end(a[0], a[1], type, c), a[2], end(a[2], a[3], type, c));
    }

    private static @Nullable Object end(
            @Nullable Object start, @Nullable Object end, String type, EvaluationContext context) {
        if (!(end instanceof Interval span) || start == null) {
            return end instanceof Interval ? null : end;
        }
        return switch (type) {
            case "timestamp" -> IntervalMath.addToTimestamp((long) start, span, 1);
            case "timestamptz" ->
                IntervalMath.addToInstant(
                        (long) start, span, 1, context.format().timeZone());
            default -> Math.floorMod((long) start + span.micros(), MICROS_PER_DAY);
        };
    }

    /** SQL's OVERLAPS: a missing end makes the period a point; the answer is null where it depends on what is missing. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Object overlaps(
            @Nullable Object start1, @Nullable Object end1, @Nullable Object start2, @Nullable Object end2) {
        Comparable s1 = (Comparable) start1;
        Comparable e1 = (Comparable) end1;
        Comparable s2 = (Comparable) start2;
        Comparable e2 = (Comparable) end2;
        if (s1 == null) {
            if (e1 == null) {
                return null;
            }
            s1 = e1;
            e1 = null;
        } else if (e1 != null && s1.compareTo(e1) > 0) {
            Comparable swap = s1;
            s1 = e1;
            e1 = swap;
        }
        if (s2 == null) {
            if (e2 == null) {
                return null;
            }
            s2 = e2;
            e2 = null;
        } else if (e2 != null && s2.compareTo(e2) > 0) {
            Comparable swap = s2;
            s2 = e2;
            e2 = swap;
        }
        int order = s1.compareTo(s2);
        if (order > 0) {
            return within(s1, e2, e1);
        }
        if (order < 0) {
            return within(s2, e1, e2);
        }
        return e1 == null || e2 == null ? null : (Object) true;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Object within(
            Comparable later, @Nullable Comparable endOfEarlier, @Nullable Comparable own) {
        if (endOfEarlier == null) {
            return null;
        }
        if (later.compareTo(endOfEarlier) < 0) {
            return true;
        }
        return own == null ? null : (Object) false;
    }
}
