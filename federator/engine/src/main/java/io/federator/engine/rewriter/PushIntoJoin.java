package io.federator.engine.rewriter;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Distributes conditions over a join's condition and inputs. An outer join whose made-up nulls a condition rejects becomes an
 * inner one; conditions on one side of an equality are repeated for the other.
 */
final class PushIntoJoin {
    private final PushFilters filters;
    private final RexBuilder rex;

    PushIntoJoin(PushFilters filters, RelOptCluster cluster) {
        this.filters = filters;
        this.rex = cluster.getRexBuilder();
    }

    RelNode push(Join join, List<RexNode> conjuncts) {
        int left = join.getLeft().getRowType().getFieldCount();
        int right = join.getRight().getRowType().getFieldCount();
        ImmutableBitSet ofRight = ImmutableBitSet.range(left, left + right);
        ImmutableBitSet ofLeft = ImmutableBitSet.range(left);
        return switch (join.getJoinType()) {
            case INNER -> inner(join, conjuncts);
            case LEFT ->
                NullRejection.rejects(conjuncts, ofRight)
                        ? inner(typed(join, JoinRelType.INNER), conjuncts)
                        : left(join, conjuncts);
            case RIGHT -> right(join, conjuncts);
            case FULL -> {
                if (NullRejection.rejects(conjuncts, ofLeft)) {
                    // Rows without a left side go, those without a right side stay.
                    yield push(typed(join, JoinRelType.LEFT), conjuncts);
                }
                if (NullRejection.rejects(conjuncts, ofRight)) {
                    yield push(typed(join, JoinRelType.RIGHT), conjuncts);
                }
                yield stay(join, conjuncts);
            }
            case SEMI, ANTI -> half(join, conjuncts);
            default -> stay(join, conjuncts);
        };
    }

    private static Join typed(Join join, JoinRelType type) {
        return LogicalJoin.create(
                join.getLeft(), join.getRight(), ImmutableList.of(), join.getCondition(), ImmutableSet.of(), type);
    }

    private RelNode stay(Join join, List<RexNode> conjuncts) {
        RelNode same = Rels.join(
                filters.push(join.getLeft()),
                filters.push(join.getRight()),
                join.getJoinType(),
                Rexes.conjuncts(join.getCondition()));
        return Rels.filter(same, conjuncts);
    }

    private RelNode inner(Join join, List<RexNode> conjuncts) {
        Sides sides = new Sides(join);
        List<RexNode> all = new ArrayList<>(Rexes.conjuncts(join.getCondition()));
        conjuncts.stream().filter(c -> !all.contains(c)).forEach(all::add);
        List<RexNode> fixed = Rexes.take(all, Rexes::isVolatile);
        all.addAll(InferConditions.from(all, rex));
        all.addAll(sides.implied(all));
        List<RexNode> toLeft = Rexes.take(all, sides::isLeft);
        List<RexNode> toRight = Rexes.take(all, sides::isRight);
        all.addAll(fixed);
        return Rels.join(
                filters.push(join.getLeft(), toLeft),
                filters.push(join.getRight(), Rexes.shift(toRight, -sides.left)),
                JoinRelType.INNER,
                all);
    }

    private RelNode left(Join join, List<RexNode> conjuncts) {
        Sides sides = new Sides(join);
        List<RexNode> above = new ArrayList<>(conjuncts);
        List<RexNode> toLeft = Rexes.take(above, sides::isLeft);
        List<RexNode> on = new ArrayList<>(Rexes.conjuncts(join.getCondition()));
        List<RexNode> toRight = rightOnly(on, toLeft, sides);
        RelNode pushed = Rels.join(
                filters.push(join.getLeft(), toLeft),
                filters.push(join.getRight(), Rexes.shift(toRight, -sides.left)),
                JoinRelType.LEFT,
                on);
        return Rels.filter(pushed, above);
    }

