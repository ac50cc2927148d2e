package io.federator.engine.planner;

import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgAggregate;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rewriter.Rels;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate in two stages: partial results in each piece, brought together above, with the very results of one stage. Only
 * aggregates whose partial results combine exactly are split: sums of floats, which depend on the order of the rows, are not.
 * Arguments of DISTINCT aggregates become group keys of the first stage, which removes most duplicates; the second removes the rest.
 */
final class AggregateSplit {
    private static final Set<String> SELF_COMBINING =
            Set.of("min", "max", "bool_and", "bool_or", "every", "bit_and", "bit_or", "bit_xor");

    private final Aggregate aggregate;
    private final RexBuilder rex;
    private final PgTypeFactory types;
    private final ImmutableBitSet partialKeys;
    private final List<AggregateCall> partialCalls = new ArrayList<>();
    private final List<AggregateCall> finalCalls = new ArrayList<>();
    /** Columns of the input whose squares the first stage sums; they stand behind the input's own columns. */
    private final List<Integer> squares = new ArrayList<>();

    /** By call: the positions of its final results among the final calls. */
    private final List<Finish> finishes = new ArrayList<>();

    private record Finish(Kind kind, int first, AggregateCall call) {
        enum Kind {
            AS_IS,
            COUNT,
            CAST,
            AVERAGE,
            MOMENTS
        }
    }

    private AggregateSplit(Aggregate aggregate, RexBuilder rex) {
        this.aggregate = aggregate;
        this.rex = rex;
        this.types = (PgTypeFactory) rex.getTypeFactory();
        ImmutableBitSet.Builder keys = ImmutableBitSet.builder().addAll(aggregate.getGroupSet());
        for (AggregateCall call : aggregate.getAggCallList()) {
            if (call.isDistinct()) {
                keys.addAll(call.getArgList());
                if (call.filterArg >= 0) {
                    keys.set(call.filterArg);
                }
            }
        }
        partialKeys = keys.build();
    }

    /** Empty when some call does not combine. */
    static Optional<AggregateSplit> of(Aggregate aggregate, RexBuilder rex) {
        AggregateSplit split = new AggregateSplit(aggregate, rex);
        for (AggregateCall call : aggregate.getAggCallList()) {
            if (!split.add(call)) {
                return Optional.empty();
            }
        }
        return Optional.of(split);
    }

    /** The first stage over a piece. */
    RelNode partial(RelNode piece) {
        return Rels.aggregate(squares.isEmpty() ? piece : withSquares(piece), partialKeys, partialCalls);
    }

    private RelNode withSquares(RelNode piece) {
        List<RexNode> exprs = new ArrayList<>(Rels.refs(piece));
        List<String> names = new ArrayList<>(Rels.names(piece));
        for (int column : squares) {
            RexNode value = Rels.ref(piece, column);
            RexNode numeric = sqlType(value.getType()).is(TypeKind.NUMERIC)
                    ? value
                    : rex.makeAbstractCast(types.of(SqlType.NUMERIC), value, false);
            names.add("square" + exprs.size());
            exprs.add(rex.makeCall(types.of(SqlType.NUMERIC), PgOperator.immutable("*"), List.of(numeric, numeric)));
        }
        return Rels.project(piece, exprs, names);
    }

    /** The second stage over all partial results, with the row of the whole aggregate. */
    RelNode complete(RelNode partials) {
        RelNode combined = LogicalAggregate.create(
                partials,
                List.of(),
                moved(aggregate.getGroupSet()),
                aggregate.getGroupSets().stream().map(this::moved).toList(),
                finalCalls);
        int keys = aggregate.getGroupCount();
        List<RexNode> exprs = new ArrayList<>(Rels.refs(combined).subList(0, keys));
        for (Finish finish : finishes) {
            exprs.add(finish(finish, combined, keys + finish.first()));
        }
        return Rels.project(combined, exprs, Rels.names(aggregate));
    }

    private RexNode finish(Finish finish, RelNode combined, int position) {
        RexNode value = Rels.ref(combined, position);
        RelDataType type = finish.call().getType();
        return switch (finish.kind()) {
            case AS_IS -> value;
            case CAST -> rex.makeAbstractCast(type, value, false);
            case COUNT -> count(value, type);
            case MOMENTS ->
                rex.makeCall(
                        type,
                        PgOperator.immutable(finisher(finish.call())),
                        List.of(
                                count(value, types.of(SqlType.INT8)),
                                Rels.ref(combined, position + 1),
                                Rels.ref(combined, position + 2)));
            case AVERAGE -> {
                RexNode count = Rels.ref(combined, position + 1);
                RelDataType numeric = types.of(SqlType.NUMERIC);
                RexNode sum = sqlType(value.getType()).is(TypeKind.NUMERIC)
                        ? value
                        : rex.makeAbstractCast(numeric, value, false);
                // The sum of no values is NULL, so that the division is never by zero.
                yield rex.makeCall(numeric, PgOperator.immutable("/"), List.of(sum, count));
            }
        };
    }

    /** A sum of counts, which is NULL when there was nothing to sum. */
    private RexNode count(RexNode sum, RelDataType type) {
        return rex.makeCall(
                type,
                SqlStdOperatorTable.COALESCE,
                List.of(
                        rex.makeAbstractCast(types.of(SqlType.INT8), sum, false),
                        Constant.of(rex, types, SqlType.INT8, 0L)));
    }

