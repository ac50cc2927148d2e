package io.federator.engine.planner;

import io.federator.engine.plan.PlanNode.PruneCheck;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/** Where the rows of an operator are made. */
sealed interface Placed {
    RelDataType rowType();

    /** In the sources: UNION ALL of pieces, each wholly in one source; no piece, no row. */
    record Pieces(List<Piece> pieces, RelDataType rowType) implements Placed {
        public Pieces {
            pieces = List.copyOf(pieces);
        }
    }

    /** In the gateway: a tree over scans of {@code InputTable}s. */
    record Gathered(RelNode tree) implements Placed {
        @Override
        public RelDataType rowType() {
            return tree.getRowType();
        }
    }

    /**
     * A part of a query that one source can compute.
     *
     * @param tree over scans of {@code FragmentScan}s
     * @param candidates the sources that can compute it, the preferred one first; never empty
     * @param knowledge conditions that every row satisfies, over the tree's row
     * @param checks to be made with the parameters' values; a contradiction means no row
     */
    record Piece(RelNode tree, List<String> candidates, List<RexNode> knowledge, List<PruneCheck> checks) {
        public Piece {
            candidates = List.copyOf(candidates);
            knowledge = List.copyOf(knowledge);
            checks = List.copyOf(checks);
        }

        Piece with(RelNode newTree, List<String> newCandidates, List<RexNode> newKnowledge) {
            return new Piece(newTree, newCandidates, newKnowledge, checks);
        }

        List<PruneCheck> checksAnd(List<PruneCheck> more) {
            List<PruneCheck> all = new ArrayList<>(checks);
            all.addAll(more);
            return all;
        }
    }
}
