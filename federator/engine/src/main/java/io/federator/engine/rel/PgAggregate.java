package io.federator.engine.rel;

import io.federator.spi.type.SqlType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate or window function of PostgreSQL under its name in pg_catalog. {@code min} and {@code max} carry
 * Calcite's kinds; {@code count} is SqlStdOperatorTable.COUNT (rules make it themselves); the rest are opaque to Calcite.
 */
public final class PgAggregate extends SqlAggFunction {
    private final @Nullable SqlType result;

    private PgAggregate(String name, SqlKind kind, @Nullable SqlType result) {
        super(
                name,
                null,
                kind,
                // The types are the binder's; Calcite never infers one for these.
                null,
                null,
                null,
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.OPTIONAL);
        this.result = result;
    }

    public static PgAggregate of(String name) {
        return new PgAggregate(
                name,
                switch (name) {
                    case "min" -> SqlKind.MIN;
                    case "max" -> SqlKind.MAX;
                    default -> SqlKind.OTHER_FUNCTION;
                },
                null);
    }

    /** The same aggregate, which remembers the result of the call that it is made for, as {@link PgOperator#returning} does. */
    public PgAggregate returning(SqlType newResult) {
        return new PgAggregate(getName(), getKind(), newResult);
    }

    /** Any: Calcite compares what it would infer with a call's own type in assertions. */
    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        return result != null && binding.getTypeFactory() instanceof PgTypeFactory types
                ? types.of(result)
                : binding.getTypeFactory().createSqlType(SqlTypeName.ANY);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PgAggregate aggregate && aggregate.getName().equals(getName());
    }

    @Override
    public int hashCode() {
        return getName().hashCode();
    }
}
