package io.federator.adapter.jdbc.text;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.BitString;
import io.federator.spi.value.Bytes;
import io.federator.spi.value.Geometry;
import io.federator.spi.value.Inet;
import io.federator.spi.value.Interval;
import io.federator.spi.value.MacAddress;
import io.federator.spi.value.MoneyText;
import io.federator.spi.value.TimeTz;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values in PostgreSQL's text form under the pinned session settings (ISO dates, PostgreSQL intervals, shortest exact
 * floats, hex bytea). What {@link #parse} does not understand is an error with PostgreSQL's wording.
 */
public final class ValueText {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private ValueText() {}

    /** The value in the class that {@link TypeKind} names. */
    public static Object parse(SqlType type, String text) {
        try {
            return parseChecked(type, text);
        } catch (NumberFormatException e) {
            throw malformed(type, text, e);
        }
    }

    private static Object parseChecked(SqlType type, String text) {
        return switch (type.kind()) {
            case BOOL -> bool(type, text);
            case INT2 -> (int) Short.parseShort(text);
            case INT4 -> Integer.parseInt(text);
            case INT8 -> Long.parseLong(text);
            case NUMERIC -> NumericText.parse(text);
            case FLOAT4 -> Float.parseFloat(text);
            case FLOAT8 -> Double.parseDouble(text);
            case TEXT, VARCHAR, NAME, CHAR, JSON, JSONB, JSONPATH, TID, PG_NODE_TREE, ACLITEM, PG_LSN, UNKNOWN, VOID ->
                text;
            case BPCHAR -> padded(type, text);
            case BYTEA -> bytes(type, text);
            case DATE -> DateTimeText.date(DateTimeText.ascii(text));
            case TIME -> DateTimeText.time(DateTimeText.ascii(text));
            case TIMETZ -> DateTimeText.timetz(DateTimeText.ascii(text));
            case TIMESTAMP -> DateTimeText.timestamp(DateTimeText.ascii(text));
            case TIMESTAMPTZ -> DateTimeText.timestamptz(DateTimeText.ascii(text));
            case INTERVAL -> IntervalText.parse(text);
            case UUID -> uuid(text);
            case BIT, VARBIT -> new BitString(text);
            case INET -> Inet.parse(text);
            case CIDR -> Inet.parseCidr(text);
            case MACADDR -> MacAddress.parse(text);
            case MACADDR8 -> MacAddress.parse8(text);
            case MONEY -> MoneyText.parse(text);
            case POINT, LSEG, PATH, BOX, POLYGON, LINE, CIRCLE -> Geometry.parse(type.kind(), text);
            case OID, REGCLASS, REGTYPE, REGPROC, REGPROCEDURE, REGOPER, REGOPERATOR, REGNAMESPACE, REGROLE ->
                oid(text);
            case REGCOLLATION, REGCONFIG, REGDICTIONARY, XID, CID -> oid(text);
            case INT2VECTOR -> ArrayText.parseVector(SqlType.INT2, text);
            case OIDVECTOR -> ArrayText.parseVector(SqlType.OID, text);
            case ARRAY -> ArrayText.parse(elementOf(type), text);
            case RECORD, ANYARRAY ->
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED, "cannot read a value of type " + type + " from a source");
        };
    }

    /** The text that {@link #parse} and PostgreSQL's input functions read back to the same value. */
    public static String format(SqlType type, Object value) {
        return switch (type.kind()) {
            case BOOL -> (Boolean) value ? "t" : "f";
            case NUMERIC -> NumericText.format(value);
            case FLOAT4, FLOAT8, INT2, INT4, INT8 -> value.toString();
            case DATE -> DateTimeText.formatDate((Integer) value);
            case TIME -> DateTimeText.formatTime((Long) value);
            case TIMETZ -> DateTimeText.formatTimetz((TimeTz) value);
            case TIMESTAMP -> DateTimeText.formatTimestamp((Long) value);
            case TIMESTAMPTZ -> DateTimeText.formatTimestamptz((Long) value);
            case INTERVAL -> IntervalText.format((Interval) value);
            case BIT, VARBIT -> ((BitString) value).bits();
            case BYTEA -> ((Bytes) value).toString();
            case CIDR -> ((Inet) value).cidrText();
            case MONEY -> MoneyText.print((Long) value);
            case POINT, LSEG, PATH, BOX, POLYGON, LINE, CIRCLE ->
                ((Geometry) value).print(type.kind(), ValueText::coordinate);
            case ARRAY -> ArrayText.format((ArrayValue) value);
            case INT2VECTOR, OIDVECTOR -> vector((ArrayValue) value);
            default -> value.toString();
        };
    }

    private static String coordinate(double number) {
        String text = Double.toString(number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** A {@code char(n)} value with its blanks, counted in characters. */
    public static String padded(SqlType type, String text) {
        int missing = type.length() - text.codePointCount(0, text.length());
        return missing > 0 ? text + " ".repeat(missing) : text;
    }

    /** A uuid in its canonical 36 characters, upper or lower case. */
    public static UUID uuid(String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw malformed(SqlType.UUID, text, null);
        }
        return UUID.fromString(text);
    }

    /** The 16 bytes of a uuid, most significant first. */
    public static UUID uuid(byte[] bytes) {
        if (bytes.length != 16) {
            throw malformed(SqlType.UUID, HexFormat.of().formatHex(bytes), null);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** The bits of a bit string that came as bytes, with leading zeros dropped down to {@code length} bits. */
    public static BitString bits(byte[] bytes, int length) {
        StringBuilder out = new StringBuilder(bytes.length * 8);
        for (byte b : bytes) {
            for (int bit = 7; bit >= 0; bit--) {
                out.append((b >> bit & 1) == 1 ? '1' : '0');
            }
        }
        while (out.length() < length) {
            out.insert(0, '0');
        }
        return new BitString(out.substring(out.length() - length));
    }

    private static Boolean bool(SqlType type, String text) {
        return switch (text) {
            case "t", "true", "1" -> true;
            case "f", "false", "0" -> false;
            default -> throw malformed(type, text, null);
        };
    }

    private static Bytes bytes(SqlType type, String text) {
        if (!text.startsWith("\\x")) {
            throw malformed(type, text, null);
        }
        return new Bytes(HexFormat.of().parseHex(text, 2, text.length()));
    }

    private static Long oid(String text) {
        return "-".equals(text) ? 0L : new BigDecimal(text).longValueExact();
    }

    private static String vector(ArrayValue value) {
        StringBuilder out = new StringBuilder();
        for (Object number : value.values()) {
            out.append(out.isEmpty() ? "" : " ").append(number);
        }
        return out.toString();
    }

    private static SqlType elementOf(SqlType array) {
        SqlType element = array.element();
        if (element == null) {
            throw new IllegalArgumentException("no array: " + array);
        }
        return element;
    }

    private static SqlException malformed(SqlType type, String text, @Nullable Throwable cause) {
        String message = "invalid input syntax for type " + type.kind().display() + ": \"" + text + "\"";
        return cause == null
                ? new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, message)
                : new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, message, cause);
    }
}
