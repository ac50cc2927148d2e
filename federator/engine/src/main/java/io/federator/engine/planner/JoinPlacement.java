package io.federator.engine.planner;

import io.federator.engine.planner.Placed.Gathered;
import io.federator.engine.planner.Placed.Piece;
import io.federator.engine.planner.Placed.Pieces;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rewriter.Rels;
import io.federator.engine.rewriter.Rexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;

/**
 * Joins pieces with pieces inside their sources. Pairs of pieces that the join condition and what is known of their rows keep
 * apart are no pairs; so tables that are fragmented alike are joined fragment by fragment, and a table with a copy in every
 * source is joined where the other one's fragments are.
 */
final class JoinPlacement {
    private final Placing placing;

    JoinPlacement(Placing placing) {
        this.placing = placing;
    }

    /** A join of any type but a chain's. */
    Placed place(Join join, Placed left, Placed right) {
        List<RexNode> conjuncts = Rexes.conjuncts(join.getCondition());
        if (placing.pushdown() && left instanceof Pieces l && right instanceof Pieces r) {
            Optional<Pieces> pushed = join.getJoinType() == JoinRelType.INNER
                    ? inner(l, r, conjuncts, join.getRowType())
                    : outer(l, r, conjuncts, join);
            if (pushed.isPresent()) {
                return pushed.get();
            }
        }
        RelNode leftTree = placing.gateway().gather(left);
        RelNode rightTree = placing.gateway().gather(right);
        return new Gathered(Rels.join(leftTree, rightTree, join.getJoinType(), conjuncts));
    }

    /** Empty when some pair cannot be joined in a source, or when it would make more pieces than there were. */
    Optional<Pieces> inner(Pieces left, Pieces right, List<RexNode> conjuncts, RelDataType rowType) {
        int most = Math.max(left.pieces().size(), right.pieces().size());
        List<Piece> joined = new ArrayList<>();
        for (Piece l : left.pieces()) {
            for (Piece r : right.pieces()) {
                if (apart(l, r, conjuncts)) {
                    continue;
                }
                Optional<Piece> pair = pair(l, r, JoinRelType.INNER, conjuncts);
                if (pair.isEmpty() || joined.size() == most) {
                    return Optional.empty();
                }
                joined.add(pair.get());
            }
        }
        return Optional.of(new Pieces(joined, rowType));
    }

    /** Joins that also ask for what has no partner: a piece may have at most one piece to look for partners in. */
    private Optional<Pieces> outer(Pieces left, Pieces right, List<RexNode> conjuncts, Join join) {
        JoinRelType type = join.getJoinType();
        List<Piece> joined = new ArrayList<>();
        int[] partners = new int[right.pieces().size()];
        for (Piece l : left.pieces()) {
            Piece partner = null;
            for (int j = 0; j < right.pieces().size(); j++) {
                Piece r = right.pieces().get(j);
                if (apart(l, r, conjuncts)) {
                    continue;
                }
                if (partner != null || (++partners[j] > 1 && type == JoinRelType.FULL)) {
                    return Optional.empty();
                }
                partner = r;
            }
            if (type == JoinRelType.FULL && partner == null) {
                return Optional.empty();
            }
            Optional<Piece> piece = partner == null ? alone(l, join) : pair(l, partner, type, conjuncts);
            if (piece.isPresent()) {
                joined.add(piece.get());
            } else if (partner != null || type != JoinRelType.SEMI) {
                return Optional.empty();
            }
        }
        for (int count : partners) {
            if (type == JoinRelType.FULL && count == 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new Pieces(joined, join.getRowType()));
    }

    /** What a left piece without any partner piece contributes; empty for nothing, or when it cannot be written. */
    private Optional<Piece> alone(Piece left, Join join) {
        return switch (join.getJoinType()) {
            case ANTI -> Optional.of(left);
            case LEFT -> {
                List<RexNode> exprs = new ArrayList<>(Rels.refs(left.tree()));
                List<RelDataTypeField> fields = join.getRowType().getFieldList();
                for (RelDataTypeField field : fields.subList(exprs.size(), fields.size())) {
                    exprs.add(placing.rex().makeNullLiteral(field.getType()));
                }
                RelNode tree = Rels.project(left.tree(), exprs, Rels.names(join));
                List<String> able = placing.writer().able(tree, left.candidates());
                yield able.isEmpty() ? Optional.empty() : Optional.of(left.with(tree, able, left.knowledge()));
            }
            default -> Optional.empty();
        };
    }

    private static boolean apart(Piece left, Piece right, List<RexNode> conjuncts) {
        List<RexNode> known = new ArrayList<>(left.knowledge());
        known.addAll(Rexes.shift(right.knowledge(), width(left)));
        return Placing.contradict(known, conjuncts);
    }

    private Optional<Piece> pair(Piece left, Piece right, JoinRelType type, List<RexNode> conjuncts) {
        List<String> common = Placing.common(left.candidates(), right.candidates());
        if (common.isEmpty()) {
            return Optional.empty();
        }
        RelNode tree = Rels.join(left.tree(), right.tree(), type, conjuncts);
        List<String> able = placing.writer().able(tree, common);
        if (able.isEmpty()) {
            return Optional.empty();
        }
        List<RexNode> knowledge = new ArrayList<>(type == JoinRelType.FULL ? List.of() : left.knowledge());
        if (type == JoinRelType.INNER) {
            knowledge.addAll(Rexes.shift(right.knowledge(), width(left)));
            knowledge.addAll(conjuncts);
        }
        boolean emptyByRight = type == JoinRelType.INNER || type == JoinRelType.SEMI;
        return Optional.of(new Piece(
                tree,
                able,
                knowledge,
                type == JoinRelType.FULL ? List.of() : emptyByRight ? left.checksAnd(right.checks()) : left.checks()));
    }

    private static int width(Piece piece) {
        return piece.tree().getRowType().getFieldCount();
    }

    /** The type of the columns of both rows. */
    static RelDataType both(PgTypeFactory types, RelDataType left, RelDataType right) {
        return types.builder()
                .addAll(left.getFieldList())
                .addAll(right.getFieldList())
                .build();
    }
}
