package io.federator.duckdb;

import io.federator.spi.source.PositiveList.Signature;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.TableName;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What DuckDB computes exactly as PostgreSQL does over values that are held as {@link DuckDbTypes} says. Kept out, because the
 * result differs: division of numerics and averages (DuckDB has doubles), sums of floats (they depend on the order), what
 * depends on the session's time zone or formats, intervals, regular expressions, text to number. Texts compare by code point.
 */
public final class DuckDbDialect implements SourceDialect {
    private static final Set<Feature> FEATURES =
            EnumSet.complementOf(EnumSet.of(Feature.GROUPING_SETS, Feature.WINDOW, Feature.LATERAL));

    private final OperationList operations = ScalarOperations.list();

    /** Every operation on the list but the structural ones, for tests and documents. */
    public Set<Signature> operations() {
        return operations.signatures();
    }

    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public boolean supports(Feature feature) {
        return FEATURES.contains(feature);
    }

    @Override
    public String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String table(TableName table) {
        return quote(table.table());
    }

    @Override
    public @Nullable Rendered column(String qualifiedColumn, SourceColumn column, SqlType type) {
        if (!DuckDbTypes.carries(type)) {
            return null;
        }
        Rendered rendered = Rendered.computed(qualifiedColumn, type);
        return type.kind().isText() ? rendered.withCollation(DuckDbLiterals.CODE_POINT) : rendered;
    }

    @Override
    public @Nullable Rendered literal(SqlType type, @Nullable Object value) {
        return DuckDbLiterals.literal(type, value);
    }

    @Override
    public @Nullable Rendered parameter(SqlType type) {
        return DuckDbLiterals.parameter(type);
    }

    @Override
    public @Nullable Rendered call(String operation, List<Rendered> operands, SqlType result) {
        if (!operands.stream().allMatch(DuckDbDialect::comparesByCodePoint)) {
            return null;
        }
        return StructuralOperations.isStructural(operation)
                ? StructuralOperations.render(operation, operands, result)
                : operations.render(operation, operands, result);
    }

    @Override
    public @Nullable Rendered aggregate(
            String name, boolean distinct, List<Rendered> operands, @Nullable Rendered filter, SqlType result) {
        return operands.stream().allMatch(DuckDbDialect::comparesByCodePoint)
                ? Aggregates.render(name, distinct, operands, filter, result)
                : null;
    }

    private static boolean comparesByCodePoint(Rendered value) {
        TextCollation.Kind kind = value.collation().kind();
        return kind == TextCollation.Kind.NONE || kind == TextCollation.Kind.CODE_POINT;
    }

    @Override
    public @Nullable Rendered key(Rendered value, KeyUse use) {
        if (!comparesByCodePoint(value)) {
            return null;
        }
        return switch (value.type().kind()) {
            case BOOL, INT2, INT4, INT8, OID, FLOAT4, FLOAT8, TEXT, VARCHAR, NAME, BYTEA, UUID -> value;
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> value;
            case NUMERIC -> Digits.of(value) == null ? null : value;
            // Texts that are all padded to one length are equal exactly when they are so without the padding; their
            // order
            // may differ, as characters below the space sort after what is cut off.
            case BPCHAR ->
                use == KeyUse.ORDER
                        ? value.withSql(StructuralOperations.stripped(value))
                        : value.type().length() > 0 ? value : null;
            default -> null;
        };
    }

    @Override
    public String orderItem(String key, boolean descending, boolean nullsFirst) {
        return key + (descending ? " DESC" : " ASC") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
    }

    @Override
    public String limit(@Nullable String fetch, @Nullable String offset) {
        return (fetch == null ? "" : " LIMIT " + fetch) + (offset == null ? "" : " OFFSET " + offset);
    }

    @Override
    public @Nullable String output(Rendered value) {
        return switch (value.type().kind()) {
            case BYTEA -> "hex(" + value.sql() + ")";
            case UUID -> DuckDbLiterals.cast(value.sql(), "VARCHAR");
            case NUMERIC -> Digits.of(value) == null ? null : value.sql();
            default -> isFetched(value.type().kind()) ? value.sql() : null;
        };
    }

    private static boolean isFetched(TypeKind kind) {
        return DuckDbTypes.carries(SqlType.of(kind == TypeKind.ARRAY ? TypeKind.UNKNOWN : kind));
    }
}
