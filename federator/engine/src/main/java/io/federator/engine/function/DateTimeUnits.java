package io.federator.engine.function;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import org.jspecify.annotations.Nullable;

/** The fields that {@code extract} and {@code date_trunc} name. */
enum DateTimeUnits {
    MICROSECOND,
    MILLISECOND,
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    DECADE,
    CENTURY,
    MILLENNIUM,
    EPOCH,
    DOW,
    ISODOW,
    DOY,
    ISOYEAR,
    JULIAN,
    TIMEZONE,
    TIMEZONE_HOUR,
    TIMEZONE_MINUTE;

    /** The unit by any of its names; only the first ten characters count. */
    static @Nullable DateTimeUnits find(String name) {
        String lower = TextFunctions.lower(name);
        String token = lower.length() > 10 ? lower.substring(0, 10) : lower;
        return switch (token) {
            case "us", "usec", "usecs", "usecond", "useconds", "microsecon" -> MICROSECOND;
            case "ms", "msec", "msecs", "msecond", "mseconds", "millisecon" -> MILLISECOND;
            case "s", "sec", "secs", "second", "seconds" -> SECOND;
            case "m", "min", "mins", "minute", "minutes" -> MINUTE;
            case "h", "hr", "hrs", "hour", "hours" -> HOUR;
            case "d", "day", "days" -> DAY;
            case "w", "week", "weeks" -> WEEK;
            case "mon", "mons", "month", "months" -> MONTH;
            case "qtr", "quarter" -> QUARTER;
            case "y", "yr", "yrs", "year", "years" -> YEAR;
            case "dec", "decs", "decade", "decades" -> DECADE;
            case "c", "cent", "century", "centuries" -> CENTURY;
            case "mil", "mils", "millennia", "millennium" -> MILLENNIUM;
            case "epoch" -> EPOCH;
            case "dow" -> DOW;
            case "isodow" -> ISODOW;
            case "doy" -> DOY;
            case "isoyear" -> ISOYEAR;
            case "j", "jd", "julian" -> JULIAN;
            case "timezone" -> TIMEZONE;
            case "timezone_h" -> TIMEZONE_HOUR;
            case "timezone_m" -> TIMEZONE_MINUTE;
            default -> null;
        };
    }

    static DateTimeUnits of(String name, String type) {
        DateTimeUnits unit = find(name);
        if (unit == null) {
            throw unrecognized(name, type);
        }
        return unit;
    }

    static SqlException unrecognized(String name, String type) {
        return new SqlException(
                SqlState.INVALID_PARAMETER_VALUE,
                "unit \"" + TextFunctions.lower(name) + "\" not recognized for type " + type);
    }

    static SqlException unsupported(String name, String type) {
        return new SqlException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "unit \"" + TextFunctions.lower(name) + "\" not supported for type " + type);
    }
}
