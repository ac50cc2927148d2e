package io.federator.engine.executor.local;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.function.ScalarFunction;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.jspecify.annotations.Nullable;

/**
 * The frame of a window: which rows of the partition a function sees for each row. ROWS counts rows, RANGE compares the value of the
 * one order key; a frame bound of CURRENT ROW in RANGE mode reaches to the end of the peers.
 */
final class FrameBounds {
    private final boolean rows;
    private final RexWindowBound lower;
    private final RexWindowBound upper;
    private final @Nullable Expression lowerOffset;
    private final @Nullable Expression upperOffset;
    private final @Nullable RangeKey range;
    private final RexWindowExclusion exclusion;

    private FrameBounds(
            RexWindow window,
            @Nullable Expression lowerOffset,
            @Nullable Expression upperOffset,
            @Nullable RangeKey range) {
        this.rows = window.isRows();
        this.lower = window.getLowerBound();
        this.upper = window.getUpperBound();
        this.lowerOffset = lowerOffset;
        this.upperOffset = upperOffset;
        this.range = range;
        this.exclusion = window.getExclude();
    }

    static FrameBounds of(
            RexOver over,
            List<RelFieldCollation> order,
            List<SqlType> types,
            FunctionCatalog functions,
            ExpressionCompiler expressions) {
        RexWindow window = over.getWindow();
        RexNode low = window.getLowerBound().getOffset();
        RexNode high = window.getUpperBound().getOffset();
        RexNode any = low != null ? low : high;
        RangeKey range = null;
        if (!window.isRows() && any != null) {
            RelFieldCollation key = order.getFirst();
            range = RangeKey.of(key, types.get(key.getFieldIndex()), PgTypeFactory.sqlType(any.getType()), functions);
        }
        return new FrameBounds(
                window,
                low == null ? null : expressions.compile(low),
                high == null ? null : expressions.compile(high),
                range);
    }

    /** Whether every row's frame starts with the partition and leaves nothing out, so that a running state serves. */
    boolean isRunning() {
        return lower.isUnbounded() && lower.isPreceding() && exclusion == RexWindowExclusion.EXCLUDE_NO_OTHER;
    }

    /** The bounds with their offsets evaluated for one execution. */
    Resolved resolve(Run run) {
        return new Resolved(offset(lowerOffset, run, "starting"), offset(upperOffset, run, "ending"), run.context());
    }

    private static @Nullable Object offset(@Nullable Expression expression, Run run, String which) {
        if (expression == null) {
            return null;
        }
        Object value = expression.evaluate(run.frame());
        if (value == null) {
            throw new SqlException(SqlState.NULL_VALUE_NOT_ALLOWED, "frame " + which + " offset must not be null");
        }
        if (value instanceof Number number && number.doubleValue() < 0) {
            throw new SqlException(
                    SqlState.INVALID_PRECEDING_OR_FOLLOWING_SIZE, "frame " + which + " offset must not be negative");
        }
        return value;
    }

    final class Resolved {
        private final @Nullable Object low;
        private final @Nullable Object high;

        private final EvaluationContext context;

        private Resolved(@Nullable Object low, @Nullable Object high, EvaluationContext context) {
            this.low = low;
            this.high = high;
            this.context = context;
        }

        /** The first row of the frame of row {@code i}. */
        int start(Partition partition, int i) {
            if (lower.isUnbounded()) {
                return 0;
            }
            if (lower.isCurrentRow()) {
                return rows ? i : partition.peerStart(i);
            }
            return rows
                    ? clamp(i + (lower.isPreceding() ? -count(low) : count(low)), partition)
                    : requireRange().start(partition, i, requireOffset(low), lower.isPreceding(), context);
        }

        /** One past the last row of the frame of row {@code i}. */
        int end(Partition partition, int i) {
            if (upper.isUnbounded()) {
                return partition.size();
            }
            if (upper.isCurrentRow()) {
                return rows ? i + 1 : partition.peerEnd(i);
            }
            return rows
                    ? clamp(i + 1 + (upper.isPreceding() ? -count(high) : count(high)), partition)
                    : requireRange().end(partition, i, requireOffset(high), upper.isPreceding(), context);
        }

