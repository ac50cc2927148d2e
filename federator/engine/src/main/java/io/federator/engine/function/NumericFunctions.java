package io.federator.engine.function;

import io.federator.engine.format.NumberText;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.NumericSpecial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;

/** Operators and functions on numeric, with NaN and the infinities. */
final class NumericFunctions implements FunctionFamily {
    /** A function of finite numbers. */
    @FunctionalInterface
    private interface Finite {
        BigDecimal apply(BigDecimal a, BigDecimal b);
    }

    @Override
    public void contribute(FunctionRegistry f) {
        f.strict("numeric_add(numeric,numeric)", (a, c) -> add(a[0], a[1]));
        f.strict("numeric_sub(numeric,numeric)", (a, c) -> add(a[0], negate(a[1])));
        f.strict("numeric_mul(numeric,numeric)", (a, c) -> multiply(a[0], a[1]));
        f.strict("numeric_div(numeric,numeric)", (a, c) -> divide(a[0], a[1]));
        f.strict("numeric_div_trunc(numeric,numeric) div(numeric,numeric)", (a, c) -> divideWhole(a[0], a[1]));
        f.strict("numeric_mod(numeric,numeric) mod(numeric,numeric)", (a, c) -> remainder(a[0], a[1]));
        f.strict("numeric_uminus(numeric)", (a, c) -> negate(a[0]));
        f.strict("numeric_uplus(numeric)", (a, c) -> a[0]);
        f.strict("numeric_abs(numeric) abs(numeric)", (a, c) -> Floats.isNegative(a[0]) ? negate(a[0]) : a[0]);
        f.strict("numeric_larger(numeric,numeric)", (a, c) -> Ordering.numeric(a[0], a[1]) > 0 ? a[0] : a[1]);
        f.strict("numeric_smaller(numeric,numeric)", (a, c) -> Ordering.numeric(a[0], a[1]) < 0 ? a[0] : a[1]);
        f.strict("numeric_inc(numeric)", (a, c) -> add(a[0], BigDecimal.ONE));
        f.strict("sign(numeric)", (a, c) -> sign(a[0]));
        f.strict("round(numeric)", (a, c) -> rounded(a[0], 0, RoundingMode.HALF_UP));
        f.strict("round(numeric,int4)", (a, c) -> rounded(a[0], (int) a[1], RoundingMode.HALF_UP));
        f.strict("trunc(numeric)", (a, c) -> rounded(a[0], 0, RoundingMode.DOWN));
        f.strict("trunc(numeric,int4)", (a, c) -> rounded(a[0], (int) a[1], RoundingMode.DOWN));
        f.strict("ceil(numeric) ceiling(numeric)", (a, c) -> rounded(a[0], 0, RoundingMode.CEILING));
        f.strict("floor(numeric)", (a, c) -> rounded(a[0], 0, RoundingMode.FLOOR));
        f.strict(
                "sqrt(numeric) numeric_sqrt(numeric)",
                (a, c) -> special(a[0])
                        ? notNegativeInfinity(
                                a[0],
                                SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION,
                                "cannot take square root of a negative number")
                        : NumericMath.sqrt((BigDecimal) a[0]));
        f.strict(
                "exp(numeric) numeric_exp(numeric)",
                (a, c) -> special(a[0])
                        ? a[0] == NumericSpecial.NEGATIVE_INFINITY ? BigDecimal.ZERO : a[0]
                        : NumericMath.exp((BigDecimal) a[0]));
        f.strict(
                "ln(numeric) numeric_ln(numeric)",
                (a, c) -> special(a[0])
                        ? notNegativeInfinity(
                                a[0],
                                SqlState.INVALID_ARGUMENT_FOR_LOGARITHM,
                                "cannot take logarithm of a negative number")
                        : NumericMath.ln((BigDecimal) a[0]));
        f.strict(
                "log(numeric) log10(numeric)",
                (a, c) -> special(a[0])
                        ? notNegativeInfinity(
                                a[0],
                                SqlState.INVALID_ARGUMENT_FOR_LOGARITHM,
                                "cannot take logarithm of a negative number")
                        : NumericMath.log(BigDecimal.TEN, (BigDecimal) a[0]));
        f.strict("log(numeric,numeric) numeric_log(numeric,numeric)", (a, c) -> log(a[0], a[1]));
        f.strict(
                "power(numeric,numeric) pow(numeric,numeric) numeric_power(numeric,numeric)",
                (a, c) -> power(a[0], a[1]));
        f.strict("gcd(numeric,numeric)", (a, c) -> finite(a, NumericFunctions::gcd));
        f.strict("lcm(numeric,numeric)", (a, c) -> finite(a, NumericFunctions::lcm));
        f.strict("scale(numeric)", (a, c) -> special(a[0]) ? null : ((BigDecimal) a[0]).scale());
        f.strict(
                "min_scale(numeric)",
                (a, c) -> special(a[0]) ? null : trimmed((BigDecimal) a[0]).scale());
        f.strict("trim_scale(numeric)", (a, c) -> special(a[0]) ? a[0] : trimmed((BigDecimal) a[0]));
        f.strict("width_bucket(numeric,numeric,numeric,int4)", (a, c) -> widthBucket(a));
        f.strict("pg_size_pretty(int8)", (a, c) -> SizeText.pretty(BigInteger.valueOf((long) a[0])));
        f.strict("pg_size_pretty(numeric)", (a, c) -> SizeText.pretty(a[0]));
    }

