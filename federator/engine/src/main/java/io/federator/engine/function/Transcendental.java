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
        return Logarithm.natural(x, digits);
    }
}
