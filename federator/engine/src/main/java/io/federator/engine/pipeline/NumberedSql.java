package io.federator.engine.pipeline;

import java.util.Optional;

/** Statements with JDBC's {@code ?} as PostgreSQL itself has them, with {@code $1…}. */
final class NumberedSql {
    private NumberedSql() {}

    /** Empty for a text whose placeholders are not sure to be told from other question marks. */
    static Optional<String> of(String sql, int placeholders) {
        StringBuilder out = new StringBuilder(sql.length() + 8);
        int number = 0;
        char quote = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
                out.append(c);
            } else if (c == '\'' || c == '"') {
                if (c == '\'' && i > 0 && (sql.charAt(i - 1) == 'E' || sql.charAt(i - 1) == 'e')) {
                    return Optional.empty();
                }
                quote = c;
                out.append(c);
            } else if (c == '$') {
                return Optional.empty();
            } else if (c == '?') {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == '?') {
                    out.append('?');
                    i++;
                } else {
                    out.append('$').append(++number);
                }
            } else {
                out.append(c);
            }
        }
        return number == placeholders ? Optional.of(out.toString()) : Optional.empty();
    }
}
