package io.federator.engine.function;

import java.util.ArrayList;
import java.util.List;

/** A template of {@code to_char} and {@code to_timestamp} for dates, taken apart. */
final class DateTemplate {
    private static final String[] KEYWORDS = {
        "Y,YYY", "SSSSS", "A.D.", "A.M.", "B.C.", "P.M.", "a.d.", "a.m.", "b.c.", "p.m.", "HH24", "HH12", "IDDD",
        "IYYY", "MONTH", "Month", "month", "SSSS", "YYYY", "DAY", "Day", "day", "DDD", "FF1", "FF2", "FF3", "FF4",
        "FF5", "FF6", "IYY", "MON", "Mon", "mon", "TZH", "TZM", "YYY", "AD", "AM", "BC", "PM", "ad", "am", "bc", "pm",
        "CC", "DD", "DY", "Dy", "dy", "FX", "HH", "ID", "IW", "IY", "MI", "MM", "MS", "OF", "RM", "rm", "SS", "TZ",
        "tz", "US", "WW", "YY", "D", "I", "J", "Q", "W", "Y"
    };
    /** Those that mean the same in lower case. */
    private static final String CASELESS =
            " Y,YYY SSSSS HH24 HH12 IDDD IYYY SSSS YYYY DDD FF1 FF2 FF3 FF4 FF5 FF6 IYY TZH TZM YYY CC DD FX HH ID IW"
                    + " IY MI MM MS OF SS US WW YY D I J Q W Y ";

    private DateTemplate() {}

    /**
     * An element: a keyword, or with an empty keyword literal text.
     *
     * @param ordinal {@code TH}, {@code th} or empty
     */
    record Node(String keyword, String text, boolean fill, String ordinal) {}

    static List<Node> parse(String template) {
        List<Node> nodes = new ArrayList<>();
        int at = 0;
        while (at < template.length()) {
            boolean fill = false;
            boolean translated = false;
            while (template.startsWith("FM", at)
                    || template.startsWith("fm", at)
                    || template.startsWith("TM", at)
                    || template.startsWith("tm", at)) {
                fill |= Character.toUpperCase(template.charAt(at)) == 'F';
                translated |= Character.toUpperCase(template.charAt(at)) == 'T';
                at += 2;
            }
            String keyword = keyword(template, at);
            if (!keyword.isEmpty()) {
                at += keyword.length();
                String ordinal = template.startsWith("TH", at) ? "TH" : template.startsWith("th", at) ? "th" : "";
                at += ordinal.length();
                // Names in the session's language are of any length.
                boolean name = keyword.equalsIgnoreCase("MONTH") || keyword.equalsIgnoreCase("DAY");
                nodes.add(new Node(keyword, "", fill || (translated && name), ordinal));
                continue;
            }
            if (at < template.length()) {
                at = literal(template, at, nodes);
            }
        }
        return nodes;
    }

    private static int literal(String template, int start, List<Node> nodes) {
        int at = start;
        if (template.charAt(at) != '"') {
            if (template.charAt(at) == '\\' && at + 1 < template.length() && template.charAt(at + 1) == '"') {
                at++;
            }
            int end = template.offsetByCodePoints(at, 1);
            nodes.add(new Node("", template.substring(at, end), false, ""));
            return end;
        }
        StringBuilder text = new StringBuilder();
        at++;
        while (at < template.length() && template.charAt(at) != '"') {
            if (template.charAt(at) == '\\' && at + 1 < template.length()) {
                at++;
            }
            text.append(template.charAt(at++));
        }
        nodes.add(new Node("", text.toString(), true, ""));
        return at + 1;
    }

    /** The longest keyword at a place, in the spelling of {@link #KEYWORDS}; empty for none. */
    private static String keyword(String template, int at) {
        for (String keyword : KEYWORDS) {
            if (template.startsWith(keyword, at)
                    || (CASELESS.contains(" " + keyword + " ")
                            && template.startsWith(TextFunctions.lower(keyword), at))) {
                return keyword;
            }
        }
        return "";
    }
}
