package io.federator.engine.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table's rows as text, of a resource beside this class. The first line names the columns, the second holds each column's
 * most frequent value; in the rows an empty field stands for that value, {@code \E} is the empty string, {@code \N} is NULL,
 * other escapes are those of COPY, and trailing empty fields are left out.
 */
record ResourceTable(List<String> columns, List<@Nullable String[]> rows) {
    static Optional<ResourceTable> read(String name) {
        InputStream stream = ResourceTable.class.getResourceAsStream(name + ".tsv");
        return stream == null ? Optional.empty() : Optional.of(read(stream));
    }

    static ResourceTable require(String name) {
        return read(name).orElseThrow(() -> new IllegalStateException("missing resource " + name));
    }

    int column(String name) {
        int at = columns.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException("no column " + name + " in " + columns);
        }
        return at;
    }

    private static ResourceTable read(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<String> columns = List.of(line(reader).split("\t", -1));
            @Nullable String[] usual = new @Nullable String[columns.size()];
            String[] written = line(reader).split("\t", -1);
            for (int i = 0; i < usual.length; i++) {
                usual[i] = value(written[i]);
            }
            List<@Nullable String[]> rows = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                @Nullable String[] row = usual.clone();
                String[] fields = line.split("\t", -1);
                for (int i = 0; i < fields.length; i++) {
                    if (!fields[i].isEmpty()) {
                        row[i] = value(fields[i]);
                    }
                }
                rows.add(row);
            }
            return new ResourceTable(columns, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        if (line == null) {
            throw new IOException("a resource ends early");
        }
        return line;
    }

    private static @Nullable String value(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        return switch (field) {
            case "\\N" -> null;
            case "\\E" -> "";
            default -> unescape(field);
        };
    }

    private static String unescape(String field) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 1 < field.length()) {
                c = switch (field.charAt(++i)) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'v' -> '\u000b';
                    default -> field.charAt(i);
                };
            }
            out.append(c);
        }
        return out.toString();
    }
}
