package io.federator.engine.rewriter;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes relational operators. Unlike Calcite's {@code RelBuilder} nothing is simplified or evaluated on the way; input references
 * take the type of the column they refer to, whose nullability a rewrite may have changed.
 */
public final class Rels {
    private Rels() {}

    /** A filter, or the input itself when there is no condition. */
    public static RelNode filter(RelNode input, List<RexNode> conjuncts) {
        if (conjuncts.isEmpty()) {
            return input;
        }
        if (conjuncts.stream().anyMatch(Rexes::neverTrue)) {
            return empty(input);
        }
        RexBuilder rex = input.getCluster().getRexBuilder();
        RexNode condition = Rexes.flat(rex, Rexes.and(rex, conjuncts));
        return LogicalFilter.create(input, retype(condition, input.getRowType()));
    }

    /** No rows of this shape. */
    public static RelNode empty(RelNode shape) {
        return LogicalValues.createEmpty(shape.getCluster(), shape.getRowType());
    }

    /** A projection under the names of {@code shape}, or the input itself when it would change nothing. */
    public static RelNode project(RelNode input, List<? extends RexNode> exprs, List<String> names) {
        RelDataType type = input.getRowType();
        if (isIdentity(exprs, type.getFieldCount())) {
            return input;
        }
        List<RexNode> typed = exprs.stream().map(e -> retype(e, type)).toList();
        return LogicalProject.create(input, ImmutableList.of(), typed, names, ImmutableSet.of());
    }

    /** The input's columns at these positions. */
    public static RelNode columns(RelNode input, List<Integer> positions) {
        List<RelDataTypeField> fields = input.getRowType().getFieldList();
        return project(
                input,
                positions.stream().map(p -> ref(input, p)).toList(),
                positions.stream().map(p -> fields.get(p).getName()).toList());
    }

    public static boolean isIdentity(List<? extends RexNode> exprs, int inputColumns) {
        return exprs.size() == inputColumns
                && IntStream.range(0, inputColumns)
                        .allMatch(i -> exprs.get(i) instanceof RexInputRef ref && ref.getIndex() == i);
    }

    public static RelNode join(RelNode left, RelNode right, JoinRelType type, List<RexNode> conjuncts) {
        RelDataType both = left.getCluster()
                .getTypeFactory()
                .builder()
                .addAll(left.getRowType().getFieldList())
                .addAll(right.getRowType().getFieldList())
                .build();
        RexNode condition = retype(Rexes.and(left.getCluster().getRexBuilder(), conjuncts), both);
        return LogicalJoin.create(left, right, ImmutableList.of(), condition, ImmutableSet.of(), type);
    }

    public static RelNode aggregate(RelNode input, ImmutableBitSet keys, List<AggregateCall> calls) {
        return LogicalAggregate.create(input, ImmutableList.of(), keys, ImmutableList.of(keys), calls);
    }

    public static RelNode aggregate(RelNode input, Aggregate like) {
        return LogicalAggregate.create(
                input, ImmutableList.of(), like.getGroupSet(), like.getGroupSets(), like.getAggCallList());
    }

    public static RelNode sort(
            RelNode input, RelCollation collation, @Nullable RexNode offset, @Nullable RexNode fetch) {
        return LogicalSort.create(input, collation, offset, fetch);
    }

    public static RelNode unionAll(List<RelNode> inputs) {
        return inputs.size() == 1 ? inputs.getFirst() : LogicalUnion.create(inputs, true);
    }

    public static RelNode setOp(SetOp like, List<RelNode> inputs) {
        return like.copy(like.getTraitSet(), inputs);
    }

    public static RexInputRef ref(RelNode input, int position) {
        return RexInputRef.of(position, input.getRowType());
    }

    public static List<RexNode> refs(RelNode input) {
        List<RexNode> refs = new ArrayList<>();
        for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
            refs.add(ref(input, i));
        }
        return refs;
    }

    public static List<String> names(RelNode rel) {
        return rel.getRowType().getFieldNames();
    }

    /** The plain column that each expression of a projection passes on, -1 for anything computed. */
    public static int[] passedOn(Project project) {
        return project.getProjects().stream()
                .mapToInt(e -> e instanceof RexInputRef ref ? ref.getIndex() : -1)
                .toArray();
    }

    /** The expression with input references typed as this row's columns. */
    public static RexNode retype(RexNode node, RelDataType row) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                RelDataType type = row.getFieldList().get(ref.getIndex()).getType();
                return type.equals(ref.getType()) ? ref : new RexInputRef(ref.getIndex(), type);
            }
        });
    }
}
