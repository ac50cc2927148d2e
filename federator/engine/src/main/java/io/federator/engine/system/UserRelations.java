package io.federator.engine.system;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.system.Relation.Column;
import io.federator.engine.system.Relation.Constraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The federated tables and the indexes of their keys, as a PostgreSQL with the same keys would list them. */
final class UserRelations {
    /** Numbers of a table's indexes from here on are no keys'. */
    private static final int FIRST_PLAIN_INDEX = 256;

    private static final int MOST_INDEXES = 256;

    private final SystemTypes types;
    private final Map<String, ObjectNaming> naming = new HashMap<>();
    private final Map<String, Map<String, Relation>> tables = new LinkedHashMap<>();
    private final List<Relation> indexes = new ArrayList<>();

    private UserRelations(SystemTypes types) {
        this.types = types;
    }

    static List<Relation> of(List<Listing.Entry> entries, SystemTypes types) {
        UserRelations relations = new UserRelations(types);
        entries.forEach(entry -> relations.naming(entry.schema()).reserve(entry.name()));
        entries.forEach(relations::addWithKeys);
        List<Relation> all = new ArrayList<>();
        relations.tables.values().forEach(schema -> schema.values().forEach(t -> all.add(relations.withReferences(t))));
        all.addAll(relations.indexes);
        return all;
    }

    private ObjectNaming naming(String schema) {
        return naming.computeIfAbsent(schema, s -> new ObjectNaming());
    }

    private void addWithKeys(Listing.Entry entry) {
        List<Column> columns = new ArrayList<>();
        List<Constraint> constraints = new ArrayList<>();
        List<Relation.Index> plain = new ArrayList<>();
        if (entry.description().isPresent()) {
            FederatedTable table = entry.description().get();
            table.columns().forEach(column -> columns.add(column(column)));
            notNulls(entry, columns, constraints);
            keys(entry, table, columns, constraints);
            SourceIndexes.of(table).forEach(found -> index(entry, found, columns, constraints, plain));
        }
        tables.computeIfAbsent(entry.schema(), s -> new LinkedHashMap<>())
                .put(
                        entry.name(),
                        new Relation(
                                entry.oid(),
                                entry.schema(),
                                entry.name(),
                                'r',
                                Oids.rowType(entry.oid()),
                                columns,
                                constraints,
                                plain,
                                entry.description()));
    }

    private Column column(CatalogColumn column) {
        int type = column.type().oid();
        int dimensions = column.type().element() == null ? 0 : 1;
        return new Column(
                column.name(),
                type,
                column.type().typmod(),
                column.notNull(),
                types.byOid(type).collation(),
                dimensions);
    }

    private void notNulls(Listing.Entry entry, List<Column> columns, List<Constraint> constraints) {
        for (int i = 1; i <= columns.size(); i++) {
            Column column = columns.get(i - 1);
            if (column.notNull()) {
                String name = naming(entry.schema()).choose(entry.name(), column.name(), "not_null");
                constraints.add(new Constraint(Oids.notNull(entry.oid(), i), name, 'n', List.of(i), 0, 0, List.of()));
            }
        }
    }

    private void keys(Listing.Entry entry, FederatedTable table, List<Column> columns, List<Constraint> constraints) {
        List<List<String>> keys = new ArrayList<>();
        if (!table.key().isEmpty()) {
            keys.add(table.key());
        }
        keys.addAll(table.unique());
        for (int i = 0; i < keys.size(); i++) {
            boolean primary = i == 0 && !table.key().isEmpty();
            List<Integer> numbers = numbers(columns, keys.get(i));
            if (numbers.isEmpty()) {
                continue;
            }
            ObjectNaming names = naming(entry.schema());
            String name = primary
                    ? names.choose(entry.name(), "", "pkey")
                    : names.choose(entry.name(), String.join("_", keys.get(i)), "key");
            int index = Oids.index(entry.oid(), i);
            indexes.add(new Relation(
                    index,
                    entry.schema(),
                    name,
                    'i',
                    0,
                    numbers.stream().map(n -> indexed(columns.get(n - 1))).toList(),
                    List.of(),
                    Optional.empty()));
            constraints.add(new Constraint(
                    Oids.constraint(entry.oid(), i), name, primary ? 'p' : 'u', numbers, index, 0, List.of()));
        }
    }

    /** An index of the sources, unless a key has the same columns. */
    private void index(
            Listing.Entry entry,
            SourceIndexes.Found found,
            List<Column> columns,
            List<Constraint> constraints,
            List<Relation.Index> plain) {
        List<Integer> numbers = numbers(columns, found.columns());
        boolean isKey =
                constraints.stream().anyMatch(c -> c.isKey() && c.columns().equals(numbers));
        if (numbers.isEmpty() || isKey || plain.size() == MOST_INDEXES) {
            return;
        }
        int oid = Oids.index(entry.oid(), FIRST_PLAIN_INDEX + plain.size());
        indexes.add(new Relation(
                oid,
                entry.schema(),
                naming(entry.schema()).keep(found.name(), entry.name(), String.join("_", found.columns())),
                'i',
                0,
                numbers.stream().map(n -> indexed(columns.get(n - 1))).toList(),
                List.of(),
                Optional.empty()));
        plain.add(new Relation.Index(oid, numbers));
    }

    private static Column indexed(Column column) {
        return new Column(
                column.name(), column.type(), column.modifier(), false, column.collation(), column.dimensions());
    }

    private Relation withReferences(Relation table) {
        if (table.table().isEmpty() || table.table().get().references().isEmpty()) {
            return table;
        }
        List<Constraint> constraints = new ArrayList<>(table.constraints());
        int number = 512;
        for (FederatedTable.Reference reference : table.table().get().references()) {
            Relation target =
                    tables.getOrDefault(reference.targetSchema(), Map.of()).get(reference.targetTable());
            if (target == null) {
                continue;
            }
            List<Integer> columns = numbers(table.columns(), reference.columns());
            List<Integer> targets = numbers(target.columns(), reference.targetColumns());
            if (columns.isEmpty() || targets.size() != columns.size()) {
                // The target's source is down: its columns have no numbers now.
                continue;
            }
            String name = naming(table.schema()).choose(table.name(), String.join("_", reference.columns()), "fkey");
            constraints.add(new Constraint(
                    Oids.constraint(table.oid(), number++),
                    name,
                    'f',
                    columns,
                    keyOver(target, targets),
                    target.oid(),
                    targets));
        }
        return new Relation(
                table.oid(),
                table.schema(),
                table.name(),
                table.kind(),
                table.rowType(),
                table.columns(),
                constraints,
                table.indexes(),
                table.table());
    }

    /** The index of the key over these columns in any order; 0 when there is none, which PostgreSQL would not allow. */
    private static int keyOver(Relation target, List<Integer> columns) {
        return target.constraints().stream()
                .filter(c -> c.isKey()
                        && c.columns().size() == columns.size()
                        && c.columns().containsAll(columns))
                .mapToInt(Constraint::index)
                .findFirst()
                .orElse(0);
    }

    /** Empty when one of them is missing. */
    private static List<Integer> numbers(List<Column> columns, List<String> names) {
        List<Integer> numbers = new ArrayList<>();
        for (String name : names) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).name().equals(name)) {
                    numbers.add(i + 1);
                }
            }
        }
        return numbers.size() == names.size() ? numbers : List.of();
    }
}
