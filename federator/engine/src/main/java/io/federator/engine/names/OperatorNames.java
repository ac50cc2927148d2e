package io.federator.engine.names;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** The text forms of {@code regoper} and {@code regoperator}. All operators are those of pg_catalog. */
final class OperatorNames {
    private static final String SCHEMA = "pg_catalog.";
    private static final PgTypes TYPES = new PgTypes();
    private static final Map<Long, Operator> BY_OID = new HashMap<>();
    private static final Map<String, List<Long>> BY_NAME = new HashMap<>();

    static {
        CatalogResource.read("operators.tsv", 7, fields -> {
            Long oid = Long.valueOf(fields[0]);
            BY_OID.put(oid, new Operator(fields[1], Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
            BY_NAME.computeIfAbsent(fields[1], name -> new ArrayList<>()).add(oid);
        });
    }

    private OperatorNames() {}

    /** @param left OID of a type, 0 for a prefix operator */
    private record Operator(String name, int left, int right) {
        private List<Integer> operands() {
            return List.of(left, right);
        }
    }

    /** The number when there is no such operator. */
    static String print(TypeKind kind, long oid) {
        Operator operator = BY_OID.get(oid);
        if (operator == null) {
            return Long.toString(oid);
        }
        if (kind == TypeKind.REGOPERATOR) {
            return operator.name + "(" + type(operator.left) + "," + type(operator.right) + ")";
        }
        boolean unique = BY_NAME.getOrDefault(operator.name, List.of()).size() == 1;
        return (unique ? "" : SCHEMA) + operator.name;
    }

    private static String type(int oid) {
        return oid == 0 ? "NONE" : TYPES.display(oid);
    }

    static OptionalLong find(TypeKind kind, String text) {
        if (kind == TypeKind.REGOPERATOR) {
            List<Integer> operands = ObjectNames.argumentTypes(text, true);
            if (operands.size() != 2) {
                throw operands.size() == 1
                        ? new SqlException(SqlState.UNDEFINED_PARAMETER, "missing argument")
                                .withHint("Use NONE to denote the missing argument of a unary operator.")
                        : new SqlException(SqlState.TOO_MANY_ARGUMENTS, "too many arguments")
                                .withHint("Provide two argument types for operator.");
            }
            return named(text.substring(0, text.indexOf('('))).stream()
                    .filter(oid -> operands.equals(
                            Objects.requireNonNull(BY_OID.get(oid)).operands()))
                    .mapToLong(Long::longValue)
                    .findFirst();
        }
        List<Long> found = named(text);
        if (found.size() > 1) {
            throw new SqlException(SqlState.AMBIGUOUS_FUNCTION, "more than one operator named " + text);
        }
        return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.getFirst());
    }

    private static List<Long> named(String text) {
        String name = text.strip();
        return BY_NAME.getOrDefault(name.startsWith(SCHEMA) ? name.substring(SCHEMA.length()) : name, List.of());
    }
}
