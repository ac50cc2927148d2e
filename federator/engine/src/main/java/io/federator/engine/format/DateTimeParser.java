package io.federator.engine.format;

import io.federator.engine.context.FormatSettings;
import io.federator.engine.format.DateTimeTokens.Token;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times in all the forms that PostgreSQL does ({@code DecodeDateTime}). One parser reads one text: the fields
 * are gathered one after the other, each number taking the first place that is still free in the order that DateStyle says.
 */
final class DateTimeParser {
    private final String type;
    private final String text;
    private final FormatSettings settings;
    private final @Nullable Long now;

    private final DateFields date;
    private @Nullable Boolean pm;
    private @Nullable Long time;
    private final ZoneField zone;
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
        this.date = new DateFields(text, settings.dateOrder(), this::syntax);
        this.zone = new ZoneField(text, settings.timeZone(), this::syntax);
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
        long date = parser.date.day();
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
            long date = parser.date.day();
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
            micros -= parser.zone.east(micros) * Calendar.MICROS_PER_SECOND;
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
        long date = parser.date.year == null ? today : parser.date.day();
        return new io.federator.spi.value.TimeTz(micros, -parser.zone.east(date * Calendar.MICROS_PER_DAY + micros));
    }

    private SqlException syntax() {
        return SyntaxErrors.dateTimeSyntax(type, text);
    }

    private SqlException timestampOverflow() {
        return new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range: \"" + text + "\"");
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
        List<Token> tokens = DateTimeTokens.split(text, DateTimeWords::isKeyword);
        if (tokens.isEmpty()) {
            throw syntax();
        }
        for (Token token : tokens) {
            switch (token.kind()) {
                case DATE -> dateToken(token.text(), timeOnly && tokens.size() == 1);
                case TIME -> time(token.text());
                case ZONE -> zone.offset(token.text());
                case NUMBER -> numberToken(token.text(), timeOnly);
                case WORD, SPECIAL -> word(token.text(), timeOnly);
            }
        }
        if (julianNext || timeNext) {
            throw syntax();
        }
        meridian();
        boolean hasDate = date.isComplete();
        if (special == null && !hasDate && (!timeOnly || !date.isEmpty())) {
            throw syntax();
        }
        if (special != null && !(isRelative() ? date.isEmpty() : date.isEmpty() && time == null && zone.isEmpty())) {
            throw syntax();
        }
        if (timeOnly && zone.needsDate() && !hasDate && special == null) {
            throw syntax();
        }
    }

    /** Whether the special value is a date, which a time may follow. */
    private boolean isRelative() {
        return special == Special.TODAY || special == Special.TOMORROW || special == Special.YESTERDAY;
    }

    private void dateToken(String field, boolean isTime) {
        if (julianNext) {
            julianAndZone(field);
            return;
        }
        if (time != null && special == null && date.month == null && DateTimeTokens.isDigit(field.charAt(0))) {
            throw syntax();
        }
        boolean leadingDigit = DateTimeTokens.isDigit(field.charAt(0));
        if (timeNext
                || date.julian != null
                || (date.month != null && date.day != null)
                || (isTime && leadingDigit && field.indexOf('-') > 2)) {
            if (!leadingDigit && !timeNext) {
                zone.named(
                        field,
                        () -> new SqlException(
                                SqlState.INVALID_PARAMETER_VALUE, "time zone \"" + field + "\" not recognized"));
                return;
            }
            int sign = field.indexOf('-');
            if (sign < 0) {
                throw syntax();
            }
            zone.offset(field.substring(sign));
            runTogetherTime(field.substring(0, sign));
            return;
        }
        String[] parts = field.split("[^\\p{L}\\d]+", -1);
        if (parts.length > 3) {
            throw syntax();
        }
        for (String part : parts) {
            if (!part.isEmpty() && Character.isLetter(part.charAt(0))) {
                Integer named = DateTimeWords.MONTHS.get(part);
                if (named == null || date.month != null) {
                    if (DateTimeWords.IGNORED.contains(part)) {
                        continue;
                    }
                    // A zone's name may stand where a date could.
                    zone.named(field, this::syntax);
                    return;
                }
                date.month = named;
                date.textMonth = true;
            }
        }
        for (String part : parts) {
            if (part.isEmpty()) {
                throw syntax();
            }
            if (!Character.isLetter(part.charAt(0))) {
                date.number(part);
            }
        }
    }

    private void julianAndZone(String field) {
        int sign = field.indexOf('-');
        if (sign < 1 || !field.chars().limit(sign).allMatch(c -> c >= '0' && c <= '9')) {
            throw syntax();
        }
        julianNext = false;
        date.julian = Long.valueOf(field.substring(0, sign));
        zone.offset(field.substring(sign));
        time = 0L;
    }

    private void numberToken(String number, boolean timeOnly) {
        if (julianNext) {
            julianNext = false;
            BigDecimal value = new BigDecimal(number.endsWith(".") ? number + "0" : number);
            BigDecimal whole = value.setScale(0, RoundingMode.FLOOR);
            date.julian = whole.longValue();
            if (number.contains(".")) {
                time = value.subtract(whole)
                        .multiply(BigDecimal.valueOf(Calendar.MICROS_PER_DAY))
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValue();
            }
            return;
        }
        boolean hasDate = date.year != null && date.month != null && date.day != null;
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
        } else if (number.length() >= 4 && timeOnly && !hasDate && date.year == null && date.month == null) {
            runTogetherTime(number);
        } else if (number.length() >= 6 && (!hasDate || time == null)) {
            if (hasDate || (timeOnly && number.length() == 6)) {
                runTogetherTime(number);
            } else {
                date.runTogetherDate(number);
            }
        } else if (hasDate) {
            runTogetherTime(number);
        } else {
            date.number(number);
        }
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
        time = ClockText.micros(field, text, this::syntax);
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
        Integer named = DateTimeWords.MONTHS.get(word);
        if (named != null) {
            date.month(named);
            return;
        }
        switch (word) {
            case "j", "jd", "julian" -> {
                if (julianNext || timeNext) {
                    throw syntax();
                }
                julianNext = true;
            }
            case "t" -> {
                if (julianNext || timeNext) {
                    throw syntax();
                }
                timeNext = true;
            }
            case "dst" -> zone.dst();
            case "am" -> pm = false;
            case "pm" -> pm = true;
            case "ad" -> date.bc = false;
            case "bc" -> date.bc = true;
            case "now" -> special(Special.NOW);
            case "today" -> special(Special.TODAY);
            case "tomorrow" -> special(Special.TOMORROW);
            case "yesterday" -> special(Special.YESTERDAY);
            case "epoch" -> special(Special.EPOCH);
            case "infinity", "+infinity", "inf", "+inf" -> special(timeOnly ? null : Special.INFINITY);
            case "-infinity", "-inf" -> special(timeOnly ? null : Special.MINUS_INFINITY);
            case "allballs" -> {
                time = 0L;
                zone.utc();
            }
            default -> {
                if (!DateTimeWords.IGNORED.contains(word)) {
                    zone.word(word);
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
}
