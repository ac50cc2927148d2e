package io.federator.adapter.jdbc.text;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.TimeTz;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Dates and times in ISO form, as PostgreSQL prints them under {@code DateStyle ISO} and MySQL and MariaDB always do.
 * Units are those of {@link io.federator.spi.type.TypeKind}: days and microseconds since 1970-01-01. Errors are 22007
 * for what is no date and 22008 for a date that the calendar does not have, MySQL's zero dates among them.
 */
public final class DateTimeText {
    static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final int[] MONTH_LENGTHS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private DateTimeText() {}

    /** Days since 1970-01-01. */
    public static int date(byte[] text) {
        TextCursor in = new TextCursor(text, "date");
        if (in.take("infinity")) {
            return Integer.MAX_VALUE;
        }
        if (in.take("-infinity")) {
            return Integer.MIN_VALUE;
        }
        long days = calendarDate(in, isBeforeChrist(text));
        endOfDate(in);
        return Math.toIntExact(days);
    }

    /** Microseconds since 1970-01-01 00:00. */
    public static long timestamp(byte[] text) {
        return instant(text, "timestamp");
    }

    /** Microseconds since 1970-01-01 00:00 UTC; text without an offset is UTC, to which sessions are pinned. */
    public static long timestamptz(byte[] text) {
        return instant(text, "timestamp with time zone");
    }

    /** Microseconds since midnight, up to and including 24:00. */
    public static long time(byte[] text) {
        TextCursor in = new TextCursor(text, "time");
        if (in.take('-')) {
            throw in.outOfRange();
        }
        long micros = clock(in);
        in.expectEnd();
        if (micros > MICROS_PER_DAY) {
            throw in.outOfRange();
        }
        return micros;
    }

    /** Signed microseconds of a {@code TIME} that counts hours past a day, as MySQL's may. */
    public static long duration(byte[] text) {
        TextCursor in = new TextCursor(text, "interval");
        boolean negative = in.take('-');
        long micros = clock(in);
        in.expectEnd();
        return negative ? -micros : micros;
    }

    public static TimeTz timetz(byte[] text) {
        TextCursor in = new TextCursor(text, "time with time zone");
        long micros = clock(in);
        int east = offset(in);
        in.expectEnd();
        return new TimeTz(micros, -east);
    }

    public static String formatDate(int days) {
        if (days == Integer.MAX_VALUE) {
            return "infinity";
        }
        return days == Integer.MIN_VALUE ? "-infinity" : appendDate(new StringBuilder(), days, "");
    }

    public static String formatTime(long micros) {
        StringBuilder out = new StringBuilder(15);
        appendClock(out, micros);
        return out.toString();
    }

    public static String formatTimestamp(long micros) {
        return formatInstant(micros, "");
    }

    /** Always in UTC: {@code 2024-05-06 07:08:09.5+00}. */
    public static String formatTimestamptz(long micros) {
        return formatInstant(micros, "+00");
    }

    public static String formatTimetz(TimeTz time) {
        StringBuilder out = new StringBuilder(24);
        appendClock(out, time.micros());
        int east = -time.zoneSeconds();
        int size = Math.abs(east);
        out.append(east < 0 ? '-' : '+');
        appendTwo(out, size / 3600);
        if (size % 3600 != 0) {
            appendTwo(out.append(':'), size / 60 % 60);
        }
        if (size % 60 != 0) {
            appendTwo(out.append(':'), size % 60);
        }
        return out.toString();
    }

