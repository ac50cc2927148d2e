package io.federator.adapter.postgresql;

import io.federator.adapter.jdbc.ColumnReader;
import io.federator.adapter.jdbc.ColumnReaders;
import io.federator.adapter.jdbc.ColumnReaders.RawText;
import io.federator.adapter.jdbc.text.ValueText;
import io.federator.spi.type.SqlType;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.util.UUID;

/** How each type is read from a result of pgjdbc. */
final class PostgresReaders {
    /** The bytes of a column that comes in text form, as {@link PostgresVendor} has asked. */
    private static final RawText RAW = ResultSet::getBytes;

    private static final RawText STRING = (row, column) -> {
        String text = row.getString(column);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    };

    private PostgresReaders() {}

    /** @param actual the type that the server sent, by its name in pg_type */
    static ColumnReader reader(SqlType wanted, String actual) {
        return switch (wanted.kind()) {
            case BOOL ->
                (row, column, into) -> {
                    boolean value = row.getBoolean(column);
                    if (row.wasNull()) {
                        return false;
                    }
                    into.object = value;
                    return true;
                };
            case INT2, INT4, INT8 ->
                isInteger(actual) ? ColumnReaders.integer(wanted) : ColumnReaders.wholeNumber(wanted);
            case OID,
                    REGCLASS,
                    REGTYPE,
                    REGPROC,
                    REGPROCEDURE,
                    REGOPER,
                    REGOPERATOR,
                    REGNAMESPACE,
                    REGROLE,
                    REGCOLLATION -> ColumnReaders.integer(wanted);
            case REGCONFIG, REGDICTIONARY -> ColumnReaders.integer(wanted);
            case XID, CID -> ColumnReaders.integer(wanted);
            case FLOAT4 -> "float4".equals(actual) ? ColumnReaders.float4() : ColumnReaders.narrowedFloat4();
            case FLOAT8 -> ColumnReaders.float8();
            case NUMERIC -> ColumnReaders.numeric(wanted, "numeric".equals(actual) ? RAW : STRING);
            case TEXT, VARCHAR, BPCHAR, NAME, CHAR, JSON, JSONB -> ColumnReaders.text(wanted);
            case BYTEA -> ColumnReaders.bytea();
            case DATE -> ColumnReaders.date("date".equals(actual) ? RAW : STRING);
            case TIME -> ColumnReaders.time("time".equals(actual) ? RAW : STRING);
            case TIMESTAMP -> ColumnReaders.timestamp("timestamp".equals(actual) ? RAW : STRING);
            case TIMESTAMPTZ -> ColumnReaders.timestamptz("timestamptz".equals(actual) ? RAW : STRING);
            case UUID ->
                (row, column, into) -> {
                    Object value = row.getObject(column);
                    if (value == null) {
                        return false;
                    }
                    into.object = value instanceof UUID ? value : ValueText.uuid(value.toString());
                    return true;
                };
            default -> ColumnReaders.anyText(wanted);
        };
    }

    private static boolean isInteger(String actual) {
        return switch (actual) {
            case "int2", "int4", "int8", "smallserial", "serial", "bigserial", "oid" -> true;
            default -> false;
        };
    }
}
