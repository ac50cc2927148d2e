package io.federator.engine.function;

import io.federator.engine.format.Calendar;
import io.federator.engine.function.DateTemplate.Node;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;

/** {@code to_date} and {@code to_timestamp}: reads a text by a template. One object reads one text. */
final class DateFromChar {
    private final String text;
    private int at;
    private int year;
    private boolean hasYear;
    private boolean bc;
    private int month = 1;
    private int day = 1;
    private int dayOfYear;
    private long julian = -1;
    private int hour;
    private boolean twelve;
    private int pm = -1;
    private int minute;
    private int second;
    private long micros;
    private int zoneHours;
    private int zoneMinutes;
    private int zoneSign = 1;
    private boolean hasZone;

    private DateFromChar(String text, String template) {
        this.text = text;
        read(DateTemplate.parse(template));
    }

    static int date(String text, String template) {
        return (int) new DateFromChar(text, template).day();
    }

    static long timestamp(String text, String template, ZoneId zone) {
        DateFromChar parsed = new DateFromChar(text, template);
        long local = parsed.day() * Calendar.MICROS_PER_DAY + parsed.time();
        if (parsed.hasZone) {
            long east = parsed.zoneSign * (parsed.zoneHours * 3600L + parsed.zoneMinutes * 60L);
            return Casts.checked(local - east * Calendar.MICROS_PER_SECOND);
        }
        return Casts.checked(Calendar.toInstant(local, zone));
    }

