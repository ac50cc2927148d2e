package io.federator.engine.function;

import io.federator.engine.format.NumberText;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Arithmetic on finite numerics with PostgreSQL's choice of scale for each result. PostgreSQL holds numerics in digits of base
 * 10,000; where its rules depend on those digits so do ours: {@code weight} and {@code firstDigit} speak of them.
 */
final class NumericMath {
    private static final int MIN_SIGNIFICANT = 16;
    private static final int MAX_DISPLAY_SCALE = 1000;
    private static final double EXP_LIMIT = 6000;
    private static final double LOG10_E = 0.434294481903252;
    private static final double LN_10 = 2.302585092994046;

    private NumericMath() {}

    static BigDecimal add(BigDecimal a, BigDecimal b) {
        return NumberText.checked(a.add(b));
    }

    static BigDecimal multiply(BigDecimal a, BigDecimal b) {
        return NumberText.checked(a.multiply(b));
    }

    static BigDecimal divide(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            throw ArithmeticFunctions.divisionByZero();
        }
        return NumberText.checked(a.divide(b, divisionScale(a, b), RoundingMode.HALF_UP));
    }

    /** {@code select_div_scale}: at least 16 significant digits, and no fewer than either input shows. */
    static int divisionScale(BigDecimal a, BigDecimal b) {
        int quotient = weight(a) - weight(b);
        if (firstDigit(a) <= firstDigit(b)) {
            quotient--;
        }
        return displayScale(MIN_SIGNIFICANT - quotient * 4, Math.max(a.scale(), b.scale()));
    }

    static BigDecimal remainder(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            throw ArithmeticFunctions.divisionByZero();
        }
        return a.remainder(b).setScale(Math.max(a.scale(), b.scale()), RoundingMode.UNNECESSARY);
    }

    static BigDecimal sqrt(BigDecimal value) {
        if (value.signum() < 0) {
            throw new SqlException(
                    SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION, "cannot take square root of a negative number");
        }
        int weight = value.signum() == 0 ? 0 : weight(value);
        int significant = weight >= 0 ? weight * 4 / 2 + 1 : 1 - (1 - weight * 4) / 2;
        return sqrt(value, displayScale(MIN_SIGNIFICANT - significant, value.scale()));
    }

    static BigDecimal sqrt(BigDecimal value, int scale) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO.setScale(scale);
        }
        // The root of the number scaled to twice the digits, floored, decides the rounding exactly.
        BigInteger scaled = value.setScale(2 * scale + 2, RoundingMode.DOWN).unscaledValue();
        return new BigDecimal(scaled.sqrt(), scale + 1).setScale(scale, RoundingMode.HALF_UP);
    }

    static BigDecimal exp(BigDecimal value) {
        double decimalWeight = value.doubleValue() * LOG10_E;
        double clamped = Math.max(-2000, Math.min(2000, decimalWeight));
        int scale = displayScale(MIN_SIGNIFICANT - (int) clamped, value.scale());
        return exp(value, scale);
    }

    private static BigDecimal exp(BigDecimal value, int scale) {
        double decimalWeight = value.doubleValue() * LOG10_E;
        // PostgreSQL gives up here, far below what the format could hold.
        if (value.doubleValue() >= EXP_LIMIT) {
            throw NumberText.overflow();
        }
        if (value.doubleValue() <= -EXP_LIMIT || decimalWeight < -scale - 10.0) {
            return BigDecimal.ZERO.setScale(scale);
        }
        int digits = Math.max(0, (int) decimalWeight + 1) + scale + 12;
        return Transcendental.exp(value, digits).setScale(scale, RoundingMode.HALF_UP);
    }

    static BigDecimal ln(BigDecimal value) {
        requirePositive(value);
        int scale = displayScale(MIN_SIGNIFICANT - lnWeight(value), value.scale());
        return Transcendental.ln(value, scale + 12 + Math.max(0, lnWeight(value)))
                .setScale(scale, RoundingMode.HALF_UP);
    }

    static BigDecimal log(BigDecimal base, BigDecimal value) {
        requirePositive(base);
        requirePositive(value);
        int weight = lnWeight(value) - lnWeight(base);
        int scale = displayScale(MIN_SIGNIFICANT - weight, Math.max(base.scale(), value.scale()));
        // Logarithms of what is close to 1 begin far behind the point.
        int significant = scale + Math.max(0, weight) + 20;
        BigDecimal lnBase = Transcendental.ln(base, Math.max(0, significant - lnWeight(base)));
        if (lnBase.signum() == 0) {
            throw ArithmeticFunctions.divisionByZero();
        }
        return Transcendental.ln(value, Math.max(0, significant - lnWeight(value)))
                .divide(lnBase, scale, RoundingMode.HALF_UP);
    }

    static SqlException zeroToNegative() {
        return new SqlException(
                SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION, "zero raised to a negative power is undefined");
    }

    static SqlException complexPower() {
        return new SqlException(
                SqlState.INVALID_ARGUMENT_FOR_POWER_FUNCTION,
                "a negative number raised to a non-integer power yields a complex result");
    }

    static BigDecimal power(BigDecimal base, BigDecimal exponent) {
        if (base.signum() == 0 && exponent.signum() < 0) {
            throw zeroToNegative();
        }
        BigDecimal whole = exponent.stripTrailingZeros();
        boolean integral = whole.scale() <= 0;
        if (base.signum() < 0 && !integral) {
            throw complexPower();
        }
        if (integral
                && whole.precision() - whole.scale() <= 10
                && whole.toBigInteger().bitLength() < 32) {
            return integerPower(base, whole.intValueExact(), exponent.scale());
        }
        if (base.signum() == 0) {
            return BigDecimal.ZERO.setScale(MIN_SIGNIFICANT);
        }
        BigDecimal magnitude = base.abs();
        double ln = Transcendental.ln(magnitude, 30 + Math.max(0, -lnWeight(magnitude)))
                .multiply(exponent)
                .doubleValue();
        double estimate = ln * LOG10_E;
        if (ln > 6020) {
            throw NumberText.overflow();
        }
        if (ln < -6020) {
            return BigDecimal.ZERO.setScale(MAX_DISPLAY_SCALE);
        }
        int scale = displayScale(MIN_SIGNIFICANT - (int) estimate, Math.max(base.scale(), exponent.scale()));
        int digits = scale + Math.max(0, (int) estimate) + 30 + exponent.precision();
        BigDecimal power = Transcendental.ln(magnitude, digits).multiply(exponent, new MathContext(digits));
        BigDecimal result = exp(power, scale);
        boolean odd = base.signum() < 0 && whole.toBigInteger().testBit(0);
        return odd ? result.negate() : result;
    }

    private static BigDecimal integerPower(BigDecimal base, int exponent, int exponentScale) {
        if (base.signum() == 0) {
            return exponent == 0 ? BigDecimal.ONE.setScale(MIN_SIGNIFICANT) : BigDecimal.ZERO.setScale(MIN_SIGNIFICANT);
        }
        double f = firstDigits(base);
        double weight = exponent * f;
        if (weight > 131_072) {
            throw NumberText.overflow();
        }
        if (weight + 1 < -MAX_DISPLAY_SCALE) {
            return BigDecimal.ZERO.setScale(MAX_DISPLAY_SCALE);
        }
        int scale = displayScale(MIN_SIGNIFICANT - (int) weight, Math.max(base.scale(), exponentScale));
        int digits = scale + Math.max(0, (int) weight) + 25 + (int) Math.log10(Math.abs((double) exponent) + 1);
        BigDecimal power = squared(base, Math.abs((long) exponent), new MathContext(digits, RoundingMode.HALF_EVEN));
        return NumberText.checked(
                exponent < 0
                        ? BigDecimal.ONE.divide(power, scale, RoundingMode.HALF_UP)
                        : power.setScale(scale, RoundingMode.HALF_UP));
    }

    /** {@link BigDecimal#pow} has a limit. */
    private static BigDecimal squared(BigDecimal base, long exponent, MathContext context) {
        BigDecimal result = BigDecimal.ONE;
        BigDecimal square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) != 0) {
                result = result.multiply(square, context);
            }
            if (rest > 1) {
                square = square.multiply(square, context);
            }
        }
        return result;
    }

    /** log10 of the magnitude, from the first digits. */
    private static double firstDigits(BigDecimal value) {
        BigDecimal magnitude = value.abs();
        int exponent = magnitude.precision() - magnitude.scale() - 1;
        return Math.log10(magnitude.movePointLeft(exponent).doubleValue()) + exponent;
    }

    private static void requirePositive(BigDecimal value) {
        if (value.signum() <= 0) {
            throw new SqlException(
                    SqlState.INVALID_ARGUMENT_FOR_LOGARITHM,
                    value.signum() == 0
                            ? "cannot take logarithm of zero"
                            : "cannot take logarithm of a negative number");
        }
    }

    private static int displayScale(int wanted, int atLeast) {
        return Math.min(Math.max(Math.max(wanted, atLeast), 0), MAX_DISPLAY_SCALE);
    }

    /** The power of 10,000 of the first digit; 0 for zero. */
    static int weight(BigDecimal value) {
        if (value.signum() == 0) {
            return 0;
        }
        return Math.floorDiv(value.precision() - value.scale() - 1, 4);
    }

    /** The first digit in base 10,000; 0 for zero. */
    static int firstDigit(BigDecimal value) {
        return value.signum() == 0
                ? 0
                : value.abs()
                        .movePointLeft(4 * weight(value))
                        .setScale(0, RoundingMode.DOWN)
                        .intValueExact();
    }

    /** {@code estimate_ln_dweight}: the decimal weight of the natural logarithm. */
    private static int lnWeight(BigDecimal value) {
        if (value.signum() <= 0) {
            return 0;
        }
        if (value.compareTo(new BigDecimal("0.9")) >= 0 && value.compareTo(new BigDecimal("1.1")) <= 0) {
            BigDecimal near = value.subtract(BigDecimal.ONE);
            return near.signum() == 0 ? 0 : weight(near) * 4 + (int) Math.log10(firstDigit(near));
        }
        int weight = weight(value);
        int twoDigits = value.movePointLeft(4 * (weight - 1))
                .setScale(0, RoundingMode.DOWN)
                .intValueExact();
        double ln = Math.log(twoDigits) + (weight - 1) * 4 * LN_10;
        return (int) Math.log10(Math.abs(ln));
    }
}
