package io.federator.engine.function;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;

/** Patterns of SIMILAR TO as regular expressions, in the very text that {@code similar_to_escape} gives. */
final class SimilarPattern {
    private SimilarPattern() {}

    static String regex(String pattern, String escape) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw new SqlException(SqlState.INVALID_ESCAPE_SEQUENCE, "invalid escape string")
                    .withHint("Escape string must be empty or one character.");
        }
        int special = escape.isEmpty() ? -1 : escape.codePointAt(0);
        StringBuilder out = new StringBuilder("^(?:");
        boolean afterEscape = false;
        boolean inBracket = false;
        int bracketStart = 0;
        int quotes = 0;
        for (int point : pattern.codePoints().toArray()) {
            if (afterEscape) {
                if (point == '"' && !inBracket) {
                    // The part between two escaped quotes is what substring returns.
                    switch (quotes++) {
                        case 0 -> out.append("){1,1}?(");
                        case 1 -> out.append("){1,1}(?:");
                        default ->
                            throw new SqlException(
                                    SqlState.INVALID_USE_OF_ESCAPE_CHARACTER,
                                    "SQL regular expression may not contain more than two escape-double-quote"
                                            + " separators");
                    }
                } else {
                    out.append('\\').appendCodePoint(point);
                }
                afterEscape = false;
            } else if (point == special) {
                afterEscape = true;
            } else if (inBracket) {
                if (point == '\\') {
                    out.append('\\');
                }
                out.appendCodePoint(point);
                if (point == ']' && out.length() - 1 > bracketStart + 1) {
                    inBracket = false;
                }
            } else {
                switch (point) {
                    case '[' -> {
                        bracketStart = out.length();
                        out.append('[');
                        inBracket = true;
                    }
                    case '%' -> out.append(".*");
                    case '_' -> out.append('.');
                    case '(' -> out.append("(?:");
                    case '\\', '.', '^', '$' -> out.append('\\').appendCodePoint(point);
                    default -> out.appendCodePoint(point);
                }
            }
        }
        return out.append(")$").toString();
    }
}
