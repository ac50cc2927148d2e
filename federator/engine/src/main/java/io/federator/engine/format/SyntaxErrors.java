package io.federator.engine.format;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;

/** The errors of input functions. */
final class SyntaxErrors {
    private SyntaxErrors() {}

    static SqlException invalid(String type, String text) {
        return new SqlException(
                SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type " + type + ": \"" + text + "\"");
    }

    static SqlException outOfRange(String type, String text) {
        return new SqlException(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value \"" + text + "\" is out of range for type " + type);
    }

    static SqlException dateTimeSyntax(String type, String text) {
        return new SqlException(
                SqlState.INVALID_DATETIME_FORMAT, "invalid input syntax for type " + type + ": \"" + text + "\"");
    }

    static SqlException fieldOverflow(String text) {
        return new SqlException(
                SqlState.DATETIME_FIELD_OVERFLOW, "date/time field value out of range: \"" + text + "\"");
    }

    static SqlException monthOrDayOverflow(String text) {
        return fieldOverflow(text).withHint("Perhaps you need a different \"DateStyle\" setting.");
    }
}