    static boolean special(Object value) {
        return value instanceof NumericSpecial;
    }

    static Object add(Object a, Object b) {
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return NumericMath.add(x, y);
        }
        return fromDouble(Floats.approximate(a) + Floats.approximate(b));
    }

    static Object negate(Object value) {
        return switch (value) {
            case NumericSpecial special ->
                switch (special) {
                    case NAN -> special;
                    case POSITIVE_INFINITY -> NumericSpecial.NEGATIVE_INFINITY;
                    case NEGATIVE_INFINITY -> NumericSpecial.POSITIVE_INFINITY;
                };
            default -> ((BigDecimal) value).negate();
        };
    }

    static Object multiply(Object a, Object b) {
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return NumericMath.multiply(x, y);
        }
        return fromDouble(Floats.sign(a) * Floats.sign(b));
    }

    static Object divide(Object a, Object b) {
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return NumericMath.divide(x, y);
        }
        return divideSpecial(a, b);
    }

    private static Object divideSpecial(Object a, Object b) {
        if (a == NumericSpecial.NAN || b == NumericSpecial.NAN) {
            return NumericSpecial.NAN;
        }
        if (b instanceof BigDecimal divisor && divisor.signum() == 0) {
            throw ArithmeticFunctions.divisionByZero();
        }
        if (special(b)) {
            return special(a) ? NumericSpecial.NAN : BigDecimal.ZERO;
        }
        return fromDouble(Floats.sign(a) * Floats.sign(b));
    }

    private static Object divideWhole(Object a, Object b) {
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            if (y.signum() == 0) {
                throw ArithmeticFunctions.divisionByZero();
            }
            return new BigDecimal(x.divide(y, 0, RoundingMode.DOWN).toBigInteger());
        }
        return divideSpecial(a, b);
    }

    private static Object remainder(Object a, Object b) {
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return NumericMath.remainder(x, y);
        }
        if (a == NumericSpecial.NAN || b == NumericSpecial.NAN) {
            return NumericSpecial.NAN;
        }
        if (special(a)) {
            if (b instanceof BigDecimal divisor && divisor.signum() == 0) {
                throw ArithmeticFunctions.divisionByZero();
            }
            return NumericSpecial.NAN;
        }
        return a;
    }

    /** Of a number that is NaN, infinite or just a sign. */
    private static Object fromDouble(double value) {
        if (Double.isNaN(value)) {
            return NumericSpecial.NAN;
        }
        return value > 0 ? NumericSpecial.POSITIVE_INFINITY : NumericSpecial.NEGATIVE_INFINITY;
    }

    private static Object sign(Object value) {
        return value == NumericSpecial.NAN ? value : BigDecimal.valueOf((long) Math.signum(Floats.sign(value)));
    }

    static Object rounded(Object value, int scale, RoundingMode mode) {
        if (special(value)) {
            return value;
        }
        int limited = Math.max(-131_073, Math.min(16_383, scale));
        BigDecimal rounded = ((BigDecimal) value).setScale(limited, mode);
        return NumberText.checked(limited < 0 ? rounded.setScale(0) : rounded);
    }

    private static Object notNegativeInfinity(Object value, SqlState state, String message) {
        if (value == NumericSpecial.NEGATIVE_INFINITY) {
            throw new SqlException(state, message);
        }
        return value;
    }

    /** What is neither finite nor a number has no divisors. */
    private static Object finite(Object[] a, Finite function) {
        return special(a[0]) || special(a[1])
                ? NumericSpecial.NAN
                : function.apply((BigDecimal) a[0], (BigDecimal) a[1]);
    }

    private static Object log(Object base, Object value) {
        if (base instanceof BigDecimal b && value instanceof BigDecimal v) {
            return NumericMath.log(b, v);
        }
        if (base == NumericSpecial.NAN || value == NumericSpecial.NAN) {
            return NumericSpecial.NAN;
        }
        double sign = Math.min(Floats.sign(base), Floats.sign(value));
        if (sign <= 0) {
            throw new SqlException(
                    SqlState.INVALID_ARGUMENT_FOR_LOGARITHM,
                    sign < 0 ? "cannot take logarithm of a negative number" : "cannot take logarithm of zero");
        }
        if (special(base)) {
            return special(value) ? NumericSpecial.NAN : BigDecimal.ZERO;
        }
        return NumericSpecial.POSITIVE_INFINITY;
    }

    private static Object power(Object base, Object exponent) {
        if (base instanceof BigDecimal b && exponent instanceof BigDecimal e) {
            return NumericMath.power(b, e);
        }
        double y = Floats.sign(exponent);
        if (exponent instanceof BigDecimal && y == 0) {
            return BigDecimal.ONE;
        }
        if (base instanceof BigDecimal b && b.compareTo(BigDecimal.ONE) == 0) {
            return BigDecimal.ONE;
        }
        if (base == NumericSpecial.NAN || exponent == NumericSpecial.NAN) {
            return NumericSpecial.NAN;
        }
        double x = Floats.sign(base);
        if (x == 0 && y < 0) {
            throw NumericMath.zeroToNegative();
        }
        boolean integral =
                !(exponent instanceof BigDecimal e) || e.stripTrailingZeros().scale() <= 0;
        if (x < 0 && !integral) {
            throw NumericMath.complexPower();
        }
        if (x == 0) {
            return BigDecimal.ZERO;
        }
        if (special(exponent)) {
            int magnitude = base instanceof BigDecimal b ? b.abs().compareTo(BigDecimal.ONE) : 1;
            return magnitude == 0
                    ? BigDecimal.ONE
                    : (magnitude > 0) == (y > 0) ? NumericSpecial.POSITIVE_INFINITY : BigDecimal.ZERO;
        }
        if (y < 0) {
            return BigDecimal.ZERO;
        }
        boolean odd = ((BigDecimal) exponent).toBigInteger().testBit(0);
        return x < 0 && odd ? NumericSpecial.NEGATIVE_INFINITY : NumericSpecial.POSITIVE_INFINITY;
    }

    private static BigDecimal gcd(BigDecimal a, BigDecimal b) {
        int scale = Math.max(a.scale(), b.scale());
        return new BigDecimal(
                a.setScale(scale).unscaledValue().gcd(b.setScale(scale).unscaledValue()), scale);
    }

    private static BigDecimal lcm(BigDecimal a, BigDecimal b) {
        int scale = Math.max(a.scale(), b.scale());
        if (a.signum() == 0 || b.signum() == 0) {
            return BigDecimal.ZERO.setScale(scale);
        }
        BigInteger x = a.setScale(scale).unscaledValue();
        BigInteger y = b.setScale(scale).unscaledValue();
        return NumberText.checked(new BigDecimal(x.divide(x.gcd(y)).multiply(y).abs(), scale));
    }

    private static BigDecimal trimmed(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static Object widthBucket(Object[] a) {
        int count = (int) a[3];
        checkBuckets(count, a[0] == NumericSpecial.NAN || a[1] == NumericSpecial.NAN || a[2] == NumericSpecial.NAN);
        if (special(a[1]) || special(a[2])) {
            throw new SqlException(SqlState.INVALID_ARGUMENT_FOR_WIDTH_BUCKET, "lower and upper bounds must be finite");
        }
        BigDecimal low = (BigDecimal) a[1];
        BigDecimal high = (BigDecimal) a[2];
        int direction = low.compareTo(high);
        if (direction == 0) {
            throw new SqlException(SqlState.INVALID_ARGUMENT_FOR_WIDTH_BUCKET, "lower bound cannot equal upper bound");
        }
        boolean ascending = direction < 0;
        int toLow = Ordering.numeric(a[0], low);
        int toHigh = Ordering.numeric(a[0], high);
        if (ascending ? toLow < 0 : toLow > 0) {
            return 0;
        }
        if (ascending ? toHigh >= 0 : toHigh <= 0) {
            return NumberCasts.int4((long) count + 1);
        }
        BigDecimal operand = (BigDecimal) a[0];
        BigDecimal offset = ascending ? operand.subtract(low) : low.subtract(operand);
        BigDecimal width = ascending ? high.subtract(low) : low.subtract(high);
        return offset.multiply(BigDecimal.valueOf(count))
                        .divide(width, 0, RoundingMode.FLOOR)
                        .intValueExact()
                + 1;
    }

    static void checkBuckets(int count, boolean nan) {
        if (count <= 0) {
            throw new SqlException(SqlState.INVALID_ARGUMENT_FOR_WIDTH_BUCKET, "count must be greater than zero");
        }
        if (nan) {
            throw new SqlException(
                    SqlState.INVALID_ARGUMENT_FOR_WIDTH_BUCKET, "operand, lower bound, and upper bound cannot be NaN");
        }
    }

    /** What {@code pg_size_pretty} says. */
    static final class SizeText {
        private static final Map<Integer, String> UNITS = Map.of(1, "kB", 2, "MB", 3, "GB", 4, "TB", 5, "PB");

        private SizeText() {}

        static String pretty(Object size) {
            if (!(size instanceof BigDecimal bytes)) {
                return NumberText.numeric(size) + " PB";
            }
            return bytes.abs().compareTo(BigDecimal.valueOf(10 * 1024L)) < 0
                    ? NumberText.numeric(bytes) + " bytes"
                    : pretty(bytes.toBigInteger());
        }

        static String pretty(BigInteger bytes) {
            if (bytes.abs().compareTo(BigInteger.valueOf(10 * 1024L)) < 0) {
                return bytes + " bytes";
            }
            // One bit more than the unit is kept for rounding.
            BigInteger half = shift(bytes, 9);
            for (int unit = 1; ; unit++) {
                BigInteger limit = BigInteger.valueOf(20 * 1024L - 1);
                if (half.abs().compareTo(limit) < 0 || unit == 5) {
                    BigInteger rounded = half.signum() < 0
                            ? half.subtract(BigInteger.ONE).divide(BigInteger.TWO)
                            : half.add(BigInteger.ONE).divide(BigInteger.TWO);
                    return rounded + " " + UNITS.get(unit);
                }
                half = shift(half, 10);
            }
        }

        private static BigInteger shift(BigInteger value, int bits) {
            return value.divide(BigInteger.ONE.shiftLeft(bits));
        }
    }
}
