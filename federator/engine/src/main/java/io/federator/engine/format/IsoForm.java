package io.federator.engine.format;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The form in which dates and timestamps come in great numbers, and which means the same under every DateStyle. Whatever is not of it
 * or names no day is left to {@link DateTimeParser}.
 */
final class IsoForm {
    static final long NONE = Long.MIN_VALUE;

    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_LENGTH = 19;
    private static final int MICROS_LENGTH = 26;

    private IsoForm() {}

    /** The days since 1970-01-01 of {@code YYYY-MM-DD}; else {@link #NONE}. */
    static long day(String text) {
        return text.length() == DATE_LENGTH ? dayAtStart(text) : NONE;
    }

    /** The microseconds since 1970-01-01 of {@code YYYY-MM-DD HH:MM:SS} with up to six digits behind a point; else {@link #NONE}. */
    static long timestamp(String text) {
        int length = text.length();
        boolean fraction = length > SECONDS_LENGTH;
        if (length < SECONDS_LENGTH
                || length > MICROS_LENGTH
                || text.charAt(10) != ' '
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || (fraction && (text.charAt(SECONDS_LENGTH) != '.' || length == SECONDS_LENGTH + 1))) {
            return NONE;
        }
        long day = dayAtStart(text);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int digits = fraction ? number(text, SECONDS_LENGTH + 1, length) : 0;
        if (day == NONE
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59
                || digits < 0) {
            return NONE;
        }
        long micros = digits;
        for (int i = length; fraction && i < MICROS_LENGTH; i++) {
            micros *= 10;
        }
        long seconds = (hour * 60L + minute) * 60 + second;
        return day * Calendar.MICROS_PER_DAY + seconds * Calendar.MICROS_PER_SECOND + micros;
    }

    private static long dayAtStart(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, DATE_LENGTH);
        boolean known = text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
        return known ? LocalDate.of(year, month, day).toEpochDay() : NONE;
    }

    /** Negative when there is something else than digits. */
    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
