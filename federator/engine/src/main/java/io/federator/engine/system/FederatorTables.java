package io.federator.engine.system;

import io.federator.config.ColumnPart;
import io.federator.config.Copy;
import io.federator.config.Placement;
import io.federator.config.RowFragment;
import io.federator.config.TableConfig;
import io.federator.engine.catalog.Placements;
import io.federator.spi.transaction.TransactionInfo;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schema federator: what lies behind the tables. */
final class FederatorTables {
    private final Shapes shapes;
    private final SystemFacts facts;

    private FederatorTables(Shapes shapes, SystemFacts facts) {
        this.shapes = shapes;
        this.facts = facts;
    }

    static void declare(RowSources sources, SystemFacts facts) {
        Shapes shapes = sources.shapes();
        FederatorTables tables = new FederatorTables(shapes, facts);
        sources.live(shapes.of(Shapes.FEDERATOR, "sources"), (snapshot, session) -> tables.sources());
        sources.live(shapes.of(Shapes.FEDERATOR, "fragments"), (snapshot, session) -> tables.fragments(snapshot));
        sources.live(shapes.of(Shapes.FEDERATOR, "placements"), (snapshot, session) -> tables.placements());
        sources.live(shapes.of(Shapes.FEDERATOR, "transactions"), (snapshot, session) -> tables.transactions());
    }

