package io.federator.engine.function;

import io.federator.engine.format.Calendar;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** {@code to_date} and {@code to_timestamp}: what the fields mean that a {@link DateReader} has found. */
final class DateFromChar {
    private static final int MONTHS = 12;
    private static final int WEEK = 7;
    private static final int MAX_ZONE_HOUR = 15;
    /** The last whole day that microseconds since 1970 can tell. */
    private static final long LAST_DAY = Long.MAX_VALUE / Calendar.MICROS_PER_DAY - 1;

    private static final long JULIAN_1970 = 2_440_588L;

    private final String text;
    private final DateReader fields;
    private int year;
    private int month = 1;
    private int day = 1;
    private boolean hasYear;
    private boolean hasMonth;
    private boolean hasDay;

    private DateFromChar(String text, String template, ZoneId sessionZone) {
        this.text = text;
        fields = new DateReader(text, template, sessionZone);
    }

    static int date(String text, String template, ZoneId sessionZone) {
        DateFromChar parsed = new DateFromChar(text, template, sessionZone);
        long days = parsed.days();
        parsed.time();
        if (!Calendar.isDate(days)) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "date out of range: \"" + text + "\"");
        }
        return (int) days;
    }

    static long timestamp(String text, String template, ZoneId sessionZone) {
        DateFromChar parsed = new DateFromChar(text, template, sessionZone);
        long days = parsed.days();
        long time = parsed.time();
        if (!Calendar.isDate(days) || days > LAST_DAY) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range");
        }
        long local = days * Calendar.MICROS_PER_DAY + time;
        long instant = parsed.instant(local, sessionZone);
        int digits = parsed.fields.fractionDigits;
        return Casts.checked(digits == 0 ? instant : TypeModifiers.timestamp(instant, digits));
    }

    private long instant(long local, ZoneId sessionZone) {
        ZoneId named = fields.zone;
        if (fields.zoneSign == 0) {
            return Calendar.toInstant(local, named == null ? sessionZone : named);
        }
        if (fields.zoneHours < 0
                || fields.zoneHours > MAX_ZONE_HOUR
                || fields.zoneMinutes < 0
                || fields.zoneMinutes > 59) {
            throw outOfRange();
        }
        long east = fields.zoneSign * (fields.zoneHours * 3600L + fields.zoneMinutes * 60L);
        return local - east * Calendar.MICROS_PER_SECOND;
    }

    private SqlException outOfRange() {
        return new SqlException(
                SqlState.DATETIME_FIELD_OVERFLOW, "date/time field value out of range: \"" + text + "\"");
    }

    private void date(LocalDate date) {
        year = date.getYear();
        month = date.getMonthValue();
        day = date.getDayOfMonth();
        hasYear = true;
        hasMonth = true;
        hasDay = true;
    }

    private long days() {
        try {
            year();
            if (fields.julian != 0) {
                date(LocalDate.ofEpochDay(fields.julian - JULIAN_1970));
            }
            int dayOfYear = fields.dayOfYear;
            if (fields.week != 0 && fields.isoWeek) {
                date(isoWeek(fields.week)
                        .plusDays(fields.dayOfWeek == 0 ? 0 : Math.floorMod(fields.dayOfWeek - 2, WEEK)));
            } else if (fields.week != 0) {
                dayOfYear = Math.addExact(Math.multiplyExact(fields.week - 1, WEEK), 1);
            }
            int dayOfMonth = fields.weekOfMonth == 0
                    ? fields.day
                    : Math.addExact(Math.multiplyExact(fields.weekOfMonth - 1, WEEK), 1);
            if (dayOfMonth != 0) {
                day = dayOfMonth;
                hasDay = true;
            }
            if (fields.month != 0) {
                month = fields.month;
                hasMonth = true;
            }
            if (dayOfYear != 0 && (month <= 1 || day <= 1)) {
                dayOfYear(dayOfYear);
            }
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
        validate();
        return LocalDate.of(year, month, 1).toEpochDay() + day - 1;
    }

    private void year() {
        int century = fields.bc != 0 ? -fields.century : fields.century;
        if (fields.year != 0 && century != 0 && fields.yearDigits <= 2) {
            year = fields.year % 100;
            if (year == 0) {
                year = Math.addExact(Math.multiplyExact(century, 100), century >= 0 ? 0 : 1);
            } else if (century >= 0) {
                year = Math.addExact(year, Math.multiplyExact(century - 1, 100));
            } else {
                year = Math.addExact(Math.subtractExact(Math.multiplyExact(century + 1, 100), year), 1);
            }
        } else if (fields.year != 0) {
            year = fields.bc != 0 ? Math.negateExact(fields.year) : fields.year;
            year += year < 0 ? 1 : 0;
        } else if (century != 0) {
            year = Math.addExact(Math.multiplyExact(century >= 0 ? century - 1 : century, 100), 1);
        } else {
            return;
        }
        hasYear = true;
    }

    /** The Monday of a week of the year. */
    private LocalDate isoWeek(int week) {
        return LocalDate.of(year, 1, 4)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusWeeks(week - 1L);
    }

    private void dayOfYear(int dayOfYear) {
        if (year == 0 && fields.bc == 0) {
            throw new SqlException(
                    SqlState.INVALID_DATETIME_FORMAT, "cannot calculate day of year without year information");
        }
        if (fields.isoWeek) {
            date(isoWeek(1).plusDays(dayOfYear - 1L));
            return;
        }
        int found = 1;
        int before = 0;
        while (found <= MONTHS && dayOfYear > before + length(found)) {
            before += length(found);
            found++;
        }
        month = month <= 1 ? found : month;
        day = day <= 1 ? dayOfYear - before : day;
        hasMonth = true;
        hasDay = true;
    }

    private int length(int of) {
        return of == 2 ? (Year.isLeap(year) ? 29 : 28) : YearMonth.of(2001, of).lengthOfMonth();
    }

    private void validate() {
        if ((hasMonth && (month < 1 || month > MONTHS))
                || (hasDay && (day < 1 || day > 31))
                || (hasYear && hasMonth && hasDay && day > length(month))
                || Math.abs(year) > Year.MAX_VALUE) {
            throw outOfRange();
        }
    }

    private long time() {
        int hours = fields.hour != 0 ? fields.hour : fields.secondOfDay / 3600;
        int minutes = fields.minute != 0 ? fields.minute : fields.secondOfDay / 60 % 60;
        int seconds = fields.second != 0 ? fields.second : fields.secondOfDay % 60;
        if (fields.twelveHours) {
            if (hours < 1 || hours > 12) {
                throw new SqlException(
                                SqlState.INVALID_DATETIME_FORMAT,
                                "hour \"" + hours + "\" is invalid for the 12-hour clock")
                        .withHint("Use the 24-hour clock, or give an hour between 1 and 12.");
            }
            hours = hours % 12 + (fields.pm != 0 ? 12 : 0);
        }
        long micros = fields.millis * 1000L + fields.micros;
        if (hours < 0
                || hours > 23
                || minutes < 0
                || minutes > 59
                || seconds < 0
                || seconds > 59
                || micros < 0
                || micros >= Calendar.MICROS_PER_SECOND) {
            throw outOfRange();
        }
        return ((hours * 60L + minutes) * 60 + seconds) * Calendar.MICROS_PER_SECOND + micros;
    }
}
