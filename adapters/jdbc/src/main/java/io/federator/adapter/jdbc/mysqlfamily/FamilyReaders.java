package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.adapter.jdbc.ColumnReader;
import io.federator.adapter.jdbc.ColumnReaders;
import io.federator.adapter.jdbc.ColumnReaders.RawText;
import io.federator.adapter.jdbc.text.DateTimeText;
import io.federator.adapter.jdbc.text.JsonbText;
import io.federator.adapter.jdbc.text.ValueText;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.Interval;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/** How each type is read from a result in the text protocol, which is exact for all of them but FLOAT. */
final class FamilyReaders {
    private FamilyReaders() {}

    /** @param raw how the driver gives a date, time or number in the text that the server sent */
    static ColumnReader reader(SqlType wanted, ResultSetMetaData metadata, int column, RawText raw)
            throws SQLException {
        int type = metadata.getColumnType(column);
        return switch (wanted.kind()) {
            case BOOL -> bool(type == Types.BIT && metadata.getPrecision(column) > 0);
            case INT2, INT4, INT8, OID ->
                isInteger(type, metadata.getColumnTypeName(column))
                        ? ColumnReaders.integer(wanted)
                        : ColumnReaders.wholeNumber(wanted);
            case FLOAT4 -> ColumnReaders.narrowedFloat4();
            case FLOAT8 -> ColumnReaders.float8();
            case NUMERIC -> ColumnReaders.numeric(wanted, raw);
            case TEXT, VARCHAR, BPCHAR, NAME, JSON -> ColumnReaders.text(wanted);
            case JSONB ->
                (row, index, into) -> {
                    String text = row.getString(index);
                    if (text == null) {
                        return false;
                    }
                    into.object = JsonbText.canonical(text);
                    return true;
                };
            case BYTEA -> ColumnReaders.bytea();
            case BIT -> bits(wanted);
            case DATE -> ColumnReaders.date(raw);
            case TIME -> ColumnReaders.time(raw);
            case TIMESTAMP -> ColumnReaders.timestamp(raw);
            case TIMESTAMPTZ -> ColumnReaders.timestamptz(raw);
            case INTERVAL ->
                (row, index, into) -> {
                    byte[] text = raw.of(row, index);
                    if (text == null) {
                        return false;
                    }
                    into.object = new Interval(0, 0, DateTimeText.duration(text));
                    return true;
                };
            case UUID -> uuid(type);
            default ->
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED, "cannot read a value of type " + wanted + " from this source");
        };
    }

    private static boolean isInteger(int type, String name) {
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> true;
            case Types.BIGINT -> !name.toUpperCase(Locale.ROOT).contains("UNSIGNED");
            default -> false;
        };
    }

    private static ColumnReader bool(boolean bits) {
        return (row, index, into) -> {
            long value;
            if (bits) {
                byte[] bytes = row.getBytes(index);
                value = bytes == null ? 0 : bytes[bytes.length - 1];
            } else {
                value = row.getLong(index);
            }
            if (row.wasNull()) {
                return false;
            }
            if (value != 0 && value != 1) {
                throw new SqlException(
                        SqlState.INVALID_TEXT_REPRESENTATION,
                        "invalid input syntax for type boolean: \"" + value + "\"");
            }
            into.object = value == 1;
            return true;
        };
    }

    private static ColumnReader bits(SqlType wanted) {
        int length = Math.max(1, wanted.typmod());
        return (row, index, into) -> {
            byte[] bytes = row.getBytes(index);
            if (bytes == null) {
                return false;
            }
            into.object = ValueText.bits(bytes, length);
            return true;
        };
    }

    private static ColumnReader uuid(int type) {
        boolean binary = type == Types.BINARY || type == Types.VARBINARY || type == Types.LONGVARBINARY;
        return (row, index, into) -> {
            if (binary) {
                byte[] bytes = row.getBytes(index);
                into.object = bytes == null ? null : ValueText.uuid(bytes);
            } else {
                String text = row.getString(index);
                into.object = text == null ? null : ValueText.uuid(text);
            }
            return into.object != null;
        };
    }
}
