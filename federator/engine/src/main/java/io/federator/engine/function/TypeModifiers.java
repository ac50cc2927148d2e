package io.federator.engine.function;

import io.federator.engine.format.Calendar;
import io.federator.engine.function.FunctionRegistry.StrictFunction;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.BitString;
import io.federator.spi.value.Interval;
import io.federator.spi.value.NumericSpecial;
import io.federator.spi.value.TimeTz;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Fits a value to the modifier of its type: lengths, precisions, scales, interval fields. */
final class TypeModifiers {
    private static final long[] SCALES = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    private TypeModifiers() {}

    /** The function that enforces the modifier, or null when the type has none. */
    static @Nullable StrictFunction enforcing(SqlType type, boolean explicit) {
        if (type.typmod() < 0) {
            return null;
        }
        return switch (type.kind()) {
            case VARCHAR -> (a, c) -> varchar((String) a[0], type.length(), explicit);
            case BPCHAR -> (a, c) -> bpchar((String) a[0], type.length(), explicit);
            case NUMERIC -> (a, c) -> numeric(a[0], type.precision(), type.scale());
            case TIME -> (a, c) -> round((long) a[0], type.typmod(), 0);
            case TIMETZ ->
                (a, c) -> {
                    TimeTz value = (TimeTz) a[0];
                    return new TimeTz(round(value.micros(), type.typmod(), 0), value.zoneSeconds());
                };
            case TIMESTAMP, TIMESTAMPTZ -> (a, c) -> timestamp((long) a[0], type.typmod());
            case INTERVAL -> (a, c) -> interval((Interval) a[0], type.typmod());
            case BIT -> (a, c) -> bit((BitString) a[0], type.typmod(), explicit);
            case VARBIT -> (a, c) -> varbit((BitString) a[0], type.typmod(), explicit);
            default -> null;
        };
    }

    private static String varchar(String text, int length, boolean explicit) {
        if (text.length() <= length || text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        int end = text.offsetByCodePoints(0, length);
        if (!explicit && !text.substring(end).chars().allMatch(c -> c == ' ')) {
            throw new SqlException(
                    SqlState.STRING_DATA_RIGHT_TRUNCATION, "value too long for type character varying(" + length + ")");
        }
        return text.substring(0, end);
    }

    private static String bpchar(String text, int length, boolean explicit) {
        int count = text.codePointCount(0, text.length());
        if (count <= length) {
            return text + " ".repeat(length - count);
        }
        int end = text.offsetByCodePoints(0, length);
        if (!explicit && !text.substring(end).chars().allMatch(c -> c == ' ')) {
            throw new SqlException(
                    SqlState.STRING_DATA_RIGHT_TRUNCATION, "value too long for type character(" + length + ")");
        }
        return text.substring(0, end);
    }

    private static Object numeric(Object value, int precision, int scale) {
        if (value instanceof NumericSpecial special) {
            if (special == NumericSpecial.NAN) {
                return value;
            }
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow")
                    .withDetail("A field with precision " + precision + ", scale " + scale
                            + " cannot hold an infinite value.");
        }
        BigDecimal rounded = ((BigDecimal) value).setScale(scale, RoundingMode.HALF_UP);
        int wholeDigits = precision - scale;
        if (rounded.signum() != 0 && rounded.precision() - rounded.scale() > wholeDigits) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow")
                    .withDetail("A field with precision " + precision + ", scale " + scale
                            + " must round to an absolute value less than "
                            + (wholeDigits == 0 ? "1" : "10^" + wholeDigits) + ".");
        }
        return scale < 0 ? rounded.setScale(0) : rounded;
    }

    /** Rounds half away from the origin. */
    static long round(long micros, int digits, long origin) {
        long scale = SCALES[Math.min(digits, 6)];
        long value = micros - origin;
        long half = scale / 2;
        return origin + (value >= 0 ? (value + half) / scale * scale : -((-value + half) / scale * scale));
    }

    static long timestamp(long micros, int digits) {
        // PostgreSQL counts from 2000, so that is where the rounding changes direction.
        return Calendar.isInfinite(micros) ? micros : round(micros, digits, Calendar.EPOCH_2000_MICROS);
    }

    private static Interval interval(Interval value, int typmod) {
        if (IntervalMath.isInfinite(value)) {
            return value;
        }
        int range = (typmod >> 16) & 0x7fff;
        int precision = typmod & 0xffff;
        Interval cut = switch (range) {
            case 1 << 2 -> new Interval(value.months() / 12 * 12, 0, 0);
            case 1 << 1, (1 << 1) | (1 << 2) -> new Interval(value.months(), 0, 0);
            case 1 << 3 -> new Interval(value.months(), value.days(), 0);
            case 1 << 10, (1 << 3) | (1 << 10) ->
                new Interval(value.months(), value.days(), value.micros() / 3_600_000_000L * 3_600_000_000L);
            case 1 << 11, (1 << 10) | (1 << 11), (1 << 3) | (1 << 10) | (1 << 11) ->
                new Interval(value.months(), value.days(), value.micros() / 60_000_000L * 60_000_000L);
            default -> value;
        };
        if (precision > 6) {
            return cut;
        }
        long half = SCALES[precision] / 2;
        if (cut.micros() > Long.MAX_VALUE - half || cut.micros() < Long.MIN_VALUE + half) {
            throw IntervalMath.outOfRange();
        }
        return new Interval(cut.months(), cut.days(), round(cut.micros(), precision, 0));
    }

    private static BitString bit(BitString value, int length, boolean explicit) {
        int size = value.bits().length();
        if (size == length) {
            return value;
        }
        if (!explicit) {
            throw new SqlException(
                    SqlState.STRING_DATA_LENGTH_MISMATCH,
                    "bit string length " + size + " does not match type bit(" + length + ")");
        }
        return new BitString(
                size > length ? value.bits().substring(0, length) : value.bits() + "0".repeat(length - size));
    }

    private static BitString varbit(BitString value, int length, boolean explicit) {
        if (value.bits().length() <= length) {
            return value;
        }
        if (!explicit) {
            throw new SqlException(
                    SqlState.STRING_DATA_RIGHT_TRUNCATION, "bit string too long for type bit varying(" + length + ")");
        }
        return new BitString(value.bits().substring(0, length));
    }
}
