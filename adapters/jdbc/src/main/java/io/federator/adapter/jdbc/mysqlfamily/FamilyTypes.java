package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.HashSet;
import java.util.Set;

/** The PostgreSQL type of each native type, and what {@code define} may ask for instead. */
final class FamilyTypes {
    private static final int TIME_DIGITS = 6;

    private static final int MAX_CHARACTER_BYTES = 4;
    private static final int NAME_BYTES = 64;

    private FamilyTypes() {}

    /**
     * A column as information_schema tells of it.
     *
     * @param fullType such as {@code int unsigned}, lower case
     * @param name such as {@code int}
     * @param length characters or bytes, -1 for none
     * @param precision digits of a number, -1 for none
     * @param scale fractional digits of a number, -1 for none
     * @param fraction fractional digits of a time, -1 for none
     */
    record Native(
            String fullType,
            String name,
            long length,
            int precision,
            int scale,
            int fraction,
            String charset,
            String collation,
            boolean checkedJson) {
        boolean unsigned() {
            return fullType.contains("unsigned");
        }
    }

    static SqlType type(Native column, FamilyOptions options) {
        return options.tinyint1AsBoolean() && isTinyint1(column) ? SqlType.BOOL : natural(column);
    }

    private static boolean isTinyint1(Native column) {
        return column.fullType().startsWith("tinyint(1)");
    }

    private static SqlType natural(Native column) {
        boolean unsigned = column.unsigned();
        return switch (column.name()) {
            case "tinyint" -> SqlType.INT2;
            case "smallint" -> unsigned ? SqlType.INT4 : SqlType.INT2;
            case "mediumint", "year" -> SqlType.INT4;
            case "int", "integer" -> unsigned ? SqlType.INT8 : SqlType.INT4;
            case "bigint" -> unsigned ? SqlType.numeric(20, 0) : SqlType.INT8;
            case "decimal", "numeric" -> SqlType.numeric(column.precision(), column.scale());
            case "float" -> SqlType.FLOAT4;
            case "double", "real" -> SqlType.FLOAT8;
            case "char" -> "binary".equals(column.charset()) ? SqlType.BYTEA : SqlType.bpchar((int) column.length());
            case "varchar" -> SqlType.varchar((int) column.length());
            case "tinytext", "text", "mediumtext", "longtext" -> column.checkedJson() ? SqlType.JSONB : SqlType.TEXT;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> SqlType.BYTEA;
            case "date" -> SqlType.DATE;
            case "datetime" -> fractional(TypeKind.TIMESTAMP, column);
            case "timestamp" -> fractional(TypeKind.TIMESTAMPTZ, column);
            case "time" -> fractional(TypeKind.TIME, column);
            case "json" -> SqlType.JSONB;
            case "bit" -> SqlType.of(TypeKind.BIT, column.precision());
            case "uuid" -> SqlType.UUID;
            // Enum, set, and whatever else: by its text.
            default -> SqlType.TEXT;
        };
    }

    private static SqlType fractional(TypeKind kind, Native column) {
        return column.fraction() < 0 || column.fraction() >= TIME_DIGITS
                ? SqlType.of(kind, TIME_DIGITS)
                : SqlType.of(kind, column.fraction());
    }

    static Set<SqlType> alternatives(Native column) {
        Set<SqlType> offered = new HashSet<>();
        switch (natural(column).kind()) {
            case INT2 -> offered.addAll(Set.of(SqlType.INT4, SqlType.INT8, SqlType.NUMERIC));
            case INT4 -> offered.addAll(Set.of(SqlType.INT8, SqlType.NUMERIC));
            case INT8, NUMERIC -> offered.add(SqlType.NUMERIC);
            case FLOAT4 -> offered.add(SqlType.FLOAT8);
            case TEXT, VARCHAR, BPCHAR -> offered.addAll(Set.of(SqlType.TEXT, SqlType.VARCHAR));
            case DATE -> offered.add(SqlType.TIMESTAMP);
            case TIMESTAMP, TIMESTAMPTZ -> offered.addAll(Set.of(SqlType.TIMESTAMP, SqlType.TIMESTAMPTZ));
            case TIME -> offered.add(SqlType.INTERVAL);
            case JSONB -> offered.addAll(Set.of(SqlType.JSON, SqlType.TEXT));
            default -> {
                // Nothing but the type itself.
            }
        }
        String full = column.fullType();
        if (full.startsWith("tinyint(1)") || full.equals("bit(1)")) {
            offered.add(SqlType.BOOL);
        }
        if (isTinyint1(column)) {
            offered.add(SqlType.INT2);
        }
        if (column.name().equals("char") || column.name().equals("varchar")) {
            if (column.length() == 36) {
                offered.add(SqlType.UUID);
            }
            offered.add(SqlType.BPCHAR);
            if (column.length() * MAX_CHARACTER_BYTES < NAME_BYTES) {
                offered.add(SqlType.NAME);
            }
        }
        if (full.equals("binary(16)")) {
            offered.add(SqlType.UUID);
        }
        if (column.name().endsWith("text")) {
            offered.addAll(Set.of(SqlType.JSON, SqlType.JSONB));
        }
        return offered;
    }

    /**
     * Texts of types that only have a text form are marked by having no collation: they are fetched and not computed
     * with.
     */
    static TextCollation collation(Native column, FamilyProfile profile) {
        if (!natural(column).kind().isText() || column.collation().isEmpty()) {
            return TextCollation.NONE;
        }
        TextCollation.Kind kind = column.collation().equals(profile.exactCollation())
                ? TextCollation.Kind.CODE_POINT
                : TextCollation.Kind.LOOSE;
        return new TextCollation(kind, column.collation(), column.charset());
    }
}
