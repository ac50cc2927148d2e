package io.federator.engine.function;

import static io.federator.engine.format.Calendar.MICROS_PER_DAY;

import io.federator.engine.format.Calendar;
import io.federator.spi.error.SqlException;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.Interval;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** {@code date_trunc}. */
final class DateTrunc {
    private DateTrunc() {}

    static long timestamp(String name, long local) {
        String type = SqlType.TIMESTAMP.toString();
        DateTimeUnits unit = supported(name, type);
        return Calendar.isInfinite(local) ? local : truncated(unit, local);
    }

    static long instant(String name, long instant, ZoneId zone) {
        DateTimeUnits unit = supported(name, SqlType.TIMESTAMPTZ.toString());
        if (Calendar.isInfinite(instant)) {
            return instant;
        }
        int east = Calendar.offsetAt(zone, instant);
        long local = truncated(unit, instant + east * Calendar.MICROS_PER_SECOND);
        // Below a day the offset stays, so that an hour that occurs twice is not mixed up.
        return unit.compareTo(DateTimeUnits.DAY) < 0
                ? local - east * Calendar.MICROS_PER_SECOND
                : Calendar.toInstant(local, zone);
    }

    private static DateTimeUnits supported(String name, String type) {
        DateTimeUnits unit = DateTimeUnits.of(name, type);
        if (unit.compareTo(DateTimeUnits.MILLENNIUM) > 0) {
            throw refused(unit, name, type);
        }
        return unit;
    }

    private static SqlException refused(DateTimeUnits unit, String name, String type) {
        return switch (unit) {
            case TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE -> DateTimeUnits.unsupported(name, type);
            default -> DateTimeUnits.unrecognized(name, type);
        };
    }

    private static long truncated(DateTimeUnits unit, long local) {
        LocalDate date = Calendar.date(Math.floorDiv(local, MICROS_PER_DAY));
        return switch (unit) {
            case MICROSECOND -> local;
            case MILLISECOND -> floor(local, 1_000L);
            case SECOND -> floor(local, 1_000_000L);
            case MINUTE -> floor(local, 60_000_000L);
            case HOUR -> floor(local, 3_600_000_000L);
            case DAY -> floor(local, MICROS_PER_DAY);
            case WEEK -> start(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTH -> start(date.withDayOfMonth(1));
            case QUARTER -> start(date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1));
            case YEAR -> start(date.withDayOfYear(1));
            case DECADE ->
                year(date.getYear() > 0 ? date.getYear() / 10 * 10 : -((8 - (date.getYear() - 1)) / 10) * 10);
            case CENTURY ->
                year(
                        date.getYear() > 0
                                ? (date.getYear() + 99) / 100 * 100 - 99
                                : -((99 - (date.getYear() - 1)) / 100) * 100 + 1);
            default ->
                year(
                        date.getYear() > 0
                                ? (date.getYear() + 999) / 1000 * 1000 - 999
                                : -((999 - (date.getYear() - 1)) / 1000) * 1000 + 1);
        };
    }

    private static long floor(long value, long unit) {
        return Math.floorDiv(value, unit) * unit;
    }

    private static long start(LocalDate date) {
        return Casts.checked(date.toEpochDay() * MICROS_PER_DAY);
    }

    private static long year(int year) {
        return start(LocalDate.of(year, 1, 1));
    }

    static Interval interval(String name, Interval span) {
        DateTimeUnits unit = DateTimeUnits.of(name, "interval");
        boolean known = unit != DateTimeUnits.WEEK && unit.compareTo(DateTimeUnits.MILLENNIUM) <= 0;
        if (known && IntervalMath.isInfinite(span)) {
            return span;
        }
        return switch (unit) {
            case MICROSECOND -> span;
            case MILLISECOND -> clock(span, 1_000L);
            case SECOND -> clock(span, 1_000_000L);
            case MINUTE -> clock(span, 60_000_000L);
            case HOUR -> clock(span, 3_600_000_000L);
            case DAY -> new Interval(span.months(), span.days(), 0);
            case MONTH -> new Interval(span.months(), 0, 0);
            case QUARTER -> months(span, 3);
            case YEAR -> months(span, 12);
            case DECADE -> months(span, 120);
            case CENTURY -> months(span, 1_200);
            case MILLENNIUM -> months(span, 12_000);
            case WEEK ->
                throw DateTimeUnits.unsupported(name, "interval").withDetail("Months usually have fractional weeks.");
            default -> throw refused(unit, name, "interval");
        };
    }

    private static Interval clock(Interval span, long unit) {
        return new Interval(span.months(), span.days(), span.micros() / unit * unit);
    }

    private static Interval months(Interval span, int unit) {
        return new Interval(span.months() / unit * unit, 0, 0);
    }
}
