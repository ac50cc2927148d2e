package io.federator.engine.planner;

import io.federator.engine.planner.Placed.Gathered;
import io.federator.engine.planner.Placed.Pieces;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rewriter.Rels;
import io.federator.engine.rewriter.Rexes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Orders a chain of inner joins. First whatever can be joined inside sources is, the pair that saves the most rows first; what is
 * left is joined in the gateway in the order that {@link JoinOrder} finds.
 *
 * <p>While a chain is taken apart every column of its inputs has a number of its own, and conditions refer to these numbers.
 */
final class JoinChain {
    private final Placing placing;
    private final JoinPlacement joins;
    private final Placer placer;

    JoinChain(Placing placing, JoinPlacement joins, Placer placer) {
        this.placing = placing;
        this.joins = joins;
        this.placer = placer;
    }

    /** Whether it is an inner join, perhaps under a projection that the chain's columns can be cut by. */
    static boolean isChain(RelNode rel) {
        return switch (rel) {
            case Join join -> join.getJoinType() == JoinRelType.INNER;
            case Project project ->
                isChain(project.getInput())
                        && project.getProjects().stream().noneMatch(e -> Rexes.hasWindow(e) || Rexes.isVolatile(e));
            default -> false;
        };
    }

    /** An input of the chain, or several that have been joined; {@code ids} are the numbers of its columns. */
    record Part(Placed rows, List<Integer> ids, double estimate) {
        ImmutableBitSet columns() {
            return ImmutableBitSet.of(ids);
        }
    }

    Placed place(RelNode root) {
        RelNode chain = root;
        List<RexNode> exprs = null;
        if (root instanceof Project project && !plain(project)) {
            chain = project.getInput();
            exprs = project.getProjects();
        }
        Flat flat = new Flat();
        List<Integer> output = flat.collect(chain);
        List<Integer> wanted = output;
        if (exprs != null) {
            wanted = Rexes.inputs(exprs).asList().stream()
                    .map(output::get)
                    .distinct()
                    .toList();
            wanted = wanted.isEmpty() ? List.of(output.getFirst()) : wanted;
        }
        Placed rows = new Assembly(flat, wanted).run();
        if (exprs == null) {
            return rows;
        }
        List<Integer> have = wanted;
        List<RexNode> moved = exprs.stream()
                .map(e -> Rels.retype(Rexes.move(e, i -> have.indexOf(output.get(i))), rows.rowType()))
                .toList();
        return new ProjectPlacement(placing).place(moved, Rels.names(root), root, rows);
    }

    private static boolean plain(Project project) {
        return project.getProjects().stream().allMatch(RexInputRef.class::isInstance);
    }

    /** The inputs and conditions of a chain. */
    private final class Flat {
        final List<Part> parts = new ArrayList<>();
        final List<RexNode> conditions = new ArrayList<>();
        final List<RexNode> columns = new ArrayList<>();

        /** The numbers of the row's columns. */
        List<Integer> collect(RelNode rel) {
            if (rel instanceof Join join && isChain(join)) {
                List<Integer> ids = new ArrayList<>(collect(join.getLeft()));
                ids.addAll(collect(join.getRight()));
                for (RexNode conjunct : Rexes.conjuncts(join.getCondition())) {
                    conditions.add(Rexes.move(conjunct, ids::get));
                }
                return ids;
            }
            if (rel instanceof Project project && plain(project) && isChain(project)) {
                List<Integer> ids = collect(project.getInput());
                return project.getProjects().stream()
                        .map(e -> ids.get(((RexInputRef) e).getIndex()))
                        .toList();
            }
            Placed rows = placer.place(rel);
            int first = columns.size();
            columns.addAll(Rels.refs(rel));
            List<Integer> ids = IntStream.range(first, columns.size()).boxed().toList();
            parts.add(new Part(rows, ids, estimate(rows)));
            return ids;
        }
    }

    private double estimate(Placed rows) {
        return switch (rows) {
            case Pieces pieces ->
                pieces.pieces().stream()
                        .mapToDouble(p -> placing.estimates().rows(p.tree()))
                        .sum();
            case Gathered gathered -> placing.estimates().rows(gathered.tree());
        };
    }

