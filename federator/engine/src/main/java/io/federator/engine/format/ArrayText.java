package io.federator.engine.format;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.RowValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Arrays and rows as text. */
final class ArrayText {
    private static final int MAX_DIMENSIONS = 6;

    private final String text;
    private final SqlType element;
    private final BiFunction<SqlType, String, Object> parser;
    private final List<@Nullable Object> values = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private int leafDepth = -1;
    private int emptyDepth = -1;
    private int at;

    private ArrayText(String text, SqlType element, BiFunction<SqlType, String, Object> parser) {
        this.text = text;
        this.element = element;
        this.parser = parser;
    }

    static ArrayValue parse(String text, SqlType element, BiFunction<SqlType, String, Object> parser) {
        return new ArrayText(text, element, parser).array();
    }

    private ArrayValue array() {
        skipSpaces();
        List<Integer> lowerBounds = new ArrayList<>();
        List<Integer> declared = new ArrayList<>();
        while (at < text.length() && text.charAt(at) == '[') {
            bounds(lowerBounds, declared);
        }
        if (!declared.isEmpty()) {
            skipSpaces();
            if (at >= text.length() || text.charAt(at) != '=') {
                throw malformed("Missing \"=\" after array dimensions.");
            }
            at++;
            skipSpaces();
        }
        if (at >= text.length() || text.charAt(at) != '{') {
            throw malformed(
                    declared.isEmpty()
                            ? "Array value must start with \"{\" or dimension information."
                            : "Array contents must start with \"{\".");
        }
        level(0);
        skipSpaces();
        if (at < text.length()) {
            throw malformed("Junk after closing right brace.");
        }
        if (values.isEmpty()) {
            if (!declared.isEmpty()) {
                throw malformed("Specified array dimensions do not match array contents.");
            }
            return ArrayValue.of(element, List.of());
        }
        if (declared.isEmpty()) {
            lowerBounds.addAll(Collections.nCopies(lengths.size(), 1));
        } else if (!declared.equals(lengths)) {
            throw malformed("Specified array dimensions do not match array contents.");
        }
        return new ArrayValue(element, lengths, lowerBounds, values);
    }

