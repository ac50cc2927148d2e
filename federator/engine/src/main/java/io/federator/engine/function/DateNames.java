package io.federator.engine.function;

import java.util.List;

/** The names that dates are read from, in lower case and in the order of their numbers. */
final class DateNames {
    static final List<String> DAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    static final List<String> SHORT_DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    static final List<String> SHORT_MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    static final List<String> ROMAN_MONTHS =
            List.of("xii", "xi", "x", "ix", "viii", "vii", "vi", "v", "iv", "iii", "ii", "i");

    private DateNames() {}

    /** A year of less than four digits is the one nearest to 2020. */
    static int near2020(int year) {
        if (year < 70) {
            return year + 2000;
        }
        if (year < 100) {
            return year + 1900;
        }
        return year < 520 ? year + 2000 : year < 1000 ? year + 1000 : year;
    }
}
