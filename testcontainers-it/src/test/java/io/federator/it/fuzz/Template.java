package io.federator.it.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code templates.txt}, which explains the notation.
 *
 * @param kind of the result, "T" for the kind that is bound
 * @param parts texts and operands in turn
 */
record Template(String kind, List<Part> parts) {
    private static final Pattern HOLE = Pattern.compile("\\{(@\\w+|#\\d|\\w+!?)}");

    sealed interface Part {
        record Text(String sql) implements Part {}

        /** @param kind a kind's name or "T" */
        record Operand(String kind, boolean uniform) implements Part {}

        record Again(int operand) implements Part {}

        record Choice(List<String> texts) implements Part {}
    }

    boolean isGeneric() {
        return parts.stream()
                .anyMatch(part ->
                        part instanceof Part.Operand operand && operand.kind().equals("T"));
    }

    /** Whether what is ordered by has to be what is distinct. */
    boolean isOrderedDistinct() {
        return parts.stream().anyMatch(Part.Again.class::isInstance)
                && parts.getFirst() instanceof Part.Text text
                && text.sql().contains("distinct");
    }

    /** All templates by the kind they result in. */
    record Book(Map<Kind, List<Template>> scalars, Map<Kind, List<Template>> aggregates) {
        static Book read() {
            Map<Kind, List<Template>> scalars = new EnumMap<>(Kind.class);
            Map<Kind, List<Template>> aggregates = new EnumMap<>(Kind.class);
            Map<String, List<String>> lists = new HashMap<>();
            for (String line : text().lines().map(String::strip).toList()) {
                if (line.startsWith("@")) {
                    String[] words = line.split("\\s+", 2);
                    lists.put(words[0], List.of(words[1].split("\\s*;;\\s*")));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    int bar = line.indexOf(" | ");
                    String head = line.substring(0, bar).strip();
                    boolean aggregate = head.startsWith("aggregate ");
                    String kind = aggregate ? head.substring("aggregate ".length()) : head;
                    Template template = new Template(kind, parts(line.substring(bar + 3), lists));
                    add(aggregate ? aggregates : scalars, template);
                }
            }
            return new Book(scalars, aggregates);
        }

        private static void add(Map<Kind, List<Template>> book, Template template) {
            List<Kind> kinds = template.kind.equals("T") ? List.of(Kind.values()) : List.of(Kind.named(template.kind));
            for (Kind kind : kinds) {
                boolean extremum =
                        template.kind.equals("T") && template.parts.toString().contains("uniform=true");
                if (!extremum || hasExtremes(kind)) {
                    book.computeIfAbsent(kind, any -> new ArrayList<>()).add(template);
                }
            }
        }

        private static boolean hasExtremes(Kind kind) {
            return switch (kind) {
                case BOOL, UUID, JSONB, INTERVAL, BPCHAR, FLOAT4, BITS -> false;
                default -> true;
            };
        }

        private static List<Part> parts(String sql, Map<String, List<String>> lists) {
            List<Part> parts = new ArrayList<>();
            Matcher holes = HOLE.matcher(sql);
            int end = 0;
            while (holes.find()) {
                parts.add(new Part.Text(sql.substring(end, holes.start())));
                parts.add(hole(holes.group(1), lists));
                end = holes.end();
            }
            parts.add(new Part.Text(sql.substring(end)));
            return parts;
        }

        private static Part hole(String name, Map<String, List<String>> lists) {
            if (name.startsWith("@")) {
                return new Part.Choice(lists.getOrDefault(name, List.of()));
            }
            if (name.startsWith("#")) {
                return new Part.Again(Integer.parseInt(name.substring(1)));
            }
            String kind = name.replace("!", "");
            if (!kind.equals("T")) {
                Kind.named(kind);
            }
            return new Part.Operand(kind, name.endsWith("!"));
        }

        private static String text() {
            try (InputStream in = Template.class.getResourceAsStream("templates.txt")) {
                if (in == null) {
                    throw new IllegalStateException("no templates.txt");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
