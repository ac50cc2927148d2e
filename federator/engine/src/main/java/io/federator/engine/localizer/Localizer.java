package io.federator.engine.localizer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement;
import io.federator.engine.catalog.Placement.ColumnPart;
import io.federator.engine.catalog.Placement.Columns;
import io.federator.engine.catalog.Placement.Copies;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.engine.catalog.Placement.RowFragment;
import io.federator.engine.catalog.Placement.Rows;
import io.federator.engine.catalog.TableHandle;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rewriter.Rels;
import io.federator.engine.rewriter.Rexes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelShuttleImpl;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Replaces the scan of a logical table by what its placement says: UNION ALL over fragments, joins on the key over parts, and at
 * the ends scans with {@link FragmentScan} payloads, restricted to the columns that the projection above asks for. Scans of
 * system tables stay. One instance serves one query.
 */
public final class Localizer {
    private final RelOptCluster cluster;
    private final BiFunction<FederatedTable, RowFragment, RexNode> predicates;
    private final boolean primaries;

    /**
     * @param predicates a fragment's predicate over the row of all the table's columns
     * @param primaries whether only the primary of each fragment may be read: what is found there can be locked there
     */
    public Localizer(
            RelOptCluster cluster, BiFunction<FederatedTable, RowFragment, RexNode> predicates, boolean primaries) {
        this.cluster = cluster;
        this.predicates = predicates;
        this.primaries = primaries;
    }

    public RelNode localize(RelNode query) {
        return query.accept(new RelShuttleImpl() {
            @Override
            public RelNode visit(LogicalProject project) {
                if (project.getInput() instanceof TableScan scan
                        && TableHandle.payload(scan) instanceof FederatedTable table
                        && project.getProjects().stream().allMatch(RexInputRef.class::isInstance)) {
                    return columns(project, table);
                }
                return super.visit(project);
            }

            @Override
            public RelNode visit(TableScan scan) {
                if (!(TableHandle.payload(scan) instanceof FederatedTable table)) {
                    return scan;
                }
                List<String> all =
                        table.columns().stream().map(column -> column.name()).toList();
                return new Expansion(table).expand(table.placement(), all, List.of());
            }
        });
    }

    /** A projection of plain columns directly over a scan: only those are fetched. */
    private RelNode columns(LogicalProject project, FederatedTable table) {
        List<String> asked = project.getProjects().stream()
                .map(node ->
                        table.columns().get(((RexInputRef) node).getIndex()).name())
                .toList();
        List<String> distinct = List.copyOf(new LinkedHashSet<>(asked));
        RelNode rows = new Expansion(table).expand(table.placement(), distinct, List.of());
        List<Integer> positions = asked.stream().map(distinct::indexOf).toList();
        List<RexNode> refs =
                positions.stream().<RexNode>map(p -> Rels.ref(rows, p)).toList();
        return Rels.project(rows, refs, Rels.names(project));
    }

    /** The expansion of one table. */
    private final class Expansion {
        private final FederatedTable table;

        Expansion(FederatedTable table) {
            this.table = table;
        }

        /** @param knowledge conditions over the row of all the table's columns */
        RelNode expand(Placement placement, List<String> columns, List<RexNode> knowledge) {
            return switch (placement) {
                case Copies copies -> scan(copies, columns, knowledge);
                case Rows rows ->
                    Rels.unionAll(rows.fragments().stream()
                            .map(fragment -> expand(fragment.placement(), columns, with(knowledge, fragment)))
                            .toList());
                case Columns parts -> join(parts, columns, knowledge);
            };
        }

        private List<RexNode> with(List<RexNode> knowledge, RowFragment fragment) {
            List<RexNode> more = new ArrayList<>(knowledge);
            more.addAll(Rexes.conjuncts(predicates.apply(table, fragment)));
            return more;
        }

