package io.federator.engine.function;

import io.federator.spi.value.NumericSpecial;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Averages, variances and standard deviations of integers and numerics from the count, the sum and the sum of squares, which
 * is how PostgreSQL computes them; so these numbers may be added up in parts first.
 */
final class NumericMoments {
    private NumericMoments() {}

    static @Nullable Object average(long count, Object sum) {
        return count == 0 ? null : NumericFunctions.divide(sum, BigDecimal.valueOf(count));
    }

    /** The variance, or with {@code root} the standard deviation; null for too few values. */
    static @Nullable Object variance(long count, Object sum, Object sumOfSquares, boolean sample, boolean root) {
        if (count < (sample ? 2 : 1)) {
            return null;
        }
        if (!(sum instanceof BigDecimal x) || !(sumOfSquares instanceof BigDecimal x2)) {
            return NumericSpecial.NAN;
        }
        BigDecimal n = BigDecimal.valueOf(count);
        BigDecimal numerator = x2.multiply(n).subtract(x.multiply(x));
        if (numerator.signum() <= 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal denominator = n.multiply(sample ? n.subtract(BigDecimal.ONE) : n);
        int scale = NumericMath.divisionScale(numerator, denominator);
        BigDecimal variance = numerator.divide(denominator, scale, RoundingMode.HALF_UP);
        return root ? NumericMath.sqrt(variance, scale) : variance;
    }
}
