package io.federator.spi.value;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one geometric value from its text form; PostgreSQL is generous with brackets that do not matter. */
final class GeometryReader {
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?(?:0[xX][0-9a-fA-F]+(?:\\.[0-9a-fA-F]*)?(?:[pP][+-]?\\d+)?"
                    + "|(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|infinity|inf|nan)",
            Pattern.CASE_INSENSITIVE);

    private final TypeKind kind;
    private final String text;
    private final List<Double> numbers = new ArrayList<>();
    private int at;

    GeometryReader(TypeKind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    Geometry read() {
        blanks();
        return switch (kind) {
            case POINT -> {
                pair();
                yield ended(false);
            }
            case LSEG -> {
                points(2, true);
                yield ended(false);
            }
            case BOX -> {
                points(2, false);
                ended(false);
                yield Geometry.box(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
            }
            case LINE -> line();
            case CIRCLE -> circle();
            case PATH -> path();
            case POLYGON -> {
                points(count(), false);
                yield ended(true);
            }
            default -> throw new IllegalArgumentException("no geometric type: " + kind);
        };
    }

    private Geometry path() {
        int count = count();
        boolean wrapped = peek() == '(' && text.lastIndexOf('(') == at;
        if (wrapped) {
            at++;
        }
        boolean open = points(count, true);
        if (wrapped) {
            expect(')');
            blanks();
        }
        return ended(!open);
    }

    private Geometry line() {
        if (peek() != '{') {
            points(2, true);
            ended(false);
            return lineThrough(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
        }
        at++;
        number();
        expect(',');
        number();
        expect(',');
        number();
        expect('}');
        blanks();
        Geometry line = ended(false);
        if (!Geometry.isLine(numbers.get(0), numbers.get(1))) {
            throw badLine("A and B cannot both be zero");
        }
        return line;
    }

    private static Geometry lineThrough(double x1, double y1, double x2, double y2) {
        if (Geometry.near(x1, x2) && Geometry.near(y1, y2)) {
            throw badLine("must be two distinct points");
        }
        if (Geometry.near(x1, x2)) {
            return new Geometry(List.of(-1.0, 0.0, x1), false);
        }
        if (Geometry.near(y1, y2)) {
            return new Geometry(List.of(0.0, -1.0, y1), false);
        }
        double slope = (y1 - y2) / (x1 - x2);
        // Adding zero turns -0.0 into 0.0.
        return new Geometry(List.of(slope, -1.0, y1 - slope * x1 + 0.0), false);
    }

    private static SqlException badLine(String problem) {
        return new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "invalid line specification: " + problem);
    }

    private Geometry circle() {
        int depth = 0;
        if (peek() == '<') {
            depth++;
            at++;
        } else if (peek() == '(') {
            depth += doubled() ? 1 : 0;
        }
        boolean angular = depth == 1 && text.charAt(at - 1) == '<';
        pair();
        skip(',');
        number();
        if (numbers.get(2) < 0) {
            throw invalid();
        }
        for (; depth > 0; depth--) {
            if (peek() != ')' && !(peek() == '>' && (angular || depth == 1))) {
                throw invalid();
            }
            at++;
            blanks();
        }
        return ended(false);
    }

    /** Moves to the second of two opening parentheses. */
    private boolean doubled() {
        int next = at + 1;
        while (next < text.length() && InputErrors.isSpace(text.charAt(next))) {
            next++;
        }
        boolean found = next < text.length() && text.charAt(next) == '(';
        if (found) {
            at = next;
        }
        return found;
    }

    /** @return whether the points stand in square brackets */
    private boolean points(int count, boolean mayBeOpen) {
        blanks();
        boolean open = peek() == '[';
        int depth = 0;
        if (open) {
            if (!mayBeOpen) {
                throw invalid();
            }
            depth++;
            at++;
        } else if (peek() == '(') {
            if (doubled()) {
                depth++;
            } else if (text.lastIndexOf('(') == at) {
                depth++;
                at++;
                blanks();
            }
        }
        for (int i = 0; i < count; i++) {
            pair();
            skip(',');
        }
        for (; depth > 0; depth--) {
            if (peek() != ')' && !(peek() == ']' && open && depth == 1)) {
                throw invalid();
            }
            at++;
            blanks();
        }
        return open;
    }

    private int count() {
        long commas = text.chars().filter(c -> c == ',').count();
        if (commas % 2 == 0) {
            throw invalid();
        }
        return (int) (commas + 1) / 2;
    }

    private void pair() {
        blanks();
        boolean wrapped = peek() == '(';
        if (wrapped) {
            at++;
        }
        number();
        expect(',');
        number();
        if (wrapped) {
            expect(')');
            blanks();
        }
    }

    private void number() {
        blanks();
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw invalid();
        }
        String digits = matcher.group();
        at = matcher.end();
        double value = value(digits.toLowerCase(Locale.ROOT));
        boolean named = digits.chars().noneMatch(c -> c >= '0' && c <= '9');
        boolean lost = value == 0 && mantissa(digits).chars().anyMatch(c -> c >= '1' && c <= '9');
        if (!named && (Double.isInfinite(value) || lost)) {
            throw new SqlException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    "\"" + digits + "\" is out of range for type double precision");
        }
        numbers.add(value);
        blanks();
    }

    private static double value(String digits) {
        String unsigned = digits.replaceFirst("^[+-]", "");
        double value = switch (unsigned) {
            case "inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            // Java wants an exponent in hexadecimal numbers, C does not.
            default ->
                Double.parseDouble(unsigned.startsWith("0x") && unsigned.indexOf('p') < 0 ? unsigned + "p0" : unsigned);
        };
        return digits.startsWith("-") ? -value : value;
    }

    private static String mantissa(String digits) {
        return digits.split("[eEpP]", 2)[0];
    }

    private Geometry ended(boolean closed) {
        if (at < text.length()) {
            throw invalid();
        }
        return new Geometry(numbers, closed);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw invalid();
        }
        at++;
    }

    private void skip(char c) {
        if (peek() == c) {
            at++;
        }
    }

    private void blanks() {
        while (InputErrors.isSpace(peek())) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private SqlException invalid() {
        return InputErrors.syntax(kind.typname(), text);
    }
}
