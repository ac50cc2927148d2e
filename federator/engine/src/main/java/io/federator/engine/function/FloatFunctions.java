package io.federator.engine.function;

import io.federator.engine.function.FunctionRegistry.StrictFunction;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleUnaryOperator;

/** Operators and functions on real and double precision; overflow and underflow are errors, as in PostgreSQL. */
final class FloatFunctions implements FunctionFamily {
    private enum Operation {
        PLUS,
        MINUS,
        TIMES,
        DIVIDED
    }

    @Override
    public void contribute(FunctionRegistry f) {
        for (Operation operation : Operation.values()) {
            String name = switch (operation) {
                case PLUS -> "pl";
                case MINUS -> "mi";
                case TIMES -> "mul";
                case DIVIDED -> "div";
            };
            f.strict("float4" + name + "(float4,float4)", (a, c) -> single(operation, (float) a[0], (float) a[1]));
            StrictFunction wide =
                    (a, c) -> compute(operation, ((Number) a[0]).doubleValue(), ((Number) a[1]).doubleValue());
            f.strict("float8" + name + "(float8,float8)", wide);
            f.strict("float48" + name + "(float4,float8)", wide);
            f.strict("float84" + name + "(float8,float4)", wide);
        }
        f.strict("float4um(float4)", (a, c) -> -(float) a[0]);
        f.strict("float8um(float8)", (a, c) -> -(double) a[0]);
        f.strict("float4up(float4) float8up(float8)", (a, c) -> a[0]);
        f.strict("abs(float4) float4abs(float4)", (a, c) -> Math.abs((float) a[0]));
        f.strict("abs(float8) float8abs(float8)", (a, c) -> Math.abs((double) a[0]));
        rounding(f);
        powers(f);
        trigonometry(f);
        f.strict("width_bucket(float8,float8,float8,int4)", (a, c) -> widthBucket(a));
        f.strict("random()", (a, c) -> ThreadLocalRandom.current().nextDouble());
        f.strict("random(int4,int4)", (a, c) -> (int) between((int) a[0], (int) a[1]));
        f.strict("random(int8,int8)", (a, c) -> between((long) a[0], (long) a[1]));
        f.strict(
                "random_normal(float8,float8)",
                (a, c) -> ThreadLocalRandom.current().nextGaussian() * (double) a[1] + (double) a[0]);
    }

    private static void rounding(FunctionRegistry f) {
        unary(f, "round dround", Math::rint);
        unary(f, "trunc dtrunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x));
        unary(f, "ceil ceiling", Math::ceil);
        unary(f, "floor", Math::floor);
        unary(f, "sign", x -> x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0);
    }

    private static void powers(FunctionRegistry f) {
        unary(f, "sqrt dsqrt", x -> {
            if (x < 0) {
                throw new SqlException(
                        SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION, "cannot take square root of a negative number");
            }
            return Math.sqrt(x);
        });
        unary(f, "cbrt dcbrt", Math::cbrt);
        f.strict("exp(float8) dexp(float8)", (a, c) -> exp((double) a[0]));
        unary(f, "ln dlog1", x -> Math.log(positive(x)));
        unary(f, "log log10 dlog10", x -> Math.log10(positive(x)));
        f.strict(
                "power(float8,float8) pow(float8,float8) dpow(float8,float8)",
                (a, c) -> power((double) a[0], (double) a[1]));
    }

    private static void trigonometry(FunctionRegistry f) {
        f.strict("pi()", (a, c) -> Math.PI);
        unary(f, "degrees", x -> checked(x / DegreeMath.RADIANS, x, 0));
        unary(f, "radians", x -> x * DegreeMath.RADIANS);
        unary(f, "sin", x -> Math.sin(finite(x)));
        unary(f, "cos", x -> Math.cos(finite(x)));
        unary(f, "tan", x -> Math.tan(finite(x)));
        unary(f, "cot", x -> 1 / Math.tan(finite(x)));
        unary(f, "asin", x -> Math.asin(unit(x)));
        unary(f, "acos", x -> Math.acos(unit(x)));
        unary(f, "atan", Math::atan);
        f.strict("atan2(float8,float8)", (a, c) -> Math.atan2((double) a[0], (double) a[1]));
        unary(f, "sinh", Math::sinh);
        unary(f, "cosh", Math::cosh);
        unary(f, "tanh", Math::tanh);
        unary(f, "sind", x -> DegreeMath.sin(finite(x)));
        unary(f, "cosd", x -> DegreeMath.cos(finite(x)));
        unary(f, "tand", x -> DegreeMath.tan(finite(x)));
    }

    private static void unary(FunctionRegistry f, String names, DoubleUnaryOperator function) {
        for (String name : names.split(" ")) {
            f.strict(name + "(float8)", (a, c) -> function.applyAsDouble((double) a[0]));
        }
    }

    private static double compute(Operation operation, double a, double b) {
        return switch (operation) {
            case PLUS -> checked(a + b, a, b);
            case MINUS -> checked(a - b, a, b);
            case TIMES -> underflow(checked(a * b, a, b), a == 0 || b == 0);
            case DIVIDED -> {
                if (b == 0 && !Double.isNaN(a)) {
                    throw ArithmeticFunctions.divisionByZero();
                }
                double result = a / b;
                if (Double.isInfinite(result) && !Double.isInfinite(a)) {
                    throw overflow();
                }
                yield underflow(result, a == 0 || Double.isInfinite(b));
            }
        };
    }

    private static float single(Operation operation, float a, float b) {
        return switch (operation) {
            case PLUS -> (float) checkedSingle(a + b, a, b);
            case MINUS -> (float) checkedSingle(a - b, a, b);
            case TIMES -> (float) underflow(checkedSingle(a * b, a, b), a == 0 || b == 0);
            case DIVIDED -> {
                if (b == 0 && !Float.isNaN(a)) {
                    throw ArithmeticFunctions.divisionByZero();
                }
                float result = a / b;
                if (Float.isInfinite(result) && !Float.isInfinite(a)) {
                    throw overflow();
                }
                yield (float) underflow(result, a == 0 || Float.isInfinite(b));
            }
        };
    }

    private static double checkedSingle(float result, float a, float b) {
        return checked(result, a, b);
    }

    static double checked(double result, double a, double b) {
        if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
            throw overflow();
        }
        return result;
    }