        private RelNode scan(Copies copies, List<String> columns, List<RexNode> knowledge) {
            RelDataTypeFactory.Builder row = cluster.getTypeFactory().builder();
            for (String name : columns) {
                var column = table.columns().get(table.column(name).orElseThrow());
                row.add(name, ((PgTypeFactory) cluster.getTypeFactory()).of(column.type(), !column.notNull()));
            }
            RelDataType type = row.build();
            List<RexNode> known = new ArrayList<>();
            for (RexNode condition : knowledge) {
                List<Integer> positions = Rexes.inputs(condition).asList().stream()
                        .map(p -> columns.indexOf(table.columns().get(p).name()))
                        .toList();
                if (!positions.contains(-1)) {
                    known.add(Rels.retype(
                            Rexes.move(
                                    condition,
                                    p -> columns.indexOf(table.columns().get(p).name())),
                            type));
                }
            }
            Copy primary = copies.copies().getFirst();
            double rows = primary.statistics().rows();
            return new TableHandle(
                            List.of(table.schema(), table.name(), primary.source()),
                            type,
                            rows < 0 ? 1_000 : rows,
                            keys(columns),
                            new FragmentScan(table, primaries ? List.of(primary) : copies.copies(), columns, known))
                    .scan(cluster);
        }

        private List<ImmutableBitSet> keys(List<String> columns) {
            List<List<String>> candidates = new ArrayList<>(table.unique());
            candidates.add(table.key());
            return candidates.stream()
                    .filter(key -> !key.isEmpty() && columns.containsAll(key))
                    .map(key -> ImmutableBitSet.of(
                            key.stream().map(columns::indexOf).toList()))
                    .toList();
        }

        /** Joins the parts that are needed. Each holds the same set of keys, so that a part more or less keeps the rows. */
        private RelNode join(Columns placement, List<String> columns, List<RexNode> knowledge) {
            List<ColumnPart> parts = needed(placement, columns);
            if (parts.size() == 1) {
                return expand(parts.getFirst().placement(), columns, knowledge);
            }
            RexBuilder rex = cluster.getRexBuilder();
            List<String> key = table.key();
            List<String> have = new ArrayList<>();
            RelNode joined = null;
            for (ColumnPart part : parts) {
                Set<String> wanted = new LinkedHashSet<>(key);
                columns.stream()
                        .filter(c -> part.has().contains(c) && !have.contains(c))
                        .forEach(wanted::add);
                List<String> names = List.copyOf(wanted);
                RelNode next = expand(part.placement(), names, knowledge);
                if (joined == null) {
                    joined = next;
                } else {
                    List<RexNode> equalities = new ArrayList<>();
                    int width = have.size();
                    for (String k : key) {
                        equalities.add(rex.makeCall(
                                SqlStdOperatorTable.EQUALS,
                                Rels.ref(joined, have.indexOf(k)),
                                Rexes.shift(Rels.ref(next, names.indexOf(k)), width)));
                    }
                    joined = Rels.join(joined, next, JoinRelType.INNER, equalities);
                }
                have.addAll(names);
            }
            RelNode all = Objects.requireNonNull(joined);
            List<RexNode> refs = columns.stream()
                    .<RexNode>map(c -> Rels.ref(all, have.indexOf(c)))
                    .toList();
            return Rels.project(all, refs, columns);
        }

        private List<ColumnPart> needed(Columns placement, List<String> columns) {
            Set<String> open = new LinkedHashSet<>(columns);
            table.key().forEach(open::remove);
            List<ColumnPart> found = new ArrayList<>();
            for (ColumnPart part : placement.parts()) {
                if (part.has().stream().anyMatch(open::contains)) {
                    found.add(part);
                    part.has().forEach(open::remove);
                }
            }
            return found.isEmpty() ? List.of(smallest(placement)) : found;
        }

        /** For a query of the key alone: a part in one place before one that is split, and of those the narrowest. */
        private static ColumnPart smallest(Columns placement) {
            return placement.parts().stream()
                    .min(Comparator.<ColumnPart>comparingInt(p -> p.placement() instanceof Copies ? 0 : 1)
                            .thenComparingInt(p -> p.has().size()))
                    .orElseThrow();
        }
    }
}
