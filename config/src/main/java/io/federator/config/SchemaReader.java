package io.federator.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code schemas}: all tables first, then the references between them. */
final class SchemaReader {
    private final Reading reading;
    private final Optional<List<String>> sources;

    /** @param sources the mapping whose keys are the sources' names, sound or not; if it is none, any name will do */
    SchemaReader(Reading reading, Optional<YamlNode> sources) {
        this.reading = reading;
        this.sources = sources.filter(YamlNode.Mapping.class::isInstance)
                .map(YamlNode.Mapping.class::cast)
                .map(mapping -> mapping.entries().stream()
                        .map(entry -> entry.key().text())
                        .toList());
    }

    Map<String, Map<String, TableConfig>> read(Optional<YamlNode> node) {
        Map<String, Map<String, Optional<TableReader.Draft>>> drafts = new LinkedHashMap<>();
        for (YamlNode.Entry schema : reading.named("schemas", node)) {
            String name = schema.key().text();
            if (name.startsWith("pg_") || name.equals("information_schema")) {
                reading.problem(schema.key().location(), "the schema name " + Shown.name(name) + " is reserved");
            }
            drafts.put(name, drafts(name, schema.value()));
        }
        ReferenceReader references = new ReferenceReader(reading, drafts);
        Map<String, Map<String, TableConfig>> schemas = new LinkedHashMap<>();
        drafts.forEach((schema, tables) -> {
            Map<String, TableConfig> finished = new LinkedHashMap<>();
            tables.values().stream().flatMap(Optional::stream).forEach(draft -> {
                TableConfig table = draft.table();
                finished.put(table.name(), table.withReferences(references.read(draft)));
            });
            schemas.put(schema, finished);
        });
        return schemas;
    }

    private Map<String, Optional<TableReader.Draft>> drafts(String schema, YamlNode node) {
        TableReader tables = new TableReader(reading, sources);
        Map<String, Optional<TableReader.Draft>> drafts = new LinkedHashMap<>();
        for (YamlNode.Entry table : new ArrayList<>(reading.named(schema, Optional.of(node)))) {
            drafts.put(table.key().text(), tables.read(schema, table));
        }
        return drafts;
    }
}