    private static long instant(byte[] text, String type) {
        TextCursor in = new TextCursor(text, type);
        if (in.take("infinity")) {
            return Long.MAX_VALUE;
        }
        if (in.take("-infinity")) {
            return Long.MIN_VALUE;
        }
        long days = calendarDate(in, isBeforeChrist(text));
        long micros = 0;
        if (in.take(' ')) {
            micros = clock(in);
            micros -= offset(in) * MICROS_PER_SECOND;
        }
        endOfDate(in);
        try {
            return Math.addExact(Math.multiplyExact(days, MICROS_PER_DAY), micros);
        } catch (ArithmeticException e) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range", e);
        }
    }

    private static boolean isBeforeChrist(byte[] text) {
        return text.length > 2 && text[text.length - 1] == 'C' && text[text.length - 2] == 'B';
    }

    private static void endOfDate(TextCursor in) {
        in.take(" BC");
        in.expectEnd();
    }

    private static long calendarDate(TextCursor in, boolean beforeChrist) {
        long year = in.digits();
        in.expect('-');
        long month = in.digits();
        in.expect('-');
        long day = in.digits();
        if (year == 0 || month < 1 || month > 12 || day < 1 || day > MONTH_LENGTHS[(int) month - 1]) {
            throw in.outOfRange();
        }
        long properYear = beforeChrist ? 1 - year : year;
        if (month == 2 && day == 29 && !isLeap(properYear)) {
            throw in.outOfRange();
        }
        return daysSinceEpoch(properYear, month, day);
    }

    private static boolean isLeap(long year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** Days by counting years from March, so that the leap day is the last of its year. */
    private static long daysSinceEpoch(long year, long month, long day) {
        long marchYear = month > 2 ? year : year - 1;
        long marchMonth = (month + 9) % 12;
        long dayOfYear = (153 * marchMonth + 2) / 5 + day - 1;
        long leaps = Math.floorDiv(marchYear, 4L) - Math.floorDiv(marchYear, 100L) + Math.floorDiv(marchYear, 400L);
        return marchYear * 365 + leaps + dayOfYear - 719_468;
    }

    private static long clock(TextCursor in) {
        long hours = in.digits();
        in.expect(':');
        long minutes = in.digits();
        long seconds = 0;
        if (in.take(':')) {
            seconds = in.digits();
        }
        long fraction = in.fraction();
        if (minutes > 59 || seconds > 60 || hours > 1_000_000_000) {
            throw in.outOfRange();
        }
        return ((hours * 60 + minutes) * 60 + seconds) * MICROS_PER_SECOND + fraction;
    }

    /** Seconds east of Greenwich. */
    private static int offset(TextCursor in) {
        boolean west = in.take('-');
        if (!west && !in.take('+')) {
            return 0;
        }
        long seconds = in.digits() * 3600;
        if (in.take(':')) {
            seconds += in.digits() * 60;
        }
        if (in.take(':')) {
            seconds += in.digits();
        }
        return (int) (west ? -seconds : seconds);
    }

    private static String formatInstant(long micros, String offset) {
        if (micros == Long.MAX_VALUE) {
            return "infinity";
        }
        if (micros == Long.MIN_VALUE) {
            return "-infinity";
        }
        StringBuilder time = new StringBuilder(24).append(' ');
        appendClock(time, Math.floorMod(micros, MICROS_PER_DAY));
        return appendDate(
                new StringBuilder(32),
                Math.floorDiv(micros, MICROS_PER_DAY),
                time.append(offset).toString());
    }

    private static String appendDate(StringBuilder out, long days, String time) {
        LocalDate date = LocalDate.ofEpochDay(days);
        int year = date.getYear();
        String digits = Integer.toString(year > 0 ? year : 1 - year);
        out.repeat('0', Math.max(0, 4 - digits.length())).append(digits).append('-');
        appendTwo(out, date.getMonthValue());
        appendTwo(out.append('-'), date.getDayOfMonth());
        return out.append(time).append(year > 0 ? "" : " BC").toString();
    }

    static void appendClock(StringBuilder out, long micros) {
        long seconds = micros / MICROS_PER_SECOND;
        appendTwo(out, seconds / 3600);
        appendTwo(out.append(':'), seconds / 60 % 60);
        appendTwo(out.append(':'), seconds % 60);
        long fraction = micros % MICROS_PER_SECOND;
        if (fraction != 0) {
            String digits = Long.toString(fraction + MICROS_PER_SECOND);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            out.append('.').append(digits, 1, end);
        }
    }

    private static void appendTwo(StringBuilder out, long number) {
        if (number < 10) {
            out.append('0');
        }
        out.append(number);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
