package io.federator.engine.evaluator;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.function.FunctionCatalog;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code x op ANY (array)} and {@code x op ALL (array)}, with NULLs as the standard says: an undecided comparison makes the
 * result NULL unless another one decides it.
 */
final class ArrayComparison {
    private ArrayComparison() {}

    /** @param name the operator's symbol, a blank, and {@code any} or {@code all} */
    static Expression of(
            String name, SqlType left, SqlType array, List<Expression> operands, FunctionCatalog functions) {
        boolean any = name.endsWith(" any");
        String symbol = name.substring(0, name.lastIndexOf(' '));
        SqlType element = array.element() == null ? SqlType.TEXT : array.element();
        Verdict verdict = verdict(symbol, left, element, functions);
        return frame -> {
            Object value = operands.get(0).evaluate(frame);
            Object values = operands.get(1).evaluate(frame);
            if (values == null) {
                return null;
            }
            boolean unknown = false;
            for (Object candidate : ((ArrayValue) values).values()) {
                Boolean found =
                        value == null || candidate == null ? null : verdict.of(value, candidate, frame.context());
                if (found == null) {
                    unknown = true;
                } else if (found == any) {
                    return any;
                }
            }
            return unknown ? null : !any;
        };
    }

    private static Verdict verdict(String symbol, SqlType left, SqlType element, FunctionCatalog functions) {
        Comparator<Object> order = functions.isOrderable(element) ? functions.order(element) : null;
        if (order != null) {
            switch (symbol) {
                case "=" -> {
                    return (a, b, context) -> order.compare(a, b) == 0;
                }
                case "<>" -> {
                    return (a, b, context) -> order.compare(a, b) != 0;
                }
                case "<" -> {
                    return (a, b, context) -> order.compare(a, b) < 0;
                }
                case "<=" -> {
                    return (a, b, context) -> order.compare(a, b) <= 0;
                }
                case ">" -> {
                    return (a, b, context) -> order.compare(a, b) > 0;
                }
                case ">=" -> {
                    return (a, b, context) -> order.compare(a, b) >= 0;
                }
                default -> {
                    // Not a comparison: LIKE, a regular expression and the like.
                }
            }
        }
        var function = functions.scalar(symbol, List.of(left, element), SqlType.BOOL);
        return (a, b, context) -> (Boolean) function.apply(new @Nullable Object[] {a, b}, context);
    }

    @FunctionalInterface
    private interface Verdict {
        @Nullable Boolean of(Object left, Object right, EvaluationContext context);
    }
}
