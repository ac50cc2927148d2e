package io.federator.adapter.jdbc.text;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays in PostgreSQL's text form, such as {@code [0:1]={1,NULL}} or {@code {{"a b"},{c}}}. */
final class ArrayText {
    private final String text;
    private final SqlType element;
    private final List<Integer> lengths = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();
    private int at;

    private ArrayText(String text, SqlType element) {
        this.text = text;
        this.element = element;
    }

    static ArrayValue parse(SqlType element, String text) {
        return new ArrayText(text, element).array();
    }

    /** {@code int2vector} and {@code oidvector}: numbers between blanks, counted from 0. */
    static ArrayValue parseVector(SqlType element, String text) {
        List<@Nullable Object> numbers = new ArrayList<>();
        for (String word : text.strip().split(" ")) {
            if (!word.isEmpty()) {
                numbers.add(ValueText.parse(element, word));
            }
        }
        return numbers.isEmpty()
                ? new ArrayValue(element, List.of(), List.of(), List.of())
                : new ArrayValue(element, List.of(numbers.size()), List.of(0), numbers);
    }

    static String format(ArrayValue array) {
        if (array.lengths().isEmpty()) {
            return "{}";
        }
        StringBuilder out = new StringBuilder();
        if (array.lowerBounds().stream().anyMatch(bound -> bound != 1)) {
            for (int i = 0; i < array.lengths().size(); i++) {
                int lower = array.lowerBounds().get(i);
                out.append('[')
                        .append(lower)
                        .append(':')
                        .append(lower + array.lengths().get(i) - 1)
                        .append(']');
            }
            out.append('=');
        }
        format(array, 0, 0, out);
        return out.toString();
    }

    private static int format(ArrayValue array, int dimension, int from, StringBuilder out) {
        int next = from;
        out.append('{');
        for (int i = 0; i < array.lengths().get(dimension); i++) {
            if (i > 0) {
                out.append(array.element().kind().delimiter());
            }
            if (dimension + 1 < array.lengths().size()) {
                next = format(array, dimension + 1, next, out);
            } else {
                Object value = array.values().get(next++);
                if (value == null) {
                    out.append("NULL");
                } else {
                    quote(
                            ValueText.format(array.element(), value),
                            array.element().kind().delimiter(),
                            out);
                }
            }
        }
        out.append('}');
        return next;
    }

    private static void quote(String value, char delimiter, StringBuilder out) {
        boolean plain = !value.isEmpty() && !value.equalsIgnoreCase("null");
        for (int i = 0; i < value.length() && plain; i++) {
            char c = value.charAt(i);
            plain = c != '"' && c != '\\' && c != '{' && c != '}' && c != delimiter && c > ' ';
        }
        if (plain) {
            out.append(value);
            return;
        }
        out.append('"')
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
    }

    private ArrayValue array() {
        List<Integer> lowerBounds = bounds();
        if (text.startsWith("{}", at) && at + 2 == text.length()) {
            return new ArrayValue(element, List.of(), List.of(), List.of());
        }
        level(0);
        if (at != text.length()) {
            throw malformed();
        }
        while (lowerBounds.size() < lengths.size()) {
            lowerBounds.add(1);
        }
        return new ArrayValue(element, lengths, lowerBounds, values);
    }

    private List<Integer> bounds() {
        List<Integer> lower = new ArrayList<>();
        if (!text.startsWith("[")) {
            return lower;
        }
        int equals = text.indexOf('=');
        for (String range : text.substring(1, equals - 1).split("\\]\\[")) {
            lower.add(Integer.parseInt(range.substring(0, range.indexOf(':', 1))));
        }
        at = equals + 1;
        return lower;
    }

    private void level(int dimension) {
        expect('{');
        int count = 0;
        do {
            if (text.charAt(at) == '{') {
                level(dimension + 1);
            } else {
                values.add(item());
            }
            count++;
        } while (take(element.kind().delimiter()));
        expect('}');
        while (lengths.size() <= dimension) {
            lengths.add(0);
        }
        lengths.set(dimension, count);
    }

    private @Nullable Object item() {
        if (take('"')) {
            StringBuilder out = new StringBuilder();
            for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
                out.append(c == '\\' ? text.charAt(at++) : c);
            }
            return ValueText.parse(element, out.toString());
        }
        int start = at;
        while (text.charAt(at) != element.kind().delimiter() && text.charAt(at) != '}') {
            at++;
        }
        String word = text.substring(start, at);
        return "NULL".equals(word) ? null : ValueText.parse(element, word);
    }

    private boolean take(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char expected) {
        if (!take(expected)) {
            throw malformed();
        }
    }

    private SqlException malformed() {
        return new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "malformed array literal: \"" + text + "\"");
    }
}
