package io.federator.adapter.postgresql;

import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which types a column of PostgreSQL may have in the catalog. */
final class PostgresTypes {
    private static final Map<String, TypeKind> BY_NAME = Arrays.stream(TypeKind.values())
            .filter(kind -> switch (kind) {
                case ARRAY, ANYARRAY, RECORD, UNKNOWN, VOID -> false;
                default -> true;
            })
            .collect(Collectors.toMap(TypeKind::typname, kind -> kind));

    private PostgresTypes() {}

    /**
     * @param name of the type in pg_type, a domain's base type
     * @param builtIn whether the type is in pg_catalog
     * @param element name of an array's element type, or null
     * @return null for a type that Federator does not know
     */
    static @Nullable SqlType of(String name, int typmod, boolean builtIn, @Nullable String element) {
        if (!builtIn) {
            return null;
        }
        TypeKind kind = BY_NAME.get(name);
        if (kind != null) {
            return SqlType.of(kind, typmod);
        }
        TypeKind elementKind = element == null ? null : BY_NAME.get(element);
        return elementKind == null ? null : SqlType.array(SqlType.of(elementKind, typmod));
    }

    static Set<SqlType> alternatives(SqlType type) {
        return switch (type.kind()) {
            case INT2 -> Set.of(SqlType.INT4, SqlType.INT8, SqlType.NUMERIC);
            case INT4 -> Set.of(SqlType.INT8, SqlType.NUMERIC);
            case INT8, NUMERIC -> Set.of(SqlType.NUMERIC);
            case FLOAT4 -> Set.of(SqlType.FLOAT8);
            case TEXT, VARCHAR -> Set.of(SqlType.TEXT, SqlType.VARCHAR, SqlType.UUID);
            case BPCHAR -> Set.of(SqlType.BPCHAR, SqlType.TEXT, SqlType.VARCHAR, SqlType.UUID);
            case NAME, UUID -> Set.of(SqlType.TEXT, SqlType.VARCHAR);
            case DATE -> Set.of(SqlType.TIMESTAMP);
            case TIMESTAMP -> Set.of(SqlType.TIMESTAMP, SqlType.TIMESTAMPTZ);
            case TIMESTAMPTZ -> Set.of(SqlType.TIMESTAMPTZ, SqlType.TIMESTAMP);
            case TIME -> Set.of(SqlType.TIME);
            case JSON -> Set.of(SqlType.JSONB, SqlType.TEXT);
            case JSONB -> Set.of(SqlType.JSON, SqlType.TEXT);
            default -> Set.of();
        };
    }

    /** Kinds whose sample of values says something about a range. */
    static boolean hasBounds(TypeKind kind) {
        return switch (kind) {
            case INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
            default -> false;
        };
    }
}
