package io.federator.engine.function;

import io.federator.spi.value.NumericSpecial;
import java.math.BigDecimal;

/** Numerics seen as doubles, where only their sign or infinity matters. */
final class Floats {
    private Floats() {}

    static double approximate(Object numeric) {
        return switch (numeric) {
            case NumericSpecial special ->
                switch (special) {
                    case NAN -> Double.NaN;
                    case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
                    case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
                };
            default -> ((BigDecimal) numeric).doubleValue();
        };
    }

    /** -1, 0, 1, an infinity or NaN. */
    static double sign(Object numeric) {
        return numeric instanceof BigDecimal number ? number.signum() : approximate(numeric);
    }

    static boolean isNegative(Object numeric) {
        return sign(numeric) < 0;
    }
}
