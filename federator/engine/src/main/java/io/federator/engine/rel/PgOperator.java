package io.federator.engine.rel;

import io.federator.spi.type.SqlType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.jspecify.annotations.Nullable;

/**
 * A scalar function or operator of PostgreSQL in a {@code RexCall}, under its name in pg_catalog ({@code substr}, {@code +},
 * {@code ~~}). The overload follows from the operands' types, the result type is the call's own. Calcite sees an opaque
 * function. Make them with {@link #of}: two of the same name and volatility are equal.
 */
public final class PgOperator extends SqlFunction {
    private final Volatility volatility;
    private final @Nullable SqlType result;
    private final @Nullable RelDataType exact;

    private PgOperator(String name, Volatility volatility, @Nullable SqlType result, @Nullable RelDataType exact) {
        super(name, SqlKind.OTHER_FUNCTION, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.volatility = volatility;
        this.result = result;
        this.exact = exact;
    }

    public static PgOperator of(String name, Volatility volatility) {
        return new PgOperator(name, volatility, null, null);
    }

    /**
     * The same operator, which remembers the result of the call that it is made for. Calcite's rules that rebuild a call over
     * changed operands (decorrelation) ask the operator for it; it is no part of the operator's identity.
     */
    public PgOperator returning(SqlType newResult) {
        return new PgOperator(getName(), volatility, newResult, null);
    }

    /** The same for a type that says more than its {@link SqlType}: that of a record with known fields. */
    public PgOperator returning(RelDataType newResult) {
        return new PgOperator(getName(), volatility, null, newResult);
    }

    public static PgOperator immutable(String name) {
        return of(name, Volatility.IMMUTABLE);
    }

    public Volatility volatility() {
        return volatility;
    }

    /** Whether equal arguments give equal results within one statement. */
    @Override
    public boolean isDeterministic() {
        return volatility != Volatility.VOLATILE;
    }

    /** A stable function gives one value a statement, so its result must not be folded into a cached plan. */
    @Override
    public boolean isDynamicFunction() {
        return volatility == Volatility.STABLE;
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        if (exact != null) {
            return exact;
        }
        return result != null && binding.getTypeFactory() instanceof PgTypeFactory types
                ? types.of(result)
                : super.inferReturnType(binding);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PgOperator operator
                && operator.getName().equals(getName())
                && operator.volatility == volatility;
    }

    @Override
    public int hashCode() {
        return getName().hashCode();
    }

    /** Around a call in a table function scan: its rows as one column of records. */
    public static final String AS_RECORD = "as record";

    /** A field of a record: the record and the field's position from 0. */
    public static final String RECORD_FIELD = "record_field";

    /** Around the offset of a window frame that counts peer groups, which Calcite does not know. */
    public static final String GROUPS_OFFSET = "groups";

    /** The value of LIMIT: without one all rows; a negative one is an error. */
    public static final String LIMIT_COUNT = "limit count";

    /** The value of OFFSET: without one no row; a negative one is an error. */
    public static final String OFFSET_COUNT = "offset count";

    /** {@code record IS NULL}: all fields are, or the record itself is. */
    public static final String RECORD_IS_NULL = "record is null";

    /** {@code record IS NOT NULL}: no field is NULL. */
    public static final String RECORD_IS_NOT_NULL = "record is not null";

    /** {@code pg_proc.provolatile}. */
    public enum Volatility {
        IMMUTABLE,
        STABLE,
        VOLATILE
    }
}
