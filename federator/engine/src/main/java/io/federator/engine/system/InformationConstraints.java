package io.federator.engine.system;

import io.federator.engine.system.Relation.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** information_schema: constraints and where they are used. */
final class InformationConstraints {
    private final Shapes shapes;
    private final RowSources sources;
    private final String database;

    private InformationConstraints(RowSources sources, String database) {
        this.sources = sources;
        this.shapes = sources.shapes();
        this.database = database;
    }

    static void declare(RowSources sources, String database) {
        InformationConstraints tables = new InformationConstraints(sources, database);
        Shapes shapes = sources.shapes();
        sources.stable(shapes.information("table_constraints"), tables::tableConstraints);
        sources.stable(shapes.information("key_column_usage"), tables::keyColumns);
        sources.stable(shapes.information("referential_constraints"), tables::references);
        sources.stable(shapes.information("check_constraints"), tables::checks);
        sources.stable(shapes.information("constraint_column_usage"), tables::columnUsage);
        sources.stable(shapes.information("constraint_table_usage"), tables::tableUsage);
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(Relation table, Constraint constraint);
    }

    private static void forEach(Snapshot snapshot, Visitor visitor) {
        for (Relation relation : snapshot.all()) {
            relation.constraints().forEach(constraint -> visitor.visit(relation, constraint));
        }
    }

    private List<@Nullable Object[]> tableConstraints(Snapshot snapshot) {
        Shape shape = shapes.information("table_constraints");
        List<@Nullable Object[]> rows = new ArrayList<>();
        forEach(snapshot, (table, constraint) -> {
            Shape.Row row = table(named(shape, table, constraint), table)
                    .set("constraint_type", type(constraint))
                    .no("is_deferrable", "initially_deferred")
                    .yes("enforced", constraint.type() != 'f');
            rows.add((constraint.type() == 'u' ? row.yes("nulls_distinct", true) : row).done());
        });
        return rows;
    }

    private static String type(Constraint constraint) {
        return switch (constraint.type()) {
            case 'p' -> "PRIMARY KEY";
            case 'u' -> "UNIQUE";
            case 'f' -> "FOREIGN KEY";
            default -> "CHECK";
        };
    }

    private List<@Nullable Object[]> keyColumns(Snapshot snapshot) {
        Shape shape = shapes.information("key_column_usage");
        List<@Nullable Object[]> rows = new ArrayList<>();
        forEach(snapshot, (table, constraint) -> {
            if (constraint.type() == 'n') {
                return;
            }
            List<String> columns = table.names(constraint.columns());
            Optional<Constraint> key = keyOf(snapshot, constraint);
            for (int i = 0; i < columns.size(); i++) {
                Integer position = null;
                if (key.isPresent()) {
                    position = key.get()
                                    .columns()
                                    .indexOf(constraint.targetColumns().get(i))
                            + 1;
                }
                rows.add(table(named(shape, table, constraint), table)
                        .set("column_name", columns.get(i))
                        .set("ordinal_position", i + 1)
                        .set("position_in_unique_constraint", position)
                        .done());
            }
        });
        return rows;
    }

    /** The key that a foreign key refers to. */
    private static Optional<Constraint> keyOf(Snapshot snapshot, Constraint reference) {
        return reference.type() != 'f'
                ? Optional.empty()
                : snapshot.relation(reference.target()).stream()
                        .flatMap(target -> target.constraints().stream())
                        .filter(c -> c.isKey() && c.index() == reference.index())
                        .findFirst();
    }

    private List<@Nullable Object[]> references(Snapshot snapshot) {
        Shape shape = shapes.information("referential_constraints");
        List<@Nullable Object[]> rows = new ArrayList<>();
        forEach(snapshot, (table, constraint) -> {
            if (constraint.type() == 'f') {
                Shape.Row row = named(shape, table, constraint)
                        .set("match_option", "NONE")
                        .set("update_rule", "NO ACTION")
                        .set("delete_rule", "NO ACTION");
                keyOf(snapshot, constraint)
                        .ifPresent(key -> row.set("unique_constraint_catalog", database)
                                .set(
                                        "unique_constraint_schema",
                                        used(snapshot, table, constraint)
                                                .orElse(table)
                                                .schema())
                                .set("unique_constraint_name", key.name()));
                rows.add(row.done());
            }
        });
        return rows;
    }

    private List<@Nullable Object[]> checks(Snapshot snapshot) {
        Shape shape = shapes.information("check_constraints");
        List<@Nullable Object[]> rows = new ArrayList<>();
        Shape constraints = shapes.pg("pg_constraint");
        for (@Nullable Object[] row : sources.rows(constraints, snapshot)) {
            if (row[constraints.position("conbin")] instanceof String text) {
                rows.add(shape.row()
                        .set("constraint_catalog", database)
                        .set("constraint_schema", Shapes.INFORMATION_SCHEMA)
                        .set("constraint_name", row[constraints.position("conname")])
                        // The text is pg_get_constraintdef's: CHECK (expression).
                        .set("check_clause", text.substring("CHECK (".length(), text.length() - 1))
                        .done());
            }
        }
        forEach(snapshot, (table, constraint) -> {
            if (constraint.type() == 'n') {
                rows.add(named(shape, table, constraint)
                        .set("check_clause", table.names(constraint.columns()).getFirst() + " IS NOT NULL")
                        .done());
            }
        });
        return rows;
    }

    private List<@Nullable Object[]> columnUsage(Snapshot snapshot) {
        Shape shape = shapes.information("constraint_column_usage");
        List<@Nullable Object[]> rows = new ArrayList<>();
        forEach(
                snapshot,
                (table, constraint) -> used(snapshot, table, constraint).ifPresent(used -> {
                    List<Integer> columns =
                            constraint.type() == 'f' ? constraint.targetColumns() : constraint.columns();
                    for (String column : used.names(columns)) {
                        rows.add(table(named(shape, table, constraint), used)
                                .set("column_name", column)
                                .done());
                    }
                }));
        return rows;
    }

    private List<@Nullable Object[]> tableUsage(Snapshot snapshot) {
        Shape shape = shapes.information("constraint_table_usage");
        List<@Nullable Object[]> rows = new ArrayList<>();
        forEach(snapshot, (table, constraint) -> {
            if (constraint.type() != 'n') {
                used(snapshot, table, constraint)
                        .ifPresent(used -> rows.add(
                                table(named(shape, table, constraint), used).done()));
            }
        });
        return rows;
    }

    private static Optional<Relation> used(Snapshot snapshot, Relation table, Constraint constraint) {
        return constraint.type() == 'f' ? snapshot.relation(constraint.target()) : Optional.of(table);
    }

    private Shape.Row named(Shape shape, Relation table, Constraint constraint) {
        return shape.row()
                .set("constraint_catalog", database)
                .set("constraint_schema", table.schema())
                .set("constraint_name", constraint.name());
    }

    private Shape.Row table(Shape.Row row, Relation table) {
        return row.set("table_catalog", database)
                .set("table_schema", table.schema())
                .set("table_name", table.name());
    }
}
