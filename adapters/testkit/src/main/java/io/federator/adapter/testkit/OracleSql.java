package io.federator.adapter.testkit;

import io.federator.adapter.jdbc.text.ValueText;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Operations as PostgreSQL itself would have them written, independently of any adapter. */
final class OracleSql {
    private OracleSql() {}

    static String typeName(SqlType type) {
        String name = type.is(TypeKind.CHAR)
                ? "\"char\""
                : "pg_catalog." + type.kind().typname();
        return switch (type.kind()) {
            case NUMERIC -> type.precision() < 0 ? name : name + "(" + type.precision() + "," + type.scale() + ")";
            case VARCHAR, BPCHAR -> type.length() < 0 ? name : name + "(" + type.length() + ")";
            default -> name;
        };
    }

    static String literal(SqlType type, @Nullable Object value) {
        if (value == null) {
            return "NULL::" + typeName(type.bare());
        }
        String text = "'" + ValueText.format(type, value).replace("'", "''") + "'";
        return type.is(TypeKind.BIT) ? "B" + text : text + "::" + typeName(type.bare());
    }

    static String call(String operation, List<String> operands, SqlType result) {
        String first = operands.getFirst();
        return switch (operation) {
            case "and", "or" -> "(" + String.join(" " + operation + " ", operands) + ")";
            case "not" -> "(not " + first + ")";
            case "is null", "is not null", "is true", "is not true", "is false", "is not false" ->
                "(" + first + " " + operation + ")";
            case "is distinct from", "is not distinct from" ->
                "(" + first + " " + operation + " " + operands.get(1) + ")";
            case "cast" -> "cast(" + first + " as " + typeName(result) + ")";
            case "in" -> "(" + first + " in (" + String.join(", ", operands.subList(1, operands.size())) + "))";
            case "coalesce", "greatest", "least", "nullif" -> operation + "(" + String.join(", ", operands) + ")";
            case "case" -> "(case when " + first + " then " + operands.get(1) + " else " + operands.get(2) + " end)";
            default -> functionOrOperator(operation, operands);
        };
    }

    private static String functionOrOperator(String operation, List<String> operands) {
        if (Character.isLetter(operation.charAt(0))) {
            return "pg_catalog.\"" + operation.toLowerCase(Locale.ROOT) + "\"(" + String.join(", ", operands) + ")";
        }
        String symbol = " operator(pg_catalog." + operation + ") ";
        return operands.size() == 1
                ? "(" + symbol + operands.getFirst() + ")"
                : "(" + operands.get(0) + symbol + operands.get(1) + ")";
    }
}
