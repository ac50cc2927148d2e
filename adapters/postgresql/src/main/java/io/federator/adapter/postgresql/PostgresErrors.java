package io.federator.adapter.postgresql;

import io.federator.spi.error.SqlState;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** SQLSTATEs pass through; the driver's own and those that we have no name for become their class. */
final class PostgresErrors {
    private static final Map<String, SqlState> BY_CODE =
            Arrays.stream(SqlState.values()).collect(Collectors.toMap(SqlState::code, state -> state));

    private PostgresErrors() {}

    static SqlState state(SQLException error) {
        String code = error.getSQLState();
        if (code == null) {
            return SqlState.FDW_ERROR;
        }
        if (code.startsWith("08") || code.startsWith("57P")) {
            return SqlState.CONNECTION_FAILURE;
        }
        SqlState known = BY_CODE.get(code);
        if (known != null) {
            return known;
        }
        return switch (code.substring(0, 2)) {
            case "22" -> SqlState.DATA_EXCEPTION;
            case "23" -> SqlState.INTEGRITY_CONSTRAINT_VIOLATION;
            case "28" -> SqlState.INVALID_AUTHORIZATION_SPECIFICATION;
            case "40" -> SqlState.TRANSACTION_ROLLBACK;
            case "42" -> SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION;
            case "53" -> SqlState.INSUFFICIENT_RESOURCES;
            case "54" -> SqlState.PROGRAM_LIMIT_EXCEEDED;
            case "55" -> SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE;
            default -> SqlState.FDW_ERROR;
        };
    }
}
