package io.federator.engine.rewriter;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Moves the conjuncts of filters down to where the columns come from, as PostgreSQL does. A volatile condition stays where it is
 * written, and nothing passes a LIMIT.
 */
final class PushFilters {
    private final PushIntoJoin joins;
    private final boolean stopAtFragments;

    /** @param stopAtFragments whether a union of plain scans keeps its condition above, for the planner to distribute */
    PushFilters(RelOptCluster cluster, boolean stopAtFragments) {
        this.stopAtFragments = stopAtFragments;
        this.joins = new PushIntoJoin(this, cluster);
    }

    RelNode push(RelNode rel) {
        return push(rel, List.of());
    }

    /** The rows of {@code rel} that satisfy all conjuncts. */
    RelNode push(RelNode rel, List<RexNode> conjuncts) {
        List<RexNode> moving = new ArrayList<>(conjuncts);
        List<RexNode> staying = Rexes.take(moving, Rexes::isVolatile);
        return Rels.filter(pushDeterministic(rel, moving), staying);
    }

    private RelNode pushDeterministic(RelNode rel, List<RexNode> conjuncts) {
        return switch (rel) {
            case Filter filter -> {
                List<RexNode> all = new ArrayList<>(Rexes.conjuncts(filter.getCondition()));
                conjuncts.stream().filter(c -> !all.contains(c)).forEach(all::add);
                yield push(filter.getInput(), all);
            }
            case Project project -> project(project, conjuncts);
            case Join join -> joins.push(join, conjuncts);
            case Aggregate aggregate -> aggregate(aggregate, conjuncts);
            case Sort sort
            when sort.fetch == null && sort.offset == null ->
                Rels.sort(push(sort.getInput(), conjuncts), sort.getCollation(), null, null);
            case SetOp set
            when !stopAtFragments || !isFragments(set) ->
                Rels.setOp(
                        set,
                        set.getInputs().stream().map(i -> push(i, conjuncts)).toList());
            case Correlate correlate -> correlate(correlate, conjuncts);
            default -> stop(rel, conjuncts);
        };
    }

    private static boolean isFragments(SetOp set) {
        return set.getInputs().stream().allMatch(PushFilters::isScan);
    }

    private static boolean isScan(RelNode rel) {
        return rel instanceof TableScan || (rel instanceof Project project && isScan(project.getInput()));
    }

    private RelNode stop(RelNode rel, List<RexNode> conjuncts) {
        List<RelNode> inputs = rel.getInputs().stream().map(this::push).toList();
        RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        return Rels.filter(same, conjuncts);
    }

    private RelNode project(Project project, List<RexNode> conjuncts) {
        List<RexNode> exprs = project.getProjects();
        boolean windows = exprs.stream().anyMatch(Rexes::hasWindow);
        List<RexNode> staying = new ArrayList<>();
        List<RexNode> moving = new ArrayList<>();
        for (RexNode conjunct : conjuncts) {
            RexNode moved = Rexes.substitute(conjunct, exprs);
            boolean movable = !Rexes.isVolatile(moved)
                    && (!windows
                            || (!Rexes.hasWindow(moved) && partitions(exprs).contains(Rexes.inputs(moved))));
            (movable ? moving : staying).add(movable ? moved : conjunct);
        }
        RelNode input = push(project.getInput(), moving);
        return Rels.filter(Rels.project(input, exprs, Rels.names(project)), staying);
    }

    /** The columns by which every window of the projection partitions: a condition on them keeps or drops whole partitions. */
    private static ImmutableBitSet partitions(List<RexNode> exprs) {
        List<ImmutableBitSet> each = new ArrayList<>();
        exprs.forEach(expr -> expr.accept(new RexShuttle() {
            @Override
            public RexNode visitOver(RexOver over) {
                each.add(ImmutableBitSet.of(over.getWindow().partitionKeys.stream()
                        .filter(RexInputRef.class::isInstance)
                        .map(k -> ((RexInputRef) k).getIndex())
                        .toList()));
                return over;
            }
        }));
        return each.stream().reduce(ImmutableBitSet::intersect).orElse(ImmutableBitSet.of());
    }

    private RelNode aggregate(Aggregate aggregate, List<RexNode> conjuncts) {
        List<Integer> keys = aggregate.getGroupSet().asList();
        List<RexNode> staying = new ArrayList<>(conjuncts);
        List<RexNode> moving = Rexes.take(staying, c -> {
            ImmutableBitSet read = Rexes.inputs(c);
            return !read.isEmpty()
                    && read.asList().stream()
                            .allMatch(i -> i < keys.size()
                                    && aggregate.getGroupSets().stream().allMatch(set -> set.get(keys.get(i))));
        });
        List<RexNode> below = moving.stream().map(c -> Rexes.move(c, keys::get)).toList();
        return Rels.filter(Rels.aggregate(push(aggregate.getInput(), below), aggregate), staying);
    }

    private RelNode correlate(Correlate correlate, List<RexNode> conjuncts) {
        int left = correlate.getLeft().getRowType().getFieldCount();
        List<RexNode> staying = new ArrayList<>(conjuncts);
        List<RexNode> moving = Rexes.take(staying, c -> Rexes.inputs(c).length() <= left);
        RelNode pushed = correlate.copy(
                correlate.getTraitSet(), List.of(push(correlate.getLeft(), moving), push(correlate.getRight())));
        return Rels.filter(pushed, staying);
    }
}
