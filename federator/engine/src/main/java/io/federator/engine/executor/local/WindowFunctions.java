package io.federator.engine.executor.local;

import io.federator.engine.function.Accumulator;
import io.federator.engine.function.AggregateFunction;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexOver;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's window functions (manual, table 9.67), and aggregates used as such. Arguments are in the working rows from column
 * {@code first} on.
 */
final class WindowFunctions {
    private WindowFunctions() {}

    static WindowFunction of(
            RexOver over, int first, List<SqlType> types, FrameBounds bounds, FunctionCatalog functions) {
        String name = over.getAggOperator().getName().toLowerCase(Locale.ROOT);
        int arguments = over.getOperands().size();
        return switch (name) {
            case "row_number" -> each((partition, i) -> i + 1L);
            case "rank" -> each((partition, i) -> partition.peerStart(i) + 1L);
            case "dense_rank" -> each((partition, i) -> partition.group(i) + 1L);
            case "percent_rank" ->
                each((partition, i) ->
                        partition.size() == 1 ? 0.0 : (double) partition.peerStart(i) / (partition.size() - 1));
            case "cume_dist" -> each((partition, i) -> (double) partition.peerEnd(i) / partition.size());
            case "ntile" -> each((partition, i) -> ntile(partition, i, first));
            case "lag" -> each((partition, i) -> shifted(partition, i, first, arguments, -1));
            case "lead" -> each((partition, i) -> shifted(partition, i, first, arguments, 1));
            case "first_value" -> framed(bounds, (p, frame, i) -> edge(p, frame, i, first, 1, 1));
            case "last_value" -> framed(bounds, (p, frame, i) -> edge(p, frame, i, first, -1, 1));
            case "nth_value" -> framed(bounds, (p, frame, i) -> nth(p, frame, i, first));
            default -> aggregate(over, name, first, types, bounds, functions);
        };
    }

    /** A value that depends on the partition alone. */
    @FunctionalInterface
    private interface RowValueOf {
        @Nullable Object of(Partition partition, int row);
    }

    /** A value that depends on the frame. */
    @FunctionalInterface
    private interface FrameValueOf {
        @Nullable Object of(Partition partition, FrameBounds.Resolved frame, int row);
    }

    private static WindowFunction each(RowValueOf value) {
        return (partition, run) -> {
            @Nullable Object[] results = new @Nullable Object[partition.size()];
            for (int i = 0; i < results.length; i++) {
                results[i] = value.of(partition, i);
            }
            return results;
        };
    }

    private static WindowFunction framed(FrameBounds bounds, FrameValueOf value) {
        return (partition, run) -> {
            FrameBounds.Resolved frame = bounds.resolve(partition, run);
            return each((p, i) -> value.of(p, frame, i)).compute(partition, run);
        };
    }

    private static @Nullable Object ntile(Partition partition, int i, int first) {
        Object buckets = partition.value(0, first);
        if (buckets == null) {
            return null;
        }
        long count = ((Number) buckets).longValue();
        if (count <= 0) {
            throw new SqlException(SqlState.INVALID_ARGUMENT_FOR_NTILE, "argument of ntile must be greater than zero");
        }
        // The first (size mod count) buckets have one row more.
        long size = partition.size() / count;
        long larger = partition.size() % count;
        long inLarger = larger * (size + 1);
        return (int) (i < inLarger ? i / (size + 1) + 1 : larger + (i - inLarger) / Math.max(size, 1) + 1);
    }

    private static @Nullable Object shifted(Partition partition, int i, int first, int arguments, int direction) {
        Object offset = arguments < 2 ? (Object) 1 : partition.value(i, first + 1);
        if (offset == null) {
            return null;
        }
        long at = i + direction * ((Number) offset).longValue();
        if (at >= 0 && at < partition.size()) {
            return partition.value((int) at, first);
        }
        return arguments < 3 ? null : partition.value(i, first + 2);
    }

    private static @Nullable Object nth(Partition partition, FrameBounds.Resolved frame, int i, int first) {
        Object position = partition.value(i, first + 1);
        if (position == null) {
            return null;
        }
        int n = ((Number) position).intValue();
        if (n <= 0) {
            throw new SqlException(
                    SqlState.INVALID_ARGUMENT_FOR_NTH_VALUE, "argument of nth_value must be greater than zero");
        }
        return edge(partition, frame, i, first, 1, n);
    }

    /** The {@code n}th row of the frame counted from its start (step 1) or its end (step -1). */
    private static @Nullable Object edge(
            Partition partition, FrameBounds.Resolved frame, int i, int column, int step, int n) {
        int start = frame.start(i);
        int end = frame.end(i);
        int left = n;
        for (int j = step > 0 ? start : end - 1; j >= start && j < end; j += step) {
            if (!frame.excludes(i, j) && --left == 0) {
                return partition.value(j, column);
            }
        }
        return null;
    }

    private static WindowFunction aggregate(
            RexOver over, String name, int first, List<SqlType> types, FrameBounds bounds, FunctionCatalog functions) {
        List<SqlType> arguments =
                types.subList(first, first + over.getOperands().size());
        AggregateFunction function = functions.aggregate(name, arguments, PgTypeFactory.sqlType(over.getType()));
        if (over.isDistinct()) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "DISTINCT is not implemented for window functions");
        }
        return (partition, run) -> {
            FrameBounds.Resolved frame = bounds.resolve(partition, run);
            return bounds.isRunning()
                    ? running(function, first, arguments.size(), partition, frame, run)
                    : recomputed(function, first, arguments.size(), partition, frame, run);
        };
    }

    /** Frames that only grow: each row is added once. */
    private static @Nullable Object[] running(
            AggregateFunction function,
            int first,
            int width,
            Partition partition,
            FrameBounds.Resolved frame,
            Run run) {
        @Nullable Object[] results = new @Nullable Object[partition.size()];
        Accumulator state = function.start(run.context());
        int added = 0;
        Object last = null;
        boolean fresh = false;
        for (int i = 0; i < results.length; i++) {
            int end = frame.end(i);
            for (; added < end; added++) {
                state.add(arguments(partition.row(added), first, width));
                fresh = false;
            }
            if (!fresh) {
                last = state.finish();
                fresh = true;
            }
            results[i] = last;
        }
        return results;
    }

    private static @Nullable Object[] recomputed(
            AggregateFunction function,
            int first,
            int width,
            Partition partition,
            FrameBounds.Resolved frame,
            Run run) {
        @Nullable Object[] results = new @Nullable Object[partition.size()];
        for (int i = 0; i < results.length; i++) {
            Accumulator state = function.start(run.context());
            int end = frame.end(i);
            for (int j = frame.start(i); j < end; j++) {
                run.check();
                if (!frame.excludes(i, j)) {
                    state.add(arguments(partition.row(j), first, width));
                }
            }
            results[i] = state.finish();
        }
        return results;
    }

    private static @Nullable Object[] arguments(@Nullable Object[] row, int first, int width) {
        @Nullable Object[] arguments = new @Nullable Object[width];
        System.arraycopy(row, first, arguments, 0, width);
        return arguments;
    }
}
