package io.federator.engine.system;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** information_schema: domains, element types, collations, character sets. */
final class InformationTypes {
    private final RowSources sources;
    private final Shapes shapes;
    private final TypeInformation types;
    private final String database;

    private InformationTypes(RowSources sources, TypeInformation types, String database) {
        this.sources = sources;
        this.shapes = sources.shapes();
        this.types = types;
        this.database = database;
    }

    static void declare(RowSources sources, TypeInformation types, String database) {
        InformationTypes tables = new InformationTypes(sources, types, database);
        Shapes shapes = sources.shapes();
        sources.stable(shapes.information("character_sets"), s -> tables.characterSets());
        sources.stable(shapes.information("collations"), s -> tables.collations("collations"));
        sources.stable(
                shapes.information("collation_character_set_applicability"),
                s -> tables.collations("collation_character_set_applicability"));
        sources.stable(shapes.information("domains"), s -> tables.domains());
        sources.stable(shapes.information("domain_constraints"), s -> tables.domainConstraints());
        sources.stable(shapes.information("element_types"), tables::elementTypes);
    }

    private List<@Nullable Object[]> characterSets() {
        return List.<@Nullable Object[]>of(shapes.information("character_sets")
                .row()
                .set("character_set_name", "UTF8")
                .set("character_repertoire", "UCS")
                .set("form_of_use", "UTF8")
                .set("default_collate_catalog", database)
                .set("default_collate_schema", Shapes.PG_CATALOG)
                .set("default_collate_name", "C")
                .done());
    }

    private List<@Nullable Object[]> collations(String view) {
        Shape shape = shapes.information(view);
        Shape collations = shapes.pg("pg_collation");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (@Nullable Object[] collation : sources.statics().rows(collations)) {
            Shape.Row row = shape.row()
                    .set("collation_catalog", database)
                    .set("collation_schema", Shapes.PG_CATALOG)
                    .set("collation_name", collation[collations.position("collname")]);
            if (view.equals("collations")) {
                row.set("pad_attribute", "NO PAD");
            } else {
                row.set("character_set_name", "UTF8");
            }
            rows.add(row.done());
        }
        return rows;
    }

    private List<@Nullable Object[]> domains() {
        Shape shape = shapes.information("domains");
        Shape types = shapes.pg("pg_type");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (@Nullable Object[] type : sources.statics().rows(types)) {
            if ("d".equals(type[types.position("typtype")]) && type[types.position("oid")] instanceof Long oid) {
                Shape.Row row = shape.row()
                        .set("data_type", this.types.dataType(oid.intValue()))
                        .set("domain_default", type[types.position("typdefault")])
                        .set("dtd_identifier", "1");
                this.types.domain(row, oid.intValue());
                this.types.modifier(row, oid.intValue(), -1);
                if (type[types.position("typcollation")] instanceof Long collation) {
                    this.types.collation(row, collation.intValue());
                }
                this.types.name(row, "", oid.intValue());
                rows.add(row.done());
            }
        }
        return rows;
    }

    private List<@Nullable Object[]> domainConstraints() {
        Shape shape = shapes.information("domain_constraints");
        Shape constraints = shapes.pg("pg_constraint");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (@Nullable Object[] constraint : sources.statics().rows(constraints)) {
            if (constraint[constraints.position("contypid")] instanceof Long type && type != 0) {
                Shape.Row row = shape.row()
                        .set("constraint_catalog", database)
                        .set("constraint_schema", Shapes.INFORMATION_SCHEMA)
                        .set("constraint_name", constraint[constraints.position("conname")])
                        .no("is_deferrable", "initially_deferred");
                types.domain(row, type.intValue());
                rows.add(row.done());
            }
        }
        return rows;
    }

    /** Of columns; functions that take or give arrays have no rows here. */
    private List<@Nullable Object[]> elementTypes(Snapshot snapshot) {
        Shape shape = shapes.information("element_types");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation relation : snapshot.all()) {
            if (!relation.isTableOrView()) {
                continue;
            }
            for (int number = 1; number <= relation.columns().size(); number++) {
                Relation.Column column = relation.column(number);
                SystemTypes.Type type = shapes.types().byOid(column.type());
                if (type.isArray()) {
                    Shape.Row row = shape.row()
                            .set("object_catalog", database)
                            .set("object_schema", relation.schema())
                            .set("object_name", relation.name())
                            .set("object_type", "TABLE")
                            .set("collection_type_identifier", Integer.toString(number))
                            .set("data_type", types.dataType(type.element()))
                            .set("dtd_identifier", "a" + number);
                    types.collation(row, column.collation());
                    types.name(row, "", type.element());
                    rows.add(row.done());
                }
            }
        }
        return rows;
    }
}
