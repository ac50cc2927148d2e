package io.federator.engine.format;

import io.federator.engine.format.DateTimeTokens.Token;
import io.federator.engine.format.FormatSettings.DateOrder;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times in all the forms that PostgreSQL does ({@code DecodeDateTime}). One parser reads one text: the fields
 * are gathered one after the other, each number taking the first place that is still free in the order that DateStyle says.
 */
final class DateTimeParser {
    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("january", 1),
            Map.entry("feb", 2),
            Map.entry("february", 2),
            Map.entry("mar", 3),
            Map.entry("march", 3),
            Map.entry("apr", 4),
            Map.entry("april", 4),
            Map.entry("may", 5),
            Map.entry("jun", 6),
            Map.entry("june", 6),
            Map.entry("jul", 7),
            Map.entry("july", 7),
            Map.entry("aug", 8),
            Map.entry("august", 8),
            Map.entry("sep", 9),
            Map.entry("sept", 9),
            Map.entry("september", 9),
            Map.entry("oct", 10),
            Map.entry("october", 10),
            Map.entry("nov", 11),
            Map.entry("november", 11),
            Map.entry("dec", 12),
            Map.entry("december", 12));
    private static final List<String> IGNORED = List.of(
            "sun",
            "sunday",
            "mon",
            "monday",
            "tue",
            "tues",
            "tuesday",
            "wed",
            "weds",
            "wednesday",
            "thu",
            "thur",
            "thurs",
            "thursday",
            "fri",
            "friday",
            "sat",
            "saturday",
            "at",
            "on");
    private static final List<String> KEYWORDS = List.of(
            "j",
            "jd",
            "julian",
            "t",
            "am",
            "pm",
            "ad",
            "bc",
            "now",
            "today",
            "tomorrow",
            "yesterday",
            "epoch",
            "infinity",
            "allballs",
            "d",
            "h",
            "m",
            "mm",
            "s",
            "y",
            "dow",
            "doy",
            "isodow",
            "isoyear",
            "dst");

    private final String type;
    private final String text;
    private final FormatSettings settings;
    private final @Nullable Long now;

    private @Nullable Integer year;
    private @Nullable Integer month;
    private @Nullable Integer day;
    private @Nullable Integer dayOfYear;
    private @Nullable Long julian;
    private boolean textMonth;
    private boolean twoDigitYear;
    private boolean bc;
    private @Nullable Boolean pm;
    private @Nullable Long time;
    private @Nullable Integer offset;
    private @Nullable ZoneId zone;
    private @Nullable Special special;
    private boolean julianNext;
    private boolean timeNext;

    private enum Special {
        NOW,
        TODAY,
        TOMORROW,
        YESTERDAY,
        EPOCH,
        INFINITY,
        MINUS_INFINITY
    }

    private DateTimeParser(String type, String text, FormatSettings settings, @Nullable Long now) {
        this.type = type;
        this.text = text;
        this.settings = settings;
        this.now = now;
    }

    static int date(String text, FormatSettings settings, @Nullable Long now) {
        DateTimeParser parser = new DateTimeParser("date", text, settings, now);
        parser.read(false);
        if (parser.special == Special.INFINITY) {
            return Calendar.DATE_INFINITY;
        }
        if (parser.special == Special.MINUS_INFINITY) {
            return Calendar.DATE_MINUS_INFINITY;
        }
        if (parser.special != null) {
            return (int) Math.floorDiv(parser.specialLocal(), Calendar.MICROS_PER_DAY);
        }
        long date = parser.day();
        if (!Calendar.isDate(date)) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "date out of range: \"" + text + "\"");
        }
        return (int) date;
    }

    static long timestamp(String text, FormatSettings settings, @Nullable Long now, boolean withZone) {
        DateTimeParser parser =
                new DateTimeParser(withZone ? "timestamp with time zone" : "timestamp", text, settings, now);
        parser.read(false);
        if (parser.special == Special.INFINITY) {
            return Calendar.INFINITY;
        }
        if (parser.special == Special.MINUS_INFINITY) {
            return Calendar.MINUS_INFINITY;
        }
        if (parser.special == Special.EPOCH) {
            return 0;
        }
        if (parser.special == Special.NOW && withZone && now != null) {
            return now;
        }
        long micros;
        if (parser.special != null) {
            micros = parser.specialLocal() + (parser.time == null || parser.special == Special.NOW ? 0 : parser.time);
        } else {
            long date = parser.day();
            if (date < Calendar.FIRST_DAY - 1 || date > 106_751_992L) {
                throw parser.timestampOverflow();
            }
            try {
                micros = Math.addExact(
                        Math.multiplyExact(date, Calendar.MICROS_PER_DAY), parser.time == null ? 0 : parser.time);
            } catch (ArithmeticException e) {
                throw parser.timestampOverflow();
            }
        }
        if (withZone) {
            micros -= parser.east(micros) * Calendar.MICROS_PER_SECOND;
        }
        if (!Calendar.isTimestamp(micros)) {
            throw parser.timestampOverflow();
        }
        return micros;
    }

    static long time(String text, FormatSettings settings, @Nullable Long now) {
        DateTimeParser parser = new DateTimeParser("time", text, settings, now);
        parser.read(true);
        return parser.timeOfDay();
    }

    static io.federator.spi.value.TimeTz timeTz(String text, FormatSettings settings, @Nullable Long now) {
        DateTimeParser parser = new DateTimeParser("time with time zone", text, settings, now);
        parser.read(true);
        long micros = parser.timeOfDay();
        long today =
                now == null ? 0 : Math.floorDiv(Calendar.toLocal(now, settings.timeZone()), Calendar.MICROS_PER_DAY);
        long date = parser.year == null ? today : parser.day();
        return new io.federator.spi.value.TimeTz(micros, -parser.east(date * Calendar.MICROS_PER_DAY + micros));
    }

    private SqlException syntax() {
        return SyntaxErrors.dateTimeSyntax(type, text);
    }

    private SqlException timestampOverflow() {
        return new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range: \"" + text + "\"");
    }

    private int east(long localMicros) {
        if (offset != null) {
            return offset;
        }
        return Calendar.offsetOf(zone == null ? settings.timeZone() : zone, localMicros);
    }

    private long timeOfDay() {
        if (special == Special.NOW) {
            return Math.floorMod(specialLocal(), Calendar.MICROS_PER_DAY);
        }
        if (time == null || (special != null)) {
            throw syntax();
        }
        return time;
    }

    private long specialLocal() {
        if (special == Special.EPOCH) {
            return 0;
        }
        if (now == null) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED, "\"" + text + "\" has no meaning outside of a transaction");
        }
        long local = Calendar.toLocal(now, settings.timeZone());
        if (special == Special.NOW) {
            return local;
        }
        long midnight = Math.floorDiv(local, Calendar.MICROS_PER_DAY) * Calendar.MICROS_PER_DAY;
        return switch (special) {
            case TOMORROW -> midnight + Calendar.MICROS_PER_DAY;
            case YESTERDAY -> midnight - Calendar.MICROS_PER_DAY;
            case null, default -> midnight;
        };
    }

    private void read(boolean timeOnly) {
        List<Token> tokens = DateTimeTokens.split(text, DateTimeParser::isKeyword);
        if (tokens.isEmpty()) {
            throw syntax();
        }
        for (Token token : tokens) {
            switch (token.kind()) {
                case DATE -> dateToken(token.text(), timeOnly && tokens.size() == 1);
                case TIME -> time(token.text());
                case ZONE -> {
                    if (offset != null || zone != null) {
                        throw syntax();
                    }
                    offset = ZoneOffsets.parse(token.text(), text, this::syntax);
                }
                case NUMBER -> numberToken(token.text(), timeOnly);
                case WORD, SPECIAL -> word(token.text(), timeOnly);
            }
        }
        if (julianNext || timeNext) {
            throw syntax();
        }
        meridian();
        boolean hasDate = julian != null || (year != null && (dayOfYear != null || (month != null && day != null)));
        if (special == null && !hasDate && (!timeOnly || year != null || month != null || day != null)) {
            throw syntax();
        }
        if ((special == Special.INFINITY || special == Special.MINUS_INFINITY) && (hasDate || time != null)) {
            throw syntax();
        }
    }

    /** Whether a word is one of those that end where a digit follows. */
    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word) || MONTHS.containsKey(word) || IGNORED.contains(word);
    }

    private void dateToken(String field, boolean isTime) {
        if (time != null && special == null && month == null && DateTimeTokens.isDigit(field.charAt(0))) {
            throw syntax();
        }
        boolean leadingDigit = DateTimeTokens.isDigit(field.charAt(0));
        if (julianNext || (month != null && day != null) || (isTime && leadingDigit && field.indexOf('-') > 2)) {
            if (!DateTimeTokens.isDigit(field.charAt(0))) {
                zone = TimeZones.named(field)
                        .orElseThrow(() -> new SqlException(
                                SqlState.INVALID_PARAMETER_VALUE, "time zone \"" + field + "\" not recognized"));
                return;
            }
            int sign = field.indexOf('-');
            if (sign < 0) {
                throw syntax();
            }
            offset = ZoneOffsets.parse(field.substring(sign), text, this::syntax);
            runTogetherTime(field.substring(0, sign));
            return;
        }
        String[] parts = field.split("[^\\p{L}\\d]+", -1);
        if (parts.length > 3) {
            throw syntax();
        }
        for (String part : parts) {
            if (!part.isEmpty() && Character.isLetter(part.charAt(0))) {
                Integer named = MONTHS.get(part);
                if (named == null || month != null) {
                    if (IGNORED.contains(part)) {
                        continue;
                    }
                    // A zone's name may stand where a date could.
                    zone = TimeZones.named(field).orElseThrow(this::syntax);
                    return;
                }
                month = named;
                textMonth = true;
            }
        }
        for (String part : parts) {
            if (part.isEmpty()) {
                throw syntax();
            }
            if (!Character.isLetter(part.charAt(0))) {
                datePart(part);
            }
        }
    }

    private void datePart(String part) {
        if (part.length() > 9 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw part.chars().allMatch(c -> c >= '0' && c <= '9') ? SyntaxErrors.fieldOverflow(text) : syntax();
        }
        int value = Integer.parseInt(part);
        int length = part.length();
        DateOrder order = settings.dateOrder();
        if (length == 3 && year != null && month == null && day == null && value >= 1 && value <= 366) {
            dayOfYear = value;
        } else if (year == null && month == null && day == null) {
            if (length >= 3 || order == DateOrder.YMD) {
                year(value, length);
            } else if (order == DateOrder.DMY) {
                day = value;
            } else {
                month = value;
            }
        } else if (year != null && month == null && day == null) {
            month = value;
        } else if (year == null && month != null && day == null) {
            if (textMonth && (length >= 3 || order == DateOrder.YMD)) {
                year(value, length);
            } else {
                day = value;
            }
        } else if (year != null && month != null && day == null) {
            if (textMonth && length >= 3 && twoDigitYear) {
                day = year;
                year(value, length);
            } else {
                day = value;
            }
        } else if (day != null && month == null && year == null) {
            month = value;
        } else if (day != null && month != null && year == null) {
            year(value, length);
        } else {
            throw syntax();
        }
    }

    private void year(int value, int length) {
        year = value;
        twoDigitYear = length <= 2;
    }

    private void numberToken(String number, boolean timeOnly) {
        if (julianNext) {
            julianNext = false;
            BigDecimal value = new BigDecimal(number.endsWith(".") ? number + "0" : number);
            BigDecimal whole = value.setScale(0, RoundingMode.FLOOR);
            julian = whole.longValue();
            if (number.contains(".")) {
                time = value.subtract(whole)
                        .multiply(BigDecimal.valueOf(Calendar.MICROS_PER_DAY))
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValue();
            }
            return;
        }
        boolean hasDate = year != null && month != null && day != null;
        if (timeNext) {
            timeNext = false;
            runTogetherTime(number);
            return;
        }
        int point = number.indexOf('.');
        if (point >= 0 && !hasDate && !timeOnly) {
            dateToken(number, false);
        } else if (point > 2) {
            runTogetherTime(number);
        } else if (number.length() >= 4 && timeOnly && !hasDate && year == null && month == null) {
            runTogetherTime(number);
        } else if (number.length() >= 6 && (!hasDate || time == null)) {
            if (hasDate || (timeOnly && number.length() == 6)) {
                runTogetherTime(number);
            } else {
                runTogetherDate(number);
            }
        } else if (hasDate) {
            runTogetherTime(number);
        } else {
            datePart(number);
        }
    }

    private void runTogetherDate(String digits) {
        int length = digits.length();
        if (length < 6 || month != null || year != null) {
            throw syntax();
        }
        day = Integer.valueOf(digits.substring(length - 2));
        month = Integer.valueOf(digits.substring(length - 4, length - 2));
        String rest = digits.substring(0, length - 4);
        if (rest.length() > 7) {
            throw SyntaxErrors.fieldOverflow(text);
        }
        year(Integer.parseInt(rest), rest.length());
    }

    private void runTogetherTime(String number) {
        int point = number.indexOf('.');
        String digits = point < 0 ? number : number.substring(0, point);
        if (time != null || (digits.length() != 6 && digits.length() != 4) || (digits.length() == 4 && point >= 0)) {
            throw syntax();
        }
        String fraction = point < 0 ? "" : number.substring(point);
        time(digits.substring(0, 2) + ":" + digits.substring(2, 4)
                + (digits.length() == 6 ? ":" + digits.substring(4) + fraction : ""));
    }

    private void time(String field) {
        if (time != null) {
            throw syntax();
        }
        timeNext = false;
        String[] parts = field.split(":", -1);
        if (parts.length > 3 || parts[0].isEmpty()) {
            throw syntax();
        }
        long hour = number(parts[0]);
        long minute = 0;
        double second = 0;
        if (parts.length == 2 && parts[1].contains(".")) {
            // 12:34.5 is minutes and seconds.
            minute = hour;
            hour = 0;
            second = seconds(parts[1]);
        } else {
            minute = number(parts[1]);
            second = parts.length == 3 ? seconds(parts[2]) : second;
        }
        if (hour > 24 || minute > 59 || second >= 61) {
            throw SyntaxErrors.fieldOverflow(text);
        }
        String lastPart = parts[parts.length - 1];
        int point = lastPart.indexOf('.');
        // The fraction is rounded as a double, which is part of what PostgreSQL answers.
        double fraction =
                point < 0 || point == lastPart.length() - 1 ? 0 : Double.parseDouble("0" + lastPart.substring(point));
        long micros = (long) second * 1_000_000L + (long) Math.rint(fraction * 1_000_000);
        time = (hour * 60 + minute) * 60_000_000L + micros;
        if (time > Calendar.MICROS_PER_DAY || micros > 60_000_000L) {
            throw SyntaxErrors.fieldOverflow(text);
        }
    }

    private long number(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw syntax();
        }
        if (digits.length() > 9) {
            throw SyntaxErrors.fieldOverflow(text);
        }
        return Long.parseLong(digits);
    }

    private double seconds(String field) {
        if (field.isEmpty() || field.charAt(0) == '.' || field.indexOf('.') != field.lastIndexOf('.')) {
            throw syntax();
        }
        if (field.length() > 300) {
            throw SyntaxErrors.fieldOverflow(text);
        }
        return Double.parseDouble(field);
    }

    private void meridian() {
        if (pm == null) {
            return;
        }
        if (time == null) {
            throw syntax();
        }
        long hour = time / 3_600_000_000L;
        if (hour > 12) {
            throw SyntaxErrors.fieldOverflow(text);
        }
        if (pm && hour != 12) {
            time += 12 * 3_600_000_000L;
        } else if (!pm && hour == 12) {
            time -= 12 * 3_600_000_000L;
        }
    }

    private void word(String word, boolean timeOnly) {
        Integer named = MONTHS.get(word);
        if (named != null) {
            // "1 Feb 2000": what was taken for a month is the day.
            if (month != null && !textMonth && day == null && month >= 1 && month <= 31) {
                day = month;
            } else if (month != null) {
                throw syntax();
            }
            month = named;
            textMonth = true;
            return;
        }
        switch (word) {
            case "j", "jd", "julian" -> julianNext = true;
            case "t" -> timeNext = true;
            case "am" -> pm = false;
            case "pm" -> pm = true;
            case "ad" -> bc = false;
            case "bc" -> bc = true;
            case "now" -> special(Special.NOW);
            case "today" -> special(Special.TODAY);
            case "tomorrow" -> special(Special.TOMORROW);
            case "yesterday" -> special(Special.YESTERDAY);
            case "epoch" -> special(Special.EPOCH);
            case "infinity", "+infinity", "inf", "+inf" -> special(timeOnly ? null : Special.INFINITY);
            case "-infinity", "-inf" -> special(timeOnly ? null : Special.MINUS_INFINITY);
            case "allballs" -> {
                time = 0L;
                offset = 0;
            }
            default -> {
                if (!IGNORED.contains(word)) {
                    zoneWord(word);
                }
            }
        }
    }

    private void special(@Nullable Special value) {
        if (value == null || special != null) {
            throw syntax();
        }
        special = value;
    }

    private void zoneWord(String word) {
        if (offset != null || zone != null) {
            throw syntax();
        }
        offset = TimeZones.abbreviation(word).orElse(null);
        if (offset == null) {
            zone = TimeZones.named(word).orElseThrow(this::syntax);
        }
    }

    private long day() {
        if (julian != null) {
            return julian - 2_440_588L;
        }
        if (year == null) {
            throw syntax();
        }
        int y = year;
        if (bc) {
            if (y <= 0) {
                throw SyntaxErrors.fieldOverflow(text);
            }
            y = 1 - y;
        } else if (twoDigitYear) {
            y += y < 70 ? 2000 : y < 100 ? 1900 : 0;
        } else if (y <= 0) {
            throw SyntaxErrors.fieldOverflow(text);
        }
        if (dayOfYear != null) {
            return LocalDate.of(y, 1, 1).toEpochDay() + dayOfYear - 1;
        }
        if (month == null || day == null) {
            throw syntax();
        }
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            throw SyntaxErrors.monthOrDayOverflow(text);
        }
        if (day > java.time.YearMonth.of(y, month).lengthOfMonth()) {
            throw SyntaxErrors.fieldOverflow(text);
        }
        return LocalDate.of(y, month, day).toEpochDay();
    }
}
