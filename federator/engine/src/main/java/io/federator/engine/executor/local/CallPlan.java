package io.federator.engine.executor.local;

import io.federator.engine.function.Accumulator;
import io.federator.engine.function.AggregateFunction;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * How one aggregate call is computed: its function with what the call says of FILTER, DISTINCT and ORDER BY. Immutable.
 *
 * @param arguments columns of the input row
 * @param filter the column of the FILTER condition, or -1
 * @param keys for DISTINCT, else null
 * @param order of the inputs, else null; compares whole input rows
 */
record CallPlan(
        Starter function,
        int[] arguments,
        int filter,
        RowKey.@Nullable Maker keys,
        @Nullable Comparator<@Nullable Object[]> order) {
    private static final Set<String> ORDERLESS =
            Set.of("count", "min", "max", "bool_and", "bool_or", "every", "bit_and", "bit_or", "bit_xor", "$sum0");

    /** Makes the state of a group of this grouping set. */
    @FunctionalInterface
    interface Starter {
        Accumulator start(ImmutableBitSet set, Run run);
    }

    static CallPlan of(AggregateCall call, List<SqlType> types, FunctionCatalog functions) {
        List<Integer> arguments = call.getArgList();
        RelCollation order = HypotheticalRank.isOne(name(call)) ? RelCollations.EMPTY : order(call);
        return new CallPlan(
                starter(call, types, functions),
                arguments.stream().mapToInt(Integer::intValue).toArray(),
                call.filterArg,
                call.isDistinct()
                        ? new RowKey.Maker(
                                IntStream.range(0, arguments.size()).boxed().toList(),
                                arguments.stream().map(types::get).toList(),
                                functions)
                        : null,
                order.getFieldCollations().isEmpty() ? null : RowOrder.of(order, types, functions));
    }

    private static String name(AggregateCall call) {
        return call.getAggregation().getName().toLowerCase(Locale.ROOT);
    }

    /** PostgreSQL removes duplicates by sorting, which shows where a function depends on the order of its inputs. */
    private static RelCollation order(AggregateCall call) {
        List<RelFieldCollation> order = new ArrayList<>(call.getCollation().getFieldCollations());
        if (call.isDistinct() && !ORDERLESS.contains(name(call))) {
            for (int argument : call.getArgList()) {
                if (order.stream().noneMatch(field -> field.getFieldIndex() == argument)) {
                    order.add(new RelFieldCollation(argument, Direction.ASCENDING, NullDirection.LAST));
                }
            }
        }
        return RelCollations.of(order);
    }

    /** Whether FILTER lets the row through. */
    boolean takes(@Nullable Object[] row) {
        return filter < 0 || Boolean.TRUE.equals(row[filter]);
    }

    /** What is to be added to the state: the arguments, or the whole row when the inputs are sorted first. */
    @Nullable Object[] inputs(@Nullable Object[] row) {
        return order == null ? pick(row) : row;
    }

    Accumulator start(ImmutableBitSet set, Run run) {
        Accumulator state = function.start(set, run);
        if (keys != null) {
            state = new Distinct(state, keys, run);
        }
        return order == null ? state : new Ordered(state, order, this, run);
    }

    private @Nullable Object[] pick(@Nullable Object[] row) {
        @Nullable Object[] picked = new @Nullable Object[arguments.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = row[arguments[i]];
        }
        return picked;
    }

    private static Starter starter(AggregateCall call, List<SqlType> types, FunctionCatalog functions) {
        SqlType result = PgTypeFactory.sqlType(call.getType());
        List<SqlType> arguments = call.getArgList().stream().map(types::get).toList();
        switch (call.getAggregation().getKind()) {
            case SINGLE_VALUE -> {
                return (set, run) -> new SingleValue();
            }
            case GROUPING -> {
                List<Integer> columns = call.getArgList();
                return (set, run) -> {
                    long bits = grouping(set, columns);
                    return new Fixed(result.equals(SqlType.INT8) ? (Object) bits : (Object) (int) bits);
                };
            }
            case LITERAL_AGG -> {
                Object value = Constant.valueOf(call.rexList.getFirst());
                return (set, run) -> new Fixed(value);
            }
            case SUM0 -> {
                AggregateFunction sum = functions.aggregate("sum", arguments, result);
                Object zero = result.kind().isInteger() ? (Object) 0L : BigDecimal.ZERO;
                return (set, run) -> new OrElse(sum.start(run.context()), zero);
            }
            default -> {
                String name = name(call);
                if (HypotheticalRank.isOne(name)) {
                    return HypotheticalRank.starter(name, call, types, functions);
                }
                AggregateFunction function = functions.aggregate(name, arguments, result);
                return (set, run) -> function.start(run.context());
            }
        }
    }

    /** {@code grouping(a, b)}: a bit for each argument, set when the row does not group by it; the last argument is bit 0. */
    private static long grouping(ImmutableBitSet set, List<Integer> columns) {
        long bits = 0;
        for (int column : columns) {
            bits = (bits << 1) | (set.get(column) ? 0 : 1);
        }
        return bits;
    }

    /** A result that does not depend on the rows. */
    private record Fixed(@Nullable Object value) implements Accumulator {
        @Override
        public void add(@Nullable Object[] args) {
            // The value is fixed.
        }

        @Override
        public @Nullable Object finish() {
            return value;
        }
    }

    private record OrElse(Accumulator state, Object otherwise) implements Accumulator {
        @Override
        public void add(@Nullable Object[] args) {
            state.add(args);
        }

        @Override
        public @Nullable Object finish() {
            Object value = state.finish();
            return value == null ? otherwise : value;
        }
    }

    /** The value of a scalar subquery. */
    private static final class SingleValue implements Accumulator {
        private @Nullable Object value;
        private boolean seen;

        @Override
        public void add(@Nullable Object[] args) {
            if (seen) {
                throw new SqlException(
                        SqlState.CARDINALITY_VIOLATION,
                        "more than one row returned by a subquery used as an expression");
            }
            seen = true;
            value = args[0];
        }

        @Override
        public @Nullable Object finish() {
            return value;
        }
    }

    private static final class Distinct implements Accumulator {
        private final Accumulator state;
        private final RowKey.Maker keys;
        private final Run run;
        private final Set<RowKey> seen = new HashSet<>();

        Distinct(Accumulator state, RowKey.Maker keys, Run run) {
            this.state = state;
            this.keys = keys;
            this.run = run;
        }

        @Override
        public void add(@Nullable Object[] args) {
            if (seen.add(keys.of(args))) {
                run.memory().keep(args);
                state.add(args);
            }
        }

        @Override
        public @Nullable Object finish() {
            return state.finish();
        }
    }

    /** Keeps the rows until the end, then adds them in order. */
    private static final class Ordered implements Accumulator {
        private final Accumulator state;
        private final Comparator<@Nullable Object[]> order;
        private final CallPlan plan;
        private final Run run;
        private final List<@Nullable Object[]> rows = new ArrayList<>();
        private int added;

        Ordered(Accumulator state, Comparator<@Nullable Object[]> order, CallPlan plan, Run run) {
            this.state = state;
            this.order = order;
            this.plan = plan;
            this.run = run;
        }

        @Override
        public void add(@Nullable Object[] row) {
            run.memory().keep(row);
            rows.add(row);
        }

        @Override
        public @Nullable Object finish() {
            rows.sort(order);
            for (; added < rows.size(); added++) {
                state.add(plan.pick(rows.get(added)));
            }
            return state.finish();
        }
    }
}
