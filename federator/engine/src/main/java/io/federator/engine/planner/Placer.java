package io.federator.engine.planner;

import io.federator.engine.catalog.TableHandle;
import io.federator.engine.localizer.FragmentScan;
import io.federator.engine.plan.PlanNode.Pruned;
import io.federator.engine.planner.Placed.Gathered;
import io.federator.engine.planner.Placed.Piece;
import io.federator.engine.planner.Placed.Pieces;
import io.federator.engine.rewriter.Rels;
import io.federator.engine.rewriter.Rexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexNode;

/**
 * Decides, from the scans upwards, what is computed where. The rows of an operator are either {@link Pieces} that sources compute,
 * or a tree of the gateway. An operator over pieces goes into each of them when its source's dialect can write it and the
 * result of the whole is the union of the pieces' results; as far as it cannot, the pieces are gathered and the operator, or the
 * part of it that is left, runs above. Each kind of operator has its own placement class.
 *
 * <p>One instance plans one query; not safe for several threads.
 */
final class Placer {
    private final Placing placing;
    private final FilterPlacement filters;
    private final ProjectPlacement projects;
    private final JoinPlacement joins;
    private final JoinChain chains;
    private final AggregatePlacement aggregates;
    private final SortPlacement sorts;

    Placer(Placing placing) {
        this.placing = placing;
        filters = new FilterPlacement(placing);
        projects = new ProjectPlacement(placing);
        joins = new JoinPlacement(placing);
        chains = new JoinChain(placing, joins, this);
        aggregates = new AggregatePlacement(placing);
        sorts = new SortPlacement(placing);
    }

    Placed place(RelNode rel) {
        return switch (rel) {
            case TableScan scan -> scan(scan);
            case Filter filter -> filters.place(filter, place(filter.getInput()));
            case Project project when JoinChain.isChain(project) -> chains.place(project);
            case Project project -> projects.place(project, place(project.getInput()));
            case Join join when JoinChain.isChain(join) -> chains.place(join);
            case Join join -> joins.place(join, place(join.getLeft()), place(join.getRight()));
            case Aggregate aggregate -> aggregates.place(aggregate, place(aggregate.getInput()));
            case Sort sort -> sorts.place(sort, place(sort.getInput()));
            case SetOp set -> set(set, set.getInputs().stream().map(this::place).toList());
            case Correlate correlate ->
                whole(correlate)
                        .orElseGet(() ->
                                gateway(correlate, List.of(place(correlate.getLeft()), place(correlate.getRight()))));
            default -> gateway(rel, rel.getInputs().stream().map(this::place).toList());
        };
    }

    private Placed scan(TableScan scan) {
        if (!(TableHandle.payload(scan) instanceof FragmentScan fragment)) {
            return new Gathered(scan);
        }
        List<String> sources = fragment.sources();
        List<String> up = sources.stream()
                .filter(s -> !placing.settings().unavailable().contains(s))
                .toList();
        Piece piece = new Piece(scan, up.isEmpty() ? sources : up, fragment.knowledge(), List.of());
        return new Pieces(List.of(piece), scan.getRowType());
    }

    private Placed set(SetOp set, List<Placed> inputs) {
        boolean inSources = inputs.stream().allMatch(Pieces.class::isInstance);
        if (inSources && set instanceof Union && set.all) {
            List<Piece> all = inputs.stream()
                    .flatMap(input -> ((Pieces) input).pieces().stream())
                    .toList();
            return new Pieces(all, set.getRowType());
        }
        return inOneSource(set, inputs).orElseGet(() -> gateway(set, inputs));
    }

    /** Any operator whose inputs are one piece each, of a common source that can write it. */
    private Optional<Placed> inOneSource(SetOp set, List<Placed> inputs) {
        if (!placing.pushdown()) {
            return Optional.empty();
        }
        List<RelNode> trees = new ArrayList<>();
        List<String> candidates = null;
        for (Placed input : inputs) {
            if (!(input instanceof Pieces pieces) || pieces.pieces().size() != 1) {
                return Optional.empty();
            }
            Piece piece = pieces.pieces().getFirst();
            trees.add(piece.tree());
            candidates = candidates == null ? piece.candidates() : Placing.common(candidates, piece.candidates());
        }
        RelNode tree = Rels.setOp(set, trees);
        List<String> able = placing.writer().able(tree, candidates == null ? List.of() : candidates);
        return able.isEmpty()
                ? Optional.empty()
                : Optional.of(new Pieces(List.of(new Piece(tree, able, List.of(), List.of())), set.getRowType()));
    }

    /** A tree whose parts cannot be placed one by one, in a source that has all of its tables and can write it. */
    private Optional<Placed> whole(RelNode tree) {
        if (!placing.pushdown()) {
            return Optional.empty();
        }
        List<List<String>> sources = new ArrayList<>();
        if (!collectSources(tree, sources)) {
            return Optional.empty();
        }
        List<String> candidates = sources.stream().reduce(Placing::common).orElse(List.of());
        List<String> able = placing.writer().able(tree, candidates);
        return able.isEmpty()
                ? Optional.empty()
                : Optional.of(new Pieces(List.of(new Piece(tree, able, List.of(), List.of())), tree.getRowType()));
    }

    /** Adds the sources of each table; false when one is in no source. */
    private boolean collectSources(RelNode tree, List<List<String>> sources) {
        if (tree instanceof TableScan scan) {
            return scan(scan) instanceof Pieces pieces
                    && sources.add(pieces.pieces().getFirst().candidates());
        }
        return tree.getInputs().stream().allMatch(input -> collectSources(input, sources));
    }

    private Placed gateway(RelNode rel, List<Placed> inputs) {
        if (inputs.isEmpty()) {
            return new Gathered(rel);
        }
        List<RelNode> trees = inputs.stream().map(placing.gateway()::gather).toList();
        return new Gathered(rel.copy(rel.getTraitSet(), trees));
    }

    List<Pruned> pruned() {
        return placing.pruned();
    }

    /** What the columns passed on keep of the conditions known of a row. */
    static List<RexNode> passOn(List<RexNode> knowledge, int[] passedOn) {
        List<RexNode> kept = new ArrayList<>();
        for (RexNode condition : knowledge) {
            if (Rexes.inputs(condition).asList().stream().allMatch(i -> indexOf(passedOn, i) >= 0)) {
                kept.add(Rexes.move(condition, i -> indexOf(passedOn, i)));
            }
        }
        return kept;
    }

    private static int indexOf(int[] array, int value) {
        for (int i = 0; i < array.length; i++) {
            if (array[i] == value) {
                return i;
            }
        }
        return -1;
    }
}
