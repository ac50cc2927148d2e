package io.federator.engine.function;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;

/** LIKE and ILIKE. A backslash takes the special meaning from the character after it. */
final class LikeFunctions implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        for (String type : new String[] {"text", "bpchar", "name"}) {
            String args = "(" + type + ",text)";
            String sensitive = type + "like" + args;
            String negated = type + "nlike" + args;
            // like() and notlike() are there for text and name only.
            if (!type.equals("bpchar")) {
                sensitive += " like" + args;
                negated += " notlike" + args;
            }
            f.strict(sensitive, (a, c) -> matches((String) a[0], (String) a[1]));
            f.strict(negated, (a, c) -> !matches((String) a[0], (String) a[1]));
            f.strict(type + "iclike" + args, (a, c) -> matchesAnyCase(a));
            f.strict(type + "icnlike" + args, (a, c) -> !matchesAnyCase(a));
        }
        f.strict("like_escape(text,text)", (a, c) -> escaped((String) a[0], (String) a[1]));
    }

    private static boolean matchesAnyCase(Object[] a) {
        return matches(TextFunctions.lower((String) a[0]), TextFunctions.lower((String) a[1]));
    }

    static boolean matches(String text, String pattern) {
        int t = 0;
        int p = 0;
        int star = -1;
        int starText = 0;
        while (true) {
            if (p < pattern.length()) {
                char c = pattern.charAt(p);
                if (c == '%') {
                    star = ++p;
                    starText = t;
                    if (p == pattern.length() - 1 && pattern.charAt(p) == '\\') {
                        throw endsWithEscape();
                    }
                    continue;
                }
                int width = 1;
                if (c == '\\') {
                    width = 2;
                    if (t < text.length() && p + 1 >= pattern.length()) {
                        throw endsWithEscape();
                    }
                }
                if (t < text.length()) {
                    int point = text.codePointAt(t);
                    int wanted = pattern.codePointAt(p + width - 1);
                    if ((width == 1 && c == '_') || point == wanted) {
                        p += width - 1 + (width == 1 && c == '_' ? 1 : Character.charCount(wanted));
                        t += Character.charCount(point);
                        continue;
                    }
                }
            } else if (t == text.length()) {
                return true;
            }
            if (star < 0 || starText >= text.length()) {
                return false;
            }
            // Let the last % take one character more and try again.
            starText += Character.charCount(text.codePointAt(starText));
            t = starText;
            p = star;
        }
    }

    private static SqlException endsWithEscape() {
        return new SqlException(SqlState.INVALID_ESCAPE_SEQUENCE, "LIKE pattern must not end with escape character");
    }

    /** A pattern with another escape character as one with a backslash. */
    static String escaped(String pattern, String escape) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw new SqlException(SqlState.INVALID_ESCAPE_SEQUENCE, "invalid escape string")
                    .withHint("Escape string must be empty or one character.");
        }
        if (escape.equals("\\")) {
            return pattern;
        }
        int special = escape.isEmpty() ? -1 : escape.codePointAt(0);
        StringBuilder out = new StringBuilder();
        boolean afterEscape = false;
        for (int point : pattern.codePoints().toArray()) {
            if (point == special && !afterEscape) {
                out.append('\\');
                afterEscape = true;
            } else if (point == '\\') {
                out.append(afterEscape ? "\\" : "\\\\");
                afterEscape = false;
            } else {
                out.appendCodePoint(point);
                afterEscape = false;
            }
        }
        return out.toString();
    }
}
