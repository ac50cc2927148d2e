package io.federator.engine.format;

import io.federator.engine.context.FormatSettings;
import io.federator.engine.context.FormatSettings.DateOrder;
import io.federator.spi.value.TimeTz;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;

/** Prints dates and times in every DateStyle. */
public final class DateTimeText {
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    private DateTimeText() {}

    public static String date(int day, FormatSettings settings) {
        if (day == Calendar.DATE_INFINITY) {
            return "infinity";
        }
        if (day == Calendar.DATE_MINUS_INFINITY) {
            return "-infinity";
        }
        StringBuilder out = new StringBuilder();
        LocalDate date = Calendar.date(day);
        char separator = switch (settings.dateStyle()) {
            case ISO -> '-';
            case SQL -> '/';
            case POSTGRES -> '-';
            case GERMAN -> '.';
        };
        calendarDate(out, date, settings, separator);
        return era(out, date).toString();
    }

    static String time(long micros) {
        StringBuilder out = new StringBuilder();
        clock(out, micros);
        return out.toString();
    }

    static String timeTz(TimeTz value) {
        return time(value.micros()) + ZoneOffsets.print(-value.zoneSeconds());
    }

    static String timestamp(long micros, FormatSettings settings) {
        return infinity(micros) ? infinite(micros) : dateTime(micros, settings, "", "");
    }

    static String timestampTz(long micros, FormatSettings settings) {
        if (infinity(micros)) {
            return infinite(micros);
        }
        int offset = Calendar.offsetAt(settings.timeZone(), micros);
        String name =
                settings.dateStyle() == FormatSettings.DateStyle.ISO ? "" : abbreviation(settings.timeZone(), micros);
        return dateTime(micros + offset * Calendar.MICROS_PER_SECOND, settings, ZoneOffsets.print(offset), name);
    }

    /** ISO 8601 with T, as JSON wants it. */
    public static String json(long localMicros, String offset) {
        StringBuilder out = new StringBuilder();
        LocalDate date = Calendar.date(Math.floorDiv(localMicros, Calendar.MICROS_PER_DAY));
        calendarDate(out, date, FormatSettings.DEFAULT, '-');
        clock(out.append('T'), Math.floorMod(localMicros, Calendar.MICROS_PER_DAY));
        return era(out.append(offset), date).toString();
    }

    /** The zone's abbreviation at an instant, or its offset where it has none. */
    public static String abbreviation(ZoneId zone, long instantMicros) {
        if (zone instanceof ZoneOffset offset) {
            return ZoneOffsets.print(offset.getTotalSeconds());
        }
        long second = Math.floorDiv(instantMicros, Calendar.MICROS_PER_SECOND);
        Optional<String> known = ZoneAbbreviations.at(zone, second);
        if (known.isPresent()) {
            return known.get();
        }
        Instant instant = Instant.ofEpochSecond(second);
        if (zone.getRules().isFixedOffset()) {
            String name = zone.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            return name.equals("Z") ? "UTC" : name;
        }
        if (zone.getRules().previousTransition(instant.plusSeconds(1)) == null) {
            return "LMT";
        }
        String name = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(instant.atZone(zone));
        return name.chars().allMatch(Character::isUpperCase)
                ? name
                : ZoneOffsets.print(Calendar.offsetAt(zone, instantMicros));
    }

    private static boolean infinity(long micros) {
        return Calendar.isInfinite(micros);
    }

    private static String infinite(long micros) {
        return micros > 0 ? "infinity" : "-infinity";
    }

    private static String dateTime(long localMicros, FormatSettings settings, String offset, String zoneName) {
        StringBuilder out = new StringBuilder();
        LocalDateTime local = Calendar.local(localMicros);
        LocalDate date = local.toLocalDate();
        long time = Math.floorMod(localMicros, Calendar.MICROS_PER_DAY);
        String zone = zoneName.isEmpty() ? offset : " " + zoneName;
        switch (settings.dateStyle()) {
            case ISO -> {
                calendarDate(out, date, settings, '-');
                clock(out.append(' '), time);
                out.append(offset);
            }
            case SQL -> {
                calendarDate(out, date, settings, '/');
                clock(out.append(' '), time);
                out.append(zone);
            }
            case GERMAN -> {
                calendarDate(out, date, settings, '.');
                clock(out.append(' '), time);
                out.append(zone);
            }
            case POSTGRES -> {
                out.append(DAYS[date.getDayOfWeek().getValue() - 1]).append(' ');
                String month = MONTHS[date.getMonthValue() - 1];
                if (settings.dateOrder() == DateOrder.DMY) {
                    ZoneOffsets.two(out, date.getDayOfMonth());
                    out.append(' ').append(month);
                } else {
                    out.append(month).append(' ');
                    ZoneOffsets.two(out, date.getDayOfMonth());
                }
                clock(out.append(' '), time);
                year(out.append(' '), date);
                // An offset is set off by a blank here, unlike elsewhere.
                out.append(zone.isEmpty() || zone.startsWith(" ") ? zone : " " + zone);
            }
        }
        return era(out, date).toString();
    }

    private static void calendarDate(StringBuilder out, LocalDate date, FormatSettings settings, char separator) {
        if (settings.dateStyle() == FormatSettings.DateStyle.ISO) {
            year(out, date);
            ZoneOffsets.two(out.append(separator), date.getMonthValue());
            ZoneOffsets.two(out.append(separator), date.getDayOfMonth());
            return;
        }
        boolean dayFirst =
                settings.dateOrder() == DateOrder.DMY || settings.dateStyle() == FormatSettings.DateStyle.GERMAN;
        if (settings.dateStyle() == FormatSettings.DateStyle.POSTGRES && settings.dateOrder() == DateOrder.YMD) {
            year(out, date);
            ZoneOffsets.two(out.append(separator), date.getMonthValue());
            ZoneOffsets.two(out.append(separator), date.getDayOfMonth());
            return;
        }
        ZoneOffsets.two(out, dayFirst ? date.getDayOfMonth() : date.getMonthValue());
        ZoneOffsets.two(out.append(separator), dayFirst ? date.getMonthValue() : date.getDayOfMonth());
        year(out.append(separator), date);
    }

    private static void year(StringBuilder out, LocalDate date) {
        int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
        String digits = Integer.toString(year);
        out.append("0".repeat(Math.max(0, 4 - digits.length()))).append(digits);
    }

    private static StringBuilder era(StringBuilder out, LocalDate date) {
        return date.getYear() > 0 ? out : out.append(" BC");
    }

    static void clock(StringBuilder out, long micros) {
        ZoneOffsets.two(out, (int) (micros / 3_600_000_000L));
        ZoneOffsets.two(out.append(':'), (int) (micros / 60_000_000L % 60));
        ZoneOffsets.two(out.append(':'), (int) (micros / 1_000_000L % 60));
        fraction(out, (int) (micros % 1_000_000L));
    }

    /** A point and up to six digits without trailing zeros, nothing for 0. */
    static void fraction(StringBuilder out, int micros) {
        if (micros != 0) {
            String digits = Integer.toString(1_000_000 + micros).substring(1);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            out.append('.').append(digits, 0, end);
        }
    }
}
