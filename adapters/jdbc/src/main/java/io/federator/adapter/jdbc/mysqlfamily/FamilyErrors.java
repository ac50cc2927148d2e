package io.federator.adapter.jdbc.mysqlfamily;

import io.federator.spi.error.SqlState;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Error numbers of the servers as PostgreSQL's SQLSTATEs. */
final class FamilyErrors {
    /** MariaDB's driver begins its messages with it. */
    private static final Pattern CONNECTION_NUMBER = Pattern.compile("^\\(conn=\\d+\\) ");

    private FamilyErrors() {}

    static SqlState state(SQLException error) {
        return switch (error.getErrorCode()) {
            case 1040, 1203, 1226 -> SqlState.TOO_MANY_CONNECTIONS;
            case 1044, 1045, 1698 -> SqlState.INVALID_AUTHORIZATION_SPECIFICATION;
            case 1142, 1143, 1227, 1370 -> SqlState.INSUFFICIENT_PRIVILEGE;
            case 1049 -> SqlState.INVALID_CATALOG_NAME;
            case 1054, 1247 -> SqlState.UNDEFINED_COLUMN;
            case 1052 -> SqlState.AMBIGUOUS_COLUMN;
            case 1146, 1051, 1109 -> SqlState.UNDEFINED_TABLE;
            case 1305, 1630 -> SqlState.UNDEFINED_FUNCTION;
            case 1064, 1149 -> SqlState.SYNTAX_ERROR;
            case 1055, 1056, 1140 -> SqlState.GROUPING_ERROR;
            case 1048, 1364 -> SqlState.NOT_NULL_VIOLATION;
            case 1062, 1586, 1859 -> SqlState.UNIQUE_VIOLATION;
            case 1216, 1217, 1451, 1452 -> SqlState.FOREIGN_KEY_VIOLATION;
            case 3819, 4025 -> SqlState.CHECK_VIOLATION;
            case 1264, 1690, 1916 -> SqlState.NUMERIC_VALUE_OUT_OF_RANGE;
            case 1265, 1366, 1411 -> SqlState.INVALID_TEXT_REPRESENTATION;
            case 1292, 1441, 1525 -> SqlState.INVALID_DATETIME_FORMAT;
            case 1365 -> SqlState.DIVISION_BY_ZERO;
            case 1406 -> SqlState.STRING_DATA_RIGHT_TRUNCATION;
            case 1242 -> SqlState.CARDINALITY_VIOLATION;
            case 1267, 1270, 1271 -> SqlState.COLLATION_MISMATCH;
            case 1300, 1977, 3854 -> SqlState.UNTRANSLATABLE_CHARACTER;
            case 1205, 3572 -> SqlState.LOCK_NOT_AVAILABLE;
            case 1020 -> SqlState.SERIALIZATION_FAILURE;
            case 1213 -> SqlState.DEADLOCK_DETECTED;
            case 1290, 1792, 1836 -> SqlState.READ_ONLY_SQL_TRANSACTION;
            case 1021, 1114, 3675 -> SqlState.DISK_FULL;
            case 1037, 1038, 1041 -> SqlState.OUT_OF_MEMORY;
            case 1317, 1969, 3024 -> SqlState.QUERY_CANCELED;
            case 1053, 1077, 1079, 1152, 1153, 1158, 1159, 1160, 1161, 1927, 2002, 2003, 2006, 2013, 3159, 4031 ->
                SqlState.CONNECTION_FAILURE;
            default -> byClass(error);
        };
    }

    private static SqlState byClass(SQLException error) {
        String code = error.getSQLState();
        if ((code != null && code.startsWith("08")) || error instanceof SQLNonTransientConnectionException) {
            return SqlState.CONNECTION_FAILURE;
        }
        if (error instanceof SQLTimeoutException || "70100".equals(code)) {
            return SqlState.QUERY_CANCELED;
        }
        return isInterrupted(error) ? SqlState.CONNECTION_FAILURE : SqlState.FDW_ERROR;
    }

    /** A connection that broke in the middle of a result: Connector/J names the reason in the message only. */
    private static boolean isInterrupted(SQLException error) {
        if (String.valueOf(error.getMessage()).contains("java.io.")) {
            return true;
        }
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** PostgreSQL's words for what happens in well-formed statements; the server's own would quote its SQL. */
    static String message(SQLException error, SqlState state) {
        String text =
                CONNECTION_NUMBER.matcher(String.valueOf(error.getMessage())).replaceFirst("");
        return switch (state) {
            case NUMERIC_VALUE_OUT_OF_RANGE -> outOfRange(text.toUpperCase(Locale.ROOT));
            case DIVISION_BY_ZERO -> "division by zero";
            case QUERY_CANCELED -> "canceling statement due to user request";
            case DEADLOCK_DETECTED -> "deadlock detected";
            default -> text;
        };
    }

    private static String outOfRange(String text) {
        if (text.contains("BIGINT")) {
            return "bigint out of range";
        }
        return text.contains("DOUBLE") ? "value out of range: overflow" : "value overflows numeric format";
    }
}