    private static double underflow(double result, boolean zeroExpected) {
        if (result == 0 && !zeroExpected) {
            throw underflow();
        }
        return result;
    }

    private static SqlException overflow() {
        return new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
    }

    private static SqlException underflow() {
        return new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: underflow");
    }

    private static double exp(double x) {
        double result = Math.exp(x);
        if (Double.isInfinite(result) && !Double.isInfinite(x)) {
            throw overflow();
        }
        return underflow(result, Double.isInfinite(x));
    }

    private static double positive(double x) {
        if (x <= 0) {
            throw new SqlException(
                    SqlState.INVALID_ARGUMENT_FOR_LOGARITHM,
                    x == 0 ? "cannot take logarithm of zero" : "cannot take logarithm of a negative number");
        }
        return x;
    }

    private static double power(double base, double exponent) {
        if (base == 0 && exponent < 0) {
            throw new SqlException(
                    SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION, "zero raised to a negative power is undefined");
        }
        if (base < 0 && Math.floor(exponent) != exponent && !Double.isNaN(exponent)) {
            throw new SqlException(
                    SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION,
                    "a negative number raised to a non-integer power yields a complex result");
        }
        if (base == 1) {
            return 1;
        }
        if (base == -1 && Double.isInfinite(exponent)) {
            return 1;
        }
        double result = Math.pow(base, exponent);
        boolean infinite = Double.isInfinite(base) || Double.isInfinite(exponent);
        if (Double.isInfinite(result) && !infinite) {
            throw overflow();
        }
        return underflow(result, base == 0 || infinite);
    }

    private static double finite(double x) {
        if (Double.isInfinite(x)) {
            throw inputOutOfRange();
        }
        return x;
    }

    private static double unit(double x) {
        if (x < -1 || x > 1) {
            throw inputOutOfRange();
        }
        return x;
    }

    private static SqlException inputOutOfRange() {
        return new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "input is out of range");
    }

    private static Object widthBucket(Object[] a) {
        double operand = (double) a[0];
        double low = (double) a[1];
        double high = (double) a[2];
        int count = (int) a[3];
        NumericFunctions.checkBuckets(count, Double.isNaN(operand) || Double.isNaN(low) || Double.isNaN(high));
        if (Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new SqlException(SqlState.INVALID_ARGUMENT_FOR_WIDTH_BUCKET, "lower and upper bounds must be finite");
        }
        if (low == high) {
            throw new SqlException(SqlState.INVALID_ARGUMENT_FOR_WIDTH_BUCKET, "lower bound cannot equal upper bound");
        }
        boolean ascending = low < high;
        if (ascending ? operand < low : operand > low) {
            return 0;
        }
        if (ascending ? operand >= high : operand <= high) {
            return NumberCasts.int4((long) count + 1);
        }
        // The distance of the bounds may be more than the largest double.
        double unit = Double.isInfinite(high - low) ? 2 : 1;
        int bucket = (int) (count * ((operand / unit - low / unit) / (high / unit - low / unit)));
        return Math.min(bucket, count - 1) + 1;
    }

    private static long between(long low, long high) {
        if (low > high) {
            throw new SqlException(
                    SqlState.INVALID_PARAMETER_VALUE, "lower bound must be less than or equal to upper bound");
        }
        return high == Long.MAX_VALUE && low == Long.MIN_VALUE
                ? ThreadLocalRandom.current().nextLong()
                : high == Long.MAX_VALUE
                        ? ThreadLocalRandom.current().nextLong(low - 1, high) + 1
                        : ThreadLocalRandom.current().nextLong(low, high + 1);
    }
}
