package io.federator.engine.function;

import io.federator.engine.format.TimeZones;
import io.federator.engine.function.DateTemplate.Node;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a text has by a template, as PostgreSQL's {@code DCH_from_char} finds them: a separator of the template takes
 * at most one of the text, blanks and separators beyond the template's are passed over, and a number takes as many digits as
 * there are unless another number follows. One object reads one text.
 */
final class DateReader {
    private static final Set<String> NOT_DIGITS = Set.of("FX", "RM", "TZH", "TZ", "OF", "tz", "rm");
    private static final Set<String> GREGORIAN =
            Set.of("DDD", "DD", "D", "MM", "WW", "W", "Y,YYY", "YYYY", "YYY", "YY", "Y", "MONTH", "MON", "RM");
    private static final Set<String> ISO_WEEK = Set.of("IDDD", "ID", "IW", "IYYY", "IYY", "IY", "I");

    private static final Pattern THOUSANDS = Pattern.compile("\\s*([+-]?\\d{1,15}),(\\d{1,3})");

    private final String text;
    private final ZoneId sessionZone;
    private final List<Node> nodes;
    private int at;
    private boolean exact;
    /** How many characters were passed over that the template does not have. */
    private int skipped;

    boolean gregorian;
    boolean isoWeek;
    int hour;
    boolean twelveHours;
    int pm;
    int minute;
    int second;
    int secondOfDay;
    int millis;
    int micros;
    /** Digits of the fraction where the template says how many; 0 where it does not. */
    int fractionDigits;

    int year;
    /** How many digits of the year the template has. */
    int yearDigits;

    int bc;
    int century;
    int month;
    int day;
    int dayOfYear;
    /** From 1 for Sunday. */
    int dayOfWeek;

    int weekOfMonth;
    int week;
    int julian;
    int zoneSign;
    int zoneHours;
    int zoneMinutes;

    @Nullable ZoneId zone;

    DateReader(String text, String template, ZoneId sessionZone) {
        this.text = text;
        this.sessionZone = sessionZone;
        nodes = DateTemplate.parse(template);
        read();
    }

