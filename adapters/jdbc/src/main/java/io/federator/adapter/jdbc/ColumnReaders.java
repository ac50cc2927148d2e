package io.federator.adapter.jdbc;

import io.federator.adapter.jdbc.text.DateTimeText;
import io.federator.adapter.jdbc.text.NumericText;
import io.federator.adapter.jdbc.text.ValueText;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.Bytes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Readers that the databases share. */
public final class ColumnReaders {
    private ColumnReaders() {}

    /** A value in the database's own text; null for NULL. */
    @FunctionalInterface
    public interface RawText {
        byte @Nullable [] of(ResultSet row, int column) throws SQLException;
    }

    @FunctionalInterface
    private interface ParsedLong {
        long of(byte[] text);
    }

    /** From a column that the driver reads as a long without loss. */
    public static ColumnReader integer(SqlType type) {
        if (type.is(TypeKind.INT8)) {
            return (row, column, into) -> {
                into.number = row.getLong(column);
                return !row.wasNull();
            };
        }
        return (row, column, into) -> {
            long value = row.getLong(column);
            if (row.wasNull()) {
                return false;
            }
            into.number = inRange(type, value);
            return true;
        };
    }

    /** From a decimal, which must be whole and in range. */
    public static ColumnReader wholeNumber(SqlType type) {
        return (row, column, into) -> {
            BigDecimal value = row.getBigDecimal(column);
            if (value == null) {
                return false;
            }
            try {
                into.number = inRange(type, value.longValueExact());
            } catch (ArithmeticException e) {
                throw new SqlException(
                        SqlState.NUMERIC_VALUE_OUT_OF_RANGE, type.kind().display() + " out of range", e);
            }
            return true;
        };
    }

    public static ColumnReader float8() {
        return (row, column, into) -> {
            into.real = row.getDouble(column);
            return !row.wasNull();
        };
    }

    /** From a column of single precision. */
    public static ColumnReader float4() {
        return (row, column, into) -> {
            into.real = row.getFloat(column);
            return !row.wasNull();
        };
    }

    /** From a double, which must be a float exactly. */
    public static ColumnReader narrowedFloat4() {
        return (row, column, into) -> {
            double value = row.getDouble(column);
            if (row.wasNull()) {
                return false;
            }
            into.real = (float) value;
            if (into.real != value && !Double.isNaN(value)) {
                throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value " + value + " is no exact real");
            }
            return true;
        };
    }

    public static ColumnReader numeric(SqlType type, RawText raw) {
        int precision = type.precision();
        int scale = type.scale();
        return (row, column, into) -> {
            byte[] text = raw.of(row, column);
            if (text == null) {
                return false;
            }
            Object value = NumericText.parse(text);
            into.object =
                    precision >= 0 && value instanceof BigDecimal number ? fitted(number, precision, scale) : value;
            return true;
        };
    }

    /** The number with exactly {@code scale} digits after the point. */
    static BigDecimal fitted(BigDecimal number, int precision, int scale) {
        int wantedScale = Math.max(scale, 0);
        BigDecimal fitted = number;
        if (number.scale() != wantedScale) {
            try {
                fitted = number.setScale(wantedScale);
            } catch (ArithmeticException e) {
                throw overflow(precision, scale, e);
            }
        }
        if (fitted.precision() - fitted.scale() > precision - scale && fitted.signum() != 0) {
            throw overflow(precision, scale, null);
        }
        return fitted;
    }

    public static ColumnReader text(SqlType type) {
        int length = type.length();
        boolean padded = type.is(TypeKind.BPCHAR);
        return (row, column, into) -> {
            String value = row.getString(column);
            if (value == null) {
                return false;
            }
            into.object = length < 0 ? checked(value) : sized(type, length, padded, checked(value));
            return true;
        };
    }

    private static String checked(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new SqlException(
                    SqlState.CHARACTER_NOT_IN_REPERTOIRE, "invalid byte sequence for encoding \"UTF8\": 0x00");
        }
        return value;
    }

    private static String sized(SqlType type, int length, boolean padded, String value) {
        if (value.length() > length
                && value.stripTrailing().codePointCount(0, value.stripTrailing().length()) > length) {
            throw new SqlException(SqlState.STRING_DATA_RIGHT_TRUNCATION, "value too long for type " + type);
        }
        return padded ? ValueText.padded(type, value) : value;
    }

    public static ColumnReader bytea() {
        return (row, column, into) -> {
            byte[] value = row.getBytes(column);
            if (value == null) {
                return false;
            }
            into.object = new Bytes(value);
            return true;
        };
    }

    public static ColumnReader date(RawText raw) {
        return parsed(raw, DateTimeText::date);
    }

    public static ColumnReader time(RawText raw) {
        return parsed(raw, DateTimeText::time);
    }

    public static ColumnReader timestamp(RawText raw) {
        return parsed(raw, DateTimeText::timestamp);
    }

    public static ColumnReader timestamptz(RawText raw) {
        return parsed(raw, DateTimeText::timestamptz);
    }

    private static ColumnReader parsed(RawText raw, ParsedLong parser) {
        return (row, column, into) -> {
            byte[] text = raw.of(row, column);
            if (text == null) {
                return false;
            }
            into.number = parser.of(text);
            return true;
        };
    }

    /** From PostgreSQL's text form of any type whose value is an object. */
    public static ColumnReader anyText(SqlType type) {
        return (row, column, into) -> {
            String text = row.getString(column);
            if (text == null) {
                return false;
            }
            into.object = ValueText.parse(type, text);
            return true;
        };
    }

    /** Text that came as ASCII bytes. */
    public static String string(byte[] ascii) {
        return new String(ascii, StandardCharsets.ISO_8859_1);
    }

    private static long inRange(SqlType type, long value) {
        boolean fits = switch (type.kind()) {
            case INT2 -> value == (short) value;
            case INT4 -> value == (int) value;
            case INT8 -> true;
            default -> value >= 0 && value <= 0xffff_ffffL;
        };
        if (!fits) {
            throw new SqlException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE, type.kind().display() + " out of range");
        }
        return value;
    }

    private static SqlException overflow(int precision, int scale, @Nullable ArithmeticException cause) {
        String message = "numeric field overflow";
        SqlException error = cause == null
                ? new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, message)
                : new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, message, cause);
        return error.withDetail(
                "A field with precision " + precision + ", scale " + scale + " cannot hold the value exactly.");
    }
}
