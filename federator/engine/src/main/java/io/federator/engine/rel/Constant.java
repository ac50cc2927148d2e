package io.federator.engine.rel;

import io.federator.spi.type.SqlType;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSyntax;
import org.jspecify.annotations.Nullable;

/**
 * A constant in a {@code RexNode} tree. Booleans, integers and NULLs are Calcite literals, which its rules understand; a value
 * of any other type is a call without operands to an operator that holds the value, so that no rule can pad, round or collate
 * it. Read them all with {@link #valueOf}.
 */
public final class Constant extends SqlFunction {
    private final SqlType type;
    private final Object value;

    private Constant(SqlType type, Object value) {
        // The name is the identity: operators are compared by name, calls by the operator's name.
        super(
                type + " '" + value + "'"
                        + (value instanceof BigDecimal
                                ? ""
                                : "#" + value.getClass().getSimpleName()),
                SqlKind.OTHER_FUNCTION,
                null,
                null,
                null,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.type = type;
        this.value = value;
    }

    /** A constant of this type; {@code value} in the class that the type's kind names, or null for a typed NULL. */
    public static RexNode of(RexBuilder rex, PgTypeFactory types, SqlType type, @Nullable Object value) {
        if (value == null) {
            return rex.makeNullLiteral(types.of(type, true));
        }
        RelDataType relType = types.of(type, false);
        return switch (type.kind()) {
            case BOOL -> rex.makeLiteral((Boolean) value);
            case INT2, INT4, INT8 -> rex.makeExactLiteral(BigDecimal.valueOf(((Number) value).longValue()), relType);
            default -> rex.makeCall(relType, new Constant(type, value), List.of());
        };
    }

    public static boolean isConstant(RexNode node) {
        return node instanceof RexLiteral || (node instanceof RexCall call && call.getOperator() instanceof Constant);
    }

    /**
     * The value of a constant, null for NULL.
     *
     * @throws IllegalArgumentException when {@link #isConstant} is false
     */
    public static @Nullable Object valueOf(RexNode node) {
        if (node instanceof RexCall call && call.getOperator() instanceof Constant constant) {
            return constant.value;
        }
        if (!(node instanceof RexLiteral literal)) {
            throw new IllegalArgumentException("no constant: " + node);
        }
        if (literal.isNull()) {
            return null;
        }
        return switch (PgTypeFactory.sqlType(node.getType()).kind()) {
            case BOOL -> literal.getValueAs(Boolean.class);
            case INT2, INT4 -> literal.getValueAs(Integer.class);
            case INT8 -> literal.getValueAs(Long.class);
            default -> throw new IllegalArgumentException("not a literal of ours: " + node);
        };
    }

    public SqlType type() {
        return type;
    }

    @Override
    public SqlSyntax getSyntax() {
        return SqlSyntax.FUNCTION_ID;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Constant constant
                && constant.getName().equals(getName())
                && constant.value.equals(value);
    }

    @Override
    public int hashCode() {
        return getName().hashCode();
    }
}
