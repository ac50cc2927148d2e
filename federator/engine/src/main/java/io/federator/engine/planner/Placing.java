package io.federator.engine.planner;

import io.federator.engine.localizer.Prover;
import io.federator.engine.plan.PlanNode.Pruned;
import io.federator.engine.planner.Placed.Piece;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/**
 * What the placements of one query share.
 *
 * @param pruned grows as fragments are left out
 */
record Placing(
        PlannerSettings settings,
        SourceWriter writer,
        Gateway gateway,
        Estimates estimates,
        RexBuilder rex,
        List<Pruned> pruned) {
    boolean pushdown() {
        return settings.pushdown();
    }

    static List<String> common(List<String> candidates, List<String> others) {
        return candidates.stream().filter(others::contains).toList();
    }

    /** Whether no row can satisfy all conditions. */
    static boolean contradict(List<RexNode> some, List<RexNode> others) {
        List<RexNode> all = new ArrayList<>(some);
        all.addAll(others);
        return Prover.contradictory(all);
    }

    /** The piece reads these sources' fragments, for messages. */
    String label(Piece piece) {
        return String.join(
                ", ", writer.fragments(piece.tree(), piece.candidates().getFirst()));
    }
}