    private void read(List<Node> nodes) {
        boolean exact = false;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node.keyword().equals("FX")) {
                exact = true;
                continue;
            }
            if (node.keyword().isEmpty()) {
                literal(node);
                continue;
            }
            if (!exact) {
                skipSpaces();
                // Separators in the text that the template does not have are passed over.
                while (at < text.length() && isSeparator(text.charAt(at)) && !isSign(node)) {
                    at++;
                }
            }
            if (at >= text.length()) {
                return;
            }
            boolean nextIsNumber = i + 1 < nodes.size() && isNumber(nodes.get(i + 1));
            element(node, nextIsNumber || exact);
            if (!node.ordinal().isEmpty()) {
                at = Math.min(text.length(), at + 2);
            }
        }
    }

    private static boolean isSign(Node node) {
        return node.keyword().equals("TZH") || node.keyword().equals("OF");
    }

    private static boolean isSeparator(char c) {
        return c > ' ' && c < 127 && !Character.isLetterOrDigit(c) && c != '+';
    }

    private void literal(Node node) {
        for (int i = 0; i < node.text().length(); i++) {
            char c = node.text().charAt(i);
            if (c == ' ' || isSeparator(c)) {
                if (at < text.length() && (isSeparator(text.charAt(at)) || text.charAt(at) == ' ')) {
                    at++;
                }
            } else if (at < text.length()) {
                at++;
            }
        }
    }

    private void skipSpaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isNumber(Node node) {
        return switch (node.keyword()) {
            case "YYYY",
                    "YYY",
                    "YY",
                    "Y",
                    "MM",
                    "DD",
                    "DDD",
                    "HH",
                    "HH12",
                    "HH24",
                    "MI",
                    "SS",
                    "MS",
                    "US",
                    "J",
                    "SSSS",
                    "SSSSS",
                    "D",
                    "W",
                    "WW",
                    "Q",
                    "CC",
                    "Y,YYY",
                    "FF1",
                    "FF2",
                    "FF3",
                    "FF4",
                    "FF5",
                    "FF6" -> true;
            default -> false;
        };
    }

    private void element(Node node, boolean fixed) {
        String key = node.keyword();
        switch (key) {
            case "YYYY" -> year(number(key, fixed ? 4 : 9), 4);
            case "YYY" -> year(number(key, fixed ? 3 : 9), 3);
            case "YY" -> year(number(key, fixed ? 2 : 9), 2);
            case "Y" -> year(number(key, fixed ? 1 : 9), 1);
            case "MM" -> month = number(key, fixed ? 2 : 9);
            case "DD" -> day = number(key, fixed ? 2 : 9);
            case "DDD" -> dayOfYear = number(key, fixed ? 3 : 9);
            case "J" -> julian = number(key, 9);
            case "HH24" -> hour = number(key, fixed ? 2 : 9);
            case "HH", "HH12" -> {
                hour = number(key, fixed ? 2 : 9);
                twelve = true;
            }
            case "MI" -> minute = number(key, fixed ? 2 : 9);
            case "SS" -> second = number(key, fixed ? 2 : 9);
            case "MS", "FF3" -> fraction(key, 3);
            case "US", "FF6" -> fraction(key, 6);
            case "FF1", "FF2", "FF4", "FF5" -> fraction(key, key.charAt(2) - '0');
            case "SSSS", "SSSSS" -> {
                int seconds = number(key, 5);
                hour = seconds / 3600;
                minute = seconds / 60 % 60;
                second = seconds % 60;
            }
            case "MONTH", "Month", "month" -> month = name(node, DateToChar.monthNames(TextStyle.FULL)) + 1;
            case "MON", "Mon", "mon" -> month = name(node, DateToChar.monthNames(TextStyle.SHORT)) + 1;
            case "DAY", "Day", "day" ->
                name(node, List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"));
            case "DY", "Dy", "dy" -> name(node, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));
            case "AM", "PM", "am", "pm" -> pm = name(node, List.of("am", "pm"));
            case "A.M.", "P.M.", "a.m.", "p.m." -> pm = name(node, List.of("a.m.", "p.m."));
            case "AD", "BC", "ad", "bc" -> bc = name(node, List.of("ad", "bc")) == 1;
            case "A.D.", "B.C.", "a.d.", "b.c." -> bc = name(node, List.of("a.d.", "b.c.")) == 1;
            case "Q", "D", "W", "WW" -> {
                if (!key.equals("Q") && !key.equals("D")) {
                    throw unsupported(key);
                }
                number(key, 1);
            }
            case "TZH" -> zoneHours(key);
            case "TZM" -> zoneMinutes = number(key, 2);
            case "OF" -> {
                zoneHours(key);
                if (at < text.length() && text.charAt(at) == ':') {
                    at++;
                    zoneMinutes = number(key, 2);
                }
            }
            default -> throw unsupported(key);
        }
    }

    private static SqlException unsupported(String keyword) {
        return new SqlException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "reading \"" + keyword + "\" in a date template is not supported by Federator");
    }

    private void zoneHours(String key) {
        hasZone = true;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            zoneSign = text.charAt(at) == '-' ? -1 : 1;
            at++;
        }
        zoneHours = number(key, 2);
    }

    private void year(int value, int digits) {
        hasYear = true;
        int length = Integer.toString(value).length();
        year = digits >= 4 || length >= 4
                ? value
                : value < 70 ? value + 2000 : value < 100 ? value + 1900 : value < 520 ? value + 2000 : value + 1000;
        if (digits < 4 && length == 4) {
            year = value;
        }
    }

    private void fraction(String key, int digits) {
        int start = at;
        int value = number(key, digits);
        int length = at - start;
        micros = value;
        for (int i = length; i < 6; i++) {
            micros *= 10;
        }
    }

    private int number(String key, int most) {
        skipSpaces();
        int start = at;
        while (at < text.length() && at - start < most && Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw new SqlException(
                            SqlState.INVALID_DATETIME_FORMAT,
                            "invalid value \"" + text.substring(start, Math.min(text.length(), start + key.length()))
                                    + "\" for \"" + key + "\"")
                    .withDetail("Value must be an integer.");
        }
        return Integer.parseInt(text.substring(start, at));
    }

    private int name(Node node, List<String> names) {
        String rest = TextFunctions.lower(text.substring(at));
        for (int i = 0; i < names.size(); i++) {
            if (rest.startsWith(names.get(i))) {
                at += names.get(i).length();
                return i;
            }
        }
        int end = at;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        throw new SqlException(
                        SqlState.INVALID_DATETIME_FORMAT,
                        "invalid value \"" + text.substring(at, end) + "\" for \"" + node.keyword() + "\"")
                .withDetail("The given value did not match any of the allowed values for this field.");
    }

    private SqlException outOfRange() {
        return new SqlException(
                SqlState.DATETIME_FIELD_OVERFLOW, "date/time field value out of range: \"" + text + "\"");
    }

    private long day() {
        if (julian >= 0) {
            return julian - 2_440_588L;
        }
        int proleptic = !hasYear ? 0 : bc ? 1 - year : year;
        if (dayOfYear > 0) {
            return LocalDate.of(proleptic, 1, 1).toEpochDay() + dayOfYear - 1;
        }
        if (month < 1
                || month > 12
                || day < 1
                || day > YearMonth.of(proleptic, month).lengthOfMonth()) {
            throw outOfRange();
        }
        return LocalDate.of(proleptic, month, day).toEpochDay();
    }

    private long time() {
        int hours = hour;
        if (twelve) {
            if (hour < 1 || hour > 12) {
                throw new SqlException(
                                SqlState.INVALID_DATETIME_FORMAT,
                                "hour \"" + hour + "\" is invalid for the 12-hour clock")
                        .withHint("Use the 24-hour clock, or give an hour between 1 and 12.");
            }
            hours = pm == 1 && hour < 12 ? hour + 12 : pm == 0 && hour == 12 ? 0 : hour;
        }
        if (hours > 23 || minute > 59 || second > 59) {
            throw outOfRange();
        }
        return ((hours * 60L + minute) * 60 + second) * Calendar.MICROS_PER_SECOND + micros;
    }
}