        /** Whether the exclusion leaves row {@code j} out of the frame of row {@code i}. */
        boolean excludes(Partition partition, int i, int j) {
            boolean peer = partition.group(i) == partition.group(j);
            return switch (exclusion) {
                case EXCLUDE_NO_OTHER -> false;
                case EXCLUDE_CURRENT_ROW -> i == j;
                case EXCLUDE_GROUP -> peer;
                case EXCLUDE_TIES -> peer && i != j;
            };
        }

        private RangeKey requireRange() {
            if (range == null) {
                throw new IllegalStateException("a RANGE frame without an order key");
            }
            return range;
        }

        private static Object requireOffset(@Nullable Object offset) {
            if (offset == null) {
                throw new IllegalStateException("a frame bound without its offset");
            }
            return offset;
        }

        private static long count(@Nullable Object offset) {
            return ((Number) requireOffset(offset)).longValue();
        }

        private static int clamp(long position, Partition partition) {
            return (int) Math.max(0, Math.min(partition.size(), position));
        }
    }

    /** The order key of a RANGE frame with offsets, and how to move it by an offset. */
    private record RangeKey(
            int column, boolean descending, Comparator<Object> order, ScalarFunction plus, ScalarFunction minus) {
        static RangeKey of(RelFieldCollation key, SqlType type, SqlType offset, FunctionCatalog functions) {
            return new RangeKey(
                    key.getFieldIndex(),
                    key.direction.isDescending(),
                    functions.order(type),
                    moved("+", type, offset, functions),
                    moved("-", type, offset, functions));
        }

        private static ScalarFunction moved(String symbol, SqlType type, SqlType offset, FunctionCatalog functions) {
            var call = functions.operator(List.of(symbol), type, offset);
            ScalarFunction operator = functions.scalar(call.callName(), call.argumentTypes(), call.result());
            ScalarFunction left = functions.cast(type, call.argumentTypes().get(0), true);
            ScalarFunction right = functions.cast(offset, call.argumentTypes().get(1), true);
            ScalarFunction back = functions.cast(call.result(), type, true);
            return (args, context) -> {
                Object a = left.apply(new @Nullable Object[] {args[0]}, context);
                Object b = right.apply(new @Nullable Object[] {args[1]}, context);
                return back.apply(
                        new @Nullable Object[] {operator.apply(new @Nullable Object[] {a, b}, context)}, context);
            };
        }

        int start(Partition partition, int i, Object offset, boolean preceding, EvaluationContext context) {
            Object limit = limit(partition, i, offset, preceding, context);
            if (limit == null) {
                return partition.peerStart(i);
            }
            int at = 0;
            while (at < partition.size() && isBefore(partition.value(at, column), limit, partition, i, at, true)) {
                at++;
            }
            return at;
        }

        int end(Partition partition, int i, Object offset, boolean preceding, EvaluationContext context) {
            Object limit = limit(partition, i, offset, preceding, context);
            if (limit == null) {
                return partition.peerEnd(i);
            }
            int at = partition.size();
            while (at > 0 && isBefore(partition.value(at - 1, column), limit, partition, i, at - 1, false)) {
                at--;
            }
            return at;
        }

        private @Nullable Object limit(
                Partition partition, int i, Object offset, boolean preceding, EvaluationContext context) {
            Object key = partition.value(i, column);
            if (key == null) {
                return null;
            }
            ScalarFunction move = preceding != descending ? minus : plus;
            return move.apply(new @Nullable Object[] {key, offset}, context);
        }

        /** Whether a row lies outside the limit on the side where the walk begins; NULL keys always do when the row's is not NULL. */
        private boolean isBefore(
                @Nullable Object key, Object limit, Partition partition, int i, int at, boolean fromStart) {
            if (key == null) {
                return fromStart ? at < partition.peerStart(i) : at >= partition.peerEnd(i);
            }
            int verdict = descending ? order.compare(limit, key) : order.compare(key, limit);
            return fromStart ? verdict < 0 : verdict > 0;
        }
    }
}
