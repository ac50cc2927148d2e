package io.federator.engine.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The natural logarithm in fixed-point binary: x is 2<sup>k</sup> (1 + i/128) r with r close to 1, whose logarithm a short series
 * gives. Those of 2 and of the 128 steps are kept.
 */
final class Logarithm {
    private static final int STEP_BITS = 7;
    private static final int STEPS = 1 << STEP_BITS;
    private static final double BITS_PER_DIGIT = 3.3219280948873626;

    /** Bits beyond those asked for: the errors of the series' terms, and the exponent times that of ln 2. */
    private static final int GUARD = 64;

    /** Bits after the point of what is kept; beyond, the constants are computed anew. */
    private static final int KEPT = 1024;

    private static final BigInteger LN_2 = twiceArtanh(BigInteger.ONE, BigInteger.valueOf(3), KEPT);
    private static final List<BigInteger> LN_STEPS =
            IntStream.range(0, STEPS).mapToObj(i -> step(i, KEPT)).toList();

    private Logarithm() {}

    /** @param x above 0; the result's error is below one unit in the last of so many digits after the point */
    static BigDecimal natural(BigDecimal x, int digits) {
        int bits = (int) Math.ceil(digits * BITS_PER_DIGIT) + GUARD;
        BigInteger numerator = x.scale() > 0 ? x.unscaledValue() : x.toBigInteger();
        BigInteger denominator = x.scale() > 0 ? BigInteger.TEN.pow(x.scale()) : BigInteger.ONE;
        // x times a power of two that leaves at least as many bits as are asked for.
        int shift = bits + 2 - numerator.bitLength() + denominator.bitLength();
        BigInteger scaled = (shift >= 0 ? numerator.shiftLeft(shift) : numerator)
                .divide(shift >= 0 ? denominator : denominator.shiftLeft(-shift));
        int exponent = scaled.bitLength() - 1 - shift;
        BigInteger mantissa = scaled.shiftRight(scaled.bitLength() - 1 - bits);
        int step = mantissa.shiftRight(bits - STEP_BITS).intValueExact() - STEPS;
        // The mantissa is between s and s + 1/128, and artanh((m - s) / (m + s)) half the logarithm of m / s.
        BigInteger start = BigInteger.valueOf(STEPS + step).shiftLeft(bits - STEP_BITS);
        BigInteger sum = twiceArtanh(mantissa.subtract(start), mantissa.add(start), bits)
                .add(known(step, bits))
                .add(lnOf2(bits).multiply(BigInteger.valueOf(exponent)));
        return new BigDecimal(sum.multiply(BigInteger.TEN.pow(digits)).shiftRight(bits), digits);
    }

    private static BigInteger lnOf2(int bits) {
        return bits <= KEPT ? LN_2.shiftRight(KEPT - bits) : twiceArtanh(BigInteger.ONE, BigInteger.valueOf(3), bits);
    }

    private static BigInteger known(int step, int bits) {
        return bits <= KEPT ? LN_STEPS.get(step).shiftRight(KEPT - bits) : step(step, bits);
    }

    private static BigInteger step(int step, int bits) {
        return twiceArtanh(BigInteger.valueOf(step), BigInteger.valueOf(2L * STEPS + step), bits);
    }

    /** 2 artanh(n / d), the logarithm of (d + n) / (d - n), as a multiple of 2<sup>-bits</sup>. */
    private static BigInteger twiceArtanh(BigInteger numerator, BigInteger denominator, int bits) {
        BigInteger power = numerator.shiftLeft(bits + 1).divide(denominator);
        BigInteger square = numerator.shiftLeft(bits).divide(denominator).pow(2).shiftRight(bits);
        BigInteger sum = power;
        for (int i = 3; power.signum() != 0; i += 2) {
            power = power.multiply(square).shiftRight(bits);
            sum = sum.add(power.divide(BigInteger.valueOf(i)));
        }
        return sum;
    }
}
