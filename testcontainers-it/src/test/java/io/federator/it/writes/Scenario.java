package io.federator.it.writes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Statements of one session, under a name. */
record Scenario(String name, List<Step> statements) {
    /**
     * A statement.
     *
     * @param values of its parameters, as text whose types the statement decides
     */
    record Step(String sql, List<String> values) {
        Step {
            values = List.copyOf(values);
        }
    }

    Scenario {
        statements = List.copyOf(statements);
    }

    private static final String VALUES = "values ";

    /** Whether it relies on a key that the rows' fragments do not share, which no source can watch over. */
    boolean needsUniqueness() {
        return name.endsWith("(unique)");
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * All of a resource: a name behind two hyphens, then statements, each ended by a semicolon at the end of a line. A line with
     * {@code values} gives those of the next statement's parameters.
     */
    static List<Scenario> read(String resource) {
        List<Scenario> scenarios = new ArrayList<>();
        String name = "";
        List<Step> statements = new ArrayList<>();
        List<String> values = List.of();
        StringBuilder current = new StringBuilder();
        for (String line : text(resource).lines().toList()) {
            if (line.startsWith("-- ")) {
                add(scenarios, name, statements);
                name = line.substring(3);
                statements = new ArrayList<>();
            } else if (line.endsWith(";")) {
                statements.add(new Step(current + line.substring(0, line.length() - 1), values));
                current.setLength(0);
                values = List.of();
            } else if (line.startsWith(VALUES) && current.isEmpty()) {
                values = List.of(line.substring(VALUES.length()).split("\\|"));
            } else if (!line.isBlank()) {
                current.append(line).append('\n');
            }
        }
        add(scenarios, name, statements);
        return scenarios;
    }

    private static void add(List<Scenario> scenarios, String name, List<Step> statements) {
        if (!statements.isEmpty()) {
            scenarios.add(new Scenario(name, statements));
        }
    }

    private static String text(String resource) {
        try (InputStream in = Scenario.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
