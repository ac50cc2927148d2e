package io.federator.engine.planner;

import io.federator.engine.catalog.TableHandle;
import io.federator.engine.localizer.Contradiction;
import io.federator.engine.localizer.FragmentScan;
import io.federator.engine.localizer.Prover;
import io.federator.engine.plan.PlanNode.PruneCheck;
import io.federator.engine.plan.PlanNode.Pruned;
import io.federator.engine.planner.Placed.Gathered;
import io.federator.engine.planner.Placed.Piece;
import io.federator.engine.planner.Placed.Pieces;
import io.federator.engine.rewriter.Rels;
import io.federator.engine.rewriter.Rexes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;

/** Leaves out the pieces that a condition contradicts and pushes its conjuncts into the others, each as far as it can be. */
final class FilterPlacement {
    private final Placing placing;

    FilterPlacement(Placing placing) {
        this.placing = placing;
    }

    Placed place(Filter filter, Placed input) {
        List<RexNode> conjuncts = Rexes.conjuncts(filter.getCondition()).stream()
                .filter(c -> !Prover.isAlwaysTrue(c))
                .toList();
        if (!(input instanceof Pieces pieces) || !placing.pushdown()) {
            return new Gathered(Rels.filter(placing.gateway().gather(input), conjuncts));
        }
        List<Piece> kept = new ArrayList<>();
        Set<RexNode> left = new LinkedHashSet<>();
        for (Piece piece : pieces.pieces()) {
            Optional<String> reason = Prover.reason(piece.knowledge(), conjuncts, Rels.names(piece.tree()));
            if (reason.isPresent()) {
                placing.pruned().add(new Pruned(table(piece.tree()), placing.label(piece), reason.get()));
            } else {
                kept.add(push(piece, conjuncts, left));
            }
        }
        Pieces pushed = new Pieces(kept, pieces.rowType());
        List<RexNode> above = conjuncts.stream().filter(left::contains).toList();
        return above.isEmpty()
                ? pushed
                : new Gathered(Rels.filter(placing.gateway().gather(pushed), above));
    }

    /** The piece with all conjuncts that it can take; the others are added to {@code left}. */
    private Piece push(Piece piece, List<RexNode> conjuncts, Set<RexNode> left) {
        List<RexNode> movable = conjuncts.stream()
                .filter(c -> !Rexes.isVolatile(c) && !Rexes.isCorrelated(c))
                .toList();
        List<String> able = able(piece, movable);
        List<RexNode> taken = movable;
        if (able.isEmpty()) {
            taken = List.of();
            able = piece.candidates();
            for (String source : piece.candidates()) {
                List<RexNode> some = movable.stream()
                        .filter(c -> !placing.writer()
                                .able(Rels.filter(piece.tree(), List.of(c)), List.of(source))
                                .isEmpty())
                        .toList();
                if (some.size() > taken.size()) {
                    taken = some;
                    able = List.of(source);
                }
            }
        }
        for (RexNode conjunct : conjuncts) {
            if (!taken.contains(conjunct)) {
                left.add(conjunct);
            }
        }
        List<RexNode> knowledge = new ArrayList<>(piece.knowledge());
        knowledge.addAll(movable);
        return new Piece(Rels.filter(piece.tree(), taken), able, knowledge, piece.checksAnd(checks(piece, movable)));
    }

    private List<String> able(Piece piece, List<RexNode> conjuncts) {
        return conjuncts.isEmpty()
                ? piece.candidates()
                : placing.writer().able(Rels.filter(piece.tree(), conjuncts), piece.candidates());
    }

    /** A condition with parameters may contradict the fragment once their values are known. */
    private List<PruneCheck> checks(Piece piece, List<RexNode> conjuncts) {
        if (piece.knowledge().isEmpty() || conjuncts.stream().noneMatch(Rexes::hasParameter)) {
            return List.of();
        }
        return List.of(new PruneCheck(
                placing.label(piece),
                new Contradiction(Rexes.and(placing.rex(), piece.knowledge()), Rexes.and(placing.rex(), conjuncts))));
    }

    /** The logical table under filters and projections, for messages. */
    private static String table(RelNode tree) {
        return switch (tree) {
            case Filter filter -> table(filter.getInput());
            case Project project -> table(project.getInput());
            case TableScan scan
            when TableHandle.payload(scan) instanceof FragmentScan fragment ->
                fragment.table().name();
            default -> "";
        };
    }
}