    /** Takes the join conditions on the right side alone, and adds what the left side's conditions imply for it. */
    private List<RexNode> rightOnly(List<RexNode> on, List<RexNode> ofLeft, Sides sides) {
        List<RexNode> known = new ArrayList<>(on);
        known.addAll(ofLeft);
        List<RexNode> inferred = new ArrayList<>(InferConditions.from(known, rex));
        List<RexNode> taken = Rexes.take(on, c -> sides.isRight(c) && !Rexes.isVolatile(c));
        taken.addAll(Rexes.take(inferred, sides::isRight));
        return taken;
    }

    private RelNode right(Join join, List<RexNode> conjuncts) {
        Sides sides = new Sides(join);
        int right = join.getRight().getRowType().getFieldCount();
        List<RexNode> swapped = Rexes.conjuncts(join.getCondition()).stream()
                .map(c -> Rexes.move(c, i -> i < sides.left ? i + right : i - sides.left))
                .toList();
        RelNode outer = join.getRight();
        RelNode inner = join.getLeft();
        RelNode mirrored = Rels.join(outer, inner, JoinRelType.LEFT, swapped);
        List<RexNode> order = new ArrayList<>();
        for (int i = 0; i < sides.left + right; i++) {
            order.add(Rels.ref(mirrored, i < sides.left ? i + right : i - sides.left));
        }
        return filters.push(Rels.project(mirrored, order, Rels.names(join)), conjuncts);
    }

    /** Semi- and anti-joins yield rows of the left side alone. */
    private RelNode half(Join join, List<RexNode> conjuncts) {
        Sides sides = new Sides(join);
        List<RexNode> on = new ArrayList<>(Rexes.conjuncts(join.getCondition()));
        List<RexNode> toLeft = new ArrayList<>(conjuncts);
        if (join.getJoinType() == JoinRelType.SEMI) {
            toLeft.addAll(Rexes.take(on, c -> sides.isLeft(c) && !Rexes.isVolatile(c)));
        }
        List<RexNode> toRight = rightOnly(on, toLeft, sides);
        return Rels.join(
                filters.push(join.getLeft(), toLeft),
                filters.push(join.getRight(), Rexes.shift(toRight, -sides.left)),
                join.getJoinType(),
                on);
    }

    /** Which side of a join a condition is on. */
    private final class Sides {
        final int left;

        Sides(Join join) {
            left = join.getLeft().getRowType().getFieldCount();
        }

        boolean isLeft(RexNode condition) {
            return Rexes.inputs(condition).length() <= left;
        }

        boolean isRight(RexNode condition) {
            ImmutableBitSet read = Rexes.inputs(condition);
            return !read.isEmpty() && read.nth(0) >= left;
        }

        /** From {@code (l and r) or (l' and r')} follow {@code l or l'} for the left and {@code r or r'} for the right. */
        List<RexNode> implied(List<RexNode> conditions) {
            List<RexNode> found = new ArrayList<>();
            for (RexNode condition : conditions) {
                List<RexNode> disjuncts = Rexes.disjuncts(condition);
                if (disjuncts.size() < 2 || isLeft(condition) || isRight(condition)) {
                    continue;
                }
                add(disjuncts, true, found);
                add(disjuncts, false, found);
            }
            found.removeIf(conditions::contains);
            return found;
        }

        private void add(List<RexNode> disjuncts, boolean ofLeft, List<RexNode> found) {
            List<RexNode> parts = new ArrayList<>();
            for (RexNode disjunct : disjuncts) {
                List<RexNode> part = Rexes.conjuncts(disjunct).stream()
                        .filter(c -> !Rexes.inputs(c).isEmpty() && (ofLeft ? isLeft(c) : isRight(c)))
                        .toList();
                if (part.isEmpty()) {
                    return;
                }
                RexNode both = Rexes.and(rex, part);
                if (!parts.contains(both)) {
                    parts.add(both);
                }
            }
            found.add(Rexes.or(rex, parts));
        }
    }
}
