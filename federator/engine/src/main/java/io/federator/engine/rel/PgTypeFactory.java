package io.federator.engine.rel;

import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Makes {@link PgRelType}s, also where Calcite's own rules ask for BOOLEAN, INTEGER, BIGINT or DECIMAL. Thread-safe. */
public final class PgTypeFactory extends SqlTypeFactoryImpl {
    public PgTypeFactory() {
        super(new PgTypeSystem());
    }

    public RelDataType of(SqlType type, boolean nullable) {
        return canonize(new PgRelType(type, nullable));
    }

    /** A record whose fields are known, nullable. */
    public RelDataType record(List<PgRelType.RecordField> fields) {
        return canonize(new PgRelType(SqlType.of(TypeKind.RECORD), true, fields));
    }

    /** The type as nullable, which is always safe. */
    public RelDataType of(SqlType type) {
        return of(type, true);
    }

    /** The PostgreSQL type of a scalar in a tree of ours. */
    public static SqlType sqlType(RelDataType type) {
        if (type instanceof PgRelType pg) {
            return pg.type();
        }
        throw new IllegalArgumentException("not a type of ours: " + type.getFullTypeString());
    }

    @Override
    public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
        return type instanceof PgRelType pg
                ? canonize(pg.withNullability(nullable))
                : super.createTypeWithNullability(type, nullable);
    }

    @Override
    public RelDataType createSqlType(SqlTypeName name) {
        return switch (name) {
            case BOOLEAN -> of(SqlType.BOOL, false);
            case SMALLINT -> of(SqlType.INT2, false);
            case INTEGER -> of(SqlType.INT4, false);
            case BIGINT -> of(SqlType.INT8, false);
            case DECIMAL -> of(SqlType.NUMERIC, false);
            case REAL -> of(SqlType.FLOAT4, false);
            case DOUBLE, FLOAT -> of(SqlType.FLOAT8, false);
            case VARCHAR, CHAR -> of(SqlType.TEXT, false);
            case DATE -> of(SqlType.DATE, false);
            case TIMESTAMP -> of(SqlType.TIMESTAMP, false);
            default -> super.createSqlType(name);
        };
    }

    @Override
    public RelDataType createSqlType(SqlTypeName name, int precision) {
        // Calcite's own implementation of the other method may come back here.
        return name == SqlTypeName.ANY || name == SqlTypeName.NULL || name == SqlTypeName.SYMBOL
                ? super.createSqlType(name, precision)
                : createSqlType(name);
    }

    /** Texts of ours have one character set, and no collation that Calcite need know of. */
    @Override
    public RelDataType createTypeWithCharsetAndCollation(RelDataType type, Charset charset, SqlCollation collation) {
        return type instanceof PgRelType ? type : super.createTypeWithCharsetAndCollation(type, charset, collation);
    }

    @Override
    public @Nullable RelDataType leastRestrictive(List<RelDataType> types) {
        if (!types.isEmpty() && types.stream().allMatch(PgRelType.class::isInstance)) {
            SqlType first = sqlType(types.getFirst());
            boolean nullable = types.stream().anyMatch(RelDataType::isNullable);
            if (types.stream().allMatch(t -> sqlType(t).equals(first))) {
                return of(first, nullable);
            }
            if (types.stream().allMatch(t -> sqlType(t).kind().isInteger())) {
                // Calcite's rules add literals of its own choice, such as the 0 of a count over no rows.
                return types.stream()
                        .map(PgTypeFactory::sqlType)
                        .max(Comparator.comparing(SqlType::kind))
                        .map(t -> of(t.bare(), nullable))
                        .orElseThrow();
            }
            // The binder has made the types alike already; only modifiers may still differ.
            return types.stream().allMatch(t -> sqlType(t).bare().equals(first.bare()))
                    ? of(first.bare(), nullable)
                    : null;
        }
        return super.leastRestrictive(types);
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }

    /** PostgreSQL's limits, so that Calcite never shortens a type of its own accord. */
    private static final class PgTypeSystem extends RelDataTypeSystemImpl {
        @Override
        public int getMaxPrecision(SqlTypeName name) {
            return name == SqlTypeName.DECIMAL ? 131_072 : super.getMaxPrecision(name);
        }

        @Override
        public int getMaxScale(SqlTypeName name) {
            return name == SqlTypeName.DECIMAL ? 16_383 : super.getMaxScale(name);
        }

        @Override
        public boolean isSchemaCaseSensitive() {
            return true;
        }
    }
}
