package io.federator.engine.format;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text form of a row: {@code (1,"a ""b""",)}, where nothing at all is NULL. */
public final class RecordText {
    private final String text;
    private int at;

    private RecordText(String text) {
        this.text = text;
    }

    /**
     * The texts of the fields, null for NULL.
     *
     * @throws SqlException 22P02 for another form, or another number of fields
     */
    public static List<@Nullable String> fields(String text, int count) {
        return new RecordText(text).read(count);
    }

    private List<@Nullable String> read(int count) {
        skipSpaces();
        if (peek() != '(') {
            throw malformed("Missing left parenthesis.");
        }
        at++;
        List<@Nullable String> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                if (peek() != ',') {
                    throw malformed("Too few columns.");
                }
                at++;
            }
            fields.add(peek() == ',' || peek() == ')' ? null : field());
        }
        if (peek() != ')') {
            throw malformed("Too many columns.");
        }
        at++;
        skipSpaces();
        if (at < text.length()) {
            throw malformed("Junk after right parenthesis.");
        }
        return fields;
    }

    private String field() {
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        while (quoted || (peek() != ',' && peek() != ')')) {
            char c = take();
            if (c == '\\') {
                field.append(take());
            } else if (c != '"') {
                field.append(c);
            } else if (quoted && peek() == '"') {
                field.append(take());
            } else {
                quoted = !quoted;
            }
        }
        return field.toString();
    }

    private char take() {
        if (at >= text.length()) {
            throw malformed("Unexpected end of input.");
        }
        return text.charAt(at++);
    }

    /** The next character, 0 at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void skipSpaces() {
        while (DateTimeTokens.isSpace(peek())) {
            at++;
        }
    }

    private SqlException malformed(String detail) {
        return new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "malformed record literal: \"" + text + "\"")
                .withDetail(detail);
    }
}
