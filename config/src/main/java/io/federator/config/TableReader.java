package io.federator.config;

import io.federator.config.Options.TableKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one logical table, but for its references, which need the other tables. */
final class TableReader {
    private static final Pattern NOT_NULL = Pattern.compile("(?is)(.*?)\\s*\\bnot\\s+null\\s*");

    private final Reading reading;
    private final Optional<List<String>> sources;

    /**
     * A table without its references.
     *
     * @param columns all of its columns, if the catalog tells them
     */
    record Draft(TableConfig table, Optional<Set<String>> columns, Optional<YamlNode> references) {}

    TableReader(Reading reading, Optional<List<String>> sources) {
        this.reading = reading;
        this.sources = sources;
    }

    /** Empty if the table has no sound placement. */
    Optional<Draft> read(String schema, YamlNode.Entry entry) {
        String name = entry.key().text();
        String owner = "table " + Shown.name(name);
        SourceLocation location = entry.key().location();
        if (entry.value() instanceof YamlNode.Scalar scalar && scalar.text().contains("/")) {
            reading.problem(scalar.location(), owner + " must be a mapping, such as {at: SOURCE/TABLE}");
            return Optional.empty();
        }
        return reading.fields(TableKeys.SECTION, owner, location, entry.value())
                .flatMap(fields -> read(schema, name, fields));
    }

    private Optional<Draft> read(String schema, String name, Fields table) {
        List<String> key = table.node(TableKeys.KEY)
                .map(node -> reading.columns(TableKeys.KEY.name(), node))
                .orElse(List.of());
        Optional<Placement> placement =
                new PlacementReader(reading, sources, key, table.has(TableKeys.KEY)).read(table);
        Optional<Set<String>> columns = placement.flatMap(sound -> new PlacementColumns(reading, key).check(sound));
        Map<String, ColumnDefinition> define = define(table, columns);
        List<List<String>> unique = unique(table, columns);
        Map<String, String> comments = comments(table, columns);
        Optional<String> comment = table.find(TableKeys.COMMENT);
        return placement.map(sound -> new Draft(
                new TableConfig(
                        schema, name, key, sound, define, List.of(), unique, comment, comments, table.location()),
                columns,
                table.node(TableKeys.REFERENCES)));
    }

    private Map<String, ColumnDefinition> define(Fields table, Optional<Set<String>> columns) {
        Map<String, ColumnDefinition> define = new LinkedHashMap<>();
        for (YamlNode.Entry entry : columnEntries(TableKeys.DEFINE, table, columns)) {
            String column = entry.key().text();
            reading.text(column, entry.value())
                    .flatMap(text -> definition(text, entry.value().location()))
                    .ifPresent(definition -> define.put(column, definition));
        }
        return define;
    }

    private Optional<ColumnDefinition> definition(String text, SourceLocation location) {
        Matcher notNull = NOT_NULL.matcher(text);
        boolean flagged = notNull.matches();
        String type = (flagged ? notNull.group(1) : text).strip();
        if (type.isEmpty()) {
            reading.problem(location, "a type is missing");
        } else if (type.indexOf('(') >= 0 != type.indexOf(')') >= 0) {
            reading.problem(location, Shown.name(type) + " is not a type; put a type that holds a comma in quotes");
        } else {
            return Optional.of(new ColumnDefinition(type, flagged, location));
        }
        return Optional.empty();
    }

    private List<List<String>> unique(Fields table, Optional<Set<String>> columns) {
        List<List<String>> unique = new ArrayList<>();
        List<YamlNode> keys = table.node(TableKeys.UNIQUE)
                .map(node -> reading.items(TableKeys.UNIQUE.name(), node))
                .orElse(List.of());
        for (YamlNode key : keys) {
            if (key instanceof YamlNode.Scalar) {
                reading.problem(key.location(), "\"unique\" must be a list of lists of columns, such as [[a], [b, c]]");
                continue;
            }
            List<String> names = reading.columns(TableKeys.UNIQUE.name(), key);
            names.forEach(name -> isKnown(TableKeys.UNIQUE, name, key.location(), columns));
            unique.add(names);
        }
        return unique;
    }

    private Map<String, String> comments(Fields table, Optional<Set<String>> columns) {
        Map<String, String> comments = new LinkedHashMap<>();
        for (YamlNode.Entry entry : columnEntries(TableKeys.COMMENTS, table, columns)) {
            String column = entry.key().text();
            reading.value(Option.required(column, ValueType.ANY_TEXT, ""), entry.value())
                    .ifPresent(text -> comments.put(column, text));
        }
        return comments;
    }

    /** The entries of a mapping from columns whose keys are columns of the table, as far as that is known. */
    private List<YamlNode.Entry> columnEntries(Option<YamlNode> option, Fields table, Optional<Set<String>> columns) {
        return reading.named(option.name(), table.node(option)).stream()
                .filter(entry ->
                        reading.isColumn(entry.key().text(), entry.key().location()))
                .filter(entry -> isKnown(option, entry.key().text(), entry.key().location(), columns))
                .toList();
    }

    private boolean isKnown(Option<?> option, String name, SourceLocation location, Optional<Set<String>> columns) {
        if (columns.isEmpty() || columns.get().contains(name)) {
            return true;
        }
        reading.problem(
                location,
                Shown.name(option.name()) + " names the column " + Shown.name(name) + ", which no column part has"
                        + Shown.hint(name, columns.get()));
        return false;
    }
}
