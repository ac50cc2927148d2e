package io.federator.engine.system;

import static io.federator.engine.system.Oids.OWNER;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** pg_type with the row types of tables, pg_namespace. */
final class TypeTables {
    private final RowSources sources;
    private final Shapes shapes;
    private final String owner;

    private TypeTables(RowSources sources, String owner) {
        this.sources = sources;
        this.shapes = sources.shapes();
        this.owner = owner;
    }

    static void declare(RowSources sources, String owner) {
        TypeTables tables = new TypeTables(sources, owner);
        sources.stable(tables.shapes.pg("pg_type"), tables::types);
        sources.stable(tables.shapes.pg("pg_namespace"), tables::namespaces);
    }

    private List<@Nullable Object[]> types(Snapshot snapshot) {
        Shape shape = shapes.pg("pg_type");
        List<@Nullable Object[]> rows = new ArrayList<>(sources.statics().rows(shape));
        for (Relation relation : snapshot.all()) {
            boolean listed = !relation.schema().equals(Shapes.FEDERATOR) && !relation.isOurs();
            if (listed || relation.rowType() == 0) {
                continue;
            }
            int namespace = snapshot.schema(relation.schema());
            int array = relation.rowType() + 1;
            rows.add(type(shape, relation.rowType(), relation.name(), namespace)
                    .set("typtype", "c")
                    .set("typcategory", "C")
                    .oid("typrelid", relation.oid())
                    .oid("typarray", array)
                    .oid("typinput", 2290)
                    .oid("typoutput", 2291)
                    .oid("typreceive", 2402)
                    .oid("typsend", 2403)
                    .done());
            rows.add(type(shape, array, "_" + relation.name(), namespace)
                    .set("typtype", "b")
                    .set("typcategory", "A")
                    .oid("typsubscript", 6179)
                    .oid("typelem", relation.rowType())
                    .oid("typinput", 750)
                    .oid("typoutput", 751)
                    .oid("typreceive", 2400)
                    .oid("typsend", 2401)
                    .oid("typanalyze", 3816)
                    .done());
        }
        return rows;
    }

    private static Shape.Row type(Shape shape, int oid, String name, int namespace) {
        return shape.row()
                .oid("oid", oid)
                .set("typname", name)
                .oid("typnamespace", namespace)
                .oid("typowner", OWNER)
                .set("typlen", -1)
                .set("typisdefined", true)
                .set("typdelim", ",")
                .set("typalign", "d")
                .set("typstorage", "x")
                .set("typtypmod", -1);
    }

    private List<@Nullable Object[]> namespaces(Snapshot snapshot) {
        Shape shape = shapes.pg("pg_namespace");
        List<@Nullable Object[]> rows = new ArrayList<>();
        snapshot.schemas()
                .forEach((name, oid) -> rows.add(shape.row()
                        .oid("oid", oid)
                        .set("nspname", name)
                        .oid("nspowner", OWNER)
                        .set("nspacl", Grants.schema(owner))
                        .done()));
        return rows;
    }
}
