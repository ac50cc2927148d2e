package io.federator.engine.function;

import io.federator.engine.format.JsonTree;
import io.federator.engine.format.JsonTree.Num;
import io.federator.engine.regex.RegexOptions;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tests of single values and arithmetic in SQL/JSON paths. */
final class JsonPathTests {
    private JsonPathTests() {}

    static @Nullable Boolean compare(String operator, JsonTree a, JsonTree b) {
        boolean nullA = a instanceof JsonTree.Null;
        boolean nullB = b instanceof JsonTree.Null;
        if (nullA != nullB) {
            return operator.equals("<>");
        }
        if (!a.isScalar() || !b.isScalar() || a.getClass() != b.getClass()) {
            return null;
        }
        int order = a.compareTo(b);
        return switch (operator) {
            case "==" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    static RegexOptions options(String flags) {
        boolean literal = flags.indexOf('q') >= 0;
        return new RegexOptions(
                false,
                flags.indexOf('i') >= 0,
                !literal && flags.indexOf('s') < 0,
                !literal && flags.indexOf('m') >= 0,
                false,
                literal ? RegexOptions.Flavour.LITERAL : RegexOptions.Flavour.ADVANCED);
    }

    /** The number that is the only value of an operand. */
    static BigDecimal single(List<JsonTree> values, String side, String operator) {
        if (values.size() != 1 || !(values.getFirst() instanceof Num(BigDecimal number))) {
            throw new JsonPathFailure(
                    SqlState.SINGLETON_SQL_JSON_ITEM_REQUIRED,
                    side + " operand of jsonpath operator " + operator + " is not a single numeric value");
        }
        return number;
    }

    /** The place that a subscript's value means. */
    static int subscript(List<JsonTree> values) {
        if (values.size() != 1 || !(values.getFirst() instanceof Num(BigDecimal value))) {
            throw new JsonPathFailure(
                    SqlState.INVALID_SQL_JSON_SUBSCRIPT, "jsonpath array subscript is not a single numeric value");
        }
        BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
        if (whole.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
                || whole.compareTo(BigDecimal.valueOf(Integer.MIN_VALUE)) < 0) {
            throw new JsonPathFailure(
                    SqlState.INVALID_SQL_JSON_SUBSCRIPT, "jsonpath array subscript is out of integer range");
        }
        return whole.intValueExact();
    }

    /** The result of an operator on single numbers. */
    static JsonTree arithmetic(String operator, List<JsonTree> left, List<JsonTree> right) {
        BigDecimal a = single(left, "left", operator);
        BigDecimal b = single(right, "right", operator);
        try {
            return new Num(
                    switch (operator) {
                        case "+" -> NumericMath.add(a, b);
                        case "-" -> NumericMath.add(a, b.negate());
                        case "*" -> NumericMath.multiply(a, b);
                        case "/" -> NumericMath.divide(a, b);
                        default -> NumericMath.remainder(a, b);
                    });
        } catch (SqlException e) {
            throw new JsonPathFailure(e);
        }
    }
}
