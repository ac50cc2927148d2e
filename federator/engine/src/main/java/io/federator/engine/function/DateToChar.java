package io.federator.engine.function;

import io.federator.engine.format.Calendar;
import io.federator.engine.format.DateTimeText;
import io.federator.engine.format.ZoneOffsets;
import io.federator.engine.function.DateTemplate.Node;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.Interval;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code to_char} of timestamps and intervals. */
final class DateToChar {
    /** What PostgreSQL computes of an interval as if it were a date, with no meaning. */
    private static final List<String> OF_DATES =
            List.of("J", "WW", "IW", "IYYY", "IYY", "IY", "I", "ID", "IDDD", "DDD");

    private final long years;
    private final int month;
    private final int day;
    private final long hour;
    private final int minute;
    private final int second;
    private final int micros;
    private final @Nullable LocalDate date;
    private final @Nullable ZoneId zone;
    private final long instant;

    private DateToChar(
            long years,
            int month,
            int day,
            long micros,
            @Nullable LocalDate date,
            @Nullable ZoneId zone,
            long instant) {
        this.years = years;
        this.month = month;
        this.day = day;
        this.hour = micros / 3_600_000_000L;
        this.minute = (int) (micros / 60_000_000L % 60);
        this.second = (int) (micros / 1_000_000L % 60);
        this.micros = (int) (micros % 1_000_000L);
        this.date = date;
        this.zone = zone;
        this.instant = instant;
    }

    /** {@code zone} is null for timestamps without one, whose {@code instant} is the local time. */
    static @Nullable String timestamp(long instant, @Nullable ZoneId zone, String template) {
        if (Calendar.isInfinite(instant)) {
            return null;
        }
        long local = zone == null ? instant : Calendar.toLocal(instant, zone);
        LocalDate date = Calendar.date(Math.floorDiv(local, Calendar.MICROS_PER_DAY));
        return new DateToChar(
                        date.getYear(),
                        date.getMonthValue(),
                        date.getDayOfMonth(),
                        Math.floorMod(local, Calendar.MICROS_PER_DAY),
                        date,
                        zone,
                        instant)
                .write(template);
    }

    static @Nullable String interval(Interval span, String template) {
        return IntervalMath.isInfinite(span)
                ? null
                : new DateToChar(span.months() / 12, span.months() % 12, span.days(), span.micros(), null, null, 0)
                        .write(template);
    }

