package io.federator.engine.format;

import io.federator.spi.value.Interval;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads intervals of ISO 8601 with designators and in both alternative formats, as {@code DecodeISO8601Interval}. */
final class IsoInterval {
    private static final Pattern NUMBER = Pattern.compile("-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final double LIMIT = 1e15;
    private static final char END = 0;

    private final String text;
    private final IntervalFields fields;
    private int at = 1;
    private long whole;
    private double fraction;

    private IsoInterval(String text) {
        this.text = text;
        fields = new IntervalFields(text);
    }

    /** @throws io.federator.spi.error.SqlException when it is not of this format, or out of range */
    static Interval parse(String text) {
        IsoInterval reader = new IsoInterval(text);
        if (text.length() < 2 || text.charAt(0) != 'P') {
            throw reader.syntax();
        }
        reader.read();
        return reader.fields.interval();
    }

    private RuntimeException syntax() {
        return SyntaxErrors.dateTimeSyntax("interval", text);
    }

    private char next() {
        return at < text.length() ? text.charAt(at++) : END;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private void read() {
        boolean inDate = true;
        boolean found = false;
        boolean open = true;
        while (open && at < text.length()) {
            if (peek() == 'T') {
                inDate = false;
                found = false;
                at++;
                continue;
            }
            int start = at;
            number();
            char unit = next();
            if (inDate ? date(unit) : time(unit)) {
                found = true;
            } else if (inDate && (unit == 'T' || unit == END || unit == '-')) {
                dateFormat(unit, start, found);
                inDate = unit != 'T';
                found = false;
            } else if (!inDate && (unit == END || unit == ':')) {
                timeFormat(unit, start, found);
                open = false;
            } else {
                throw syntax();
            }
        }
    }

    private void number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw syntax();
        }
        double value = Double.parseDouble(number.group());
        if (Math.abs(value) > LIMIT) {
            throw fields.overflow();
        }
        at = number.end();
        whole = (long) value;
        fraction = value - whole;
    }

    private boolean date(char unit) {
        switch (unit) {
            case 'Y' -> years();
            case 'M' -> months();
            case 'W' -> {
                fields.days(whole, 7);
                fields.fractionOfDays(fraction, 7);
            }
            case 'D' -> days();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void years() {
        fields.years(whole, 1);
        fields.fractionOfYears(fraction, 1);
    }

    private void months() {
        fields.months(whole);
        fields.fractionOfDays(fraction, IntervalFields.DAYS_PER_MONTH);
    }

    private void days() {
        fields.days(whole, 1);
        fields.fractionOfMicros(fraction, Calendar.MICROS_PER_DAY);
    }

    private boolean time(char unit) {
        switch (unit) {
            case 'H' -> fields.micros(whole, fraction, IntervalFields.HOUR);
            case 'M' -> fields.micros(whole, fraction, IntervalFields.MINUTE);
            case 'S' -> fields.micros(whole, fraction, IntervalFields.SECOND);
            default -> {
                return false;
            }
        }
        return true;
    }

    private int digits(int start) {
        int from = text.charAt(start) == '-' ? start + 1 : start;
        int end = from;
        while (end < text.length() && DateTimeTokens.isDigit(text.charAt(end))) {
            end++;
        }
        return end - from;
    }

    /** {@code 00021015} or {@code 0002-10-15}. */
    private void dateFormat(char unit, int start, boolean found) {
        if (unit != '-' && digits(start) == 8 && !found) {
            fields.years(whole / 10_000, 1);
            fields.months(whole / 100 % 100);
            fields.days(whole % 100, 1);
            fields.fractionOfMicros(fraction, Calendar.MICROS_PER_DAY);
            return;
        }
        if (found) {
            throw syntax();
        }
        years();
        if (unit != '-') {
            return;
        }
        number();
        months();
        if (peek() == '-') {
            at++;
            number();
            days();
        }
        if (peek() != 'T' && peek() != END) {
            throw syntax();
        }
    }

    /** {@code 103020} or {@code 10:30:20}. */
    private void timeFormat(char unit, int start, boolean found) {
        if (unit == END && digits(start) == 6 && !found) {
            fields.micros(whole / 10_000, 0, IntervalFields.HOUR);
            fields.micros(whole / 100 % 100, 0, IntervalFields.MINUTE);
            fields.micros(whole % 100, 0, IntervalFields.SECOND);
            fields.fractionOfMicros(fraction, 1);
            return;
        }
        if (found) {
            throw syntax();
        }
        fields.micros(whole, fraction, IntervalFields.HOUR);
        if (unit == END) {
            return;
        }
        number();
        fields.micros(whole, fraction, IntervalFields.MINUTE);
        if (peek() == ':') {
            at++;
            number();
            fields.micros(whole, fraction, IntervalFields.SECOND);
        }
        if (peek() != END) {
            throw syntax();
        }
    }
}
