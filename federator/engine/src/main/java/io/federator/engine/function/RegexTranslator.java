package io.federator.engine.function;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;

/**
 * Turns PostgreSQL's advanced regular expressions into Java's. Characters are classified in the C locale. On the way it notes
 * what makes the two languages choose different matches: PostgreSQL takes the longest (or shortest) of all matches that start
 * leftmost, Java the first that it finds.
 */
final class RegexTranslator {
    private static final String WORD = "[A-Za-z0-9_]";

    private final String source;
    private final boolean newlineSensitive;
    private final boolean expanded;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int groups;
    private int depth;
    private int greedy;
    private int lazy;
    private boolean alternation;

    RegexTranslator(String source, boolean newlineSensitive, boolean expanded) {
        this.source = source;
        this.newlineSensitive = newlineSensitive;
        this.expanded = expanded;
    }

    /** Capturing groups. */
    int groups() {
        return groups;
    }

    boolean hasGreedy() {
        return greedy > 0;
    }

    boolean hasLazy() {
        return lazy > 0;
    }

    boolean hasAlternation() {
        return alternation;
    }

    /** Whether Java's first match is the longest anyway. */
    boolean isDeterministic() {
        return !alternation && greedy + lazy <= 1;
    }

    String translate() {
        boolean operand = false;
        while (at < source.length()) {
            char c = source.charAt(at);
            switch (c) {
                case '(' -> {
                    open();
                    operand = false;
                    continue;
                }
                case ')' -> {
                    if (depth == 0) {
                        throw invalid("parentheses () not balanced");
                    }
                    depth--;
                    out.append(')');
                    at++;
                    operand = true;
                    continue;
                }
                case '|' -> {
                    alternation = true;
                    out.append('|');
                    at++;
                    operand = false;
                    continue;
                }
                default -> {}
            }
            if (isQuantifier(c)) {
                if (!operand) {
                    throw invalid("quantifier operand invalid");
                }
                quantifier();
                operand = false;
                continue;
            }
            operand = atom(c);
        }
        if (depth > 0) {
            throw invalid("parentheses () not balanced");
        }
        return out.toString();
    }

    static SqlException invalid(String reason) {
        return new SqlException(SqlState.INVALID_REGULAR_EXPRESSION, "invalid regular expression: " + reason);
    }

    private boolean isQuantifier(char c) {
        return c == '*'
                || c == '+'
                || c == '?'
                || (c == '{' && at + 1 < source.length() && Character.isDigit(source.charAt(at + 1)));
    }

    private void open() {
        depth++;
        if (source.startsWith("(?", at)) {
            for (String start : new String[] {"(?:", "(?=", "(?!", "(?<=", "(?<!"}) {
                if (source.startsWith(start, at)) {
                    out.append(start);
                    at += start.length();
                    return;
                }
            }
            if (source.startsWith("(?#", at)) {
                int end = source.indexOf(')', at);
                at = end < 0 ? source.length() : end + 1;
                depth--;
                return;
            }
            throw invalid("quantifier operand invalid");
        }
        groups++;
        out.append('(');
        at++;
    }

    private void quantifier() {
        char c = source.charAt(at);
        boolean variable = true;
        if (c == '{') {
            int end = source.indexOf('}', at);
            String body = end < 0 ? "" : source.substring(at + 1, end);
            if (!body.matches("\\d{1,3}(,\\d{0,3})?")) {
                throw invalid("invalid repetition count(s)");
            }
            int comma = body.indexOf(',');
            int low = Integer.parseInt(comma < 0 ? body : body.substring(0, comma));
            int high = comma < 0 || comma == body.length() - 1 ? low : Integer.parseInt(body.substring(comma + 1));
            if (low > 255 || high > 255 || high < low) {
                throw invalid("invalid repetition count(s)");
            }
            variable = comma >= 0 && (comma == body.length() - 1 || high != low);
            out.append(source, at, end + 1);
            at = end + 1;
        } else {
            out.append(c);
            at++;
        }
        if (at < source.length() && source.charAt(at) == '?') {
            out.append('?');
            at++;
            lazy++;
        } else if (variable) {
            greedy++;
        }
        if (at < source.length() && isQuantifier(source.charAt(at))) {
            throw invalid("quantifier operand invalid");
        }
    }

    /** Translates one atom or constraint; answers whether a quantifier may follow. */
    private boolean atom(char c) {
        switch (c) {
            case '.' -> out.append(newlineSensitive ? "[^\\n]" : "[\\s\\S]");
            case '^' -> {
                out.append(newlineSensitive ? "(?:\\A|(?<=\\n))" : "\\A");
                at++;
                return false;
            }
            case '$' -> {
                out.append(newlineSensitive ? "(?:\\z|(?=\\n))" : "\\z");
                at++;
                return false;
            }
            case '[' -> {
                return bracket();
            }
            case '\\' -> {
                return escape();
            }
            default -> {
                if (expanded && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
                    at++;
                    return true;
                }
                if (expanded && c == '#') {
                    int end = source.indexOf('\n', at);
                    at = end < 0 ? source.length() : end + 1;
                    return true;
                }
                int point = source.codePointAt(at);
                literal(out, point);
                at += Character.charCount(point) - 1;
            }
        }
        at++;
        return true;
    }