    private String write(String template) {
        StringBuilder out = new StringBuilder();
        for (Node node : DateTemplate.parse(template)) {
            if (node.keyword().isEmpty()) {
                out.append(node.text());
                continue;
            }
            String text = element(node);
            out.append(text);
            if (!node.ordinal().isEmpty() && !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1))) {
                String suffix = Ordinals.suffix(text);
                out.append(node.ordinal().equals("TH") ? TextFunctions.upper(suffix) : suffix);
            }
        }
        return out.toString();
    }

    private LocalDate date() {
        if (date == null) {
            throw new SqlException(
                            SqlState.INVALID_DATETIME_FORMAT, "invalid format specification for an interval value")
                    .withHint("Intervals are not tied to specific calendar dates.");
        }
        return date;
    }

    private String element(Node node) {
        boolean fill = node.fill();
        if (date == null && OF_DATES.contains(node.keyword())) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "\"" + node.keyword() + "\" of an interval is not supported by Federator");
        }
        return switch (node.keyword()) {
            case "HH", "HH12" -> number(hour % 12 == 0 ? 12 : hour % 12, 2, fill);
            case "HH24" -> number(hour, 2, fill);
            case "MI" -> number(minute, 2, fill);
            case "SS" -> number(second, 2, fill);
            case "MS", "FF3" -> number(micros / 1000, 3, false);
            case "US", "FF6" -> number(micros, 6, false);
            case "FF1" -> number(micros / 100_000, 1, false);
            case "FF2" -> number(micros / 10_000, 2, false);
            case "FF4" -> number(micros / 100, 4, false);
            case "FF5" -> number(micros / 10, 5, false);
            case "SSSS", "SSSSS" -> Long.toString((hour * 60 + minute) * 60 + second);
            case "AM", "PM" -> hour % 24 >= 12 ? "PM" : "AM";
            case "am", "pm" -> hour % 24 >= 12 ? "pm" : "am";
            case "A.M.", "P.M." -> hour % 24 >= 12 ? "P.M." : "A.M.";
            case "a.m.", "p.m." -> hour % 24 >= 12 ? "p.m." : "a.m.";
            case "AD", "BC" -> date().getYear() > 0 ? "AD" : "BC";
            case "ad", "bc" -> date().getYear() > 0 ? "ad" : "bc";
            case "A.D.", "B.C." -> date().getYear() > 0 ? "A.D." : "B.C.";
            case "a.d.", "b.c." -> date().getYear() > 0 ? "a.d." : "b.c.";
            case "MONTH" -> padded(TextFunctions.upper(monthName(TextStyle.FULL)), fill);
            case "Month" -> padded(monthName(TextStyle.FULL), fill);
            case "month" -> padded(TextFunctions.lower(monthName(TextStyle.FULL)), fill);
            case "MON" -> TextFunctions.upper(monthName(TextStyle.SHORT));
            case "Mon" -> monthName(TextStyle.SHORT);
            case "mon" -> TextFunctions.lower(monthName(TextStyle.SHORT));
            case "MM" -> number(month, 2, fill);
            case "DAY" -> padded(TextFunctions.upper(dayName(TextStyle.FULL)), fill);
            case "Day" -> padded(dayName(TextStyle.FULL), fill);
            case "day" -> padded(TextFunctions.lower(dayName(TextStyle.FULL)), fill);
            case "DY" -> TextFunctions.upper(dayName(TextStyle.SHORT));
            case "Dy" -> dayName(TextStyle.SHORT);
            case "dy" -> TextFunctions.lower(dayName(TextStyle.SHORT));
            case "DDD" -> number(date == null ? years * 360 + month * 30L + day : date.getDayOfYear(), 3, fill);
            case "IDDD" ->
                number(
                        (date().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) - 1) * 7L
                                + date().getDayOfWeek().getValue(),
                        3,
                        fill);
            case "DD" -> number(day, 2, fill);
            case "D" -> Integer.toString(date().getDayOfWeek().getValue() % 7 + 1);
            case "ID" -> Integer.toString(date().getDayOfWeek().getValue());
            case "WW" -> number((date().getDayOfYear() - 1) / 7 + 1, 2, fill);
            case "IW" -> number(date().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, fill);
            case "W" -> Integer.toString((day - 1) / 7 + 1);
            case "Q" -> month == 0 ? "" : Integer.toString((month - 1) / 3 + 1);
            case "CC" -> century(fill);
            case "J" -> Long.toString(date().toEpochDay() + 2_440_588L);
            case "RM" -> roman(fill, false);
            case "rm" -> roman(fill, true);
            default -> node.keyword().contains("Y") || node.keyword().startsWith("I") ? year(node) : zone(node);
        };
    }

    private String year(Node node) {
        boolean iso = node.keyword().startsWith("I");
        long value = iso ? date().get(IsoFields.WEEK_BASED_YEAR) : years;
        long shown = date == null || value > 0 ? value : 1 - value;
        int digits = node.keyword().length();
        return switch (digits) {
            case 5 ->
                (node.fill() ? shown / 1000 : number(shown / 1000, 1, false)) + "," + number(shown % 1000, 3, false);
            case 4 -> number(shown, 4, node.fill());
            case 3 -> number(shown % 1000, 3, node.fill());
            case 2 -> number(shown % 100, 2, node.fill());
            default -> Long.toString(shown % 10);
        };
    }

    private String century(boolean fill) {
        long value = date == null ? years / 100 : years > 0 ? (years - 1) / 100 + 1 : -((-years) / 100 + 1);
        return value <= 99 && value >= -99 ? number(value, 2, fill) : Long.toString(value);
    }

    private String zone(Node node) {
        if (date == null) {
            date();
        }
        int east = zone == null ? 0 : Calendar.offsetAt(zone, instant);
        return switch (node.keyword()) {
            case "TZ" -> zone == null ? "" : TextFunctions.upper(DateTimeText.abbreviation(zone, instant));
            case "tz" -> zone == null ? "" : TextFunctions.lower(DateTimeText.abbreviation(zone, instant));
            case "TZH" -> (east < 0 ? "-" : "+") + number(Math.abs(east) / 3600, 2, false);
            case "TZM" -> number(Math.abs(east) / 60 % 60, 2, false);
            case "OF" -> {
                String text = ZoneOffsets.print(east);
                yield text;
            }
            default -> "";
        };
    }

    private static String number(long value, int width, boolean fill) {
        String digits = Long.toString(Math.abs(value));
        String zeros = fill ? "" : "0".repeat(Math.max(0, width - digits.length()));
        return (value < 0 ? "-" : "") + zeros + digits;
    }

    private static String padded(String text, boolean fill) {
        return fill || text.isEmpty() ? text : text + " ".repeat(Math.max(0, 9 - text.length()));
    }

    private String monthName(TextStyle style) {
        if (date == null && month == 0) {
            return "";
        }
        return java.time.Month.of(Math.abs(month) == 0 ? 1 : Math.abs(month)).getDisplayName(style, Locale.ENGLISH);
    }

    private String dayName(TextStyle style) {
        return date().getDayOfWeek().getDisplayName(style, Locale.ENGLISH);
    }

    private String roman(boolean fill, boolean lower) {
        if (month == 0 && years == 0) {
            return "";
        }
        // Of an interval, whole years end with December, and negative months are counted from it.
        int number = month > 0 ? month : month < 0 ? 13 + month : years > 0 ? 12 : 1;
        String text = Ordinals.roman(number);
        String cased = lower ? TextFunctions.lower(text) : text;
        return fill ? cased : cased + " ".repeat(4 - cased.length());
    }
}
