package io.federator.engine.binder;

import io.federator.engine.binder.AggregateUse.SortKey;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Builds the aggregation of a level: a projection of what is grouped and aggregated, and the aggregate over it. */
final class Aggregation {
    private final Binding binding;
    private final Level rows;
    private final Level groups;
    private final GroupBinder.Groups grouping;
    private final GroupRewriter rewriter;
    private final List<RexNode> inputs = new ArrayList<>();

    Aggregation(Binding binding, Level rows, GroupBinder.Groups grouping) {
        this.binding = binding;
        this.rows = rows;
        this.groups = new Level(binding, rows.parent);
        this.grouping = grouping;
        this.rewriter = new GroupRewriter(
                binding, rows, groups, grouping.expressions(), grouping.sets().size() == 1);
    }

    /** The level whose columns are the aggregation's results. */
    Level groups() {
        return groups;
    }

    RexNode rewrite(RexNode node) {
        return rewriter.rewrite(node);
    }

    /** Where the columns of {@link #groups} are in the aggregate's row; final once everything is rewritten. */
    IntUnaryOperator fields() {
        int count = rewriter.expressions().size();
        int width = count + rows.aggregates.size();
        return slot -> slot < LevelColumn.AGGREGATES
                ? slot
                : slot < LevelColumn.SET_FUNCTIONS
                        ? count + slot - LevelColumn.AGGREGATES
                        : width + slot - LevelColumn.SET_FUNCTIONS;
    }

    /**
     * The aggregate over the level's rows; call it when everything is rewritten.
     *
     * @param rowFields where the level's columns are in the input
     */
    RelNode build(RelNode input, IntUnaryOperator rowFields) {
        List<RexNode> keys = rewriter.expressions();
        inputs.addAll(keys);
        List<AggregateCall> calls = new ArrayList<>();
        for (AggregateUse use : rows.aggregates) {
            calls.add(use.function().getKind() == SqlKind.GROUPING ? groupingCall(use) : call(use));
        }
        if (keys.isEmpty() && calls.isEmpty()) {
            // Nor one that every rule can keep: the count is never read.
            calls.add(count());
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            names.add(i < keys.size() ? "g" + i : "a" + (i - keys.size()));
        }
        // A row without fields is not something that every rule of Calcite's can count.
        RelNode projected = inputs.isEmpty()
                ? input
                : Placement.over(rows, input, rowFields).project(inputs, names);
        ImmutableBitSet all = ImmutableBitSet.range(keys.size());
        List<ImmutableBitSet> sets = grouping.sets().size() == 1
                ? null
                : grouping.sets().stream().sorted(ImmutableBitSet.ORDERING).toList();
        // Keys beyond all sets cannot be: only a plain grouping gets dependent columns.
        return LogicalAggregate.create(projected, List.of(), all(all, sets), sets, calls);
    }

    private static ImmutableBitSet all(ImmutableBitSet plain, @Nullable List<ImmutableBitSet> sets) {
        return sets == null ? plain : ImmutableBitSet.union(sets);
    }

    private AggregateCall call(AggregateUse use) {
        List<Integer> arguments = use.arguments().stream().map(this::input).toList();
        RexNode filter = use.filter();
        List<RelFieldCollation> order = new ArrayList<>();
        for (SortKey key : use.order()) {
            RelFieldCollation collation = key.on(input(key.node()));
            if (order.stream().noneMatch(c -> c.getFieldIndex() == collation.getFieldIndex())) {
                order.add(collation);
            }
        }
        RelCollation collation = order.isEmpty() ? RelCollations.EMPTY : RelCollations.of(order);
        int filterField = filter == null ? -1 : input(truth(filter));
        return AggregateCall.create(
                use.function(),
                use.distinct(),
                false,
                false,
                List.of(),
                arguments,
                filterField,
                null,
                collation,
                use.type(),
                null);
    }

    private AggregateCall count() {
        return call(new AggregateUse(
                SqlStdOperatorTable.COUNT, List.of(), false, null, List.of(), binding.types.of(SqlType.INT8, false)));
    }

    /** Calcite wants conditions of aggregates that are never null. */
    private RexNode truth(RexNode filter) {
        return filter.getType().isNullable()
                ? binding.standard(SqlStdOperatorTable.IS_TRUE, SqlType.BOOL, false, filter)
                : filter;
    }

    private AggregateCall groupingCall(AggregateUse use) {
        List<Integer> positions = new ArrayList<>();
        for (RexNode argument : use.arguments()) {
            int position = grouping.expressions().indexOf(argument);
            if (position < 0) {
                throw new SqlException(
                                SqlState.GROUPING_ERROR,
                                "arguments to GROUPING must be grouping expressions of the associated query level")
                        .at(rows.groupingPositions.getOrDefault(use, 0));
            }
            positions.add(position);
        }
        return AggregateCall.create(
                use.function(),
                false,
                false,
                false,
                List.of(),
                positions,
                -1,
                null,
                RelCollations.EMPTY,
                use.type(),
                null);
    }

    /** The position of an expression in the projection; volatile ones are never shared. */
    private int input(RexNode node) {
        int position = inputs.indexOf(node);
        if (position < 0 || !RexUtil.isDeterministic(node)) {
            inputs.add(node);
            return inputs.size() - 1;
        }
        return position;
    }
}
