package io.federator.engine.function;

import static io.federator.engine.format.Calendar.MICROS_PER_DAY;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.Calendar;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.Interval;
import io.federator.spi.value.NumericSpecial;
import io.federator.spi.value.TimeTz;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import org.jspecify.annotations.Nullable;

/** {@code extract} (numeric) and {@code date_part} (double precision). */
final class ExtractFunctions implements FunctionFamily {
    private static final String TIMESTAMP = SqlType.TIMESTAMP.toString();
    private static final String TIMESTAMPTZ = SqlType.TIMESTAMPTZ.toString();

    @Override
    public void contribute(FunctionRegistry f) {
        f.strict("extract(text,timestamp)", (a, c) -> timestamp((String) a[0], (long) a[1], TIMESTAMP, 0, (long) a[1]));
        f.strict("extract(text,timestamptz)", (a, c) -> instant((String) a[0], (long) a[1], c));
        f.strict("extract(text,date)", (a, c) -> date((String) a[0], (int) a[1]));
        f.strict("extract(text,time)", (a, c) -> time((String) a[0], (long) a[1], null));
        f.strict("extract(text,timetz)", (a, c) -> time((String) a[0], ((TimeTz) a[1]).micros(), (TimeTz) a[1]));
        f.strict("extract(text,interval)", (a, c) -> interval((String) a[0], (Interval) a[1]));
        f.strict(
                "date_part(text,timestamp)",
                (a, c) -> toDouble(timestamp((String) a[0], (long) a[1], TIMESTAMP, 0, (long) a[1])));
        f.strict("date_part(text,timestamptz)", (a, c) -> toDouble(instant((String) a[0], (long) a[1], c)));
        f.strict("date_part(text,date)", (a, c) -> {
            long local = Casts.timestamp((int) a[1]);
            return toDouble(timestamp((String) a[0], local, TIMESTAMP, 0, local));
        });
        f.strict("date_part(text,time)", (a, c) -> toDouble(time((String) a[0], (long) a[1], null)));
        f.strict(
                "date_part(text,timetz)",
                (a, c) -> toDouble(time((String) a[0], ((TimeTz) a[1]).micros(), (TimeTz) a[1])));
        f.strict("date_part(text,interval)", (a, c) -> toDouble(interval((String) a[0], (Interval) a[1])));
    }

    private static @Nullable Object toDouble(@Nullable Object numeric) {
        if (numeric instanceof BigDecimal seconds && seconds.scale() == 6) {
            // PostgreSQL rounds the microseconds to a double first, and then divides.
            return seconds.unscaledValue().doubleValue() / Calendar.MICROS_PER_SECOND;
        }
        return numeric == null ? null : (Object) Floats.approximate(numeric);
    }

    private static @Nullable Object instant(String name, long instant, EvaluationContext context) {
        if (Calendar.isInfinite(instant)) {
            return infinite(name, instant > 0, TIMESTAMPTZ);
        }
        int east = Calendar.offsetAt(context.format().timeZone(), instant);
        return timestamp(name, instant + east * Calendar.MICROS_PER_SECOND, TIMESTAMPTZ, east, instant);
    }

    private static @Nullable Object timestamp(String name, long local, String type, int east, long epochMicros) {
        boolean zoned = type.equals(TIMESTAMPTZ);
        if (Calendar.isInfinite(local)) {
            return infinite(name, local > 0, type);
        }
        DateTimeUnits unit = DateTimeUnits.of(name, type);
        LocalDate date = Calendar.date(Math.floorDiv(local, MICROS_PER_DAY));
        long time = Math.floorMod(local, MICROS_PER_DAY);
        return switch (unit) {
            case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR -> clock(unit, time);
            case EPOCH -> BigDecimal.valueOf(epochMicros, 6);
            case JULIAN -> {
                BigDecimal day = BigDecimal.valueOf(date.toEpochDay() + 2_440_588L);
                yield NumericMath.add(
                        day, NumericMath.divide(BigDecimal.valueOf(time), BigDecimal.valueOf(MICROS_PER_DAY)));
            }
            case TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE -> {
                if (!zoned) {
                    throw DateTimeUnits.unsupported(name, type);
                }
                yield zone(unit, east);
            }
            default -> BigDecimal.valueOf(calendar(unit, date));
        };
    }

