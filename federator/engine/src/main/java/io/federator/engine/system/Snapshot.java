package io.federator.engine.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All relations at one moment, and the rows that were made from them. Safe for any thread. */
final class Snapshot {
    private final Map<String, Integer> schemas = new LinkedHashMap<>();
    private final List<Relation> ours;
    private final Map<Integer, Relation> byOid = new LinkedHashMap<>();
    private final Map<String, Map<String, Relation>> byName = new HashMap<>();
    private final Map<Integer, Relation> tableOfIndex = new HashMap<>();
    private final Map<Shape, List<@Nullable Object[]>> rows = new ConcurrentHashMap<>();

    /** @param schemas names with OIDs */
    Snapshot(Map<String, Integer> schemas, List<Relation> system, List<Relation> ours) {
        this.schemas.putAll(schemas);
        this.ours = ours;
        for (List<Relation> part : List.of(system, ours)) {
            for (Relation relation : part) {
                byOid.put(relation.oid(), relation);
                byName.computeIfAbsent(relation.schema(), s -> new HashMap<>()).put(relation.name(), relation);
                for (Relation.Constraint constraint : relation.constraints()) {
                    if (constraint.isKey()) {
                        tableOfIndex.put(constraint.index(), relation);
                    }
                }
                relation.indexes().forEach(index -> tableOfIndex.put(index.oid(), relation));
            }
        }
    }

    Map<String, Integer> schemas() {
        return schemas;
    }

    int schema(String name) {
        Integer oid = schemas.get(name);
        if (oid == null) {
            throw new IllegalArgumentException("no schema " + name);
        }
        return oid;
    }

    Optional<String> schemaName(long oid) {
        return schemas.entrySet().stream()
                .filter(entry -> entry.getValue() == oid)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Tables and indexes of the catalog file. */
    List<Relation> ours() {
        return ours;
    }

    List<Relation> all() {
        return new ArrayList<>(byOid.values());
    }

    Optional<Relation> relation(long oid) {
        return Optional.ofNullable(byOid.get((int) oid));
    }

    Optional<Relation> relation(String schema, String name) {
        return Optional.ofNullable(byName.getOrDefault(schema, Map.of()).get(name));
    }

    /** The table that the index belongs to. */
    Optional<Relation> tableOf(Relation index) {
        return Optional.ofNullable(tableOfIndex.get(index.oid()));
    }

    /** A table's constraint for an index. */
    Optional<Relation.Constraint> constraintOf(Relation index) {
        return tableOf(index)
                .flatMap(table -> table.constraints().stream()
                        .filter(c -> c.isKey() && c.index() == index.oid())
                        .findFirst());
    }

    /** The rows of a table that depend on nothing but this snapshot, made once. */
    List<@Nullable Object[]> rows(Shape shape, Supplier<List<@Nullable Object[]>> make) {
        // Not computeIfAbsent: making the rows of one table may ask for those of another.
        List<@Nullable Object[]> known = rows.get(shape);
        if (known == null) {
            known = make.get();
            rows.put(shape, known);
        }
        return known;
    }
}
