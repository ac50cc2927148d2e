package io.federator.duckdb;

import io.federator.spi.source.Rendered;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aggregates whose result does not depend on the order of rows and is exact. */
final class Aggregates {
    private Aggregates() {}

    static @Nullable Rendered render(
            String name, boolean distinct, List<Rendered> operands, @Nullable Rendered filter, SqlType result) {
        if (operands.isEmpty()) {
            return name.equals("count") ? OperationList.value(call("count", false, "*", filter), result) : null;
        }
        Rendered operand = operands.getFirst();
        if (operands.size() > 1 || operand.sql().equals(DuckDbLiterals.NULL)) {
            return null;
        }
        String sql = operand.sql();
        TypeKind kind = operand.type().kind();
        return switch (name) {
            case "count" -> OperationList.value(call("count", distinct, sql, filter), result);
            case "bool_and", "every" ->
                kind == TypeKind.BOOL ? OperationList.value(call("bool_and", false, sql, filter), result) : null;
            case "bool_or" ->
                kind == TypeKind.BOOL ? OperationList.value(call("bool_or", false, sql, filter), result) : null;
            case "bit_and", "bit_or", "bit_xor" ->
                kind.isInteger() ? OperationList.value(call(name, distinct, sql, filter), result) : null;
            case "min", "max" -> isOrdered(operand) ? like(operand, call(name, false, sql, filter), result) : null;
            case "sum" -> sum(operand, call("sum", distinct, sql, filter), result);
            default -> null;
        };
    }

    private static String call(String name, boolean distinct, String operand, @Nullable Rendered filter) {
        return name + "(" + (distinct ? "DISTINCT " : "") + operand + ")"
                + (filter == null ? "" : " FILTER (WHERE " + filter.sql() + ")");
    }

    private static boolean isOrdered(Rendered operand) {
        return switch (operand.type().kind()) {
            case INT2, INT4, INT8, OID, FLOAT4, FLOAT8, TEXT, VARCHAR, BYTEA, DATE, TIME, TIMESTAMP, TIMESTAMPTZ ->
                true;
            case NUMERIC -> Digits.of(operand) != null;
            default -> false;
        };
    }

    private static Rendered like(Rendered operand, String sql, SqlType result) {
        return OperationList.value(sql, result).withDigits(operand.precision(), operand.scale());
    }

    /** DuckDB adds integers in 128 bits; what PostgreSQL calls numeric is then a decimal without a fraction. */
    private static @Nullable Rendered sum(Rendered operand, String sql, SqlType result) {
        return switch (operand.type().kind()) {
            case INT2, INT4 ->
                result.is(TypeKind.INT8) ? OperationList.value(DuckDbLiterals.cast(sql, "BIGINT"), result) : null;
            case INT8 ->
                Rendered.computed(DuckDbLiterals.cast(sql, DuckDbTypes.decimal(DuckDbTypes.MAX_DIGITS, 0)), result)
                        .withDigits(DuckDbTypes.MAX_DIGITS, 0);
            case NUMERIC -> {
                Digits digits = Digits.of(operand);
                yield digits == null
                        ? null
                        : Rendered.computed(sql, result).withDigits(DuckDbTypes.MAX_DIGITS, digits.scale());
            }
            default -> null;
        };
    }
}
