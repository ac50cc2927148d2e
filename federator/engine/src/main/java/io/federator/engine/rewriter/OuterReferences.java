package io.federator.engine.rewriter;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;

/** References of a subquery to the row of the query around it. */
final class OuterReferences {
    private OuterReferences() {}

    /** The outer columns that a tree reads under this id, nested subqueries included. */
    static ImmutableBitSet columns(RelNode tree, CorrelationId id) {
        ImmutableBitSet.Builder found = ImmutableBitSet.builder();
        rewrite(tree, id, access -> {
            found.set(access.getField().getIndex());
            return access;
        });
        return found.build();
    }

    /** Whether a tree reads anything of the row of this id. */
    static boolean reads(RelNode tree, CorrelationId id) {
        return !columns(tree, id).isEmpty();
    }

    static boolean reads(RexNode node, CorrelationId id) {
        return Rexes.any(node, n -> isOf(n, id) || (n instanceof RexSubQuery q && reads(q.rel, id)));
    }

    /** The tree with its references moved to another row. */
    static RelNode move(RelNode tree, CorrelationId id, RelDataType row, IntUnaryOperator to) {
        RexBuilder rex = tree.getCluster().getRexBuilder();
        return rewrite(
                tree,
                id,
                access -> rex.makeFieldAccess(
                        rex.makeCorrel(row, id), to.applyAsInt(access.getField().getIndex())));
    }

    /** Replaces each reference to a column of the row of this id. */
    static RelNode rewrite(RelNode tree, CorrelationId id, Function<RexFieldAccess, RexNode> by) {
        List<RelNode> inputs =
                tree.getInputs().stream().map(i -> rewrite(i, id, by)).toList();
        RelNode same = inputs.equals(tree.getInputs()) ? tree : tree.copy(tree.getTraitSet(), inputs);
        return same.accept(shuttle(id, by));
    }

    static RexNode rewrite(RexNode node, CorrelationId id, Function<RexFieldAccess, RexNode> by) {
        return node.accept(shuttle(id, by));
    }

    private static RexShuttle shuttle(CorrelationId id, Function<RexFieldAccess, RexNode> by) {
        return new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                return isOf(access, id) ? by.apply(access) : super.visitFieldAccess(access);
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexNode moved = super.visitSubQuery(subQuery);
                if (!(moved instanceof RexSubQuery query)) {
                    return moved;
                }
                RelNode rel = rewrite(query.rel, id, by);
                return rel.equals(query.rel) ? query : query.clone(rel);
            }
        };
    }

    private static boolean isOf(RexNode node, CorrelationId id) {
        return node instanceof RexFieldAccess access
                && access.getReferenceExpr() instanceof RexCorrelVariable variable
                && variable.id.equals(id);
    }
}