    /** One chain put together again. */
    private final class Assembly {
        private final List<Part> parts;
        private final List<RexNode> open;
        private final List<Integer> wanted;

        Assembly(Flat flat, List<Integer> wanted) {
            this.parts = flat.parts;
            this.open = new ArrayList<>(flat.conditions);
            this.wanted = wanted;
        }

        Placed run() {
            if (placing.pushdown()) {
                while (joinInSources()) {
                    // Each turn makes one part of two.
                }
            }
            if (parts.size() == 1 && open.isEmpty()) {
                return select(parts.getFirst(), wanted).rows();
            }
            List<Part> gathered = parts.stream()
                    .map(part -> {
                        Part cut = select(part, needed(part));
                        RelNode tree = placing.gateway().gather(cut.rows());
                        return new Part(new Gathered(tree), cut.ids(), cut.estimate());
                    })
                    .toList();
            Part joined = new JoinOrder(placing.estimates()).join(gathered, open);
            return select(joined, wanted).rows();
        }

        /** Joins the two parts whose join inside the sources saves the most rows; false when there is none. */
        private boolean joinInSources() {
            @Nullable Part best = null;
            int[] pair = {0, 0};
            double saved = -1;
            for (int i = 0; i < parts.size(); i++) {
                for (int j = i + 1; j < parts.size(); j++) {
                    Optional<Part> joined = join(parts.get(i), parts.get(j));
                    if (joined.isPresent()) {
                        double saving = parts.get(i).estimate()
                                + parts.get(j).estimate()
                                - joined.get().estimate();
                        if (saving > saved) {
                            best = joined.get();
                            saved = saving;
                            pair = new int[] {i, j};
                        }
                    }
                }
            }
            if (best == null) {
                return false;
            }
            open.removeAll(between(parts.get(pair[0]), parts.get(pair[1])));
            parts.remove(pair[1]);
            parts.set(pair[0], best);
            return true;
        }

        private Optional<Part> join(Part left, Part right) {
            List<RexNode> conditions = between(left, right);
            if (conditions.isEmpty() || !(left.rows() instanceof Pieces l) || !(right.rows() instanceof Pieces r)) {
                return Optional.empty();
            }
            List<Integer> ids = new ArrayList<>(left.ids());
            ids.addAll(right.ids());
            RelDataType row =
                    JoinPlacement.both((PgTypeFactory) placing.rex().getTypeFactory(), l.rowType(), r.rowType());
            List<RexNode> local = conditions.stream()
                    .map(c -> Rels.retype(Rexes.move(c, ids::indexOf), row))
                    .toList();
            return joins.inner(l, r, local, row).map(pieces -> new Part(pieces, ids, estimate(pieces)));
        }

        /** The open conditions over columns of just these two parts. */
        private List<RexNode> between(Part left, Part right) {
            ImmutableBitSet both = left.columns().union(right.columns());
            return open.stream()
                    .filter(c -> both.contains(Rexes.inputs(c)) && !Rexes.isVolatile(c))
                    .toList();
        }

        private List<Integer> needed(Part part) {
            Set<Integer> needed = new LinkedHashSet<>(wanted);
            open.forEach(c -> needed.addAll(Rexes.inputs(c).asList()));
            List<Integer> kept = part.ids().stream().filter(needed::contains).toList();
            return kept.isEmpty() ? List.of(part.ids().getFirst()) : kept;
        }

        private Part select(Part part, List<Integer> ids) {
            if (ids.equals(part.ids())) {
                return part;
            }
            RelDataType type = part.rows().rowType();
            List<RexNode> refs = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (Integer id : ids) {
                int position = part.ids().indexOf(id);
                refs.add(RexInputRef.of(position, type));
                names.add(type.getFieldNames().get(position));
            }
            RelNode shape =
                    Rels.project(LogicalValues.createEmpty(placing.gateway().cluster(), type), refs, names);
            return new Part(new ProjectPlacement(placing).place(refs, names, shape, part.rows()), ids, part.estimate());
        }
    }
}
