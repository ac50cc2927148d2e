package io.federator.engine.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All system tables, views and indexes. The resource {@code relations.tsv} has one a line: OID, schema, name, kind, row type,
 * and the columns as {@code name:type[:flags]}; flag n is not null, c is collation C where the type has another, d is one
 * declared dimension.
 */
final class Shapes {
    static final String PG_CATALOG = "pg_catalog";
    static final String INFORMATION_SCHEMA = "information_schema";
    static final String FEDERATOR = "federator";

    /** Free between PostgreSQL's own identifiers and those of users. */
    static final int FEDERATOR_OID = 16_000;

    private static final int C_COLLATION = 950;

    private static final List<String> FEDERATOR_VIEWS = List.of(
            "sources name:name kind:text region:text state:text latency_ms:float8 pool_active:int4 pool_idle:int4"
                    + " pool_waiting:int4 pool_max:int4 version:text message:text",
            "fragments table_schema:name table_name:name fragment:text predicate:text columns:_text source:name"
                    + " source_table:text copy:int4 rows:int8",
            "placements table_schema:name table_name:name node:text parent:text kind:text predicate:text"
                    + " columns:_text source:name source_table:text",
            "sessions pid:int4 user_name:name application_name:text client_address:text client_port:int4"
                    + " started:timestamptz state:text state_since:timestamptz transaction_start:timestamptz"
                    + " query_start:timestamptz query:text",
            "plans query:text search_path:_name parameters:_regtype sources:_name leaves:int4 made:timestamptz"
                    + " plan_time_ms:float8 uses:int8 last_used:timestamptz",
            "statements user_name:name query:text calls:int8 total_time_ms:float8 min_time_ms:float8"
                    + " max_time_ms:float8 mean_time_ms:float8 stddev_time_ms:float8 rows:int8 rows_fetched:int8"
                    + " rows_fetched_by_source:jsonb since:timestamptz",
            "transactions id:text gateway:text state:text age_s:float8 decided_by:text source:text branch:text");

    private final SystemTypes types;
    private final Map<String, Map<String, Shape>> shapes = new LinkedHashMap<>();
    private final List<Relation> relations = new ArrayList<>();

    Shapes(SystemTypes types) {
        this.types = types;
        Map<Integer, List<Relation.Constraint>> constraints = constraints();
        for (String line : lines("relations.tsv")) {
            String[] fields = line.split("\t", -1);
            int oid = Integer.parseInt(fields[0]);
            add(new Relation(
                    oid,
                    fields[1],
                    fields[2],
                    fields[3].charAt(0),
                    Integer.parseInt(fields[4]),
                    columns(fields[5]),
                    constraints.getOrDefault(oid, List.of()),
                    Optional.empty()));
        }
        int oid = FEDERATOR_OID + 1;
        for (String view : FEDERATOR_VIEWS) {
            String[] nameAndColumns = view.split(" ", 2);
            add(new Relation(
                    oid,
                    FEDERATOR,
                    nameAndColumns[0],
                    'v',
                    oid + 1,
                    columns(nameAndColumns[1]),
                    List.of(),
                    Optional.empty()));
            // The row type and the type of arrays of it follow.
            oid += 3;
        }
    }

    private void add(Relation relation) {
        relations.add(relation);
        if (relation.isTableOrView()) {
            shapes.computeIfAbsent(relation.schema(), s -> new LinkedHashMap<>())
                    .put(relation.name(), new Shape(relation, types));
        }
    }

    Map<String, Map<String, Shape>> all() {
        return shapes;
    }

    /** Tables, views and indexes. */
    List<Relation> relations() {
        return relations;
    }

    Shape pg(String name) {
        return of(PG_CATALOG, name);
    }

    Shape information(String name) {
        return of(INFORMATION_SCHEMA, name);
    }

    Shape of(String schema, String name) {
        return Objects.requireNonNull(
                Objects.requireNonNull(shapes.get(schema), schema).get(name), name);
    }

    SystemTypes types() {
        return types;
    }

    private List<Relation.Column> columns(String text) {
        List<Relation.Column> columns = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            String[] parts = word.split(":", -1);
            int type = types.oid(parts[1]);
            String flags = parts.length > 2 ? parts[2] : "";
            columns.add(new Relation.Column(
                    parts[0],
                    type,
                    -1,
                    flags.contains("n"),
                    flags.contains("c") ? C_COLLATION : types.byOid(type).collation(),
                    flags.contains("d") ? 1 : 0));
        }
        return columns;
    }

    private static Map<Integer, List<Relation.Constraint>> constraints() {
        ResourceTable table = ResourceTable.require("pg_constraint");
        Map<Integer, List<Relation.Constraint>> byTable = new HashMap<>();
        for (@Nullable String[] row : table.rows()) {
            String key = row[table.column("conkey")];
            if (key == null) {
                continue;
            }
            byTable.computeIfAbsent(number(table, row, "conrelid"), t -> new ArrayList<>())
                    .add(new Relation.Constraint(
                            number(table, row, "oid"),
                            text(table, row, "conname"),
                            text(table, row, "contype").charAt(0),
                            List.of(key.substring(1, key.length() - 1).split(",", -1)).stream()
                                    .map(Integer::valueOf)
                                    .toList(),
                            number(table, row, "conindid"),
                            0,
                            List.of()));
        }
        return byTable;
    }

    private static int number(ResourceTable table, @Nullable String[] row, String column) {
        return Integer.parseInt(text(table, row, column));
    }

    private static String text(ResourceTable table, @Nullable String[] row, String column) {
        return Objects.requireNonNull(row[table.column(column)], column);
    }

    static List<String> lines(String resource) {
        InputStream stream = Objects.requireNonNull(Shapes.class.getResourceAsStream(resource), resource);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