    /** A row for each branch; one for a transaction that has none yet. */
    private List<@Nullable Object[]> transactions() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (TransactionInfo transaction : facts.transactions()) {
            if (transaction.branches().isEmpty()) {
                rows.add(row(transaction, null));
            }
            transaction.branches().forEach(branch -> rows.add(row(transaction, branch)));
        }
        return rows;
    }

    private @Nullable Object[] row(TransactionInfo transaction, TransactionInfo.@Nullable Branch branch) {
        return shapes.of(Shapes.FEDERATOR, "transactions")
                .row()
                .set("id", transaction.id())
                .set("gateway", transaction.gateway())
                .set(
                        "state",
                        transaction.state().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .set("age_s", transaction.age().toMillis() / 1e3)
                .set("decided_by", transaction.decidedBy().isEmpty() ? null : transaction.decidedBy())
                .set("source", branch == null ? null : branch.source())
                .set("branch", branch == null ? null : branch.state())
                .done();
    }

    private List<@Nullable Object[]> sources() {
        Shape shape = shapes.of(Shapes.FEDERATOR, "sources");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (SystemFacts.SourceState source : facts.sources()) {
            rows.add(shape.row()
                    .set("name", source.name())
                    .set("kind", source.kind())
                    .set("region", source.region().orElse(null))
                    .set("state", source.state())
                    .set("latency_ms", source.latencyMillis().orElse(null))
                    .set("pool_active", source.poolActive())
                    .set("pool_idle", source.poolIdle())
                    .set("pool_waiting", source.poolWaiting())
                    .set("pool_max", source.poolMax())
                    .set("version", source.version().orElse(null))
                    .set("message", source.message().orElse(null))
                    .done());
        }
        return rows;
    }

    /**
     * A copy of a fragment.
     *
     * @param path positions within the splits, such as {@code 2.1}; empty for a table that is in one place
     * @param predicates of the row splits on the way
     * @param columns of the innermost column split on the way, the key before them; empty for all
     */
    private record Leaf(String path, List<String> predicates, List<String> columns, Copy copy, int number) {}

    private List<@Nullable Object[]> fragments(Snapshot snapshot) {
        Shape shape = shapes.of(Shapes.FEDERATOR, "fragments");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (TableConfig table : facts.tables()) {
            List<Leaf> leaves = new ArrayList<>();
            collect(table, table.placement(), "", List.of(), List.of(), leaves);
            // The description lists the copies in the same order, when there is one.
            var described = snapshot.relation(table.schema(), table.name())
                    .flatMap(Relation::table)
                    .map(t -> Placements.copies(t.placement()))
                    .filter(copies -> copies.size() == leaves.size());
            for (int i = 0; i < leaves.size(); i++) {
                Leaf leaf = leaves.get(i);
                int at = i;
                Optional<Long> estimate = described
                        .map(copies -> copies.get(at).statistics().rows())
                        .filter(count -> count >= 0)
                        .map(Math::round);
                rows.add(shape.row()
                        .set("table_schema", table.schema())
                        .set("table_name", table.name())
                        .set("fragment", leaf.path)
                        .set("predicate", conjunction(leaf.predicates))
                        .set("columns", texts(leaf.columns))
                        .set("source", leaf.copy.address().source())
                        .set("source_table", place(leaf.copy))
                        .set("copy", leaf.number)
                        .set("rows", estimate.orElse(null))
                        .done());
            }
        }
        return rows;
    }

    private static void collect(
            TableConfig table,
            Placement placement,
            String path,
            List<String> predicates,
            List<String> columns,
            List<Leaf> out) {
        switch (placement) {
            case Placement.At at -> {
                int number = 1;
                for (Copy copy : at.copies()) {
                    out.add(new Leaf(path, predicates, columns, copy, number++));
                }
            }
            case Placement.Rows rows -> {
                int number = 1;
                for (RowFragment fragment : rows.fragments()) {
                    List<String> narrower = new ArrayList<>(predicates);
                    narrower.add(fragment.where());
                    collect(table, fragment.placement(), child(path, number++), narrower, columns, out);
                }
            }
            case Placement.Columns split -> {
                int number = 1;
                for (ColumnPart part : split.parts()) {
                    Set<String> kept = new LinkedHashSet<>(table.key());
                    kept.addAll(part.has());
                    collect(table, part.placement(), child(path, number++), predicates, List.copyOf(kept), out);
                }
            }
        }
    }

    private List<@Nullable Object[]> placements() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (TableConfig table : facts.tables()) {
            describe(table, table.placement(), "", null, null, List.of(), rows);
        }
        return rows;
    }

    /** A node and all under it; the root's path is empty. */
    private void describe(
            TableConfig table,
            Placement placement,
            String path,
            @Nullable String parent,
            @Nullable String predicate,
            List<String> columns,
            List<@Nullable Object[]> out) {
        switch (placement) {
            case Placement.At at -> {
                if (at.copies().size() == 1) {
                    out.add(place(node(table, path, parent, "place", predicate, columns), at.primary())
                            .done());
                    return;
                }
                out.add(node(table, path, parent, "copies", predicate, columns).done());
                int number = 1;
                for (Copy copy : at.copies()) {
                    out.add(place(node(table, child(path, number++), path, "copy", null, List.of()), copy)
                            .done());
                }
            }
            case Placement.Rows rows -> {
                out.add(node(table, path, parent, "rows", predicate, columns).done());
                int number = 1;
                for (RowFragment fragment : rows.fragments()) {
                    describe(
                            table, fragment.placement(), child(path, number++), path, fragment.where(), List.of(), out);
                }
            }
            case Placement.Columns split -> {
                out.add(node(table, path, parent, "columns", predicate, columns).done());
                int number = 1;
                for (ColumnPart part : split.parts()) {
                    describe(table, part.placement(), child(path, number++), path, null, part.has(), out);
                }
            }
        }
    }

    private Shape.Row node(
            TableConfig table,
            String path,
            @Nullable String parent,
            String kind,
            @Nullable String predicate,
            List<String> columns) {
        return shapes.of(Shapes.FEDERATOR, "placements")
                .row()
                .set("table_schema", table.schema())
                .set("table_name", table.name())
                .set("node", path)
                .set("parent", parent)
                .set("kind", kind)
                .set("predicate", predicate)
                .set("columns", texts(columns));
    }

    private static Shape.Row place(Shape.Row row, Copy copy) {
        return row.set("source", copy.address().source()).set("source_table", place(copy));
    }

    private static String place(Copy copy) {
        return copy.address().schema().map(schema -> schema + ".").orElse("")
                + copy.address().table();
    }

    private static String child(String path, int number) {
        return path.isEmpty() ? Integer.toString(number) : path + "." + number;
    }

    private static @Nullable String conjunction(List<String> predicates) {
        return switch (predicates.size()) {
            case 0 -> null;
            case 1 -> predicates.getFirst();
            default -> "(" + String.join(") and (", predicates) + ")";
        };
    }

    private static @Nullable ArrayValue texts(List<String> values) {
        return values.isEmpty() ? null : ArrayValue.of(SqlType.TEXT, values);
    }
}
