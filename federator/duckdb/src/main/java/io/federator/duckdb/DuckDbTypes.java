package io.federator.duckdb;

import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * How PostgreSQL's values are held in DuckDB. Dates and times are held as the plain numbers of {@link TypeKind}: they then
 * compare, join and sort as in PostgreSQL over its whole range, infinities included, where DuckDB's own date types have
 * other limits. Values that are only carried through (json, interval) are held as text.
 */
final class DuckDbTypes {
    static final int MAX_DIGITS = 38;

    private DuckDbTypes() {}

    static boolean carries(SqlType type) {
        return name(type) != null;
    }

    /** DuckDB's type for these values, null when they cannot be carried. */
    static @Nullable String name(SqlType type) {
        return switch (type.kind()) {
            case BOOL -> "BOOLEAN";
            case INT2 -> "SMALLINT";
            case INT4, DATE -> "INTEGER";
            case INT8, OID, TIME, TIMESTAMP, TIMESTAMPTZ -> "BIGINT";
            case FLOAT4 -> "FLOAT";
            case FLOAT8 -> "DOUBLE";
            case NUMERIC -> isDecimal(type.precision(), type.scale()) ? decimal(type.precision(), type.scale()) : null;
            case TEXT, VARCHAR, BPCHAR, NAME, JSON, JSONB, INTERVAL -> "VARCHAR";
            case BYTEA -> "BLOB";
            case UUID -> "UUID";
            default -> null;
        };
    }

    static boolean isDecimal(int precision, int scale) {
        return precision > 0 && precision <= MAX_DIGITS && scale >= 0 && scale <= precision;
    }

    static String decimal(int precision, int scale) {
        return "DECIMAL(" + precision + "," + scale + ")";
    }

    static Field field(String name, SqlType type) {
        ArrowType arrow = arrow(type);
        return type.is(TypeKind.UUID)
                ? new Field(name, new FieldType(true, arrow, null, UUID_EXTENSION), List.of())
                : Field.nullable(name, arrow);
    }

    private static final Map<String, String> UUID_EXTENSION =
            Map.of("ARROW:extension:name", "arrow.uuid", "ARROW:extension:metadata", "");

    private static ArrowType arrow(SqlType type) {
        return switch (type.kind()) {
            case BOOL -> ArrowType.Bool.INSTANCE;
            case INT2 -> new ArrowType.Int(16, true);
            case INT4, DATE -> new ArrowType.Int(32, true);
            case INT8, OID, TIME, TIMESTAMP, TIMESTAMPTZ -> new ArrowType.Int(64, true);
            case FLOAT4 -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case FLOAT8 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case NUMERIC -> new ArrowType.Decimal(type.precision(), type.scale(), 128);
            case TEXT, VARCHAR, BPCHAR, NAME, JSON, JSONB, INTERVAL -> ArrowType.Utf8.INSTANCE;
            case BYTEA -> ArrowType.Binary.INSTANCE;
            case UUID -> new ArrowType.FixedSizeBinary(16);
            default -> throw new IllegalArgumentException("not carried: " + type);
        };
    }
}
