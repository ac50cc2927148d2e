package io.federator.engine.rel;

import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFamily;
import org.apache.calcite.rel.type.RelDataTypeImpl;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SqlType} as Calcite sees it. Two are equal when type, modifier and nullability are. Calcite is told only as much of
 * the nature of a type as it needs to compare and count; what it could misjudge (intervals, JSON, object identifiers) is OTHER.
 */
public final class PgRelType extends RelDataTypeImpl {
    private final SqlType type;
    private final boolean nullable;
    private final List<RecordField> fields;

    PgRelType(SqlType type, boolean nullable) {
        this(type, nullable, List.of());
    }

    PgRelType(SqlType type, boolean nullable, List<RecordField> fields) {
        this.type = type;
        this.nullable = nullable;
        this.fields = List.copyOf(fields);
        computeDigest();
    }

    /** A field of a record whose fields are known. */
    public record RecordField(String name, SqlType type) {}

    /** What a record is made of; empty for another type, and where it is not known before the query runs. */
    public List<RecordField> fields() {
        return fields;
    }

    public SqlType type() {
        return type;
    }

    PgRelType withNullability(boolean newNullable) {
        return nullable == newNullable ? this : new PgRelType(type, newNullable, fields);
    }

    @Override
    public boolean isNullable() {
        return nullable;
    }

    @Override
    public SqlTypeName getSqlTypeName() {
        return switch (type.kind()) {
            case BOOL -> SqlTypeName.BOOLEAN;
            case INT2 -> SqlTypeName.SMALLINT;
            case INT4 -> SqlTypeName.INTEGER;
            case INT8 -> SqlTypeName.BIGINT;
            case NUMERIC -> SqlTypeName.DECIMAL;
            case FLOAT4 -> SqlTypeName.REAL;
            case FLOAT8 -> SqlTypeName.DOUBLE;
            case TEXT, VARCHAR, BPCHAR, NAME -> SqlTypeName.VARCHAR;
            case BYTEA -> SqlTypeName.VARBINARY;
            case DATE -> SqlTypeName.DATE;
            case TIME -> SqlTypeName.TIME;
            case TIMESTAMP -> SqlTypeName.TIMESTAMP;
            case TIMESTAMPTZ -> SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
            default -> SqlTypeName.OTHER;
        };
    }

    @Override
    public RelDataTypeFamily getFamily() {
        var family = getSqlTypeName().getFamily();
        return family == null ? this : family;
    }

    @Override
    public int getPrecision() {
        return PRECISION_NOT_SPECIFIED;
    }

    @Override
    public int getScale() {
        return SCALE_NOT_SPECIFIED;
    }

    /** Calcite wants one of every character type. */
    @Override
    public @Nullable Charset getCharset() {
        return getSqlTypeName() == SqlTypeName.VARCHAR ? StandardCharsets.UTF_8 : null;
    }

    @Override
    public @Nullable SqlCollation getCollation() {
        return getSqlTypeName() == SqlTypeName.VARCHAR ? SqlCollation.IMPLICIT : null;
    }

    @Override
    public @Nullable RelDataType getComponentType() {
        SqlType element = type.element();
        return element == null ? null : new PgRelType(element, true);
    }

    @Override
    protected void generateTypeString(StringBuilder out, boolean withDetail) {
        out.append(type.is(TypeKind.BPCHAR) && type.typmod() < 0 ? "bpchar" : type.toString());
        if (!fields.isEmpty()) {
            out.append(fields);
        }
    }
}
