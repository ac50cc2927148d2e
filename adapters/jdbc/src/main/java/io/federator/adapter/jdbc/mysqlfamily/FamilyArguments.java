package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.adapter.jdbc.text.DateTimeText;
import io.federator.adapter.jdbc.text.ValueText;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.BitString;
import io.federator.spi.value.Bytes;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/** Binds arguments, which the drivers write into the text of the statement as constants. */
final class FamilyArguments {
    private FamilyArguments() {}

    static void bind(PreparedStatement statement, int index, Argument argument) throws SQLException {
        Object value = argument.value();
        if (value == null) {
            statement.setNull(index, Types.NULL);
            return;
        }
        SqlType type = argument.type();
        switch (type.kind()) {
            case BOOL -> statement.setBoolean(index, (Boolean) value);
            case INT2, INT4, INT8 -> statement.setLong(index, ((Number) value).longValue());
            case NUMERIC -> statement.setBigDecimal(index, decimal(type, value));
            case FLOAT4, FLOAT8 -> statement.setDouble(index, finite(type, ((Number) value).doubleValue()));
            case BYTEA -> statement.setBytes(index, ((Bytes) value).array());
            case BIT -> statement.setBytes(index, bits((BitString) value));
            default -> statement.setString(index, text(type, value));
        }
    }

    /** What is bound as a text, and decimals and integers as they would be written. */
    static String text(SqlType type, Object value) {
        return switch (type.kind()) {
            case INT2, INT4, INT8 -> value.toString();
            case NUMERIC -> decimal(type, value).toPlainString();
            case TEXT, VARCHAR -> (String) value;
            case BPCHAR -> FamilyText.stripped((String) value);
            case DATE -> date(type, (Integer) value);
            case TIME -> DateTimeText.formatTime((Long) value);
            case TIMESTAMP, TIMESTAMPTZ -> timestamp(type, (Long) value);
            case UUID -> value.toString();
            case NAME, JSON, JSONB, INTERVAL -> ValueText.format(type, value);
            default -> throw unsupported(type, value);
        };
    }

    /** There are no infinities, no NaN and no years before Christ, and decimals end at 65 digits. */
    static boolean holds(SqlType type, Object value) {
        return switch (type.kind()) {
            case NUMERIC -> value instanceof BigDecimal number && FamilyText.fits(number);
            case FLOAT4, FLOAT8 -> Double.isFinite(((Number) value).doubleValue());
            case DATE -> FamilyText.isDate((Integer) value);
            case TIMESTAMP, TIMESTAMPTZ -> FamilyText.isTimestamp((Long) value);
            default -> true;
        };
    }

    /** The bits as a number of whole bytes, as the servers keep them. */
    private static byte[] bits(BitString value) {
        int bytes = (value.bits().length() + 7) / 8;
        byte[] bits = new byte[bytes];
        int first = bytes * 8 - value.bits().length();
        for (int i = 0; i < value.bits().length(); i++) {
            if (value.bits().charAt(i) == '1') {
                int at = first + i;
                bits[at / 8] |= (byte) (0x80 >> (at % 8));
            }
        }
        return bits;
    }

    private static BigDecimal decimal(SqlType type, Object value) {
        if (value instanceof BigDecimal number && FamilyText.fits(number)) {
            return number;
        }
        throw unsupported(type, value);
    }

    private static double finite(SqlType type, double value) {
        if (!FamilyText.holds(value)) {
            throw unsupported(type, value);
        }
        return value;
    }

    private static String date(SqlType type, int days) {
        if (!FamilyText.isDate(days)) {
            throw unsupported(type, DateTimeText.formatDate(days));
        }
        return DateTimeText.formatDate(days);
    }

    private static String timestamp(SqlType type, long micros) {
        if (!FamilyText.isTimestamp(micros)) {
            throw unsupported(type, DateTimeText.formatTimestamp(micros));
        }
        return DateTimeText.formatTimestamp(micros);
    }

    private static SqlException unsupported(SqlType type, Object value) {
        return new SqlException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "the source has no value " + value + " of type " + type.kind().display());
    }
}
