package io.federator.engine.planner;

import io.federator.engine.planner.Placed.Gathered;
import io.federator.engine.planner.Placed.Piece;
import io.federator.engine.planner.Placed.Pieces;
import io.federator.engine.rewriter.Rels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rex.RexNode;

/**
 * Aggregates in the sources: wholly, when no group has rows in two pieces, else partially in each piece with the rest above.
 */
final class AggregatePlacement {
    private final Placing placing;

    AggregatePlacement(Placing placing) {
        this.placing = placing;
    }

    Placed place(Aggregate aggregate, Placed input) {
        if (!(input instanceof Pieces pieces)
                || !placing.pushdown()
                || pieces.pieces().isEmpty()) {
            return new Gathered(Rels.aggregate(placing.gateway().gather(input), aggregate));
        }
        int[] keys = aggregate.getGroupSet().toArray();
        boolean simple = aggregate.getGroupSets().size() == 1;
        if (pieces.pieces().size() == 1 || (simple && keys.length > 0 && disjoint(pieces.pieces(), keys))) {
            Optional<Placed> whole = whole(aggregate, pieces);
            if (whole.isPresent()) {
                return whole.get();
            }
        }
        return AggregateSplit.of(aggregate, placing.rex())
                .flatMap(split -> partial(split, pieces))
                .orElseGet(() -> new Gathered(Rels.aggregate(placing.gateway().gather(pieces), aggregate)));
    }

    private Optional<Placed> whole(Aggregate aggregate, Pieces pieces) {
        List<Piece> done = new ArrayList<>();
        boolean alwaysOneRow = aggregate.getGroupSets().stream().anyMatch(set -> set.isEmpty());
        for (Piece piece : pieces.pieces()) {
            RelNode tree = Rels.aggregate(piece.tree(), aggregate);
            List<String> able = placing.writer().able(tree, piece.candidates());
            if (able.isEmpty()) {
                return Optional.empty();
            }
            List<RexNode> known = alwaysOneRow
                    ? List.of()
                    : Placer.passOn(piece.knowledge(), aggregate.getGroupSet().toArray());
            done.add(new Piece(tree, able, known, alwaysOneRow ? List.of() : piece.checks()));
        }
        return Optional.of(new Pieces(done, aggregate.getRowType()));
    }

    /** A leaf that a check empties gives no row then, which adds nothing to the final aggregate. */
    private Optional<Placed> partial(AggregateSplit split, Pieces pieces) {
        List<Piece> done = new ArrayList<>();
        RelNode shape = null;
        for (Piece piece : pieces.pieces()) {
            RelNode tree = split.partial(piece.tree());
            List<String> able = placing.writer().able(tree, piece.candidates());
            if (able.isEmpty()) {
                return Optional.empty();
            }
            done.add(piece.with(tree, able, List.of()));
            shape = shape == null ? tree : shape;
        }
        if (shape == null || done.size() < 2) {
            return Optional.empty();
        }
        RelNode rows = placing.gateway().gather(new Pieces(done, shape.getRowType()));
        return Optional.of(new Gathered(split.complete(rows)));
    }

    /** Whether equal values of these columns never occur in two pieces; a key that is no plain column is -1. */
    static boolean disjoint(List<Piece> pieces, int[] keys) {
        List<List<RexNode>> known = pieces.stream()
                .map(piece -> Placer.passOn(piece.knowledge(), keys))
                .toList();
        for (int i = 0; i < known.size(); i++) {
            for (int j = i + 1; j < known.size(); j++) {
                if (known.get(i).isEmpty()
                        || known.get(j).isEmpty()
                        || !Placing.contradict(known.get(i), known.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }
}
