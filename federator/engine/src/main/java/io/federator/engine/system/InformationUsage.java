package io.federator.engine.system;

import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** information_schema: privileges on routines, types, collations and domains, and which types columns and domains are of. */
final class InformationUsage {
    private final RowSources sources;
    private final Shapes shapes;
    private final String database;
    private final String owner;

    private InformationUsage(RowSources sources, String database, String owner) {
        this.sources = sources;
        this.shapes = sources.shapes();
        this.database = database;
        this.owner = owner;
    }

    static void declare(RowSources sources, String database, String owner) {
        InformationUsage tables = new InformationUsage(sources, database, owner);
        Shapes shapes = sources.shapes();
        for (String view : List.of("routine_privileges", "role_routine_grants")) {
            sources.stable(shapes.information(view), s -> tables.routines(shapes.information(view), s));
        }
        for (String view : List.of("udt_privileges", "role_udt_grants")) {
            sources.stable(shapes.information(view), s -> tables.rowTypes(shapes.information(view), s));
        }
        for (String view : List.of("usage_privileges", "role_usage_grants")) {
            sources.stable(shapes.information(view), s -> tables.usage(shapes.information(view), s));
        }
        sources.stable(
                shapes.information("column_domain_usage"),
                s -> tables.copies("columns", s, "column_domain_usage", "domain_name"));
        sources.stable(
                shapes.information("column_udt_usage"),
                s -> tables.copies("columns", s, "column_udt_usage", "udt_name"));
        sources.stable(
                shapes.information("domain_udt_usage"),
                s -> tables.copies("domains", s, "domain_udt_usage", "udt_name"));
        sources.stable(shapes.information("data_type_privileges"), tables::dataTypes);
    }

    private List<@Nullable Object[]> routines(Shape shape, Snapshot snapshot) {
        Shape routines = shapes.information("routines");
        List<Boolean> open = openToAll(snapshot);
        List<@Nullable Object[]> rows = new ArrayList<>();
        int at = 0;
        for (@Nullable Object[] routine : sources.rows(routines, snapshot)) {
            for (String grantee : grantees(open.get(at++))) {
                rows.add(granted(copy(shape.row(), shape, routines, routine), grantee, "EXECUTE")
                        .done());
            }
        }
        return rows;
    }

    /** Whether everybody may call a function, in the order of pg_proc, which is that of routines as well. */
    private List<Boolean> openToAll(Snapshot snapshot) {
        Shape procedures = shapes.pg("pg_proc");
        List<Boolean> open = new ArrayList<>();
        for (@Nullable Object[] procedure : sources.rows(procedures, snapshot)) {
            open.add(!(procedure[procedures.position("proacl")] instanceof ArrayValue list)
                    || list.values().stream()
                            .anyMatch(item -> String.valueOf(item).startsWith("=")));
        }
        return open;
    }

    private List<@Nullable Object[]> rowTypes(Shape shape, Snapshot snapshot) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation relation : snapshot.all()) {
            if (relation.isTableOrView()) {
                for (String grantee : grantees(true)) {
                    rows.add(granted(shape.row(), grantee, "TYPE USAGE")
                            .set("udt_catalog", database)
                            .set("udt_schema", relation.schema())
                            .set("udt_name", relation.name())
                            .done());
                }
            }
        }
        return rows;
    }

    private List<@Nullable Object[]> usage(Shape shape, Snapshot snapshot) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        Shape collations = shapes.information("collations");
        for (@Nullable Object[] collation : sources.rows(collations, snapshot)) {
            rows.add(object(shape, "COLLATION")
                    .set("grantor", owner)
                    .set("grantee", "PUBLIC")
                    .set("privilege_type", "USAGE")
                    .no("is_grantable")
                    .set("object_schema", collation[collations.position("collation_schema")])
                    .set("object_name", collation[collations.position("collation_name")])
                    .done());
        }
        Shape domains = shapes.information("domains");
        for (@Nullable Object[] domain : sources.rows(domains, snapshot)) {
            for (String grantee : grantees(true)) {
                rows.add(granted(object(shape, "DOMAIN"), grantee, "USAGE")
                        .set("object_schema", domain[domains.position("domain_schema")])
                        .set("object_name", domain[domains.position("domain_name")])
                        .done());
            }
        }
        return rows;
    }

    /** Columns, domains, routines and their parameters: whatever has a type. */
    private List<@Nullable Object[]> dataTypes(Snapshot snapshot) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        typed(snapshot, "columns", "table_schema", "table_name", "TABLE", rows);
        typed(snapshot, "domains", "domain_schema", "domain_name", "DOMAIN", rows);
        typed(snapshot, "parameters", "specific_schema", "specific_name", "ROUTINE", rows);
        typed(snapshot, "routines", "specific_schema", "specific_name", "ROUTINE", rows);
        return rows;
    }

    private void typed(
            Snapshot snapshot, String view, String schema, String name, String kind, List<@Nullable Object[]> rows) {
        Shape shape = shapes.information("data_type_privileges");
        Shape from = shapes.information(view);
        for (@Nullable Object[] row : sources.rows(from, snapshot)) {
            rows.add(object(shape, kind)
                    .set("object_schema", row[from.position(schema)])
                    .set("object_name", row[from.position(name)])
                    .set("dtd_identifier", row[from.position("dtd_identifier")])
                    .done());
        }
    }

    private Shape.Row object(Shape shape, String kind) {
        return shape.row().set("object_catalog", database).set("object_type", kind);
    }

    private List<String> grantees(boolean everybody) {
        return everybody ? List.of("PUBLIC", owner) : List.of(owner);
    }

    private Shape.Row granted(Shape.Row row, String grantee, String privilege) {
        return row.set("grantor", owner)
                .set("grantee", grantee)
                .set("privilege_type", privilege)
                .yes("is_grantable", grantee.equals(owner));
    }

    /** The rows of one view that have a value in a column, with the columns that another view has as well. */
    private List<@Nullable Object[]> copies(String view, Snapshot snapshot, String to, String required) {
        Shape from = shapes.information(view);
        Shape shape = shapes.information(to);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (@Nullable Object[] row : sources.rows(from, snapshot)) {
            if (row[from.position(required)] != null) {
                rows.add(copy(shape.row(), shape, from, row).done());
            }
        }
        return rows;
    }

    private static Shape.Row copy(Shape.Row row, Shape to, Shape from, @Nullable Object[] values) {
        for (Relation.Column column : to.relation().columns()) {
            if (from.relation().columns().stream().anyMatch(c -> c.name().equals(column.name()))) {
                row.set(column.name(), values[from.position(column.name())]);
            }
        }
        return row;
    }
}
