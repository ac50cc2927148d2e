package io.federator.engine.function;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Exponential and logarithm to any number of digits. */
final class Transcendental {
    private Transcendental() {}

    /** e to the power of {@code x}, with an error below one unit in the last of so many significant digits. */
    static BigDecimal exp(BigDecimal x, int digits) {
        MathContext context = new MathContext(digits + 15, RoundingMode.HALF_EVEN);
        // Halve until the series converges fast, square as often afterwards.
        int halvings = Math.max(0, x.precision() - x.scale()) * 4 + 8;
        BigDecimal small =
                x.divide(BigDecimal.TWO.pow(halvings), context.getPrecision() + halvings, RoundingMode.HALF_EVEN);
        MathContext inner = new MathContext(context.getPrecision() + halvings, RoundingMode.HALF_EVEN);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        BigDecimal limit = BigDecimal.ONE.movePointLeft(inner.getPrecision() + 2);
        for (int i = 1; term.abs().compareTo(limit) > 0; i++) {
            term = term.multiply(small, inner).divide(BigDecimal.valueOf(i), inner);
            sum = sum.add(term, inner);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum, inner);
        }
        return sum.round(context);
    }

    /** The natural logarithm of a positive number with so many digits after the point. */
    static BigDecimal ln(BigDecimal x, int digits) {
        MathContext context = new MathContext(digits + 20, RoundingMode.HALF_EVEN);
        BigDecimal reduced = x;
        int exponent = x.precision() - x.scale() - 1;
        BigDecimal tens = BigDecimal.ZERO;
        if (exponent < -1 || exponent > 1) {
            reduced = x.movePointLeft(exponent);
            tens = series(BigDecimal.TEN, context).multiply(BigDecimal.valueOf(exponent), context);
        }
        if (reduced.compareTo(BigDecimal.ONE) == 0) {
            return tens;
        }
        return series(reduced, context).add(tens, context);
    }

    private static BigDecimal series(BigDecimal x, MathContext outer) {
        MathContext context = new MathContext(outer.getPrecision() + 10, RoundingMode.HALF_EVEN);
        BigDecimal reduced = x;
        int roots = 0;
        BigDecimal low = new BigDecimal("0.99");
        BigDecimal high = new BigDecimal("1.01");
        while (reduced.compareTo(low) < 0 || reduced.compareTo(high) > 0) {
            reduced = reduced.sqrt(context);
            roots++;
        }
        // ln x = 2 artanh((x - 1) / (x + 1))
        BigDecimal ratio = reduced.subtract(BigDecimal.ONE).divide(reduced.add(BigDecimal.ONE), context);
        BigDecimal square = ratio.multiply(ratio, context);
        BigDecimal power = ratio;
        BigDecimal sum = ratio;
        BigDecimal limit = ratio.abs().scaleByPowerOfTen(-context.getPrecision() - 2);
        for (int i = 3; power.abs().compareTo(limit) > 0; i += 2) {
            power = power.multiply(square, context);
            sum = sum.add(power.divide(BigDecimal.valueOf(i), context), context);
        }
        return sum.multiply(BigDecimal.TWO.pow(roots + 1), outer);
    }
}
