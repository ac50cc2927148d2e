package io.federator.engine.system;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** information_schema: schemata, tables, views, columns and the privileges on them. */
final class InformationTables {
    private final Shapes shapes;
    private final TypeInformation types;
    private final String database;
    private final String owner;

    private InformationTables(Shapes shapes, TypeInformation types, String database, String owner) {
        this.shapes = shapes;
        this.types = types;
        this.database = database;
        this.owner = owner;
    }

    static void declare(RowSources sources, TypeInformation types, String database, String owner) {
        Shapes shapes = sources.shapes();
        InformationTables tables = new InformationTables(shapes, types, database, owner);
        sources.stable(shapes.information("information_schema_catalog_name"), s -> tables.catalogName());
        sources.stable(shapes.information("schemata"), tables::schemata);
        sources.stable(shapes.information("tables"), tables::tables);
        sources.stable(shapes.information("views"), tables::views);
        sources.stable(shapes.information("columns"), tables::columns);
        sources.stable(shapes.information("table_privileges"), s -> tables.tablePrivileges(s, "table_privileges"));
        sources.stable(shapes.information("role_table_grants"), s -> tables.tablePrivileges(s, "role_table_grants"));
        sources.stable(shapes.information("column_privileges"), s -> tables.columnPrivileges(s, "column_privileges"));
        sources.stable(shapes.information("role_column_grants"), s -> tables.columnPrivileges(s, "role_column_grants"));
    }

    private List<@Nullable Object[]> catalogName() {
        return List.<@Nullable Object[]>of(shapes.information("information_schema_catalog_name")
                .row()
                .set("catalog_name", database)
                .done());
    }

    private List<@Nullable Object[]> schemata(Snapshot snapshot) {
        Shape shape = shapes.information("schemata");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (String schema : snapshot.schemas().keySet()) {
            rows.add(shape.row()
                    .set("catalog_name", database)
                    .set("schema_name", schema)
                    .set("schema_owner", owner)
                    .done());
        }
        return rows;
    }

    private List<@Nullable Object[]> tables(Snapshot snapshot) {
        Shape shape = shapes.information("tables");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation relation : snapshot.all()) {
            if (relation.isTableOrView()) {
                rows.add(named(shape, relation)
                        .set("table_type", relation.kind() == 'r' ? "BASE TABLE" : "VIEW")
                        .yes("is_insertable_into", relation.isOurs())
                        .no("is_typed")
                        .done());
            }
        }
        return rows;
    }

    private List<@Nullable Object[]> views(Snapshot snapshot) {
        Shape shape = shapes.information("views");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation relation : snapshot.all()) {
            if (relation.kind() == 'v') {
                rows.add(named(shape, relation)
                        .set("check_option", "NONE")
                        .no(
                                "is_updatable",
                                "is_insertable_into",
                                "is_trigger_updatable",
                                "is_trigger_deletable",
                                "is_trigger_insertable_into")
                        .done());
            }
        }
        return rows;
    }

    private List<@Nullable Object[]> columns(Snapshot snapshot) {
        Shape shape = shapes.information("columns");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation relation : snapshot.all()) {
            if (!relation.isTableOrView()) {
                continue;
            }
            for (int number = 1; number <= relation.columns().size(); number++) {
                Relation.Column column = relation.column(number);
                Shape.Row row = named(shape, relation)
                        .set("column_name", column.name())
                        .set("ordinal_position", number)
                        .yes("is_nullable", !column.notNull())
                        .set("data_type", types.dataType(column.type()))
                        .set("dtd_identifier", Integer.toString(number))
                        .no("is_self_referencing", "is_identity", "identity_cycle")
                        .set("is_generated", "NEVER")
                        .yes("is_updatable", relation.isOurs());
                types.modifier(row, column.type(), column.modifier());
                types.collation(row, column.collation());
                types.domain(row, column.type());
                types.name(row, "", column.type());
                rows.add(row.done());
            }
        }
        return rows;
    }

    /** Who may do what: see {@link Grants}. */
    private record Grant(String grantee, String privilege, boolean grantable) {}

    private List<Grant> grants(Relation relation, List<String> ofOwner) {
        List<Grant> grants = new ArrayList<>();
        ofOwner.forEach(privilege -> grants.add(new Grant(owner, privilege, true)));
        List<String> ofAll = relation.isOurs() ? List.of("INSERT", "SELECT", "UPDATE", "DELETE") : List.of("SELECT");
        ofAll.stream()
                .filter(ofOwner::contains)
                .forEach(privilege -> grants.add(new Grant("PUBLIC", privilege, false)));
        return grants;
    }

    private List<@Nullable Object[]> tablePrivileges(Snapshot snapshot, String view) {
        Shape shape = shapes.information(view);
        List<String> privileges = List.of("INSERT", "SELECT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation relation : snapshot.all()) {
            if (relation.isTableOrView()) {
                for (Grant grant : grants(relation, privileges)) {
                    rows.add(named(shape, relation)
                            .set("grantor", owner)
                            .set("grantee", grant.grantee)
                            .set("privilege_type", grant.privilege)
                            .yes("is_grantable", grant.grantable)
                            .yes("with_hierarchy", grant.privilege.equals("SELECT"))
                            .done());
                }
            }
        }
        return rows;
    }

    private List<@Nullable Object[]> columnPrivileges(Snapshot snapshot, String view) {
        Shape shape = shapes.information(view);
        List<String> privileges = List.of("INSERT", "SELECT", "UPDATE", "REFERENCES");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation relation : snapshot.all()) {
            if (relation.isTableOrView()) {
                List<Grant> grants = grants(relation, privileges);
                for (Relation.Column column : relation.columns()) {
                    for (Grant grant : grants) {
                        rows.add(named(shape, relation)
                                .set("grantor", owner)
                                .set("grantee", grant.grantee)
                                .set("column_name", column.name())
                                .set("privilege_type", grant.privilege)
                                .yes("is_grantable", grant.grantable)
                                .done());
                    }
                }
            }
        }
        return rows;
    }

    private Shape.Row named(Shape shape, Relation relation) {
        return shape.row()
                .set("table_catalog", database)
                .set("table_schema", relation.schema())
                .set("table_name", relation.name());
    }
}
