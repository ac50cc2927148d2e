package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.regex.Regex;
import io.federator.engine.regex.Regex.Match;
import io.federator.engine.regex.RegexOptions;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Regular expressions: the operators, {@code substring} and the {@code regexp_…} functions, SIMILAR TO. */
final class RegexFunctions implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        new Calls(new RegexCache()).contribute(f);
    }

    /** The functions, with the patterns that they have seen. */
    private record Calls(RegexCache cache) {
        void contribute(FunctionRegistry f) {
            for (String type : new String[] {"text", "bpchar", "name"}) {
                String args = "(" + type + ",text)";
                f.strict(type + "regexeq" + args, (a, c) -> matches(a, RegexOptions.NONE));
                f.strict(type + "regexne" + args, (a, c) -> !matches(a, RegexOptions.NONE));
                f.strict(type + "icregexeq" + args, (a, c) -> matches(a, RegexOptions.IGNORE_CASE));
                f.strict(type + "icregexne" + args, (a, c) -> !matches(a, RegexOptions.IGNORE_CASE));
            }
            f.strict("substring(text,text)", (a, c) -> substring((String) a[0], (String) a[1]));
            f.strict(
                    "substring(text,text,text)",
                    (a, c) -> substring((String) a[0], SimilarPattern.regex((String) a[1], (String) a[2])));
            f.strict("similar_to_escape(text)", (a, c) -> SimilarPattern.regex((String) a[0], "\\"));
            f.strict("similar_to_escape(text,text)", (a, c) -> SimilarPattern.regex((String) a[0], (String) a[1]));
            f.lenient(
                    "similar_escape(text,text)",
                    (a, c) -> a[0] == null
                            ? null
                            : SimilarPattern.regex((String) a[0], a[1] == null ? "\\" : (String) a[1]));
            replace(f);
            matching(f);
            splitting(f);
            places(f);
        }

        private boolean matches(Object[] a, RegexOptions flags) {
            return cache.compile((String) a[1], flags).matches((String) a[0]);
        }

        private @Nullable Object substring(String text, String pattern) {
            Match match = cache.compile(pattern, RegexOptions.NONE).on(text).find(0, true);
            if (match == null) {
                return null;
            }
            return match.count() > 0 ? match.group(1) : match.whole();
        }

        private void replace(FunctionRegistry f) {
            f.strict(
                    "regexp_replace(text,text,text)",
                    (a, c) -> replaced((String) a[0], (String) a[1], (String) a[2], RegexOptions.NONE, 1, 1));
            f.strict("regexp_replace(text,text,text,text)", (a, c) -> {
                String letters = (String) a[3];
                if (!letters.isEmpty() && Character.isDigit(letters.charAt(0))) {
                    throw new SqlException(
                                    SqlState.INVALID_PARAMETER_VALUE,
                                    "invalid regular expression option: \"" + letters.charAt(0) + "\"")
                            .withHint("If you meant to use regexp_replace() with a start parameter, "
                                    + "cast the fourth argument to integer explicitly.");
                }
                RegexOptions flags = RegexOptions.parse(letters, true);
                return replaced((String) a[0], (String) a[1], (String) a[2], flags, 1, flags.global() ? 0 : 1);
            });
            f.strict(
                    "regexp_replace(text,text,text,int4)",
                    (a, c) -> replaced((String) a[0], (String) a[1], (String) a[2], RegexOptions.NONE, start(a[3]), 1));
            f.strict(
                    "regexp_replace(text,text,text,int4,int4)",
                    (a, c) -> replaced(
                            (String) a[0],
                            (String) a[1],
                            (String) a[2],
                            RegexOptions.NONE,
                            start(a[3]),
                            nonNegative("n", (int) a[4])));
            f.strict(
                    "regexp_replace(text,text,text,int4,int4,text)",
                    (a, c) -> replaced(
                            (String) a[0],
                            (String) a[1],
                            (String) a[2],
                            RegexOptions.parse((String) a[5], true),
                            start(a[3]),
                            nonNegative("n", (int) a[4])));
        }

        private static int start(Object value) {
            return positive("start", (int) value);
        }

        private static int positive(String name, int value) {
            if (value <= 0) {
                throw invalidParameter(name, value);
            }
            return value;
        }

        private static int nonNegative(String name, int value) {
            if (value < 0) {
                throw invalidParameter(name, value);
            }
            return value;
        }

        private static SqlException invalidParameter(String name, int value) {
            return new SqlException(
                    SqlState.INVALID_PARAMETER_VALUE, "invalid value for parameter \"" + name + "\": " + value);
        }

        private static int offset(String text, int start) {
            int count = text.codePointCount(0, text.length());
            return start - 1 > count ? text.length() + 1 : text.offsetByCodePoints(0, start - 1);
        }

        /** Replaces the {@code nth} match, or all of them for 0. */
        private String replaced(String text, String pattern, String with, RegexOptions flags, int start, int nth) {
            Regex.Search search = cache.compile(pattern, flags).on(text);
            boolean groups = with.matches("(?s).*\\\\[1-9].*");
            StringBuilder out = new StringBuilder();
            int copied = 0;
            int count = 0;
            for (int at = offset(text, start); at <= text.length(); ) {
                Match match = search.find(at, groups);
                if (match == null) {
                    break;
                }
                count++;
                if (nth == 0 || count == nth) {
                    out.append(text, copied, match.start());
                    replacement(out, with, text, match);
                    copied = match.end();
                    if (nth != 0) {
                        break;
                    }
                }
                at = next(text, match);
            }
            return out.append(text, copied, text.length()).toString();
        }

        private static int next(String text, Match match) {
            if (match.end() > match.start() || match.end() >= text.length()) {
                return match.end() == match.start() ? match.end() + 1 : match.end();
            }
            return match.end() + Character.charCount(text.codePointAt(match.end()));
        }

        private static void replacement(StringBuilder out, String with, String text, Match match) {
            for (int i = 0; i < with.length(); i++) {
                char c = with.charAt(i);
                if (c != '\\' || i + 1 >= with.length()) {
                    out.append(c);
                    continue;
                }
                char next = with.charAt(++i);
                if (next == '&') {
                    out.append(text, match.start(), match.end());
                } else if (next >= '1' && next <= '9') {
                    int group = next - '0';
                    String content = group <= match.count() ? match.group(group) : null;
                    out.append(content == null ? "" : content);
                } else if (next == '\\') {
                    out.append('\\');
                } else {
                    out.append('\\').append(next);
                }
            }
        }

        private List<Match> all(String text, String pattern, RegexOptions flags, int start, boolean groups) {
            Regex.Search search = cache.compile(pattern, flags).on(text);
            List<Match> matches = new ArrayList<>();
            for (int at = offset(text, start); at <= text.length(); ) {
                Match match = search.find(at, groups);
                if (match == null) {
                    break;
                }
                matches.add(match);
                at = next(text, match);
            }
            return matches;
        }

        private static ArrayValue groups(Match match) {
            return ArrayValue.of(SqlType.TEXT, match.count() == 0 ? List.of(match.whole()) : match.all());
        }

        private void matching(FunctionRegistry f) {
            f.strict("regexp_match(text,text)", (a, c) -> match((String) a[0], (String) a[1], RegexOptions.NONE));
            f.strict("regexp_match(text,text,text)", (a, c) -> {
                if (((String) a[2]).indexOf('g') >= 0) {
                    throw new SqlException(
                                    SqlState.INVALID_PARAMETER_VALUE,
                                    "regexp_match() does not support the \"global\" option")
                            .withHint("Use the regexp_matches function instead.");
                }
                return match((String) a[0], (String) a[1], RegexOptions.parse((String) a[2], false));
            });
            f.set(
                    "regexp_matches(text,text)",
                    (types, result) -> (a, c) -> matches(text(a[0]), text(a[1]), RegexOptions.NONE));
            f.set(
                    "regexp_matches(text,text,text)",
                    (types, result) -> (a, c) -> matches(text(a[0]), text(a[1]), RegexOptions.parse(text(a[2]), true)));
            f.strict("regexp_like(text,text)", (a, c) -> matches(a, RegexOptions.NONE));
            f.strict("regexp_like(text,text,text)", (a, c) -> matches(a, RegexOptions.parse((String) a[2], false)));
        }

        private static String text(@Nullable Object value) {
            return value instanceof String text ? text : "";
        }

        private @Nullable Object match(String text, String pattern, RegexOptions flags) {
            Match match = cache.compile(pattern, flags).on(text).find(0, true);
            return match == null ? null : groups(match);
        }

        private java.util.Iterator<@Nullable Object[]> matches(String text, String pattern, RegexOptions flags) {
            List<Match> found = all(text, pattern, flags, 1, true);
            return (flags.global() ? found : found.subList(0, Math.min(1, found.size())))
                    .stream()
                            .map(match -> new @Nullable Object[] {groups(match)})
                            .iterator();
        }

        private void splitting(FunctionRegistry f) {
            f.strict(
                    "regexp_split_to_array(text,text)",
                    (a, c) -> ArrayValue.of(SqlType.TEXT, split((String) a[0], (String) a[1], RegexOptions.NONE)));
            f.strict(
                    "regexp_split_to_array(text,text,text)",
                    (a, c) -> ArrayValue.of(
                            SqlType.TEXT,
                            split((String) a[0], (String) a[1], RegexOptions.parse((String) a[2], false))));
            f.set(
                    "regexp_split_to_table(text,text)",
                    (types, result) -> (a, c) -> SetFunctions.values(
                            ArrayValue.of(SqlType.TEXT, split(text(a[0]), text(a[1]), RegexOptions.NONE))));
            f.set(
                    "regexp_split_to_table(text,text,text)",
                    (types, result) -> (a, c) -> SetFunctions.values(ArrayValue.of(
                            SqlType.TEXT, split(text(a[0]), text(a[1]), RegexOptions.parse(text(a[2]), false)))));
        }

        /** Empty matches at the ends of the text or right after another match split nothing. */
        private List<String> split(String text, String pattern, RegexOptions flags) {
            List<String> parts = new ArrayList<>();
            int from = 0;
            for (Match match : all(text, pattern, flags, 1, false)) {
                boolean empty = match.start() == match.end();
                if (empty && (match.start() == 0 || match.start() == text.length() || match.start() == from)) {
                    continue;
                }
                parts.add(text.substring(from, match.start()));
                from = match.end();
            }
            parts.add(text.substring(from));
            return parts;
        }

        private void places(FunctionRegistry f) {
            f.strict("regexp_count(text,text)", (a, c) -> count(a, RegexOptions.NONE, 1));
            f.strict("regexp_count(text,text,int4)", (a, c) -> count(a, RegexOptions.NONE, start(a[2])));
            f.strict(
                    "regexp_count(text,text,int4,text)",
                    (a, c) -> count(a, RegexOptions.parse((String) a[3], false), start(a[2])));
            String[] types = {"text", "text", "int4", "int4", "text", "int4"};
            for (int n = 2; n <= 6; n++) {
                String args = "(" + String.join(",", List.of(types).subList(0, n)) + ")";
                f.strict("regexp_substr" + args, this::substr);
            }
            String[] inTypes = {"text", "text", "int4", "int4", "int4", "text", "int4"};
            for (int n = 2; n <= 7; n++) {
                String args = "(" + String.join(",", List.of(inTypes).subList(0, n)) + ")";
                f.strict("regexp_instr" + args, this::instr);
            }
        }

        private int count(Object[] a, RegexOptions flags, int start) {
            return all((String) a[0], (String) a[1], flags, start, false).size();
        }

        private @Nullable Object substr(Object[] a, EvaluationContext context) {
            String text = (String) a[0];
            int start = a.length > 2 ? start(a[2]) : 1;
            int nth = a.length > 3 ? positive("n", (int) a[3]) : 1;
            RegexOptions flags = a.length > 4 ? RegexOptions.parse((String) a[4], false) : RegexOptions.NONE;
            int group = a.length > 5 ? nonNegative("subexpr", (int) a[5]) : 0;
            List<Match> matches = all(text, (String) a[1], flags, start, group > 0);
            if (matches.size() < nth) {
                return null;
            }
            Match match = matches.get(nth - 1);
            if (group == 0 || (group == 1 && match.count() == 0)) {
                return match.whole();
            }
            return group > match.count() ? null : match.group(group);
        }

        private Object instr(Object[] a, EvaluationContext context) {
            String text = (String) a[0];
            int start = a.length > 2 ? start(a[2]) : 1;
            int nth = a.length > 3 ? positive("n", (int) a[3]) : 1;
            int end = a.length > 4 ? (int) a[4] : 0;
            if (end != 0 && end != 1) {
                throw invalidParameter("endoption", end);
            }
            RegexOptions flags = a.length > 5 ? RegexOptions.parse((String) a[5], false) : RegexOptions.NONE;
            int group = a.length > 6 ? nonNegative("subexpr", (int) a[6]) : 0;
            List<Match> matches = all(text, (String) a[1], flags, start, group > 0);
            if (matches.size() < nth) {
                return 0;
            }
            Match match = matches.get(nth - 1);
            boolean whole = group == 0 || (group == 1 && match.count() == 0);
            if (!whole && (group > match.count() || match.start(group) < 0)) {
                return 0;
            }
            int from = whole ? match.start() : match.start(group);
            int to = whole ? match.end() : match.end(group);
            return text.codePointCount(0, end == 1 ? to : from) + 1;
        }
    }
}