    private static BigDecimal zone(DateTimeUnits unit, int east) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case TIMEZONE_HOUR -> east / 3600;
                    case TIMEZONE_MINUTE -> east / 60 % 60;
                    default -> east;
                });
    }

    private static BigDecimal clock(DateTimeUnits unit, long time) {
        return switch (unit) {
            case MICROSECOND -> BigDecimal.valueOf(time % 60_000_000L);
            case MILLISECOND -> BigDecimal.valueOf(time % 60_000_000L, 3);
            case SECOND -> BigDecimal.valueOf(time % 60_000_000L, 6);
            case MINUTE -> BigDecimal.valueOf(time / 60_000_000L % 60);
            default -> BigDecimal.valueOf(time / 3_600_000_000L);
        };
    }

    private static long calendar(DateTimeUnits unit, LocalDate date) {
        int year = date.getYear();
        return switch (unit) {
            case DAY -> date.getDayOfMonth();
            case WEEK -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTH -> date.getMonthValue();
            case QUARTER -> (date.getMonthValue() - 1) / 3 + 1;
            case YEAR -> year > 0 ? year : year - 1;
            case ISOYEAR -> {
                int iso = date.get(IsoFields.WEEK_BASED_YEAR);
                yield iso > 0 ? iso : iso - 1;
            }
            case DECADE -> Math.floorDiv(year, 10);
            case CENTURY -> year > 0 ? (year + 99) / 100 : -((99 - (year - 1)) / 100);
            case MILLENNIUM -> year > 0 ? (year + 999) / 1000 : -((999 - (year - 1)) / 1000);
            case DOW -> date.getDayOfWeek().getValue() % 7;
            case ISODOW -> date.getDayOfWeek().getValue();
            case DOY -> date.getDayOfYear();
            default -> date.getLong(ChronoField.EPOCH_DAY) + 2_440_588L;
        };
    }

    /** Fields that grow for ever are infinite, the others unknown. */
    private static @Nullable Object infinite(String name, boolean positive, String type) {
        DateTimeUnits unit = DateTimeUnits.of(name, type);
        return switch (unit) {
            case YEAR, DECADE, CENTURY, MILLENNIUM, JULIAN, ISOYEAR, EPOCH ->
                positive ? NumericSpecial.POSITIVE_INFINITY : NumericSpecial.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    private static @Nullable Object date(String name, int day) {
        DateTimeUnits unit = DateTimeUnits.of(name, "date");
        return switch (unit) {
            case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE ->
                throw DateTimeUnits.unsupported(name, "date");
            default -> {
                if (Calendar.isInfinite(day)) {
                    yield infinite(name, day > 0, "date");
                }
                yield BigDecimal.valueOf(
                        unit == DateTimeUnits.EPOCH ? day * 86_400L : calendar(unit, Calendar.date(day)));
            }
        };
    }

    private static Object time(String name, long micros, @Nullable TimeTz zoned) {
        String type = zoned == null ? SqlType.TIME.toString() : SqlType.TIMETZ.toString();
        DateTimeUnits unit = DateTimeUnits.of(name, type);
        return switch (unit) {
            case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR -> clock(unit, micros);
            case EPOCH -> {
                long west = zoned == null ? 0 : zoned.zoneSeconds();
                yield BigDecimal.valueOf(micros + west * Calendar.MICROS_PER_SECOND, 6);
            }
            case TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE -> {
                if (zoned != null) {
                    yield zone(unit, -zoned.zoneSeconds());
                }
                throw DateTimeUnits.unsupported(name, type);
            }
            default -> throw DateTimeUnits.unsupported(name, type);
        };
    }

    private static @Nullable Object interval(String name, Interval span) {
        DateTimeUnits unit = DateTimeUnits.of(name, "interval");
        if (IntervalMath.isInfinite(span)) {
            return switch (unit) {
                case HOUR, DAY, YEAR, DECADE, CENTURY, MILLENNIUM, EPOCH ->
                    span.equals(IntervalMath.INFINITY)
                            ? NumericSpecial.POSITIVE_INFINITY
                            : NumericSpecial.NEGATIVE_INFINITY;
                default -> null;
            };
        }
        int years = span.months() / 12;
        return switch (unit) {
            case MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR -> clock(unit, span.micros());
            case DAY -> BigDecimal.valueOf(span.days());
            case WEEK -> BigDecimal.valueOf(span.days() / 7);
            case MONTH -> BigDecimal.valueOf(span.months() % 12);
            case QUARTER ->
                BigDecimal.valueOf(span.months() >= 0 ? span.months() % 12 / 3 + 1 : -(-(span.months() % 12) / 3 + 1));
            case YEAR -> BigDecimal.valueOf(years);
            case DECADE -> BigDecimal.valueOf(years / 10);
            case CENTURY -> BigDecimal.valueOf(years / 100);
            case MILLENNIUM -> BigDecimal.valueOf(years / 1000);
            case EPOCH -> {
                // A year counts 365.25 days here, a month beyond whole years 30.
                BigDecimal days = BigDecimal.valueOf(years)
                        .multiply(new BigDecimal("365.25"))
                        .add(BigDecimal.valueOf(span.months() % 12 * 30L + span.days()));
                yield days.multiply(BigDecimal.valueOf(86_400))
                        .add(BigDecimal.valueOf(span.micros(), 6))
                        .setScale(6);
            }
            default -> throw DateTimeUnits.unsupported(name, "interval");
        };
    }
}
