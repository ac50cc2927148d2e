package io.federator.duckdb;

import static io.federator.spi.source.PositiveList.fill;

import io.federator.spi.source.Rendered;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on numerics whose digits are known. The result has PostgreSQL's display scale, and so many digits at most that no
 * operation can overflow; where that would take more than 38, it is left to the gateway.
 */
final class NumericOperations {
    /** Up to this many digits DuckDB computes in 64 bits, and so a product of two such values may not fit. */
    private static final int LONG_DIGITS = 18;

    private NumericOperations() {}

    static void declare(OperationList.Builder list) {
        list.rendering("+(numeric, numeric) numeric", (operands, result) -> sum(operands, "({0} + {1})", result));
        list.rendering("-(numeric, numeric) numeric", (operands, result) -> sum(operands, "({0} - {1})", result));
        list.rendering("*(numeric, numeric) numeric", NumericOperations::product);
        for (String name : List.of("%", "mod")) {
            list.rendering(name + "(numeric, numeric) numeric", NumericOperations::remainder);
        }
        list.rendering("-(numeric) numeric", (operands, result) -> same(operands, "(- {0})", result));
        list.rendering("+(numeric) numeric", (operands, result) -> same(operands, "{0}", result));
        list.rendering("abs(numeric) numeric", (operands, result) -> same(operands, "abs({0})", result));
        list.rendering("@(numeric) numeric", (operands, result) -> same(operands, "abs({0})", result));
        list.rendering("sign(numeric) numeric", (operands, result) -> sign(operands.getFirst(), result));
        for (String name : List.of("ceil", "ceiling", "floor")) {
            String function = name.equals("floor") ? "floor" : "ceil";
            list.rendering(name + "(numeric) numeric", (o, result) -> rounded(o.getFirst(), function, 0, result));
        }
        for (String name : List.of("round", "trunc")) {
            list.rendering(name + "(numeric) numeric", (o, result) -> rounded(o.getFirst(), name, 0, result));
            list.rendering(name + "(numeric, int4) numeric", (operands, result) -> {
                OptionalInt scale = DuckDbLiterals.integer(operands.get(1));
                return scale.isPresent() ? rounded(operands.getFirst(), name, scale.getAsInt(), result) : null;
            });
        }
    }

    private static @Nullable Rendered sum(List<Rendered> operands, String template, SqlType result) {
        Digits left = Digits.of(operands.get(0));
        Digits right = Digits.of(operands.get(1));
        if (left == null || right == null) {
            return null;
        }
        Digits common = left.with(right);
        return numeric(fill(template, operands), new Digits(common.precision() + 1, common.scale()), result);
    }

    private static @Nullable Rendered product(List<Rendered> operands, SqlType result) {
        Digits left = Digits.of(operands.get(0));
        Digits right = Digits.of(operands.get(1));
        if (left == null || right == null) {
            return null;
        }
        Digits digits = new Digits(left.precision() + right.precision(), left.scale() + right.scale());
        boolean narrow = left.precision() <= LONG_DIGITS && right.precision() <= LONG_DIGITS;
        String first = narrow && digits.precision() > LONG_DIGITS
                ? DuckDbLiterals.cast(operands.get(0).sql(), DuckDbTypes.decimal(LONG_DIGITS + 1, left.scale()))
                : operands.get(0).sql();
        return numeric("(" + first + " * " + operands.get(1).sql() + ")", digits, result);
    }

    private static @Nullable Rendered remainder(List<Rendered> operands, SqlType result) {
        Digits left = Digits.of(operands.get(0));
        Digits right = Digits.of(operands.get(1));
        return left == null || right == null ? null : numeric(fill("({0} % {1})", operands), left.with(right), result);
    }

    private static @Nullable Rendered same(List<Rendered> operands, String template, SqlType result) {
        Digits digits = Digits.of(operands.getFirst());
        return digits == null ? null : numeric(fill(template, operands), digits, result);
    }

    private static @Nullable Rendered sign(Rendered operand, SqlType result) {
        return Digits.of(operand) == null
                ? null
                : numeric("CAST(sign(" + operand.sql() + ") AS DECIMAL(1,0))", new Digits(1, 0), result);
    }

    /** Rounding to more digits than there are only adds zeros. */
    private static @Nullable Rendered rounded(Rendered operand, String function, int scale, SqlType result) {
        Digits digits = Digits.of(operand);
        if (digits == null || scale < 0) {
            return null;
        }
        if (scale >= digits.scale()) {
            Digits wider = new Digits(digits.whole() + scale, scale);
            return wider.fits() ? numeric(DuckDbLiterals.cast(operand.sql(), wider.type()), wider, result) : null;
        }
        // One digit more before the point, as 9.9 rounds to 10.
        Digits fewer = new Digits(digits.whole() + 1 + scale, scale);
        String arguments = scale == 0 ? "(" + operand.sql() + ")" : "(" + operand.sql() + ", " + scale + ")";
        return numeric(DuckDbLiterals.cast(function + arguments, fewer.type()), fewer, result);
    }

    private static @Nullable Rendered numeric(String sql, Digits digits, SqlType result) {
        return digits.fits() ? Rendered.computed(sql, result).withDigits(digits.precision(), digits.scale()) : null;
    }
}
