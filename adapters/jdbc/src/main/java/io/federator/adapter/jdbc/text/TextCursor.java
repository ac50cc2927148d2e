package io.federator.adapter.jdbc.text;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.nio.charset.StandardCharsets;

/** A place in ASCII text that is read from left to right. Used by one thread. */
final class TextCursor {
    private final byte[] text;
    private final String type;
    private int at;

    TextCursor(byte[] text, String type) {
        this.text = text;
        this.type = type;
    }

    boolean ended() {
        return at >= text.length;
    }

    boolean take(char expected) {
        if (at < text.length && text[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    boolean take(String expected) {
        if (text.length - at < expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (text[at + i] != expected.charAt(i)) {
                return false;
            }
        }
        at += expected.length();
        return true;
    }

    void expect(char expected) {
        if (!take(expected)) {
            throw malformed();
        }
    }

    /** Unsigned digits, at least one and few enough for a long. */
    long digits() {
        int start = at;
        long value = 0;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            value = value * 10 + (text[at++] - '0');
        }
        if (at == start || at - start > 18) {
            throw malformed();
        }
        return value;
    }

    /** The digits after a decimal point as microseconds; zero without a point. */
    long fraction() {
        if (!take('.')) {
            return 0;
        }
        long value = 0;
        int count = 0;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            int digit = text[at++] - '0';
            if (count < 6) {
                value = value * 10 + digit;
                count++;
            } else if (digit != 0) {
                throw malformed();
            }
        }
        for (; count < 6; count++) {
            value *= 10;
        }
        return value;
    }

    void expectEnd() {
        if (!ended()) {
            throw malformed();
        }
    }

    SqlException malformed() {
        return new SqlException(
                SqlState.INVALID_DATETIME_FORMAT,
                "invalid input syntax for type " + type + ": \"" + new String(text, StandardCharsets.UTF_8) + "\"");
    }

    SqlException outOfRange() {
        return new SqlException(
                SqlState.DATETIME_FIELD_OVERFLOW,
                "date/time field value out of range: \"" + new String(text, StandardCharsets.UTF_8) + "\"");
    }
}
