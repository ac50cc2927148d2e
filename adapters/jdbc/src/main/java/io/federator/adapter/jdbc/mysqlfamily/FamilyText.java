package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.adapter.jdbc.text.DateTimeText;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.Bytes;
import java.math.BigDecimal;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Constants in the family's SQL, for sessions in which a backslash escapes, as both servers have it by default:
 * backslashes and quotes are written twice. (The other mode would be simpler, but Connector/J then sends texts as
 * binary strings.)
 */
final class FamilyText {
    static final int MAX_PRECISION = 65;
    static final int MAX_SCALE = 30;
    private static final int FIRST_DAY = -719_162;
    private static final int LAST_DAY = 2_932_896;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private FamilyText() {}

    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** The text of a literal that {@link #quoted} wrote, or null for anything else. */
    static @Nullable String unquoted(String sql) {
        return sql.length() < 2 || sql.charAt(0) != '\''
                ? null
                : sql.substring(1, sql.length() - 1).replace("''", "'").replace("\\\\", "\\");
    }

    /** A value that is not null; null when the database has no constant for it. */
    static @Nullable String constant(SqlType type, Object value) {
        return switch (type.kind()) {
            case BOOL -> (Boolean) value ? "TRUE" : "FALSE";
            case INT2, INT4, INT8 -> signed(value.toString());
            case NUMERIC -> value instanceof BigDecimal number && fits(number) ? numeric(number) : null;
            case FLOAT4 -> real(((Float) value).doubleValue());
            case FLOAT8 -> real((Double) value);
            case TEXT, VARCHAR -> text((String) value);
            case BPCHAR -> text(stripped((String) value));
            case BYTEA -> "x'" + HexFormat.of().formatHex(((Bytes) value).array()) + "'";
            case DATE -> isDate((Integer) value) ? "DATE" + quoted(DateTimeText.formatDate((Integer) value)) : null;
            case TIME -> "TIME" + quoted(DateTimeText.formatTime((Long) value));
            case TIMESTAMP, TIMESTAMPTZ ->
                isTimestamp((Long) value) ? "TIMESTAMP" + quoted(DateTimeText.formatTimestamp((Long) value)) : null;
            case UUID -> quoted(value.toString());
            default -> null;
        };
    }

    /** Within the years 1 to 9999. */
    static boolean isDate(int days) {
        return days >= FIRST_DAY && days <= LAST_DAY;
    }

    static boolean isTimestamp(long micros) {
        return micros >= FIRST_DAY * MICROS_PER_DAY && micros < (LAST_DAY + 1) * MICROS_PER_DAY;
    }

    static boolean fits(BigDecimal number) {
        return digits(number) <= MAX_PRECISION && number.scale() <= MAX_SCALE;
    }

    /** Total digits as a DECIMAL counts them. */
    static int digits(BigDecimal number) {
        return Math.max(number.precision(), number.scale());
    }

    /** A char(n) is kept and compared without its trailing blanks. */
    static String stripped(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    /** Whether the database can be told the value: it takes the sign off a zero, and has no others than finite ones. */
    static boolean holds(double value) {
        return Double.isFinite(value) && !(value == 0 && Math.copySign(1, value) < 0);
    }

    private static @Nullable String text(String text) {
        return text.indexOf('\0') >= 0 ? null : quoted(text);
    }

    /** A whole number gets a point, else it would be an integer and overflow as one. */
    private static String numeric(BigDecimal number) {
        return signed(number.toPlainString() + (number.scale() == 0 ? "." : ""));
    }

    private static @Nullable String real(double value) {
        if (!holds(value)) {
            return null;
        }
        String text = Double.toString(value);
        return signed(text.indexOf('E') >= 0 ? text : text + "e0");
    }

    private static String signed(String number) {
        return number.startsWith("-") ? "(" + number + ")" : number;
    }
}
