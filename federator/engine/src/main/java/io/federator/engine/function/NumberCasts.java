package io.federator.engine.function;

import io.federator.engine.function.FunctionRegistry.StrictFunction;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.BitString;
import io.federator.spi.value.Bytes;
import io.federator.spi.value.NumericSpecial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Casts among numbers, and between numbers and booleans, bits and bytes. */
final class NumberCasts {
    private NumberCasts() {}

    /** The cast, or null when both are not of these types. */
    static @Nullable StrictFunction between(TypeKind from, TypeKind to) {
        if (to == TypeKind.BOOL && from == TypeKind.INT4) {
            return (a, c) -> (int) a[0] != 0;
        }
        if (from == TypeKind.BOOL && to == TypeKind.INT4) {
            return (a, c) -> (boolean) a[0] ? 1 : 0;
        }
        if (to == TypeKind.BYTEA) {
            int size = from.length();
            return from.isInteger() ? (a, c) -> bytes(((Number) a[0]).longValue(), size) : null;
        }
        if (from == TypeKind.BYTEA) {
            return to.isInteger() ? (a, c) -> fromBytes((Bytes) a[0], to) : null;
        }
        if (from.isInteger() || from.isOid()) {
            return fromInteger(from, to);
        }
        return switch (from) {
            case NUMERIC -> fromNumeric(to);
            case FLOAT4 -> fromFloat4(to);
            case FLOAT8 -> fromFloat8(to);
            default -> null;
        };
    }

    static @Nullable StrictFunction fromBits(TypeKind to) {
        return switch (to) {
            case INT4 -> (a, c) -> (int) bitValue((BitString) a[0], 32, "integer");
            case INT8 -> (a, c) -> bitValue((BitString) a[0], 64, "bigint");
            case BIT, VARBIT -> (a, c) -> a[0];
            default -> null;
        };
    }

    /** The bits of a number, cut or extended on the left to the length of the target; bit(1) when it has none. */
    static BitString toBits(long value, int width, int length) {
        StringBuilder out = new StringBuilder();
        for (int i = length - 1; i >= 0; i--) {
            int at = Math.min(i, width - 1);
            out.append((value >> Math.min(at, 63)) & 1);
        }
        return new BitString(out.toString());
    }

    private static @Nullable StrictFunction fromInteger(TypeKind from, TypeKind to) {
        return switch (to) {
            case INT2 -> (a, c) -> (int) int2(((Number) a[0]).longValue());
            case INT4 ->
                from == TypeKind.OID || from.isOid()
                        ? (a, c) -> (int) (long) a[0]
                        : (a, c) -> int4(((Number) a[0]).longValue());
            case INT8 -> (a, c) -> ((Number) a[0]).longValue();
            case NUMERIC -> (a, c) -> BigDecimal.valueOf(((Number) a[0]).longValue());
            case FLOAT4 -> (a, c) -> ((Number) a[0]).floatValue();
            case FLOAT8 -> (a, c) -> ((Number) a[0]).doubleValue();
            case CHAR -> (a, c) -> character((int) a[0]);
            default -> {
                if (!to.isOid()) {
                    yield null;
                }
                yield from == TypeKind.INT8
                        ? (a, c) -> oid((long) a[0])
                        : (a, c) -> ((Number) a[0]).longValue() & 0xffff_ffffL;
            }
        };
    }

    private static @Nullable StrictFunction fromNumeric(TypeKind to) {
        return switch (to) {
            case INT2 -> (a, c) -> (int) int2(whole(a[0], "smallint"));
            case INT4 -> (a, c) -> int4(whole(a[0], "integer"));
            case INT8 -> (a, c) -> whole(a[0], "bigint");
            case FLOAT4 -> (a, c) -> float4(a[0]);
            case FLOAT8 -> (a, c) -> float8(a[0]);
            case NUMERIC -> (a, c) -> a[0];
            default -> null;
        };
    }

    private static @Nullable StrictFunction fromFloat4(TypeKind to) {
        return switch (to) {
            case INT2 -> (a, c) -> (int) int2(rint((float) a[0], "smallint"));
            case INT4 -> (a, c) -> int4(rint((float) a[0], "integer"));
            case INT8 -> (a, c) -> rint((float) a[0], "bigint");
            case FLOAT8 -> (a, c) -> (double) (float) a[0];
            case NUMERIC -> (a, c) -> numeric((float) a[0], 6);
            default -> null;
        };
    }

