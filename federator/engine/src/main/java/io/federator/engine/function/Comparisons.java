package io.federator.engine.function;

import io.federator.engine.function.FunctionRegistry.StrictFunction;
import io.federator.spi.error.SqlException;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The six comparison operators over every type that has an order, also between types that PostgreSQL compares directly. */
final class Comparisons {
    private Comparisons() {}

    static boolean isOperator(String symbol) {
        return switch (symbol) {
            case "=", "<>", "<", "<=", ">", ">=" -> true;
            default -> false;
        };
    }

    /** The type in which two operands are compared, or null where PostgreSQL has no such comparison. */
    static @Nullable SqlType common(List<SqlType> operands) {
        SqlType left = operands.get(0).bare();
        SqlType right = operands.get(1).bare();
        if (left.equals(right)) {
            return Ordering.isComparable(left) ? left : null;
        }
        if (rank(left.kind()) >= 0 && rank(right.kind()) >= 0) {
            boolean number = rank(left.kind()) < 10;
            if (number == rank(right.kind()) < 10) {
                return rank(left.kind()) > rank(right.kind()) ? left : right;
            }
        }
        if (left.kind().isText() && right.kind().isText()) {
            return SqlType.TEXT;
        }
        return left.kind().isOid() && right.kind().isOid() ? SqlType.OID : null;
    }

    static ScalarFunction operator(FunctionCatalog catalog, String symbol, List<SqlType> operands) {
        SqlType common = common(operands);
        if (common == null) {
            throw new IllegalArgumentException(symbol + operands);
        }
        Comparator<Object> order = Ordering.of(common);
        boolean alike = operands.stream()
                .allMatch(type -> type.bare().equals(common) || catalog.isBinaryCoercible(type.bare(), common));
        StrictFunction same = switch (symbol) {
            case "=" -> (a, c) -> order.compare(a[0], a[1]) == 0;
            case "<>" -> (a, c) -> order.compare(a[0], a[1]) != 0;
            case "<" -> (a, c) -> order.compare(a[0], a[1]) < 0;
            case "<=" -> (a, c) -> order.compare(a[0], a[1]) <= 0;
            case ">" -> (a, c) -> order.compare(a[0], a[1]) > 0;
            default -> (a, c) -> order.compare(a[0], a[1]) >= 0;
        };
        if (alike) {
            return FunctionRegistry.strict(same);
        }
        ScalarFunction left = wide(catalog.cast(operands.get(0), common, false), operands.get(0));
        ScalarFunction right = wide(catalog.cast(operands.get(1), common, false), operands.get(1));
        return FunctionRegistry.strict((a, c) -> {
            Object first = left.apply(new Object[] {a[0]}, c);
            Object second = right.apply(new Object[] {a[1]}, c);
            return first == null || second == null ? null : same.apply(new Object[] {first, second}, c);
        });
    }

    /** A date beyond all timestamps is greater than each that is finite. */
    private static ScalarFunction wide(ScalarFunction cast, SqlType from) {
        if (!from.is(TypeKind.DATE)) {
            return cast;
        }
        return (a, c) -> {
            try {
                return cast.apply(a, c);
            } catch (SqlException e) {
                return Long.MAX_VALUE - 1;
            }
        };
    }

    private static int rank(TypeKind kind) {
        return switch (kind) {
            case INT2 -> 0;
            case INT4 -> 1;
            case INT8 -> 2;
            case FLOAT4 -> 3;
            case FLOAT8 -> 4;
            case DATE -> 10;
            case TIMESTAMP -> 11;
            case TIMESTAMPTZ -> 12;
            default -> -1;
        };
    }
}
