package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.TextFormat;
import io.federator.engine.names.ObjectNames;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code format}: printf with {@code %s}, {@code %I} and {@code %L}. */
final class FormatFunction implements ScalarFunction {
    private final List<SqlType> types;

    FormatFunction(List<SqlType> types) {
        this.types = types;
    }

    @Override
    public @Nullable Object apply(@Nullable Object[] args, EvaluationContext context) {
        if (!(args[0] instanceof String pattern)) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        int next = 1;
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            if (c != '%') {
                out.append(c);
                continue;
            }
            if (at >= pattern.length()) {
                throw unterminated();
            }
            if (pattern.charAt(at) == '%') {
                out.append('%');
                at++;
                continue;
            }
            Specifier specifier = new Specifier(pattern, at);
            at = specifier.end;
            int width = specifier.width;
            if (specifier.widthArgument >= 0) {
                int index = specifier.widthArgument == 0 ? next++ : specifier.widthArgument;
                Object value = argument(args, index);
                width = value == null
                        ? 0
                        : Integer.parseInt(TextFormat.print(TextFunctions.typeAt(types, index), value, context));
                next = specifier.widthArgument == 0 ? next : index + 1;
            }
            int index = specifier.position > 0 ? specifier.position : next;
            next = index + 1;
            Object value = argument(args, index);
            String text = value == null ? null : TextFormat.print(TextFunctions.typeAt(types, index), value, context);
            pad(out, converted(specifier.kind, text), width, specifier.left || width < 0);
        }
        return out.toString();
    }

    private static @Nullable Object argument(@Nullable Object[] args, int index) {
        if (index >= args.length) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "too few arguments for format()");
        }
        return args[index];
    }

    private static String converted(char kind, @Nullable String text) {
        return switch (kind) {
            case 's' -> text == null ? "" : text;
            case 'I' -> {
                if (text == null) {
                    throw new SqlException(
                            SqlState.NULL_VALUE_NOT_ALLOWED, "null values cannot be formatted as an SQL identifier");
                }
                yield ObjectNames.quote(text);
            }
            case 'L' -> text == null ? "NULL" : TextFunctions.literal(text);
            default ->
                throw new SqlException(
                                SqlState.INVALID_PARAMETER_VALUE,
                                "unrecognized format() type specifier \"" + kind + "\"")
                        .withHint("For a single \"%\" use \"%%\".");
        };
    }

    private static void pad(StringBuilder out, String text, int width, boolean left) {
        String blanks = " ".repeat(Math.max(0, Math.abs(width) - text.codePointCount(0, text.length())));
        out.append(left ? text + blanks : blanks + text);
    }

    private static SqlException unterminated() {
        return new SqlException(SqlState.INVALID_PARAMETER_VALUE, "unterminated format() type specifier")
                .withHint("For a single \"%\" use \"%%\".");
    }

    /** One {@code %[position$][-][width]type}. */
    private static final class Specifier {
        private final String pattern;
        private int position;
        private boolean left;
        private int width;
        private int widthArgument = -1;
        private final char kind;
        private int end;

        Specifier(String pattern, int start) {
            this.pattern = pattern;
            this.end = start;
            int number = digits();
            if (number >= 0 && peek() == '$') {
                if (number == 0) {
                    throw argumentZero();
                }
                position = number;
                end++;
                number = -1;
            }
            if (number >= 0) {
                width = number;
            } else {
                while (peek() == '-') {
                    left = true;
                    end++;
                }
                if (peek() == '*') {
                    end++;
                    int argument = digits();
                    if (argument == 0) {
                        throw argumentZero();
                    }
                    widthArgument = Math.max(0, argument);
                    if (argument >= 0) {
                        if (peek() != '$') {
                            throw new SqlException(
                                    SqlState.INVALID_PARAMETER_VALUE, "width argument position must be ended by \"$\"");
                        }
                        end++;
                    }
                } else {
                    width = Math.max(0, digits());
                }
            }
            kind = peek();
            end++;
        }

        private static SqlException argumentZero() {
            return new SqlException(
                    SqlState.INVALID_PARAMETER_VALUE, "format specifies argument 0, but arguments are numbered from 1");
        }

        private char peek() {
            if (end >= pattern.length()) {
                throw unterminated();
            }
            return pattern.charAt(end);
        }

        private int digits() {
            int start = end;
            while (end < pattern.length() && Character.isDigit(pattern.charAt(end))) {
                end++;
            }
            return end == start ? -1 : Integer.parseInt(pattern.substring(start, end));
        }
    }
}