    private static @Nullable StrictFunction fromFloat8(TypeKind to) {
        return switch (to) {
            case INT2 -> (a, c) -> (int) int2(rint((double) a[0], "smallint"));
            case INT4 -> (a, c) -> int4(rint((double) a[0], "integer"));
            case INT8 -> (a, c) -> rint((double) a[0], "bigint");
            case FLOAT4 -> (a, c) -> narrowed((double) a[0]);
            case NUMERIC -> (a, c) -> numeric((double) a[0], 15);
            default -> null;
        };
    }

    static int int4(long value) {
        if (value != (int) value) {
            throw outOfRange("integer");
        }
        return (int) value;
    }

    static short int2(long value) {
        if (value != (short) value) {
            throw outOfRange("smallint");
        }
        return (short) value;
    }

    static SqlException outOfRange(String type) {
        return new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, type + " out of range");
    }

    private static long oid(long value) {
        if (value < 0 || value > 0xffff_ffffL) {
            throw outOfRange("OID");
        }
        return value;
    }

    private static String character(int code) {
        if (code < -128 || code > 127) {
            throw outOfRange("\"char\"");
        }
        return code == 0 ? "" : Character.toString((char) (code & 0xff));
    }

    private static long whole(Object value, String type) {
        if (value instanceof NumericSpecial special) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "cannot convert " + (special == NumericSpecial.NAN ? "NaN" : "infinity") + " to " + type);
        }
        BigInteger rounded =
                ((BigDecimal) value).setScale(0, RoundingMode.HALF_UP).unscaledValue();
        if (rounded.bitLength() > 63) {
            throw outOfRange(type);
        }
        return rounded.longValue();
    }

    private static long rint(double value, String type) {
        double rounded = Math.rint(value);
        if (Double.isNaN(rounded) || rounded < -0x1p63 || rounded >= 0x1p63) {
            throw outOfRange(type);
        }
        return (long) rounded;
    }

    static double float8(Object value) {
        if (value instanceof NumericSpecial special) {
            return special(special);
        }
        double result = ((BigDecimal) value).doubleValue();
        if (Double.isInfinite(result) || (result == 0 && ((BigDecimal) value).signum() != 0)) {
            throw new SqlException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    "\"" + ((BigDecimal) value).toPlainString() + "\" is out of range for type double precision");
        }
        return result;
    }

    private static float float4(Object value) {
        if (value instanceof NumericSpecial special) {
            return (float) special(special);
        }
        float result = ((BigDecimal) value).floatValue();
        if (Float.isInfinite(result) || (result == 0 && ((BigDecimal) value).signum() != 0)) {
            throw new SqlException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    "\"" + ((BigDecimal) value).toPlainString() + "\" is out of range for type real");
        }
        return result;
    }

    private static double special(NumericSpecial special) {
        return switch (special) {
            case NAN -> Double.NaN;
            case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
            case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
        };
    }

    static float narrowed(double value) {
        float result = (float) value;
        if (Float.isInfinite(result) && !Double.isInfinite(value)) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
        }
        if (result == 0 && value != 0) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: underflow");
        }
        return result;
    }

    /** The decimal number of so many significant digits, as C prints it with {@code %.15g}. */
    static Object numeric(double value, int digits) {
        if (Double.isNaN(value)) {
            return NumericSpecial.NAN;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? NumericSpecial.POSITIVE_INFINITY : NumericSpecial.NEGATIVE_INFINITY;
        }
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    private static Bytes bytes(long value, int size) {
        byte[] out = new byte[size];
        for (int i = 0; i < size; i++) {
            out[i] = (byte) (value >> (8 * (size - 1 - i)));
        }
        return new Bytes(out);
    }

    private static Object fromBytes(Bytes value, TypeKind to) {
        byte[] bytes = value.array();
        if (bytes.length > to.length()) {
            throw outOfRange(to.display());
        }
        long result = 0;
        for (byte b : bytes) {
            result = (result << 8) | (b & 0xff);
        }
        return switch (to) {
            case INT2 -> (int) (short) result;
            case INT4 -> (int) result;
            default -> result;
        };
    }

    private static long bitValue(BitString value, int width, String type) {
        if (value.bits().length() > width) {
            throw outOfRange(type);
        }
        return value.bits().isEmpty() ? 0 : Long.parseUnsignedLong(value.bits(), 2);
    }
}
