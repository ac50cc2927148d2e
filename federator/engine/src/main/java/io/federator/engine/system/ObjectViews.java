package io.federator.engine.system;

import io.federator.engine.context.SystemNames;
import io.federator.engine.names.ObjectNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The views of pg_catalog over relations: pg_tables, pg_views, pg_indexes and the statistics views. */
final class ObjectViews {
    private final RowSources sources;
    private final Shapes shapes;
    private final String owner;

    private ObjectViews(RowSources sources, String owner) {
        this.sources = sources;
        this.shapes = sources.shapes();
        this.owner = owner;
    }

    static void declare(RowSources sources, String owner) {
        ObjectViews views = new ObjectViews(sources, owner);
        Shapes shapes = sources.shapes();
        sources.stable(shapes.pg("pg_tables"), views::tables);
        sources.stable(shapes.pg("pg_views"), views::views);
        sources.stable(shapes.pg("pg_indexes"), views::indexes);
        for (String kind : List.of("pg_stat_%s_tables", "pg_stat_xact_%s_tables", "pg_statio_%s_tables")) {
            views.declareTables(kind.formatted("all"), relation -> true);
            views.declareTables(kind.formatted("user"), Relation::isOurs);
            if (!kind.contains("xact")) {
                views.declareTables(kind.formatted("sys"), relation -> !relation.isOurs());
            }
        }
        views.declareTables("pg_stat_xact_sys_tables", relation -> !relation.isOurs());
        for (String kind : List.of("pg_stat_%s_indexes", "pg_statio_%s_indexes")) {
            views.declareIndexes(kind.formatted("all"), relation -> true);
            views.declareIndexes(kind.formatted("user"), Relation::isOurs);
            views.declareIndexes(kind.formatted("sys"), relation -> !relation.isOurs());
        }
    }

    private List<@Nullable Object[]> tables(Snapshot snapshot) {
        Shape shape = shapes.pg("pg_tables");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation relation : snapshot.all()) {
            if (relation.kind() == 'r') {
                boolean refers = relation.constraints().stream().anyMatch(c -> c.type() == 'f');
                rows.add(shape.row()
                        .set("schemaname", relation.schema())
                        .set("tablename", relation.name())
                        .set("tableowner", owner)
                        .set("hasindexes", relation.hasIndex())
                        .set("hasrules", false)
                        .set("hastriggers", refers)
                        .set("rowsecurity", false)
                        .done());
            }
        }
        return rows;
    }

    private List<@Nullable Object[]> views(Snapshot snapshot) {
        Shape shape = shapes.pg("pg_views");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation relation : snapshot.all()) {
            if (relation.kind() == 'v') {
                rows.add(shape.row()
                        .set("schemaname", relation.schema())
                        .set("viewname", relation.name())
                        .set("viewowner", owner)
                        .done());
            }
        }
        return rows;
    }

    private List<@Nullable Object[]> indexes(Snapshot snapshot) {
        Shape shape = shapes.pg("pg_indexes");
        Map<Long, SystemNames.Definition> definitions = Definitions.of(snapshot, sources);
        List<@Nullable Object[]> rows = new ArrayList<>();
        forEachIndex(
                snapshot,
                (index, table) -> rows.add(shape.row()
                        .set("schemaname", table.schema())
                        .set("tablename", table.name())
                        .set("indexname", index.name())
                        .set(
                                "indexdef",
                                Objects.requireNonNull(definitions.get((long) index.oid()))
                                        .text(ObjectNames.quote(table.schema()) + "."
                                                + ObjectNames.quote(table.name())))
                        .done()));
        return rows;
    }

    private void declareTables(String view, Predicate<Relation> filter) {
        Shape shape = shapes.pg(view);
        sources.stable(shape, snapshot -> {
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (Relation relation : snapshot.all()) {
                if (relation.kind() == 'r' && filter.test(relation)) {
                    Shape.Row row = shape.row()
                            .oid("relid", relation.oid())
                            .set("schemaname", relation.schema())
                            .set("relname", relation.name());
                    if (view.startsWith("pg_stat_") && !view.contains("xact")) {
                        // What is kept of a table elsewhere is not known here; only how many rows it is believed to
                        // have.
                        relation.table()
                                .map(RowEstimate::of)
                                .filter(estimate -> estimate >= 0)
                                .ifPresent(estimate -> row.set("n_live_tup", Math.round(estimate)));
                    }
                    rows.add(row.done());
                }
            }
            return rows;
        });
    }

    private void declareIndexes(String view, Predicate<Relation> filter) {
        Shape shape = shapes.pg(view);
        sources.stable(shape, snapshot -> {
            List<@Nullable Object[]> rows = new ArrayList<>();
            forEachIndex(snapshot, (index, table) -> {
                if (filter.test(index)) {
                    rows.add(shape.row()
                            .oid("relid", table.oid())
                            .oid("indexrelid", index.oid())
                            .set("schemaname", table.schema())
                            .set("relname", table.name())
                            .set("indexrelname", index.name())
                            .done());
                }
            });
            return rows;
        });
    }

    @FunctionalInterface
    private interface IndexVisitor {
        void visit(Relation index, Relation table);
    }

    private void forEachIndex(Snapshot snapshot, IndexVisitor visitor) {
        Shape shape = shapes.pg("pg_index");
        for (@Nullable Object[] row : sources.rows(shape, snapshot)) {
            if (row[shape.position("indexrelid")] instanceof Long index
                    && row[shape.position("indrelid")] instanceof Long table) {
                snapshot.relation(index)
                        .ifPresent(found -> snapshot.relation(table).ifPresent(owned -> visitor.visit(found, owned)));
            }
        }
    }
}
