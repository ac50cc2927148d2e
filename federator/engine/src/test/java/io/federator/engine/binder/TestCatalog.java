package io.federator.engine.binder;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.CatalogTable;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.LogicalCatalog;
import io.federator.engine.catalog.Placement;
import io.federator.engine.parser.SqlParser;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of {@code schema.sql}, which is also what the oracle was given. */
final class TestCatalog implements LogicalCatalog {
    private static final Pattern TABLE = Pattern.compile("create table (\\w+) \\((.*)\\)");
    private static final int FIRST_OID = 16_384;

    private final Map<String, CatalogTable> tables = new LinkedHashMap<>();

    TestCatalog() {
        for (String line : Resources.lines("schema.sql")) {
            Matcher matcher = TABLE.matcher(line);
            if (matcher.find()) {
                add(matcher.group(1), split(matcher.group(2)));
            }
        }
    }

    /** The definitions between commas that are not in parentheses. */
    private static List<String> split(String text) {
        List<String> result = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        result.add(text.substring(start, i).strip());
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        result.add(text.substring(start).strip());
        return result;
    }

    private void add(String name, List<String> definitions) {
        List<CatalogColumn> columns = new ArrayList<>();
        List<String> key = new ArrayList<>();
        for (String definition : definitions) {
            if (definition.startsWith("primary key")) {
                String names = definition.substring(definition.indexOf('(') + 1, definition.indexOf(')'));
                key.addAll(List.of(names.split(", ")));
                continue;
            }
            boolean primary = definition.endsWith(" primary key");
            boolean notNull = primary || definition.endsWith(" not null");
            String column = definition.substring(0, definition.indexOf(' '));
            String type = definition
                    .substring(column.length() + 1)
                    .replace(" primary key", "")
                    .replace(" not null", "");
            columns.add(new CatalogColumn(column, type(type), notNull));
            if (primary) {
                key.add(column);
            }
        }
        List<CatalogColumn> withKeys = columns.stream()
                .map(c -> key.contains(c.name()) ? new CatalogColumn(c.name(), c.type(), true) : c)
                .toList();
        tables.put(name, table(name, withKeys, key));
    }

    private static SqlType type(String text) {
        return new TypeBinder().bind(SqlParser.parseTypeName(text));
    }

    private FederatedTable table(String name, List<CatalogColumn> columns, List<String> key) {
        return new FederatedTable(
                "public",
                name,
                FIRST_OID + tables.size(),
                columns,
                key,
                List.of(),
                List.of(),
                new Placement.Rows(List.of()),
                Optional.empty(),
                Map.of());
    }

    @Override
    public long version() {
        return 1;
    }

    @Override
    public List<String> schemas() {
        return List.of("public", "pg_catalog");
    }

    @Override
    public Optional<CatalogTable> table(String schema, String name) {
        return schema.equals("public") ? Optional.ofNullable(tables.get(name)) : Optional.empty();
    }

    @Override
    public List<String> tables(String schema) {
        return schema.equals("public") ? List.copyOf(tables.keySet()) : List.of();
    }
}
