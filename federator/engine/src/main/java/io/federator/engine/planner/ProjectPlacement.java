package io.federator.engine.planner;

import io.federator.engine.planner.Placed.Gathered;
import io.federator.engine.planner.Placed.Piece;
import io.federator.engine.planner.Placed.Pieces;
import io.federator.engine.rel.Constant;
import io.federator.engine.rewriter.Rels;
import io.federator.engine.rewriter.Rexes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Pushes a projection into every piece. When not all of its expressions can be pushed, those that can are, together with the
 * columns that the others need, and the rest is computed above.
 */
final class ProjectPlacement {
    private final Placing placing;

    ProjectPlacement(Placing placing) {
        this.placing = placing;
    }

    Placed place(Project project, Placed input) {
        return place(project.getProjects(), Rels.names(project), project, input);
    }

    /** @param shape an operator whose row is the projection's */
    Placed place(List<RexNode> exprs, List<String> names, RelNode shape, Placed input) {
        boolean plain = exprs.stream().allMatch(RexInputRef.class::isInstance);
        if (!(input instanceof Pieces pieces) || (!placing.pushdown() && !plain)) {
            return new Gathered(Rels.project(placing.gateway().gather(input), exprs, names));
        }
        if (exprs.isEmpty()) {
            // A statement of a source has some column.
            List<RexNode> first = List.of(ref(0, pieces));
            Placed some = place(first, List.of("c0"), Rels.project(shape(pieces), first, List.of("c0")), pieces);
            return new Gathered(Rels.project(placing.gateway().gather(some), exprs, names));
        }
        if (exprs.stream().anyMatch(Rexes::hasWindow) && !windowsStayWithinPieces(exprs, pieces)) {
            return split(exprs, names, pieces);
        }
        return push(exprs, names, shape, pieces).orElseGet(() -> split(exprs, names, pieces));
    }

    /** All expressions into all pieces, or nothing. */
    private Optional<Placed> push(List<RexNode> exprs, List<String> names, RelNode shape, Pieces pieces) {
        boolean plain = exprs.stream().allMatch(RexInputRef.class::isInstance);
        List<Piece> pushed = new ArrayList<>();
        for (Piece piece : pieces.pieces()) {
            RelNode tree = Rels.project(piece.tree(), exprs, names);
            List<String> able = plain ? piece.candidates() : placing.writer().able(tree, piece.candidates());
            if (able.isEmpty()) {
                return Optional.empty();
            }
            pushed.add(piece.with(tree, able, knowledge(piece, exprs, tree)));
        }
        return Optional.of(new Pieces(pushed, shape.getRowType()));
    }

    private List<RexNode> knowledge(Piece piece, List<RexNode> exprs, RelNode projected) {
        int[] passedOn = exprs.stream()
                .mapToInt(e -> e instanceof RexInputRef ref ? ref.getIndex() : -1)
                .toArray();
        List<RexNode> known = Placer.passOn(piece.knowledge(), passedOn);
        for (int i = 0; i < exprs.size(); i++) {
            RexNode expr = exprs.get(i);
            if (Constant.isConstant(expr) && Constant.valueOf(expr) != null) {
                known.add(placing.rex().makeCall(SqlStdOperatorTable.EQUALS, Rels.ref(projected, i), expr));
            }
        }
        return known;
    }

    private Placed split(List<RexNode> exprs, List<String> names, Pieces pieces) {
        Map<RexNode, Integer> below = new LinkedHashMap<>();
        List<RexNode> above = new ArrayList<>();
        for (RexNode expr : exprs) {
            if (!Rexes.hasWindow(expr) && pushable(expr, pieces)) {
                below.putIfAbsent(expr, below.size());
            } else {
                Rexes.inputs(expr).forEach(i -> below.putIfAbsent(ref(i, pieces), below.size()));
            }
        }
        if (below.isEmpty()) {
            // Nothing but constants: the rows are counted by some column.
            below.put(ref(0, pieces), 0);
        }
        List<RexNode> pushed = List.copyOf(below.keySet());
        List<String> inner =
                IntStream.range(0, pushed.size()).mapToObj(i -> "c" + i).toList();
        RelNode shape = Rels.project(shape(pieces), pushed, inner);
        Optional<Placed> inPieces = push(pushed, inner, shape, pieces);
        if (inPieces.isEmpty()) {
            return new Gathered(Rels.project(placing.gateway().gather(pieces), exprs, names));
        }
        RelNode rows = placing.gateway().gather(inPieces.get());
        for (RexNode expr : exprs) {
            Integer position = below.get(expr);
            above.add(position != null ? Rels.ref(rows, position) : overPushed(expr, below, pieces));
        }
        return new Gathered(Rels.project(rows, above, names));
    }

    private boolean pushable(RexNode expr, Pieces pieces) {
        return expr instanceof RexInputRef
                || (!Rexes.inputs(expr).isEmpty()
                        && push(
                                        List.of(expr),
                                        List.of("c0"),
                                        Rels.project(shape(pieces), List.of(expr), List.of("c0")),
                                        pieces)
                                .isPresent());
    }

    private static RexNode overPushed(RexNode expr, Map<RexNode, Integer> below, Pieces pieces) {
        return expr.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return new RexInputRef(below.getOrDefault(ref(ref.getIndex(), pieces), -1), ref.getType());
            }
        });
    }

    private static RexInputRef ref(int position, Pieces pieces) {
        return RexInputRef.of(position, pieces.rowType());
    }

    private RelNode shape(Pieces pieces) {
        return LogicalValues.createEmpty(placing.gateway().cluster(), pieces.rowType());
    }

    /** Whether every window's partition lies within one piece: one piece, or fragments split by the partition's columns. */
    private static boolean windowsStayWithinPieces(List<RexNode> exprs, Pieces pieces) {
        if (pieces.pieces().size() <= 1) {
            return true;
        }
        List<RexOver> windows = new ArrayList<>();
        exprs.forEach(expr -> expr.accept(new RexShuttle() {
            @Override
            public RexNode visitOver(RexOver over) {
                windows.add(over);
                return over;
            }
        }));
        return windows.stream().allMatch(over -> {
            int[] keys = over.getWindow().partitionKeys.stream()
                    .mapToInt(k -> k instanceof RexInputRef ref ? ref.getIndex() : -1)
                    .toArray();
            return AggregatePlacement.disjoint(pieces.pieces(), keys);
        });
    }
}