    private void read() {
        for (int i = 0; i < nodes.size() && at < text.length(); i++) {
            Node node = nodes.get(i);
            boolean element = !node.keyword().isEmpty();
            if (!exact && !node.keyword().equals("FX") && (element || i == 0)) {
                skipSpaces();
            }
            if (!element) {
                literal(node);
                continue;
            }
            convention(node.keyword());
            element(node, i);
            if (!exact) {
                skipped = 0;
                skipSpaces();
            }
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void skipSpaces() {
        while (isSpace(peek())) {
            at++;
            skipped++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isSeparator(char c) {
        return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
    }

    private void literal(Node node) {
        String literal = node.text();
        char first = literal.isEmpty() ? 0 : literal.charAt(0);
        if (!node.fill() && (isSpace(first) || isSeparator(first))) {
            if (exact) {
                advance();
            } else {
                skipped--;
                if (isSpace(peek()) || isSeparator(peek())) {
                    at++;
                    skipped++;
                }
            }
            return;
        }
        for (int i = literal.codePointCount(0, literal.length()); i > 0; i--) {
            if (!exact && skipped > 0) {
                skipped--;
            } else {
                advance();
            }
        }
    }

    private void advance() {
        if (at < text.length()) {
            at = text.offsetByCodePoints(at, 1);
        }
    }

    private void convention(String keyword) {
        String upper = keyword.toUpperCase(Locale.ROOT);
        gregorian |= GREGORIAN.contains(upper);
        isoWeek |= ISO_WEEK.contains(upper);
        if (gregorian && isoWeek) {
            throw invalid("invalid combination of date conventions")
                    .withHint("Do not mix Gregorian and ISO week date conventions in a formatting template.");
        }
    }

    private void element(Node node, int index) {
        String key = node.keyword();
        switch (key) {
            case "FX" -> exact = true;
            case "HH24" -> hour = set(hour, number(index, 2), key);
            case "HH", "HH12" -> {
                hour = set(hour, number(index, 2), key);
                twelveHours = true;
            }
            case "MI" -> minute = set(minute, number(index, 2), key);
            case "SS" -> second = set(second, number(index, 2), key);
            case "SSSS", "SSSSS" -> secondOfDay = set(secondOfDay, number(index, key.length()), key);
            case "MS" -> millis = set(millis, fraction(index, 3), key);
            case "US" -> micros = set(micros, fraction(index, 6), key);
            case "FF1", "FF2", "FF3", "FF4", "FF5", "FF6" -> {
                fractionDigits = key.charAt(2) - '0';
                int start = at;
                int value = number(index, fractionDigits);
                micros = set(micros, scaled(value, at - start, 6), key);
            }
            case "MM" -> month = set(month, number(index, 2), key);
            case "DDD", "IDDD" -> dayOfYear = set(dayOfYear, number(index, 3), key);
            case "DD" -> day = set(day, number(index, 2), key);
            case "D" -> dayOfWeek = set(dayOfWeek, number(index, 1), key);
            case "ID" -> dayOfWeek = set(dayOfWeek, number(index, 1) % 7 + 1, key);
            case "WW", "IW" -> week = set(week, number(index, 2), key);
            case "W" -> weekOfMonth = set(weekOfMonth, number(index, 1), key);
            // It cannot be told which date in the quarter is meant.
            case "Q" -> number(index, 1);
            case "CC" -> century = set(century, number(index, 2), key);
            case "J" -> julian = set(julian, number(index, 1), key);
            case "Y,YYY" -> thousands(key);
            case "YYYY", "IYYY" -> year(index, key, 4);
            case "YYY", "IYY" -> year(index, key, 3);
            case "YY", "IY" -> year(index, key, 2);
            case "Y", "I" -> year(index, key, 1);
            case "TZ", "tz" -> zone(index, key);
            case "OF" -> offset(index);
            case "TZH" -> {
                zoneSign();
                zoneHours = set(zoneHours, number(index, 2), key);
            }
            case "TZM" -> {
                zoneSign = zoneSign == 0 ? 1 : zoneSign;
                zoneMinutes = set(zoneMinutes, number(index, 2), key);
            }
            default -> name(key);
        }
        if (!node.ordinal().isEmpty() && !NOT_DIGITS.contains(key)) {
            advance();
            advance();
        }
    }

    private void name(String key) {
        switch (key.toUpperCase(Locale.ROOT)) {
            case "A.M.", "P.M." -> meridian(search(key, List.of("a.m.", "p.m.")), key);
            case "AM", "PM" -> meridian(search(key, List.of("am", "pm")), key);
            case "A.D.", "B.C." -> bc = set(bc, search(key, List.of("a.d.", "b.c.")), key);
            case "AD", "BC" -> bc = set(bc, search(key, List.of("ad", "bc")), key);
            case "MONTH" -> month = set(month, search(key, DateNames.MONTHS) + 1, key);
            case "MON" -> month = set(month, search(key, DateNames.SHORT_MONTHS) + 1, key);
            case "RM" -> month = set(month, 12 - search(key, DateNames.ROMAN_MONTHS), key);
            case "DAY" -> dayOfWeek = set(dayOfWeek, search(key, DateNames.DAYS) + 1, key);
            case "DY" -> dayOfWeek = set(dayOfWeek, search(key, DateNames.SHORT_DAYS) + 1, key);
            default -> throw new IllegalStateException(key);
        }
    }

    private void meridian(int value, String key) {
        pm = set(pm, value, key);
        twelveHours = true;
    }

    private int set(int before, int value, String key) {
        if (before != 0 && before != value) {
            throw invalid("conflicting values for \"" + key + "\" field in formatting string")
                    .withDetail("This value contradicts a previous setting for the same field type.");
        }
        return value;
    }

    private static SqlException invalid(String message) {
        return new SqlException(SqlState.INVALID_DATETIME_FORMAT, message);
    }

    private static SqlException invalid(String value, String key) {
        return invalid("invalid value \"" + value + "\" for \"" + key + "\"");
    }

    private int fraction(int index, int digits) {
        int start = at;
        int value = number(index, digits);
        return scaled(value, at - start, digits);
    }

    /** 25 is 0.25, as 250 is. */
    private static int scaled(int value, int length, int digits) {
        int scaled = value;
        for (int i = length; i < digits; i++) {
            scaled *= 10;
        }
        return scaled;
    }

    private void year(int index, String key, int digits) {
        int start = at;
        int value = number(index, digits);
        year = set(year, digits < 4 && at - start < 4 ? DateNames.near2020(value) : value, key);
        yearDigits = digits;
    }

    private void thousands(String key) {
        Matcher matcher = THOUSANDS.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw invalid(text.substring(at), key);
        }
        long value = Long.parseLong(matcher.group(1)) * 1000 + Integer.parseInt(matcher.group(2));
        year = set(year, inRange(value, key), key);
        yearDigits = 4;
        at = matcher.end();
    }

    private void zone(int index, String key) {
        int end = at;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        for (int i = end; i > at; i--) {
            zone = TimeZones.abbreviation(text.substring(at, i).toLowerCase(Locale.ROOT), sessionZone)
                    .orElse(null);
            if (zone != null) {
                zoneSign = 0;
                at = i;
                return;
            }
        }
        if (end > at) {
            throw invalid(text.substring(at), key).withDetail("Time zone abbreviation is not recognized.");
        }
        offset(index);
    }

    private void offset(int index) {
        zoneSign();
        zoneHours = number(index, 2);
        if (peek() == ':') {
            at++;
            zoneMinutes = number(index, 2);
        }
    }

    /** A minus may have been passed over as a separator. */
    private void zoneSign() {
        char c = peek();
        if (c == '+' || c == '-' || c == ' ') {
            zoneSign = c == '-' ? -1 : 1;
            at++;
        } else {
            zoneSign = skipped > 0 && text.charAt(at - 1) == '-' ? -1 : 1;
        }
    }

    private boolean isEndOfNumber(int index) {
        if (!nodes.get(index).ordinal().isEmpty() || index + 1 >= nodes.size()) {
            return true;
        }
        Node next = nodes.get(index + 1);
        if (next.keyword().isEmpty()) {
            return !(next.text().length() == 1 && Character.isDigit(next.text().charAt(0)));
        }
        return NOT_DIGITS.contains(next.keyword()) || !isNumber(next.keyword());
    }

    private static boolean isNumber(String keyword) {
        return switch (keyword.toUpperCase(Locale.ROOT)) {
            case "A.D.", "A.M.", "B.C.", "P.M.", "AD", "AM", "BC", "PM", "DAY", "DY", "MONTH", "MON" -> false;
            default -> true;
        };
    }

    private int number(int index, int length) {
        Node node = nodes.get(index);
        String key = node.keyword();
        int from = at;
        while (from < text.length() && isSpace(text.charAt(from))) {
            from++;
        }
        String field = text.substring(from, Math.min(text.length(), from + length));
        boolean open = node.fill() || isEndOfNumber(index);
        if (!open && field.length() < length) {
            throw invalid("source string too short for \"" + key + "\" formatting field")
                    .withDetail("Field requires " + length + " characters, but only " + field.length() + " remain.")
                    .withHint("If your source string is not fixed-width, try using the \"FM\" modifier.");
        }
        String source = open ? text : text.substring(0, from + length);
        int end = from;
        if (end < source.length() && (source.charAt(end) == '-' || source.charAt(end) == '+')) {
            end++;
        }
        int digits = end;
        while (end < source.length() && source.charAt(end) >= '0' && source.charAt(end) <= '9') {
            end++;
        }
        if (end == digits) {
            throw invalid(field, key).withDetail("Value must be an integer.");
        }
        if (!open && end - from < length) {
            throw invalid(field, key)
                    .withDetail(
                            "Field requires " + length + " characters, but only " + (end - from) + " could be parsed.")
                    .withHint("If your source string is not fixed-width, try using the \"FM\" modifier.");
        }
        at = end;
        return end - digits > 18
                ? inRange(Long.MAX_VALUE, key)
                : inRange(Long.parseLong(source.substring(from, end)), key);
    }

    private static int inRange(long value, String key) {
        if (value != (int) value) {
            throw new SqlException(
                            SqlState.DATETIME_FIELD_OVERFLOW,
                            "value for \"" + key + "\" in source string is out of range")
                    .withDetail("Value must be in the range -2147483648 to 2147483647.");
        }
        return (int) value;
    }

    private int search(String key, List<String> names) {
        String rest = TextFunctions.lower(text.substring(at));
        for (int i = 0; i < names.size(); i++) {
            if (rest.startsWith(names.get(i))) {
                at += names.get(i).length();
                return i;
            }
        }
        int end = at;
        while (end < text.length() && !isSpace(text.charAt(end))) {
            end++;
        }
        throw invalid(text.substring(at, end), key)
                .withDetail("The given value did not match any of the allowed values for this field.");
    }
}
