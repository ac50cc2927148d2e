package io.federator.engine.format;

import io.federator.engine.context.FormatSettings.DateOrder;
import io.federator.spi.error.SqlException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Year, month and day as they are found one after the other. Each number takes the place that DateStyle leaves to it. */
final class DateFields {
    private final String text;
    private final DateOrder order;
    private final Supplier<SqlException> syntax;

    @Nullable Integer year;

    @Nullable Integer month;

    @Nullable Integer day;

    @Nullable Integer dayOfYear;

    @Nullable Long julian;

    boolean textMonth;
    boolean bc;
    private boolean twoDigitYear;

    DateFields(String text, DateOrder order, Supplier<SqlException> syntax) {
        this.text = text;
        this.order = order;
        this.syntax = syntax;
    }

    boolean isComplete() {
        return julian != null || (year != null && (dayOfYear != null || (month != null && day != null)));
    }

    boolean isEmpty() {
        return year == null && month == null && day == null && julian == null;
    }

    private SqlException syntax() {
        return syntax.get();
    }

    /** A month by its name, perhaps after a number that was taken for the month. */
    void month(int named) {
        if (month != null && !textMonth && day == null && month >= 1 && month <= 31) {
            day = month;
        } else if (month != null) {
            throw syntax();
        }
        month = named;
        textMonth = true;
    }

    void number(String part) {
        if (part.length() > 9 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw part.chars().allMatch(c -> c >= '0' && c <= '9') ? SyntaxErrors.fieldOverflow(text) : syntax();
        }
        int value = Integer.parseInt(part);
        int length = part.length();
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

    void runTogetherDate(String digits) {
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

    /** Days since 1970. */
    long day() {
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
        if (day > YearMonth.of(y, month).lengthOfMonth()) {
            throw SyntaxErrors.fieldOverflow(text);
        }
        return LocalDate.of(y, month, day).toEpochDay();
    }
}
