package io.federator.engine.format;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.function.Supplier;

/** Offsets from Greenwich as digits. */
public final class ZoneOffsets {
    private ZoneOffsets() {}

    /** Seconds east from {@code +hh}, {@code +hhmm}, {@code +hh:mm} or {@code +hh:mm:ss}; what is left out is 0. */
    public static int parse(String field, String text, Supplier<SqlException> syntax) {
        String[] parts = field.substring(1).split(":", -1);
        int hour = number(parts[0], syntax);
        int minute = 0;
        int second = 0;
        if (parts.length == 1) {
            if (parts[0].length() > 2) {
                minute = hour % 100;
                hour /= 100;
            }
        } else {
            minute = number(parts[1], syntax);
            second = parts.length > 2 ? number(parts[2], syntax) : 0;
        }
        if (parts.length > 3) {
            throw syntax.get();
        }
        if (hour > 15 || minute > 59 || second > 59) {
            throw new SqlException(
                    SqlState.INVALID_TIME_ZONE_DISPLACEMENT, "time zone displacement out of range: \"" + text + "\"");
        }
        int seconds = (hour * 60 + minute) * 60 + second;
        return field.charAt(0) == '-' ? -seconds : seconds;
    }

    /** {@code +02}, {@code -03:30}, {@code +00:19:32}. */
    public static String print(int secondsEast) {
        int seconds = Math.abs(secondsEast);
        StringBuilder out = new StringBuilder();
        out.append(secondsEast < 0 ? '-' : '+');
        two(out, seconds / 3600);
        if (seconds % 3600 != 0) {
            two(out.append(':'), seconds / 60 % 60);
        }
        if (seconds % 60 != 0) {
            two(out.append(':'), seconds % 60);
        }
        return out.toString();
    }

    static void two(StringBuilder out, int value) {
        out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    private static int number(String digits, Supplier<SqlException> syntax) {
        if (digits.isEmpty()) {
            return 0;
        }
        if (digits.length() > 8 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw syntax.get();
        }
        return Integer.parseInt(digits);
    }
}
