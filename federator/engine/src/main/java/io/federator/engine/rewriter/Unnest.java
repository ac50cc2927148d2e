package io.federator.engine.rewriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes the outer references out of a subquery: the conditions that have them are pulled up to become the condition of a join
 * of the outer rows with the rest. Gives up where that would not be the same.
 */
final class Unnest {
    private final Set<CorrelationId> ids;
    private final RelDataType outer;
    private final boolean existential;

    private Unnest(Set<CorrelationId> ids, RelDataType outer, boolean existential) {
        this.ids = ids;
        this.outer = outer;
        this.existential = existential;
    }

    /**
     * @param rel without outer references
     * @param conditions over the outer row followed by the row of {@code rel}
     * @param outputs the subquery's columns over the same
     */
    record Unnested(RelNode rel, List<RexNode> conditions, List<RexNode> outputs, int outerWidth) {
        boolean outputsAreColumns() {
            return outputs.stream().allMatch(o -> o instanceof RexInputRef ref && ref.getIndex() >= outerWidth);
        }
    }

    /** @param existential whether it matters only if there is a row, not how many alike */
    static Optional<Unnested> of(RelNode subquery, Set<CorrelationId> ids, RelDataType outer, boolean existential) {
        return Optional.ofNullable(new Unnest(ids, outer, existential).take(subquery));
    }

    private int width() {
        return outer.getFieldCount();
    }

    private @Nullable Unnested take(RelNode rel) {
        if (ids.stream().noneMatch(id -> OuterReferences.reads(rel, id))) {
            return new Unnested(rel, List.of(), Rexes.shift(Rels.refs(rel), width()), width());
        }
        return switch (rel) {
            case Filter filter -> filter(filter);
            case Project project -> project(project);
            case Join join -> join(join);
            case Sort sort when sort.fetch == null && sort.offset == null -> take(sort.getInput());
            case Aggregate aggregate
            when existential
                    && aggregate.getAggCallList().isEmpty()
                    && aggregate.getGroupSets().size() == 1
                    && aggregate.getGroupCount() > 0 -> distinct(aggregate);
            default -> null;
        };
    }

    private @Nullable Unnested filter(Filter filter) {
        Unnested input = take(filter.getInput());
        return input == null ? null : restrict(input, Rexes.conjuncts(filter.getCondition()));
    }

    /** The rows under further conditions over the outputs. */
    private @Nullable Unnested restrict(Unnested input, List<RexNode> conjuncts) {
        List<RexNode> below = new ArrayList<>();
        List<RexNode> above = new ArrayList<>(input.conditions());
        for (RexNode conjunct : conjuncts) {
            RexNode seen = seen(conjunct, input.outputs());
            boolean local = !readsOuter(seen);
            if (!local && (Rexes.isVolatile(seen) || Rexes.hasWindow(seen))) {
                return null;
            }
            if (local) {
                below.add(Rexes.shift(seen, -width()));
            } else {
                above.add(seen);
            }
        }
        return new Unnested(Rels.filter(input.rel(), below), above, input.outputs(), width());
    }

    private boolean readsOuter(RexNode seen) {
        return Rexes.inputs(seen).intersects(ImmutableBitSet.range(width()));
    }

    /** An expression over the subquery's row as one over the outer row followed by the row that is left. */
    private RexNode seen(RexNode node, List<RexNode> outputs) {
        RexNode moved = Rexes.substitute(node, outputs);
        for (CorrelationId id : ids) {
            moved = OuterReferences.rewrite(
                    moved, id, access -> new RexInputRef(access.getField().getIndex(), access.getType()));
        }
        return moved;
    }

    private @Nullable Unnested project(Project project) {
        if (project.getProjects().stream().anyMatch(e -> Rexes.hasWindow(e) || Rexes.isVolatile(e))) {
            return null;
        }
        Unnested input = take(project.getInput());
        if (input == null) {
            return null;
        }
        List<RexNode> outputs = project.getProjects().stream()
                .map(e -> seen(e, input.outputs()))
                .toList();
        return new Unnested(input.rel(), input.conditions(), outputs, width());
    }

    private @Nullable Unnested distinct(Aggregate aggregate) {
        Unnested input = take(aggregate.getInput());
        if (input == null) {
            return null;
        }
        List<RexNode> outputs = aggregate.getGroupSet().asList().stream()
                .map(input.outputs()::get)
                .toList();
        return new Unnested(input.rel(), input.conditions(), outputs, width());
    }

    private @Nullable Unnested join(Join join) {
        JoinRelType type = join.getJoinType();
        boolean plain = type == JoinRelType.INNER || (type == JoinRelType.SEMI && existential);
        if (!plain
                && ids.stream()
                        .anyMatch(id -> OuterReferences.reads(join.getRight(), id)
                                || OuterReferences.reads(join.getCondition(), id))) {
            return null;
        }
        if (type == JoinRelType.FULL || type == JoinRelType.RIGHT) {
            return null;
        }
        Unnested left = take(join.getLeft());
        Unnested right = take(join.getRight());
        if (left == null || right == null) {
            return null;
        }
        int first = left.rel().getRowType().getFieldCount();
        List<RexNode> outputs = new ArrayList<>(left.outputs());
        right.outputs().forEach(o -> outputs.add(behind(o, first)));
        List<RexNode> conditions = new ArrayList<>(left.conditions());
        right.conditions().forEach(c -> conditions.add(behind(c, first)));
        if (plain) {
            RelNode product = Rels.join(left.rel(), right.rel(), JoinRelType.INNER, List.of());
            Unnested joined =
                    restrict(new Unnested(product, conditions, outputs, width()), Rexes.conjuncts(join.getCondition()));
            return joined == null || type == JoinRelType.INNER
                    ? joined
                    : new Unnested(
                            joined.rel(),
                            joined.conditions(),
                            joined.outputs().subList(0, left.outputs().size()),
                            width());
        }
        List<RexNode> on = new ArrayList<>();
        for (RexNode condition : Rexes.conjuncts(join.getCondition())) {
            RexNode seen = Rexes.substitute(condition, outputs);
            if (readsOuter(seen)) {
                return null;
            }
            on.add(Rexes.shift(seen, -width()));
        }
        boolean rightIsPlain = right.outputsAreColumns();
        if (type == JoinRelType.LEFT && !rightIsPlain) {
            return null;
        }
        RelNode rel = Rels.join(left.rel(), right.rel(), type, on);
        return new Unnested(rel, left.conditions(), type.projectsRight() ? outputs : left.outputs(), width());
    }

    /** An expression over outer and right row as one over outer, left and right row. */
    private RexNode behind(RexNode node, int by) {
        return Rexes.move(node, i -> i < width() ? i : i + by);
    }
}
