package io.federator.it.differential;

import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Queries by topic, each ended by a semicolon, with comments between them. */
record QueryScript(String name, List<Query> queries) {
    /** @param line where it begins, from 1 */
    record Query(int line, String sql) {
        /** Whether the order of its rows is laid down: an ORDER BY outside of parentheses. */
        boolean isOrdered() {
            int depth = 0;
            String lower = sql.toLowerCase(Locale.ROOT);
            for (int i = 0; i < lower.length(); i++) {
                switch (lower.charAt(i)) {
                    case '(' -> depth++;
                    case ')' -> depth--;
                    case 'o' -> {
                        if (depth == 0 && lower.startsWith("order by", i)) {
                            return true;
                        }
                    }
                    default -> {}
                }
            }
            return false;
        }

        /** Its text on one line, as the lists of exceptions have it. */
        String line1() {
            return sql.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
        }
    }

    static QueryScript read(String name) {
        return new QueryScript(name, parse(text(name + ".sql")));
    }

    /** What a gateway answers in another way than PostgreSQL, one query after the other. */
    List<String> differences(Connection postgres, Connection gateway) {
        List<String> differences = new ArrayList<>();
        for (Query query : queries) {
            Answer right = Asking.ask(postgres, query.sql());
            String difference = Asking.ask(gateway, query.sql()).differenceFrom(right, query.isOrdered());
            if (!difference.isEmpty()) {
                differences.add(query.line() + " " + query.line1() + "\n   " + difference);
            }
        }
        return differences;
    }

    /** A resource of this package. */
    static String text(String name) {
        try (InputStream in = QueryScript.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A semicolon at the end of a line ends a query; a line that begins with two hyphens is a comment. */
    private static List<Query> parse(String text) {
        List<Query> queries = new ArrayList<>();
        List<String> current = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("--")) {
                continue;
            }
            boolean last = line.endsWith(";");
            current.add(last ? line.substring(0, line.length() - 1) : line);
            if (last) {
                queries.add(new Query(number - current.size() + 1, String.join("\n", current)));
                current.clear();
            }
        }
        if (!current.isEmpty()) {
            throw new IllegalArgumentException("not ended by a semicolon: " + current);
        }
        return queries;
    }
}
