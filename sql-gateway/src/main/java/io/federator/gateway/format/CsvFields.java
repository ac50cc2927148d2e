package io.federator.gateway.format;

import io.federator.engine.session.CopyInFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields that may be quoted. */
final class CsvFields extends CopyFields {
    private final CopyInFormat format;
    private final StringBuilder value = new StringBuilder();

    CsvFields(CopyInFormat format, List<String> names) {
        super(format.nullText(), format.defaultText());
        this.format = format;
    }

    @Override
    @Nullable Object forced(int position, @Nullable Object field) {
        if (field == null && format.forceNotNull().contains(position)) {
            return nullText();
        }
        return nullText().equals(field) && format.forceNull().contains(position) ? null : field;
    }

    @Override
    void cut(String line) {
        char delimiter = format.delimiter();
        char quote = format.quote();
        char escape = format.escape();
        int at = 0;
        while (true) {
            int start = at;
            value.setLength(0);
            boolean quoted = false;
            while (at < line.length() && (quoted || line.charAt(at) != delimiter)) {
                char c = line.charAt(at++);
                if (quoted && c == escape && at < line.length() && isEscaped(line.charAt(at), quote, escape)) {
                    value.append(line.charAt(at++));
                } else if (c == quote) {
                    quoted = !quoted;
                } else {
                    value.append(c);
                }
            }
            if (quoted) {
                throw bad("unterminated CSV quoted field");
            }
            add(line.substring(start, at), value.toString());
            if (at == line.length()) {
                return;
            }
            at++;
        }
    }

    private static boolean isEscaped(char c, char quote, char escape) {
        return c == quote || c == escape;
    }
}
