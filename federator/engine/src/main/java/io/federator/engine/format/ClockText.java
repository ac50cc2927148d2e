package io.federator.engine.format;

import io.federator.spi.error.SqlException;
import java.util.function.Supplier;

/** Reads a time of day with colons. */
final class ClockText {
    private final String text;
    private final Supplier<SqlException> syntax;

    private ClockText(String text, Supplier<SqlException> syntax) {
        this.text = text;
        this.syntax = syntax;
    }

    /** Microseconds since midnight; {@code text} is the whole input, for messages. */
    static long micros(String field, String text, Supplier<SqlException> syntax) {
        return new ClockText(text, syntax).read(field);
    }

    private long read(String field) {
        String[] parts = field.split(":", -1);
        if (parts.length > 3 || parts[0].isEmpty()) {
            throw syntax.get();
        }
        long hour = number(parts[0]);
        long minute;
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
        long micros = ((long) second) * 1_000_000L + (long) Math.rint(fraction * 1_000_000);
        long total = (hour * 60 + minute) * 60_000_000L + micros;
        if (total > Calendar.MICROS_PER_DAY || micros > 60_000_000L) {
            throw SyntaxErrors.fieldOverflow(text);
        }
        return total;
    }

    private long number(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw syntax.get();
        }
        if (digits.length() > 9) {
            throw SyntaxErrors.fieldOverflow(text);
        }
        return Long.parseLong(digits);
    }

    private double seconds(String field) {
        if (field.isEmpty() || field.charAt(0) == '.' || field.indexOf('.') != field.lastIndexOf('.')) {
            throw syntax.get();
        }
        if (field.length() > 300) {
            throw SyntaxErrors.fieldOverflow(text);
        }
        return Double.parseDouble(field);
    }
}
