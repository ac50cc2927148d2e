package io.federator.config;

import io.federator.config.Options.TableKeys;
import io.federator.config.TableReader.Draft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code references}, when all tables are known. */
final class ReferenceReader {
    private static final Pattern TARGET = Pattern.compile("(?s)(.*?)\\s*(?:\\(([^()]*)\\))?\\s*");

    private final Reading reading;
    private final Map<String, Map<String, Optional<Draft>>> tables;

    private record Target(String schema, String table) {}

    ReferenceReader(Reading reading, Map<String, Map<String, Optional<Draft>>> tables) {
        this.reading = reading;
        this.tables = tables;
    }

    List<Reference> read(Draft draft) {
        List<Reference> references = new ArrayList<>();
        for (YamlNode.Entry entry : reading.named(TableKeys.REFERENCES.name(), draft.references())) {
            Optional<List<String>> columns =
                    columns(entry.key().text(), entry.key().location(), draft);
            Optional<String> target = reading.text(entry.key().text(), entry.value());
            if (columns.isPresent() && target.isPresent()) {
                reference(
                                columns.get(),
                                target.get(),
                                draft.table().schema(),
                                entry.value().location())
                        .ifPresent(references::add);
            }
        }
        return references;
    }

    private Optional<Reference> reference(List<String> columns, String text, String schema, SourceLocation location) {
        Matcher matcher = TARGET.matcher(text);
        if (!matcher.matches() || matcher.group(1).isEmpty()) {
            reading.problem(location, "a reference must be of the form TABLE(COLUMN, …)");
            return Optional.empty();
        }
        Optional<Target> target = find(matcher.group(1), schema);
        if (target.isEmpty()) {
            if (text.indexOf('(') >= 0 != text.indexOf(')') >= 0) {
                reading.problem(
                        location, Shown.name(text) + " is cut off; put a reference that holds a comma in quotes");
                return Optional.empty();
            }
            reading.problem(
                    location,
                    "a reference to an unknown table " + Shown.name(matcher.group(1))
                            + Shown.hint(matcher.group(1), known(schema)));
            return Optional.empty();
        }
        Optional<Draft> draft = draft(target.get());
        if (draft.isEmpty()) {
            return Optional.empty(); // The table itself is at fault, which is reported there.
        }
        Optional<List<String>> targetColumns = matcher.group(2) == null
                ? Optional.of(draft.get().table().key())
                : columns(matcher.group(2), location, draft.get());
        if (targetColumns.isEmpty()) {
            return Optional.empty();
        }
        int count = targetColumns.get().size();
        if (count != columns.size()) {
            String referring = columns.size() == 1 ? "1 column refers" : columns.size() + " columns refer";
            reading.problem(
                    location,
                    matcher.group(2) == null && count == 0
                            ? "a reference to a table without a key must name the columns there"
                            : referring + " to " + count);
            return Optional.empty();
        }
        return Optional.of(
                new Reference(columns, target.get().schema(), target.get().table(), targetColumns.get(), location));
    }

    /** A name is taken as written: first as a table of the same schema, then as schema and table at each of its dots. */
    private Optional<Target> find(String name, String schema) {
        Stream<Target> qualified = Stream.iterate(name.indexOf('.'), dot -> dot >= 0, dot -> name.indexOf('.', dot + 1))
                .map(dot -> new Target(name.substring(0, dot), name.substring(dot + 1)));
        return Stream.concat(Stream.of(new Target(schema, name)), qualified)
                .filter(target -> tables.getOrDefault(target.schema(), Map.of()).containsKey(target.table()))
                .findFirst();
    }

    private Optional<Draft> draft(Target target) {
        return tables.getOrDefault(target.schema(), Map.of()).getOrDefault(target.table(), Optional.empty());
    }

    private List<String> known(String schema) {
        List<String> known =
                new ArrayList<>(tables.getOrDefault(schema, Map.of()).keySet());
        tables.forEach((other, inside) -> {
            if (!other.equals(schema)) {
                inside.keySet().forEach(table -> known.add(other + "." + table));
            }
        });
        return known;
    }

    /** Columns with commas between them; empty after a problem. */
    private Optional<List<String>> columns(String text, SourceLocation location, Draft draft) {
        List<String> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        boolean sound = true;
        for (String part : text.split(",", -1)) {
            String column = part.strip();
            if (!reading.isName(TableKeys.REFERENCES.name(), column, location)) {
                sound = false;
            } else if (!seen.add(column)) {
                reading.problem(location, "column " + Shown.name(column) + " is twice in a reference");
                sound = false;
            } else if (!draft.columns().map(known -> known.contains(column)).orElse(true)) {
                reading.problem(
                        location,
                        "table " + Shown.name(draft.table().name()) + " has no column " + Shown.name(column)
                                + Shown.hint(column, draft.columns().orElse(Set.of())));
                sound = false;
            }
            columns.add(column);
        }
        return sound ? Optional.of(columns) : Optional.empty();
    }
}
