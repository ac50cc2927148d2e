package io.federator.duckdb;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.arrow.memory.OutOfMemoryException;

/** DuckDB's errors, of which it says no more than a text, as PostgreSQL's. */
final class DuckDbErrors {
    /** Starts the text of errors that our own SQL raises: then come the SQLSTATE, a colon and PostgreSQL's message. */
    static final String OWN = "federator:";

    private static final Pattern OWN_ERROR = Pattern.compile(OWN + "(\\w{5}):([^\\n]*)");
    private static final Pattern INTEGER_TYPE = Pattern.compile("(?:type|of) INT(16|32|64)\\b");
    private static final Pattern FIRST_NUMBER = Pattern.compile("-?\\d+");
    private static final Map<String, SqlState> STATES =
            Arrays.stream(SqlState.values()).collect(Collectors.toMap(SqlState::code, Function.identity()));
    private static final Map<String, String> INTEGERS = Map.of("16", "smallint", "32", "integer", "64", "bigint");

    private DuckDbErrors() {}

    static SqlException canceled() {
        return new SqlException(SqlState.QUERY_CANCELED, "canceling statement due to user request");
    }

    static SqlException translate(Throwable error) {
        String message = error.getMessage() == null ? error.toString() : error.getMessage();
        Matcher own = OWN_ERROR.matcher(message);
        if (own.find()) {
            return new SqlException(STATES.getOrDefault(own.group(1), SqlState.INTERNAL_ERROR), own.group(2), error);
        }
        if (error instanceof OutOfMemoryException) {
            return new SqlException(SqlState.OUT_OF_MEMORY, "out of memory", error)
                    .withDetail("The residual engine has no memory left for its input.");
        }
        String firstLine = message.lines().findFirst().orElse(message);
        int colon = firstLine.indexOf(':');
        String kind = colon < 0 ? "" : firstLine.substring(0, colon);
        return switch (kind) {
            case "Out of Memory Error" -> outOfMemory(message, firstLine, error);
            case "INTERRUPT Error" -> canceled();
            case "IO Error" -> ioError(message, firstLine, error);
            case "Out of Range Error" -> outOfRange(firstLine, error);
            case "Conversion Error" -> conversion(firstLine, error);
            case "Invalid Input Error" -> invalidInput(firstLine, error);
            default -> other(firstLine, error);
        };
    }

    private static SqlException outOfMemory(String message, String firstLine, Throwable error) {
        return message.contains("max_temp_directory_size") || message.contains("temporary directory")
                ? new SqlException(SqlState.DISK_FULL, "could not write to the spill directory: no space left", error)
                        .withDetail(firstLine)
                : new SqlException(SqlState.OUT_OF_MEMORY, "out of memory", error)
                        .withDetail(firstLine)
                        .withHint("The query needs more than the memory limit of the residual engine.");
    }

    private static SqlException ioError(String message, String firstLine, Throwable error) {
        boolean full = message.contains("No space left on device") || message.contains("Disk quota exceeded");
        return full
                ? new SqlException(SqlState.DISK_FULL, "could not write to the spill directory: no space left", error)
                : new SqlException(SqlState.INTERNAL_ERROR, "the residual engine failed: " + firstLine, error);
    }

    private static SqlException outOfRange(String firstLine, Throwable error) {
        Matcher type = INTEGER_TYPE.matcher(firstLine);
        if (type.find()) {
            return range(INTEGERS.get(type.group(1)) + " out of range", error);
        }
        if (firstLine.contains("DECIMAL") || firstLine.contains("HUGEINT")) {
            return range("value overflows numeric format", error);
        }
        // Only the least value of a type overflows in a division or an absolute value.
        Matcher number = FIRST_NUMBER.matcher(firstLine);
        String name = switch (number.find() ? number.group() : "") {
            case "-32768" -> "smallint out of range";
            case "-2147483648" -> "integer out of range";
            case "-9223372036854775808" -> "bigint out of range";
            default -> "value out of range";
        };
        return range(name, error);
    }

    private static SqlException conversion(String firstLine, Throwable error) {
        String wanted = "";
        for (Matcher type = INTEGER_TYPE.matcher(firstLine); type.find(); ) {
            wanted = type.group(1); // the last one named is the type converted to
        }
        if (firstLine.contains("DECIMAL")) {
            return range("numeric field overflow", error);
        }
        if (!wanted.isEmpty()) {
            return range(INTEGERS.get(wanted) + " out of range", error);
        }
        return new SqlException(SqlState.INTERNAL_ERROR, "the residual engine failed: " + firstLine, error);
    }

    private static SqlException invalidInput(String firstLine, Throwable error) {
        return firstLine.contains("Division by zero")
                ? new SqlException(SqlState.DIVISION_BY_ZERO, "division by zero", error)
                : other(firstLine, error);
    }

    private static SqlException other(String firstLine, Throwable error) {
        if (firstLine.contains("pattern must not end with escape character")) {
            return new SqlException(
                    SqlState.INVALID_ESCAPE_SEQUENCE, "LIKE pattern must not end with escape character", error);
        }
        // Nothing but the counts of a LIMIT clause is ever converted to UINT64.
        if (firstLine.contains("LIMIT/OFFSET cannot be negative") || firstLine.contains("destination type UINT64")) {
            return new SqlException(SqlState.INVALID_ROW_COUNT_IN_LIMIT, "LIMIT must not be negative", error);
        }
        return new SqlException(SqlState.INTERNAL_ERROR, "the residual engine failed: " + firstLine, error);
    }

    private static SqlException range(String message, Throwable error) {
        return new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, message, error);
    }
}