    /** The function that makes the result of a variance or deviation from count, sum and sum of squares. */
    private static String finisher(AggregateCall call) {
        String name = call.getAggregation().getName();
        return "federator_"
                + switch (name) {
                    case "variance" -> "var_samp";
                    case "stddev" -> "stddev_samp";
                    default -> name;
                };
    }

    private boolean add(AggregateCall call) {
        if (!call.getCollation().equals(RelCollations.EMPTY)) {
            return false;
        }
        if (call.isDistinct()) {
            return addDistinct(call);
        }
        String name = call.getAggregation().getName();
        int first = finalCalls.size();
        if (isGrouping(call.getAggregation())) {
            finalCalls.add(call(call.getAggregation(), false, moved(call.getArgList()), -1, call.getType()));
            finishes.add(new Finish(Finish.Kind.AS_IS, first, call));
            return true;
        }
        if (call.getAggregation().getKind() == SqlKind.COUNT
                && call.getArgList().size() <= 1) {
            combine("sum", types.of(SqlType.NUMERIC), call.getAggregation(), call, call.getType());
            finishes.add(new Finish(Finish.Kind.COUNT, first, call));
            return true;
        }
        if (call.getArgList().size() != 1) {
            return false;
        }
        if (SELF_COMBINING.contains(name)) {
            combine(name, call.getType(), call.getAggregation(), call, call.getType());
            finishes.add(new Finish(Finish.Kind.AS_IS, first, call));
            return true;
        }
        RelDataType sumType = sumType(argument(call));
        if (sumType == null) {
            return false;
        }
        return switch (name) {
            case "sum" -> {
                combine("sum", types.of(SqlType.NUMERIC), call.getAggregation(), call, call.getType());
                boolean numeric = sqlType(call.getType()).is(TypeKind.NUMERIC);
                finishes.add(new Finish(numeric ? Finish.Kind.AS_IS : Finish.Kind.CAST, first, call));
                yield true;
            }
            case "avg" -> {
                combine("sum", types.of(SqlType.NUMERIC), PgAggregate.of("sum"), call, sumType);
                combine(
                        "sum",
                        types.of(SqlType.NUMERIC),
                        SqlStdOperatorTable.COUNT,
                        call,
                        types.of(SqlType.INT8, false));
                finishes.add(new Finish(Finish.Kind.AVERAGE, first, call));
                yield true;
            }
            case "variance", "var_samp", "var_pop", "stddev", "stddev_samp", "stddev_pop" -> {
                RelDataType numeric = types.of(SqlType.NUMERIC);
                int argument = call.getArgList().getFirst();
                int square = aggregate.getInput().getRowType().getFieldCount() + squares.size();
                squares.add(argument);
                combine("sum", numeric, SqlStdOperatorTable.COUNT, call, types.of(SqlType.INT8, false));
                combine("sum", numeric, PgAggregate.of("sum"), call, sumType);
                combine("sum", numeric, PgAggregate.of("sum"), List.of(square), call.filterArg, numeric);
                finishes.add(new Finish(Finish.Kind.MOMENTS, first, call));
                yield true;
            }
            default -> false;
        };
    }

    private boolean addDistinct(AggregateCall call) {
        int filter = call.filterArg < 0 ? -1 : partialKeys.indexOf(call.filterArg);
        finishes.add(new Finish(Finish.Kind.AS_IS, finalCalls.size(), call));
        finalCalls.add(call(call.getAggregation(), true, moved(call.getArgList()), filter, call.getType()));
        return true;
    }

    /** Adds a partial call and the call that combines its results. */
    private void combine(
            String combiner, RelDataType combined, SqlAggFunction partial, AggregateCall like, RelDataType type) {
        combine(combiner, combined, partial, like.getArgList(), like.filterArg, type);
    }

    private void combine(
            String combiner,
            RelDataType combined,
            SqlAggFunction partial,
            List<Integer> args,
            int filter,
            RelDataType type) {
        int position = partialKeys.cardinality() + partialCalls.size();
        partialCalls.add(call(partial, false, args, filter, type));
        finalCalls.add(call(PgAggregate.of(combiner), false, List.of(position), -1, combined));
    }

    private AggregateCall call(
            SqlAggFunction function, boolean distinct, List<Integer> args, int filter, RelDataType type) {
        boolean fixed = function.getKind() == SqlKind.COUNT || isGrouping(function);
        RelDataType result = fixed ? type : types.createTypeWithNullability(type, true);
        return AggregateCall.create(
                function, distinct, false, false, List.of(), args, filter, null, RelCollations.EMPTY, result, null);
    }

    private static boolean isGrouping(SqlAggFunction function) {
        return function.getKind() == SqlKind.GROUPING || function.getName().equals("grouping");
    }

    private SqlType argument(AggregateCall call) {
        int argument = call.getArgList().getFirst();
        return sqlType(
                aggregate.getInput().getRowType().getFieldList().get(argument).getType());
    }

    private static SqlType sqlType(RelDataType type) {
        return PgTypeFactory.sqlType(type);
    }

    /** The type of sum over this type; null where sums do not combine exactly. */
    private @Nullable RelDataType sumType(SqlType argument) {
        return switch (argument.kind()) {
            case INT2, INT4 -> types.of(SqlType.INT8);
            case INT8, NUMERIC -> types.of(SqlType.NUMERIC);
            default -> null;
        };
    }

    private ImmutableBitSet moved(ImmutableBitSet keys) {
        return ImmutableBitSet.of(moved(keys.asList()));
    }

    private List<Integer> moved(List<Integer> columns) {
        return columns.stream().map(partialKeys::indexOf).toList();
    }
}
