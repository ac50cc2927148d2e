package io.federator.engine.format;

import java.util.List;
import java.util.Map;

/** The words of dates and times, in lower case. */
final class DateTimeWords {
    static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("january", 1),
            Map.entry("feb", 2),
            Map.entry("february", 2),
            Map.entry("mar", 3),
            Map.entry("march", 3),
            Map.entry("apr", 4),
            Map.entry("april", 4),
            Map.entry("may", 5),
            Map.entry("jun", 6),
            Map.entry("june", 6),
            Map.entry("jul", 7),
            Map.entry("july", 7),
            Map.entry("aug", 8),
            Map.entry("august", 8),
            Map.entry("sep", 9),
            Map.entry("sept", 9),
            Map.entry("september", 9),
            Map.entry("oct", 10),
            Map.entry("october", 10),
            Map.entry("nov", 11),
            Map.entry("november", 11),
            Map.entry("dec", 12),
            Map.entry("december", 12));
    static final List<String> IGNORED = List.of(
            "sun",
            "sunday",
            "mon",
            "monday",
            "tue",
            "tues",
            "tuesday",
            "wed",
            "weds",
            "wednesday",
            "thu",
            "thur",
            "thurs",
            "thursday",
            "fri",
            "friday",
            "sat",
            "saturday",
            "at",
            "on");
    private static final List<String> KEYWORDS = List.of(
            "j",
            "jd",
            "julian",
            "t",
            "am",
            "pm",
            "ad",
            "bc",
            "now",
            "today",
            "tomorrow",
            "yesterday",
            "epoch",
            "infinity",
            "allballs",
            "d",
            "h",
            "m",
            "mm",
            "s",
            "y",
            "dow",
            "doy",
            "isodow",
            "isoyear",
            "dst");

    private DateTimeWords() {}

    /** Whether a word is one of those that end where a digit follows. */
    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word) || MONTHS.containsKey(word) || IGNORED.contains(word);
    }
}
