package io.federator.engine.rewriter;

import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of a widened column with a constant becomes one in the column's own type, where that is the same for every value:
 * {@code cast(d as timestamp) < timestamp '2024-01-01 12:00'} is {@code d <= date '2024-01-01'}. So sources can use their indexes.
 */
final class UnwrapCasts extends RexShuttle {
    private static final long DAY = 86_400_000_000L;

    private final RexBuilder rex;
    private final PgTypeFactory types;

    UnwrapCasts(RexBuilder rex) {
        this.rex = rex;
        this.types = (PgTypeFactory) rex.getTypeFactory();
    }

    @Override
    public RexNode visitCall(RexCall call) {
        RexCall inner = (RexCall) super.visitCall(call);
        if (!SqlKind.COMPARISON.contains(inner.getKind()) || inner.getOperands().size() != 2) {
            return inner;
        }
        RexNode left = inner.getOperands().get(0);
        RexNode right = inner.getOperands().get(1);
        RexNode unwrapped = null;
        if (left.getKind() == SqlKind.CAST && Constant.isConstant(right)) {
            unwrapped = unwrap(inner.getKind(), ((RexCall) left).getOperands().getFirst(), right);
        } else if (right.getKind() == SqlKind.CAST && Constant.isConstant(left)) {
            unwrapped = unwrap(
                    inner.getKind().reverse(), ((RexCall) right).getOperands().getFirst(), left);
        }
        return unwrapped == null ? inner : unwrapped;
    }

    private @Nullable RexNode unwrap(SqlKind kind, RexNode column, RexNode constant) {
        SqlType own = PgTypeFactory.sqlType(column.getType());
        SqlType wide = PgTypeFactory.sqlType(constant.getType());
        Object value = Constant.valueOf(constant);
        if (value == null) {
            return null;
        }
        if (own.kind().isInteger() && (wide.kind().isInteger() || wide.is(TypeKind.NUMERIC))) {
            return integer(kind, column, own, value);
        }
        if (own.is(TypeKind.DATE) && wide.is(TypeKind.TIMESTAMP) && value instanceof Long micros) {
            return date(kind, column, micros);
        }
        return null;
    }

    private @Nullable RexNode integer(SqlKind kind, RexNode column, SqlType own, Object value) {
        BigDecimal number = switch (value) {
            case BigDecimal decimal -> decimal;
            case Integer i -> BigDecimal.valueOf(i);
            case Long l -> BigDecimal.valueOf(l);
            default -> null;
        };
        if (number == null) {
            return null;
        }
        BigDecimal floor = number.setScale(0, RoundingMode.FLOOR);
        SqlKind exact = floor.compareTo(number) == 0 ? kind : between(kind);
        if (exact == null || !fits(floor, own.kind())) {
            return null;
        }
        long whole = floor.longValueExact();
        Object typed = own.is(TypeKind.INT8) ? (Object) whole : (Object) (int) whole;
        return comparison(exact, column, Constant.of(rex, types, own, typed));
    }

    private static boolean fits(BigDecimal number, TypeKind kind) {
        long most = switch (kind) {
            case INT2 -> Short.MAX_VALUE;
            case INT4 -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
        return number.compareTo(BigDecimal.valueOf(most)) <= 0 && number.compareTo(BigDecimal.valueOf(-most - 1)) >= 0;
    }

    private @Nullable RexNode date(SqlKind kind, RexNode column, long micros) {
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            return null;
        }
        long days = Math.floorDiv(micros, DAY);
        SqlKind exact = Math.floorMod(micros, DAY) == 0 ? kind : between(kind);
        if (exact == null || days >= Integer.MAX_VALUE || days <= Integer.MIN_VALUE) {
            return null;
        }
        return comparison(exact, column, Constant.of(rex, types, SqlType.DATE, (int) days));
    }

    /** The comparison with the value below, when the constant lies between two values; null for (un)equality. */
    private static @Nullable SqlKind between(SqlKind kind) {
        return switch (kind) {
            case LESS_THAN, LESS_THAN_OR_EQUAL -> SqlKind.LESS_THAN_OR_EQUAL;
            case GREATER_THAN, GREATER_THAN_OR_EQUAL -> SqlKind.GREATER_THAN;
            default -> null;
        };
    }

    private @Nullable RexNode comparison(SqlKind kind, RexNode column, RexNode constant) {
        SqlOperator operator = switch (kind) {
            case EQUALS -> SqlStdOperatorTable.EQUALS;
            case NOT_EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
            case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
            case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
            case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
            case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
            default -> null;
        };
        return operator == null ? null : rex.makeCall(operator, List.of(column, constant));
    }
}
