package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.adapter.jdbc.dialect.Digits;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Columns as they are computed with and as they are fetched, in the type that the catalog gives them. */
final class FamilyColumns {
    static final String UTF8MB4 = "utf8mb4";

    private FamilyColumns() {}

    /** Null when the column can only be fetched. */
    static @Nullable Rendered computed(
            String sql, SourceColumn column, SqlType type, FamilyProfile profile, TextCollation exact) {
        String nativeType = column.nativeType();
        boolean isText = column.type().kind().isText();
        return switch (type.kind()) {
            case BOOL -> Rendered.computed("(" + sql + " <> 0)", type);
            case INT2, INT4, INT8, NUMERIC -> number(sql, column, type);
            case FLOAT8 ->
                nativeType.startsWith("float")
                        ? Rendered.computed("(" + sql + " * 1e0)", type)
                        : plain(sql, column, type);
            case FLOAT4, BYTEA, TIME -> plain(sql, column, type);
            case DATE, TIMESTAMP, TIMESTAMPTZ ->
                date(sql, column, type, profile.options().zeroDatesAsNull());
            case TEXT, VARCHAR, BPCHAR -> isText ? text(sql, column, type, profile, exact) : null;
            case UUID -> plain(sql, column, type);
            default -> null;
        };
    }

    private static Rendered plain(String sql, SourceColumn column, SqlType type) {
        return new Rendered(sql, type, -1, -1, TextCollation.NONE, column, false);
    }

    private static Rendered number(String sql, SourceColumn column, SqlType type) {
        // A year is compared with 99 as with 1999.
        if (column.nativeType().startsWith("year")) {
            return Rendered.computed("(" + sql + " + 0)", type);
        }
        Digits digits = Digits.of(Rendered.computed("", column.type()));
        boolean numeric = type.is(TypeKind.NUMERIC);
        return new Rendered(
                sql,
                type,
                numeric ? digits.precision() : -1,
                numeric ? digits.scale() : -1,
                TextCollation.NONE,
                column,
                false);
    }

    private static Rendered date(String sql, SourceColumn column, SqlType type, boolean zeroIsNull) {
        boolean fromDate = column.type().is(TypeKind.DATE) && !type.is(TypeKind.DATE);
        if (!zeroIsNull) {
            return fromDate ? Rendered.computed("CAST(" + sql + " AS DATETIME(6))", type) : plain(sql, column, type);
        }
        String value = withoutZero(sql);
        return Rendered.computed(fromDate ? "CAST(" + value + " AS DATETIME(6))" : value, type);
    }

    private static String withoutZero(String sql) {
        return "(CASE WHEN " + sql + " <> 0 THEN " + sql + " END)";
    }

    private static @Nullable Rendered text(
            String sql, SourceColumn column, SqlType type, FamilyProfile profile, TextCollation exact) {
        if (column.collation().kind() == TextCollation.Kind.NONE) {
            return null;
        }
        // Members of an enum would sort by their position.
        if (column.nativeType().startsWith("enum") || column.nativeType().startsWith("set")) {
            return new Rendered(
                    "(CONVERT(" + sql + " USING utf8mb4) COLLATE " + profile.exactCollation() + ")",
                    type,
                    -1,
                    -1,
                    exact,
                    null,
                    false);
        }
        return new Rendered(sql, type, -1, -1, column.collation(), column, false);
    }

    /** The select item for a column as it stands in a table or derived table. */
    static @Nullable String fetched(Rendered value, SourceColumn column, boolean zeroIsNull) {
        String sql = value.sql();
        if (isGeometry(column)) {
            return "ST_AsText(" + sql + ")";
        }
        return switch (value.type().kind()) {
            case BOOL -> "(" + sql + " <> 0)";
            case DATE, TIMESTAMP, TIMESTAMPTZ -> zeroIsNull ? withoutZero(sql) : sql;
            case FLOAT4, FLOAT8 -> exactReal(sql, column);
            default -> sql;
        };
    }

    /** A float is printed with six digits, a double with all. */
    private static String exactReal(String sql, SourceColumn column) {
        return column.nativeType().startsWith("float") ? "(" + sql + " * 1e0)" : sql;
    }

    static @Nullable String output(Rendered value) {
        return switch (value.type().kind()) {
            case FLOAT4 -> "(" + value.sql() + " * 1e0)";
            case BOOL, INT2, INT4, INT8, NUMERIC, FLOAT8, TEXT, VARCHAR, BYTEA, DATE, TIME -> value.sql();
            // It comes without its blanks, and only the length says how many they were.
            case BPCHAR -> value.type().length() < 0 ? null : value.sql();
            case TIMESTAMP, TIMESTAMPTZ, UUID -> value.sql();
            default -> null;
        };
    }

    /** What stands for a bound value that is to be kept in the column; null when there is no way to keep it. */
    static @Nullable String stored(SourceColumn column, SqlType type) {
        if (isGeometry(column)) {
            return "ST_GeomFromText(?)";
        }
        return switch (type.kind()) {
            case BOOL, INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8, TEXT, VARCHAR, BPCHAR, NAME, BYTEA -> "?";
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL, JSON, JSONB, BIT -> "?";
            case UUID -> column.type().is(TypeKind.BYTEA) ? "UNHEX(REPLACE(?, '-', ''))" : "?";
            default -> null;
        };
    }

    /** The same for a value that the server computes: it has the column's own form. */
    static @Nullable String assigned(SourceColumn column, Rendered value) {
        SqlType own = column.type();
        boolean enumerated =
                column.nativeType().startsWith("enum") || column.nativeType().startsWith("set");
        return switch (value.type().kind()) {
            case INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8, DATE, TIME, TIMESTAMP, TIMESTAMPTZ ->
                own.bare().equals(value.type().bare()) ? value.sql() : null;
            case TEXT, VARCHAR -> own.kind().isText() && !enumerated ? value.sql() : null;
            case BOOL -> column.nativeType().startsWith("tinyint") ? value.sql() : null;
            default -> null;
        };
    }

    /** The value as a signed number: unsigned arithmetic has other bounds. */
    static Rendered signed(Rendered value) {
        SourceColumn column = value.column();
        if (column == null || !column.nativeType().contains("unsigned")) {
            return value;
        }
        Digits digits = Digits.of(value);
        return switch (value.type().kind()) {
            case INT2, INT4, INT8 -> value.withSql("CAST(" + value.sql() + " AS SIGNED)");
            case NUMERIC ->
                value.withSql(
                        "CAST(" + value.sql() + " AS DECIMAL(" + digits.precision() + "," + digits.scale() + "))");
            case FLOAT8 -> value.withSql("(" + value.sql() + " * 1e0)");
            default -> value;
        };
    }

    /** Whether a uuid is kept as 16 bytes. */
    static boolean isBinary(Rendered uuid) {
        SourceColumn column = uuid.column();
        return column != null && column.type().is(TypeKind.BYTEA);
    }

    static boolean isGeometry(SourceColumn column) {
        String name = column.nativeType().toLowerCase(Locale.ROOT);
        return name.contains("point")
                || name.contains("linestring")
                || name.contains("polygon")
                || name.startsWith("geom");
    }
}
