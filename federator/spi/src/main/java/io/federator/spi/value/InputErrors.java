package io.federator.spi.value;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;

/** What PostgreSQL's input functions say of text that is no value of their type. */
final class InputErrors {
    private InputErrors() {}

    static SqlException syntax(String type, String text) {
        return new SqlException(
                SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type " + type + ": \"" + text + "\"");
    }

    static SqlException outOfRange(String type, String text) {
        return new SqlException(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value \"" + text + "\" is out of range for type " + type);
    }

    /** White space as {@code isspace} of the C locale has it. */
    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