    private void bounds(List<Integer> lowerBounds, List<Integer> declared) {
        int close = text.indexOf(']', at);
        String inside = close < 0 ? "" : text.substring(at + 1, close).strip();
        int colon = inside.indexOf(':');
        try {
            int low = colon < 0 ? 1 : bound(inside.substring(0, colon).strip());
            int high = bound(inside.substring(colon + 1).strip());
            if (high == Integer.MAX_VALUE) {
                throw new SqlException(SqlState.PROGRAM_LIMIT_EXCEEDED, "array upper bound is too large: " + high);
            }
            if (high < low) {
                throw new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "upper bound cannot be less than lower bound");
            }
            lowerBounds.add(low);
            declared.add(high - low + 1);
        } catch (NumberFormatException e) {
            throw malformed("\"[\" must introduce explicitly-specified array dimensions.");
        }
        at = close + 1;
        skipSpaces();
    }

    private static int bound(String digits) {
        long bound = digits.matches("[+-]?\\d{19,}") ? Long.MAX_VALUE : Long.parseLong(digits);
        if (bound != (int) bound) {
            throw new SqlException(SqlState.PROGRAM_LIMIT_EXCEEDED, "array bound is out of integer range");
        }
        return (int) bound;
    }

    private int level(int depth) {
        if (depth >= MAX_DIMENSIONS) {
            throw new SqlException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED, "number of array dimensions exceeds the maximum allowed (6)");
        }
        at++;
        int count = 0;
        boolean nested = false;
        skipSpaces();
        if (at < text.length() && text.charAt(at) == '}') {
            at++;
            if (depth > 0 && (!values.isEmpty() || (emptyDepth >= 0 && emptyDepth != depth))) {
                throw ragged();
            }
            emptyDepth = depth;
            return 0;
        }
        while (true) {
            skipSpaces();
            if (at >= text.length()) {
                throw malformed("Unexpected end of input.");
            }
            if (text.charAt(at) == '{') {
                if ((count > 0 && !nested) || leafDepth == depth) {
                    throw ragged();
                }
                nested = true;
                level(depth + 1);
            } else {
                if (nested || emptyDepth >= 0 || (leafDepth >= 0 && leafDepth != depth)) {
                    throw ragged();
                }
                leafDepth = depth;
                item();
            }
            count++;
            skipSpaces();
            if (at >= text.length()) {
                throw malformed("Unexpected end of input.");
            }
            char c = text.charAt(at++);
            if (c == '}') {
                break;
            }
            if (c != element.kind().delimiter()) {
                throw malformed("Unexpected array element.");
            }
        }
        while (lengths.size() <= depth) {
            lengths.add(-1);
        }
        if (lengths.get(depth) == -1) {
            lengths.set(depth, count);
        } else if (lengths.get(depth) != count) {
            throw ragged();
        }
        return count;
    }

    private void item() {
        char c = text.charAt(at);
        if (c == '"') {
            StringBuilder out = new StringBuilder();
            at++;
            while (true) {
                if (at >= text.length()) {
                    throw malformed("Unexpected end of input.");
                }
                c = text.charAt(at++);
                if (c == '"') {
                    break;
                }
                if (c == '\\') {
                    if (at >= text.length()) {
                        throw malformed("Unexpected end of input.");
                    }
                    c = text.charAt(at++);
                }
                out.append(c);
            }
            values.add(parser.apply(element, out.toString()));
            return;
        }
        StringBuilder out = new StringBuilder();
        int kept = 0;
        boolean escaped = false;
        while (at < text.length()) {
            c = text.charAt(at);
            if (c == element.kind().delimiter() || c == '}') {
                break;
            }
            if (c == '"' || c == '{') {
                throw malformed(c == '"' ? "Incorrectly quoted array element." : "Unexpected \"{\" character.");
            }
            at++;
            if (c == '\\') {
                if (at >= text.length()) {
                    throw malformed("Unexpected end of input.");
                }
                out.append(text.charAt(at++));
                escaped = true;
                kept = out.length();
            } else {
                out.append(c);
                if (!DateTimeTokens.isSpace(c)) {
                    kept = out.length();
                }
            }
        }
        out.setLength(kept);
        if (out.isEmpty() && !escaped) {
            if (at >= text.length()) {
                throw malformed("Unexpected end of input.");
            }
            throw malformed("Unexpected \"" + text.charAt(at) + "\" character.");
        }
        boolean isNull = !escaped && out.toString().equalsIgnoreCase("null");
        values.add(isNull ? null : parser.apply(element, out.toString()));
    }

    private void skipSpaces() {
        while (at < text.length() && DateTimeTokens.isSpace(text.charAt(at))) {
            at++;
        }
    }

    private SqlException malformed(String detail) {
        return new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "malformed array literal: \"" + text + "\"")
                .withDetail(detail);
    }

    private SqlException ragged() {
        return malformed("Multidimensional arrays must have sub-arrays with matching dimensions.");
    }

    static String print(ArrayValue array, BiFunction<SqlType, Object, String> printer) {
        if (array.values().isEmpty()) {
            return "{}";
        }
        StringBuilder out = new StringBuilder();
        if (array.lowerBounds().stream().anyMatch(bound -> bound != 1)) {
            for (int i = 0; i < array.lengths().size(); i++) {
                int low = array.lowerBounds().get(i);
                out.append('[')
                        .append(low)
                        .append(':')
                        .append(low + array.lengths().get(i) - 1)
                        .append(']');
            }
            out.append('=');
        }
        printLevel(out, array, 0, 0, printer);
        return out.toString();
    }

    private static int printLevel(
            StringBuilder out, ArrayValue array, int depth, int from, BiFunction<SqlType, Object, String> printer) {
        int next = from;
        char delimiter = array.element().kind().delimiter();
        out.append('{');
        for (int i = 0; i < array.lengths().get(depth); i++) {
            if (i > 0) {
                out.append(delimiter);
            }
            if (depth + 1 < array.lengths().size()) {
                next = printLevel(out, array, depth + 1, next, printer);
            } else {
                Object value = array.values().get(next++);
                if (value == null) {
                    out.append("NULL");
                } else {
                    quoted(out, printer.apply(array.element(), value), delimiter);
                }
            }
        }
        out.append('}');
        return next;
    }

    private static void quoted(StringBuilder out, String text, char delimiter) {
        boolean quote = text.isEmpty() || text.equalsIgnoreCase("null");
        for (int i = 0; i < text.length() && !quote; i++) {
            char c = text.charAt(i);
            quote = c == '"' || c == '\\' || c == '{' || c == '}' || c == delimiter || DateTimeTokens.isSpace(c);
        }
        if (!quote) {
            out.append(text);
            return;
        }
        out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }

    static String print(RowValue row, BiFunction<SqlType, Object, String> printer) {
        StringBuilder out = new StringBuilder("(");
        for (int i = 0; i < row.fields().size(); i++) {
            out.append(i == 0 ? "" : ",");
            Object field = row.fields().get(i);
            if (field != null) {
                field(out, printer.apply(row.types().get(i), field));
            }
        }
        return out.append(')').toString();
    }

    private static void field(StringBuilder out, String text) {
        boolean quote = text.isEmpty();
        for (int i = 0; i < text.length() && !quote; i++) {
            char c = text.charAt(i);
            quote = c == '"' || c == '\\' || c == '(' || c == ')' || c == ',' || DateTimeTokens.isSpace(c);
        }
        out.append(quote ? "\"" + text.replace("\\", "\\\\").replace("\"", "\"\"") + "\"" : text);
    }
}
