package io.federator.engine.function;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.DoubleUnaryOperator;

/** Less common functions on double precision: inverse functions in degrees and of the hyperbolic ones. */
final class SpecialFloatFunctions implements FunctionFamily {
    private static final MathContext DIGITS = new MathContext(400);
    private static final double ASIN_HALF = Math.asin(0.5);
    private static final double ACOS_HALF = Math.acos(0.5);
    private static final double ATAN_ONE = Math.atan(1.0);

    @Override
    public void contribute(FunctionRegistry f) {
        unary(f, "asind", x -> Double.isNaN(x) ? x : x >= 0 ? asinFirst(unit(x)) : -asinFirst(-unit(x)));
        unary(f, "acosd", x -> Double.isNaN(x) ? x : x >= 0 ? acosFirst(unit(x)) : 90 + asinFirst(-unit(x)));
        unary(f, "atand", x -> Math.atan(x) / ATAN_ONE * 45.0);
        f.strict("atan2d(float8,float8)", (a, c) -> {
            double y = (double) a[0];
            double x = (double) a[1];
            return Double.isNaN(y) || Double.isNaN(x) ? Double.NaN : Math.atan2(y, x) / ATAN_ONE * 45.0;
        });
        unary(f, "cotd", x -> {
            if (Double.isInfinite(x)) {
                throw inputOutOfRange();
            }
            return DegreeMath.cot(x);
        });
        unary(f, "asinh", SpecialFloatFunctions::asinh);
        unary(f, "acosh", x -> {
            if (x < 1) {
                throw inputOutOfRange();
            }
            return acosh(x);
        });
        unary(f, "atanh", x -> {
            if (x < -1 || x > 1) {
                throw inputOutOfRange();
            }
            return x == 1 ? Double.POSITIVE_INFINITY : x == -1 ? Double.NEGATIVE_INFINITY : atanh(x);
        });
    }

    private static void unary(FunctionRegistry f, String name, DoubleUnaryOperator function) {
        f.strict(name + "(float8)", (a, c) -> function.applyAsDouble((double) a[0]));
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

    /** Exact at 0, 0.5 and 1, and monotonic between. */
    private static double asinFirst(double x) {
        return x <= 0.5 ? Math.asin(x) / ASIN_HALF * 30.0 : 90.0 - Math.acos(x) / ACOS_HALF * 60.0;
    }

    private static double acosFirst(double x) {
        return x <= 0.5 ? 90.0 - Math.asin(x) / ASIN_HALF * 30.0 : Math.acos(x) / ACOS_HALF * 60.0;
    }

    // The next three are computed with enough digits to be rounded once.

    private static double asinh(double x) {
        if (Double.isNaN(x) || Double.isInfinite(x) || x == 0 || Math.abs(x) < 1e-160) {
            return x;
        }
        BigDecimal square = new BigDecimal(x).pow(2);
        BigDecimal root = square.add(BigDecimal.ONE).sqrt(DIGITS);
        double magnitude = Transcendental.ln(new BigDecimal(Math.abs(x)).add(root), places(x))
                .doubleValue();
        return Math.copySign(magnitude, x);
    }

    private static double acosh(double x) {
        if (Double.isNaN(x) || Double.isInfinite(x) || x == 1) {
            return x == 1 ? 0 : x;
        }
        BigDecimal exact = new BigDecimal(x);
        BigDecimal root = exact.pow(2).subtract(BigDecimal.ONE).sqrt(DIGITS);
        return Transcendental.ln(exact.add(root), 60).doubleValue();
    }

    private static double atanh(double x) {
        if (Double.isNaN(x) || x == 0 || Math.abs(x) < 1e-160) {
            return x;
        }
        BigDecimal exact = new BigDecimal(Math.abs(x));
        BigDecimal ratio = BigDecimal.ONE.add(exact).divide(BigDecimal.ONE.subtract(exact), DIGITS);
        BigDecimal half = Transcendental.ln(ratio, places(x)).divide(BigDecimal.TWO, DIGITS);
        return Math.copySign(half.doubleValue(), x);
    }

    private static int places(double x) {
        return Math.max(60, 40 - Math.getExponent(x));
    }
}