    static void literal(StringBuilder out, int point) {
        if (point < 128 && !Character.isLetterOrDigit(point)) {
            out.append('\\');
        }
        out.appendCodePoint(point);
    }

    private boolean escape() {
        if (at + 1 >= source.length()) {
            throw invalid("invalid escape \\ sequence");
        }
        char c = source.charAt(at + 1);
        String constraint = RegexClasses.constraint(c);
        if (!constraint.isEmpty()) {
            out.append(constraint);
            at += 2;
            return false;
        }
        String shorthand = switch (c) {
            case 'd' -> "[0-9]";
            case 'w' -> WORD;
            case 's' -> "[ \\t-\\r]";
            case 'D' -> newlineSensitive ? "[^0-9\\n]" : "[^0-9]";
            case 'W' -> newlineSensitive ? "[^A-Za-z0-9_\\n]" : "[^A-Za-z0-9_]";
            case 'S' -> "[^ \\t-\\r]";
            default -> "";
        };
        if (!shorthand.isEmpty()) {
            out.append(shorthand);
            at += 2;
            return true;
        }
        if (c >= '1' && c <= '9') {
            int number = c - '0';
            if (number > groups) {
                throw invalid("invalid backreference number");
            }
            out.append("(?:\\").append(number).append(')');
            at += 2;
            return true;
        }
        literal(out, character());
        return true;
    }

    /** The character that an escape sequence stands for; moves behind it. */
    private int character() {
        char c = source.charAt(at + 1);
        at += 2;
        return switch (c) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'B' -> '\\';
            case 'e' -> 27;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case '0' -> 0;
            case 'u' -> hex(4);
            case 'U' -> hex(8);
            case 'x' -> {
                int start = at;
                while (at < source.length() && Character.digit(source.charAt(at), 16) >= 0) {
                    at++;
                }
                if (at == start) {
                    throw invalid("invalid escape \\ sequence");
                }
                yield Integer.parseInt(source.substring(start, at), 16);
            }
            default -> {
                if (c < 128 && Character.isLetterOrDigit(c)) {
                    throw invalid("invalid escape \\ sequence");
                }
                at--;
                int point = source.codePointAt(at);
                at += Character.charCount(point);
                yield point;
            }
        };
    }

    private int hex(int digits) {
        if (at + digits > source.length()) {
            throw invalid("invalid escape \\ sequence");
        }
        try {
            int point = Integer.parseInt(source.substring(at, at + digits), 16);
            at += digits;
            return point;
        } catch (NumberFormatException e) {
            throw new SqlException(
                    SqlState.INVALID_REGULAR_EXPRESSION, "invalid regular expression: invalid escape \\ sequence", e);
        }
    }

    private boolean bracket() {
        if (source.startsWith("[[:<:]]", at)) {
            out.append("(?<!" + WORD + ")(?=" + WORD + ")");
            at += 7;
            return false;
        }
        if (source.startsWith("[[:>:]]", at)) {
            out.append("(?<=" + WORD + ")(?!" + WORD + ")");
            at += 7;
            return false;
        }
        at++;
        out.append('[');
        if (at < source.length() && source.charAt(at) == '^') {
            out.append(newlineSensitive ? "^\\n" : "^");
            at++;
        }
        boolean first = true;
        while (true) {
            if (at >= source.length()) {
                throw invalid("brackets [] not balanced");
            }
            char c = source.charAt(at);
            if (c == ']' && !first) {
                at++;
                break;
            }
            first = false;
            item(c);
        }
        out.append(']');
        return true;
    }

    private void item(char c) {
        if (source.startsWith("[:", at)) {
            int end = source.indexOf(":]", at);
            String name = end < 0 ? "" : source.substring(at + 2, end);
            out.append(RegexClasses.named(name));
            at = end + 2;
            return;
        }
        if (c == '\\' && at + 1 < source.length()) {
            String shorthand = switch (source.charAt(at + 1)) {
                case 'd' -> "0-9";
                case 'w' -> "A-Za-z0-9_";
                case 's' -> " \\t-\\r";
                default -> "";
            };
            if (!shorthand.isEmpty()) {
                out.append(shorthand);
                at += 2;
                return;
            }
        }
        int low = element();
        if (at + 1 < source.length() && source.charAt(at) == '-' && source.charAt(at + 1) != ']') {
            at++;
            int high = element();
            if (high < low) {
                throw invalid("invalid character range");
            }
            literal(out, low);
            out.append('-');
            literal(out, high);
            return;
        }
        literal(out, low);
    }

    private int element() {
        char c = source.charAt(at);
        if (c == '\\' && at + 1 < source.length()) {
            return character();
        }
        if (source.startsWith("[.", at) || source.startsWith("[=", at)) {
            char mark = source.charAt(at + 1);
            int end = source.indexOf(mark + "]", at + 2);
            if (end < 0 || source.codePointCount(at + 2, end) != 1) {
                throw invalid("invalid collating element");
            }
            int point = source.codePointAt(at + 2);
            at = end + 2;
            return point;
        }
        int point = source.codePointAt(at);
        at += Character.charCount(point);
        return point;
    }
}
