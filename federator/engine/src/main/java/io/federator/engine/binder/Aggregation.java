package io.federator.engine.binder;

import io.federator.engine.binder.AggregateUse.SortKey;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Builds the aggregation of a level: a projection of what is grouped and aggregated, and the aggregate over it. */
final class Aggregation {
    /** PostgreSQL's limit of GROUPING's arguments. */
    private static final int MAX_GROUPING = 31;

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

    /**
     * A target over the groups. One that is grouped by itself is NULL in the sets without it, even if it is a constant or equal to
     * another that they have.
     */
    RexNode rewriteTarget(int target, RexNode node) {
        Integer position = grouping.targets().get(target);
        return position == null || grouping.sets().size() == 1
                ? rewriter.rewrite(node)
                : rewriter.reference(position, node);
    }

    /** Refuses direct arguments of WITHIN GROUP that a group has several values of. */
    void checkDirect() {
        for (AggregateUse use : rows.aggregates) {
            for (RexNode argument : use.arguments().subList(0, use.direct())) {
                try {
                    rewriter.rewrite(argument);
                } catch (SqlException e) {
                    throw e.withDetail("Direct arguments of an ordered-set aggregate must use only grouped columns.");
                }
                if (grouping.sets().size() > 1 && Trees.uses(argument, rows)) {
                    throw ExpressionBinder.unsupported(
                            "a direct argument of WITHIN GROUP that differs between grouping sets", 0);
                }
            }
        }
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
        if (!grouping.isRepeated()) {
            return LogicalAggregate.create(projected, List.of(), all(all, sets), sets, calls);
        }
        int width = keys.size() + calls.size();
        calls.add(whichSet(keys.size()));
        return repeated(LogicalAggregate.create(projected, List.of(), all(all, sets), sets, calls), width);
    }

    /** GROUPING over all keys, which tells the sets apart. */
    private AggregateCall whichSet(int keys) {
        if (keys > MAX_GROUPING) {
            throw ExpressionBinder.unsupported("the same grouping set more than once over so many expressions", 0);
        }
        return AggregateCall.create(
                keys == 0 ? SqlStdOperatorTable.COUNT : SqlStdOperatorTable.GROUPING,
                false,
                false,
                false,
                List.of(),
                IntStream.range(0, keys).boxed().toList(),
                -1,
                null,
                RelCollations.EMPTY,
                binding.types.of(SqlType.INT8, false),
                null);
    }

    /** The groups of each set as often as the set is given: joined with that many numbers of the set. */
    private RelNode repeated(RelNode aggregate, int width) {
        int keys = rewriter.expressions().size();
        List<RelNode> numbers = new ArrayList<>();
        for (int i = 0; i < grouping.sets().size(); i++) {
            long bits = 0;
            for (int key = 0; key < keys; key++) {
                bits = bits << 1 | (grouping.sets().get(i).get(key) ? 0 : 1);
            }
            for (int n = 0; n < grouping.times().get(i); n++) {
                numbers.add(LogicalProject.create(
                        LogicalValues.createOneRow(binding.cluster),
                        List.of(),
                        List.of(binding.constant(SqlType.INT8, bits)),
                        List.of("set"),
                        Set.of()));
            }
        }
        RelNode all = LogicalUnion.create(numbers, true);
        RexNode same = keys == 0
                ? binding.rex.makeLiteral(true)
                : binding.bool(
                        SqlStdOperatorTable.EQUALS,
                        binding.rex.makeInputRef(binding.types.of(SqlType.INT8, false), width),
                        binding.rex.makeInputRef(
                                all.getRowType().getFieldList().getFirst().getType(), width + 1));
        RelNode joined = LogicalJoin.create(aggregate, all, List.of(), same, Set.of(), JoinRelType.INNER);
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(binding.rex.makeInputRef(joined, i));
        }
        return LogicalProject.create(
                joined,
                List.of(),
                columns,
                aggregate.getRowType().getFieldNames().subList(0, width),
                Set.of());
    }

    private static ImmutableBitSet all(ImmutableBitSet plain, @Nullable List<ImmutableBitSet> sets) {
        return sets == null ? plain : ImmutableBitSet.union(sets);
    }

    private AggregateCall call(AggregateUse use) {
        RexNode filter = use.filter();
        List<Integer> arguments = use.arguments().stream()
                .map(argument -> input(within(argument, filter)))
                .toList();
        List<RelFieldCollation> order = new ArrayList<>();
        for (SortKey key : use.order()) {
            RelFieldCollation collation = key.on(input(within(key.node(), filter)));
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

    /** What an aggregate takes is not computed for the rows that its filter drops: it might fail there. */
    private RexNode within(RexNode argument, @Nullable RexNode filter) {
        if (filter == null || !(argument instanceof RexCall) || Constant.isConstant(argument)) {
            return argument;
        }
        RelDataType type = binding.nullable(argument.getType());
        return binding.rex.makeCall(
                type,
                SqlStdOperatorTable.CASE,
                List.of(truth(filter), argument, binding.constant(PgTypeFactory.sqlType(type), null)));
    }

    private AggregateCall count() {
        return call(new AggregateUse(
                SqlStdOperatorTable.COUNT,
                List.of(),
                0,
                false,
                null,
                List.of(),
                binding.types.of(SqlType.INT8, false)));
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
