package io.federator.engine.system;

import static io.federator.engine.names.ObjectNames.quote;

import io.federator.engine.context.SystemNames.Definition;
import io.federator.engine.names.ObjectNames;
import io.federator.spi.value.ArrayValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SQL text of indexes and constraints, as pg_get_indexdef and pg_get_constraintdef print it. */
final class Definitions {

    private Definitions() {}

    /** By OID of the index or constraint. */
    static Map<Long, Definition> of(Snapshot snapshot, RowSources sources) {
        Map<Long, Definition> definitions = new HashMap<>();
        Shape indexes = sources.shapes().pg("pg_index");
        for (@Nullable Object[] row : sources.rows(indexes, snapshot)) {
            long oid = number(row[indexes.position("indexrelid")]);
            index(snapshot, indexes, row).ifPresent(text -> definitions.put(oid, text));
        }
        for (Relation table : snapshot.all()) {
            for (Relation.Constraint constraint : table.constraints()) {
                definitions.put((long) constraint.oid(), constraint(snapshot, table, constraint));
            }
        }
        Shape constraints = sources.shapes().pg("pg_constraint");
        for (@Nullable Object[] row : sources.rows(constraints, snapshot)) {
            // Those of domains; their text is what stands for the expression.
            if (row[constraints.position("conbin")] instanceof String text) {
                definitions.put(number(row[constraints.position("oid")]), plain(text));
            }
        }
        return definitions;
    }

    /** The names of an index's columns as it lists them. */
    static Optional<List<String>> indexColumns(Snapshot snapshot, Shape shape, @Nullable Object[] row) {
        Optional<Relation> table = snapshot.relation(number(row[shape.position("indrelid")]));
        if (table.isEmpty() || !(row[shape.position("indkey")] instanceof ArrayValue key)) {
            return Optional.empty();
        }
        return Optional.of(key.values().stream()
                .map(number -> quote(table.get().column((int) number(number)).name()))
                .toList());
    }

    private static Optional<Definition> index(Snapshot snapshot, Shape shape, @Nullable Object[] row) {
        Optional<Relation> index = snapshot.relation(number(row[shape.position("indexrelid")]));
        Optional<Relation> table = snapshot.relation(number(row[shape.position("indrelid")]));
        Optional<List<String>> columns = indexColumns(snapshot, shape, row);
        if (index.isEmpty() || table.isEmpty() || columns.isEmpty()) {
            return Optional.empty();
        }
        String unique = Boolean.TRUE.equals(row[shape.position("indisunique")]) ? "UNIQUE " : "";
        return Optional.of(new Definition(
                "CREATE " + unique + "INDEX " + quote(index.get().name()) + " ON ",
                table.get().oid(),
                " USING btree (" + String.join(", ", columns.get()) + ")",
                columns.get()));
    }

    private static Definition constraint(Snapshot snapshot, Relation table, Relation.Constraint constraint) {
        String columns = list(table.names(constraint.columns()));
        return switch (constraint.type()) {
            case 'p' -> plain("PRIMARY KEY (" + columns + ")");
            case 'u' -> plain("UNIQUE (" + columns + ")");
            case 'n' -> plain("NOT NULL " + columns);
            case 'f' ->
                snapshot.relation(constraint.target())
                        .map(target -> new Definition(
                                "FOREIGN KEY (" + columns + ") REFERENCES ",
                                target.oid(),
                                "(" + list(target.names(constraint.targetColumns())) + ") NOT ENFORCED",
                                List.of()))
                        .orElseThrow();
            default -> throw new IllegalArgumentException("constraint type " + constraint.type());
        };
    }

    private static Definition plain(String text) {
        return new Definition(text, 0, "", List.of());
    }

    private static String list(List<String> names) {
        return String.join(", ", names.stream().map(ObjectNames::quote).toList());
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
