package io.federator.engine.rewriter;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/** Moves semi- and anti-joins below inner joins, to the one input whose columns they look at. */
final class LowerSemiJoins {
    RelNode lower(RelNode rel) {
        List<RelNode> inputs = rel.getInputs().stream().map(this::lower).toList();
        RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        return same instanceof Join join && !join.getJoinType().projectsRight()
                ? lower(join.getLeft(), join.getRight(), join.getJoinType(), Rexes.conjuncts(join.getCondition()))
                : same;
    }

    private RelNode lower(RelNode left, RelNode right, JoinRelType type, List<RexNode> conditions) {
        int width = left.getRowType().getFieldCount();
        ImmutableBitSet read = Rexes.inputs(conditions).intersect(ImmutableBitSet.range(width));
        if (left instanceof Project project
                && read.asList().stream().allMatch(i -> project.getProjects().get(i) instanceof RexInputRef)
                && project.getProjects().stream().noneMatch(e -> Rexes.isVolatile(e) || Rexes.hasWindow(e))) {
            int[] from = Rels.passedOn(project);
            int inner = project.getInput().getRowType().getFieldCount();
            List<RexNode> moved = conditions.stream()
                    .map(c -> Rexes.move(c, i -> i < width ? from[i] : i - width + inner))
                    .toList();
            RelNode lowered = lower(project.getInput(), right, type, moved);
            return Rels.project(lowered, project.getProjects(), Rels.names(project));
        }
        if (left instanceof Join join && join.getJoinType() == JoinRelType.INNER && !read.isEmpty()) {
            int first = join.getLeft().getRowType().getFieldCount();
            List<RelNode> inputs = new ArrayList<>(join.getInputs());
            if (read.length() <= first) {
                List<RexNode> moved = conditions.stream()
                        .map(c -> Rexes.move(c, i -> i < width ? i : i - width + first))
                        .toList();
                inputs.set(0, lower(join.getLeft(), right, type, moved));
                return join.copy(join.getTraitSet(), inputs);
            }
            if (read.nth(0) >= first) {
                List<RexNode> moved = Rexes.shift(conditions, -first);
                inputs.set(1, lower(join.getRight(), right, type, moved));
                return join.copy(join.getTraitSet(), inputs);
            }
        }
        return Rels.join(left, right, type, conditions);
    }
}
