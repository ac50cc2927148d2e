package io.federator.duckdb;

import io.federator.spi.source.Rendered;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Boolean logic, comparisons, and expressions whose value is one of their operands. */
final class StructuralOperations {
    private StructuralOperations() {}

    static boolean isStructural(String operation) {
        return switch (operation) {
            case "and", "or", "not", "is null", "is not null", "is true", "is not true", "is false", "is not false" ->
                true;
            case "is distinct from", "is not distinct from", "case", "coalesce", "nullif", "greatest", "least", "in" ->
                true;
            case "=", "<>", "<", "<=", ">", ">=", "cast" -> true;
            default -> false;
        };
    }

    static @Nullable Rendered render(String operation, List<Rendered> operands, SqlType result) {
        return switch (operation) {
            case "and" -> truth(joined(operands, " AND "));
            case "or" -> truth(joined(operands, " OR "));
            case "not" -> truth("(NOT " + operands.getFirst().sql() + ")");
            case "is null", "is not null", "is true", "is not true", "is false", "is not false" ->
                truth("(" + operands.getFirst().sql() + " " + operation.toUpperCase(Locale.ROOT) + ")");
            case "is distinct from", "is not distinct from", "=", "<>", "<", "<=", ">", ">=" ->
                compared(operation.toUpperCase(Locale.ROOT), operands.get(0), operands.get(1));
            case "in" -> in(operands.getFirst(), operands.subList(1, operands.size()));
            case "case" -> caseOf(operands, result);
            case "coalesce" -> chosen("COALESCE" + joined(operands, ", "), operands, result);
            case "greatest", "least" -> extreme(operation, operands, result);
            case "nullif" -> nullIf(operands.get(0), operands.get(1), result);
            case "cast" -> Casts.render(operands.getFirst(), result);
            default -> null;
        };
    }

    private static String joined(List<Rendered> operands, String between) {
        return operands.stream().map(Rendered::sql).collect(Collectors.joining(between, "(", ")"));
    }

    private static @Nullable Rendered compared(String operator, Rendered left, Rendered right) {
        return comparable(left, right)
                ? truth("(" + comparand(left) + " " + operator + " " + comparand(right) + ")")
                : null;
    }

    private static @Nullable Rendered in(Rendered value, List<Rendered> list) {
        if (list.isEmpty() || !list.stream().allMatch(item -> comparable(value, item))) {
            return null;
        }
        String items = list.stream().map(StructuralOperations::comparand).collect(Collectors.joining(", ", "(", ")"));
        return truth("(" + comparand(value) + " IN " + items + ")");
    }

    /** Whether PostgreSQL compares the two, and DuckDB can bring them to one type without loss. */
    private static boolean comparable(Rendered left, Rendered right) {
        TypeKind a = left.type().kind();
        TypeKind b = right.type().kind();
        if (a == TypeKind.NUMERIC && b == TypeKind.NUMERIC) {
            if (isNull(left) || isNull(right)) {
                return true;
            }
            Digits ofLeft = Digits.of(left);
            Digits ofRight = Digits.of(right);
            return ofLeft != null && ofRight != null && ofLeft.with(ofRight).fits();
        }
        if (a == b) {
            return switch (a) {
                case BOOL, INT2, INT4, INT8, OID, FLOAT4, FLOAT8, TEXT, VARCHAR, BPCHAR, NAME -> true;
                case BYTEA, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID -> true;
                default -> false;
            };
        }
        return (a.isInteger() && b.isInteger()) || (isFloat(a) && isFloat(b)) || (isCharacter(a) && isCharacter(b));
    }

    private static boolean isFloat(TypeKind kind) {
        return kind == TypeKind.FLOAT4 || kind == TypeKind.FLOAT8;
    }

    private static boolean isCharacter(TypeKind kind) {
        return kind == TypeKind.TEXT || kind == TypeKind.VARCHAR || kind == TypeKind.NAME;
    }

    private static String comparand(Rendered value) {
        return value.type().is(TypeKind.BPCHAR) ? stripped(value) : value.sql();
    }

    /** A padded text as PostgreSQL compares it: trailing spaces do not count. */
    static String stripped(Rendered bpchar) {
        return "rtrim(" + bpchar.sql() + ", ' ')";
    }

    private static @Nullable Rendered caseOf(List<Rendered> operands, SqlType result) {
        List<Rendered> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder("(CASE");
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            values.add(operands.get(i + 1));
            sql.append(" WHEN ").append(operands.get(i).sql());
            sql.append(" THEN ").append(operands.get(i + 1).sql());
        }
        if (operands.size() % 2 == 1) {
            values.add(operands.getLast());
            sql.append(" ELSE ").append(operands.getLast().sql());
        }
        return chosen(sql.append(" END)").toString(), values, result);
    }

    private static @Nullable Rendered nullIf(Rendered value, Rendered other, SqlType result) {
        Rendered equal = compared("=", value, other);
        return equal == null
                ? null
                : chosen(
                        "(CASE WHEN " + equal.sql() + " THEN NULL ELSE " + value.sql() + " END)",
                        List.of(value),
                        result);
    }

    private static @Nullable Rendered extreme(String operation, List<Rendered> operands, SqlType result) {
        Rendered first = operands.getFirst();
        // Of two zeros, or of two texts that differ in padding only, PostgreSQL takes the first.
        boolean exact =
                !first.type().is(TypeKind.BPCHAR) && !isFloat(first.type().kind());
        return exact && operands.stream().allMatch(operand -> comparable(first, operand))
                ? chosen(operation.toUpperCase(Locale.ROOT) + joined(operands, ", "), operands, result)
                : null;
    }

    /** One of {@code values}, which must have the result's type and, being numerics, one scale. */
    private static @Nullable Rendered chosen(String sql, List<Rendered> values, SqlType result) {
        TypeKind kind = result.kind();
        if (kind == TypeKind.NUMERIC) {
            Digits digits = Digits.common(values);
            return digits == null
                    ? null
                    : Rendered.computed(DuckDbLiterals.cast(sql, digits.type()), result)
                            .withDigits(digits.precision(), digits.scale());
        }
        for (Rendered value : values) {
            boolean same = value.type().kind() == kind
                    && (kind != TypeKind.BPCHAR || value.type().length() == result.length());
            if (!same && !(isCharacter(kind) && isCharacter(value.type().kind()))) {
                return null;
            }
        }
        return DuckDbTypes.carries(result) ? OperationList.value(sql, result) : null;
    }

    private static boolean isNull(Rendered value) {
        return value.sql().equals(DuckDbLiterals.NULL);
    }

    static Rendered truth(String sql) {
        return Rendered.computed(sql, SqlType.BOOL);
    }
}
