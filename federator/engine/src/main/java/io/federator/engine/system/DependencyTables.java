package io.federator.engine.system;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * pg_depend: what the parts of the federated tables hang on. Tools tell by it the indexes of keys from others. Of the system's
 * own objects nothing is said.
 */
final class DependencyTables {
    private static final int PG_TYPE = 1247;
    private static final int PG_CLASS = 1259;
    private static final int PG_CONSTRAINT = 2606;
    private static final int PG_NAMESPACE = 2615;
    private static final String AUTOMATIC = "a";
    private static final String INTERNAL = "i";
    private static final String NORMAL = "n";

    private final Shape shape;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    private DependencyTables(Shape shape) {
        this.shape = shape;
    }

    static void declare(RowSources sources) {
        Shape shape = sources.shapes().pg("pg_depend");
        sources.stable(shape, snapshot -> {
            DependencyTables tables = new DependencyTables(shape);
            snapshot.ours().stream().filter(r -> r.kind() == 'r').forEach(table -> tables.addAll(snapshot, table));
            return tables.rows;
        });
    }

    private void addAll(Snapshot snapshot, Relation table) {
        add(PG_CLASS, table.oid(), PG_NAMESPACE, snapshot.schema(table.schema()), 0, NORMAL);
        add(PG_TYPE, table.rowType(), PG_CLASS, table.oid(), 0, INTERNAL);
        add(PG_TYPE, Oids.arrayOfRows(table.oid()), PG_TYPE, table.rowType(), 0, INTERNAL);
        for (Relation.Constraint constraint : table.constraints()) {
            addColumns(PG_CONSTRAINT, constraint.oid(), table.oid(), constraint.columns(), AUTOMATIC);
            if (constraint.isKey()) {
                add(PG_CLASS, constraint.index(), PG_CONSTRAINT, constraint.oid(), 0, INTERNAL);
            } else if (constraint.type() == 'f') {
                addColumns(PG_CONSTRAINT, constraint.oid(), constraint.target(), constraint.targetColumns(), NORMAL);
                add(PG_CONSTRAINT, constraint.oid(), PG_CLASS, constraint.index(), 0, NORMAL);
            }
        }
        table.indexes().forEach(index -> addColumns(PG_CLASS, index.oid(), table.oid(), index.columns(), AUTOMATIC));
    }

    private void addColumns(int catalog, int dependent, int table, List<Integer> columns, String kind) {
        columns.forEach(column -> add(catalog, dependent, PG_CLASS, table, column, kind));
    }

    private void add(int catalog, int dependent, int targetCatalog, int target, int column, String kind) {
        rows.add(shape.row()
                .oid("classid", catalog)
                .oid("objid", dependent)
                .set("objsubid", 0)
                .oid("refclassid", targetCatalog)
                .oid("refobjid", target)
                .set("refobjsubid", column)
                .set("deptype", kind)
                .done());
    }
}
