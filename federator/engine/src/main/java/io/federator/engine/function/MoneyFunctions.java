package io.federator.engine.function;

import io.federator.engine.function.FunctionRegistry.StrictFunction;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.NumericSpecial;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Arithmetic with amounts of money, and their casts. */
final class MoneyFunctions implements FunctionFamily {
    private static final String[] INTEGERS = {"int2", "int4", "int8"};
    private static final String[] FLOATS = {"flt4(money,float4)", "flt8(money,float8)"};

    @Override
    public void contribute(FunctionRegistry f) {
        f.strict("cash_pl(money,money)", (a, c) -> add((long) a[0], (long) a[1]));
        f.strict("cash_mi(money,money)", (a, c) -> exact(() -> Math.subtractExact((long) a[0], (long) a[1])));
        for (String type : INTEGERS) {
            f.strict("cash_mul_" + type + "(money," + type + ")", (a, c) -> multiplied(a[0], a[1]));
            f.strict(type + "_mul_cash(" + type + ",money)", (a, c) -> multiplied(a[1], a[0]));
            f.strict("cash_div_" + type + "(money," + type + ")", (a, c) -> divided(a[0], a[1]));
        }
        for (String signature : FLOATS) {
            f.strict("cash_mul_" + signature, (a, c) -> rounded(a[0], a[1], (x, y) -> x * y));
            f.strict("cash_div_" + signature, (a, c) -> rounded(a[0], nonZero(a[1]), (x, y) -> x / y));
        }
        f.strict("flt4_mul_cash(float4,money)", (a, c) -> rounded(a[1], a[0], (x, y) -> x * y));
        f.strict("flt8_mul_cash(float8,money)", (a, c) -> rounded(a[1], a[0], (x, y) -> x * y));
        f.strict("cash_div_cash(money,money)", (a, c) -> (double) (long) a[0] / (long) nonZero(a[1]));
        f.strict("cashlarger(money,money)", (a, c) -> Math.max((long) a[0], (long) a[1]));
        f.strict("cashsmaller(money,money)", (a, c) -> Math.min((long) a[0], (long) a[1]));
        f.strict("money(int4) money(int8)", (a, c) -> fromInteger((Number) a[0]));
        f.strict("money(numeric)", (a, c) -> fromNumeric(a[0]));
        f.strict("numeric(money)", (a, c) -> BigDecimal.valueOf((long) a[0], 2));
    }

    /** The cast, or null when it is none of money. */
    static @Nullable StrictFunction cast(TypeKind from, TypeKind to) {
        if (to == TypeKind.MONEY) {
            return switch (from) {
                case INT4, INT8 -> (a, c) -> fromInteger((Number) a[0]);
                case NUMERIC -> (a, c) -> fromNumeric(a[0]);
                default -> null;
            };
        }
        return from == TypeKind.MONEY && to == TypeKind.NUMERIC ? (a, c) -> BigDecimal.valueOf((long) a[0], 2) : null;
    }

    @FunctionalInterface
    private interface Exact {
        long compute();
    }

    private static Object exact(Exact operation) {
        try {
            return operation.compute();
        } catch (ArithmeticException e) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "money out of range", e);
        }
    }

    static Object add(long a, long b) {
        return exact(() -> Math.addExact(a, b));
    }

    private static Object multiplied(Object money, Object by) {
        return exact(() -> Math.multiplyExact((long) money, ((Number) by).longValue()));
    }

    private static Object divided(Object money, Object by) {
        return exact(() -> Math.divideExact((long) money, ((Number) nonZero(by)).longValue()));
    }

    private static Object nonZero(Object divisor) {
        if (((Number) divisor).doubleValue() == 0) {
            throw ArithmeticFunctions.divisionByZero();
        }
        return divisor;
    }

    private static Object rounded(Object money, Object by, DoubleBinaryOperator operation) {
        double left = (long) money;
        double right = ((Number) by).doubleValue();
        double result = operation.applyAsDouble(left, right);
        if (Double.isInfinite(result) && !Double.isInfinite(right)) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
        }
        if (result == 0 && left != 0 && right != 0 && !Double.isInfinite(right)) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: underflow");
        }
        double whole = Math.rint(result);
        if (!(whole >= Long.MIN_VALUE && whole < 0x1p63)) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "money out of range");
        }
        return (long) whole;
    }

    private static Object fromInteger(Number units) {
        try {
            return Math.multiplyExact(units.longValue(), 100L);
        } catch (ArithmeticException e) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "bigint out of range", e);
        }
    }

    private static Object fromNumeric(Object value) {
        if (!(value instanceof BigDecimal number)) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "cannot convert " + (value == NumericSpecial.NAN ? "NaN" : "infinity") + " to bigint");
        }
        try {
            return number.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
        } catch (ArithmeticException e) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "bigint out of range", e);
        }
    }
}
