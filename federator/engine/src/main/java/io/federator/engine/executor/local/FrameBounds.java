package io.federator.engine.executor.local;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.rel.PgOperator;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.jspecify.annotations.Nullable;

/**
 * The frame of a window: which rows of the partition a function sees for each row. ROWS counts rows, GROUPS counts peer groups, RANGE
 * compares the value of the one order key; a bound of CURRENT ROW in the latter two reaches to the end of the peers. Offsets are columns
 * of the working rows; each partition takes them from its first row.
 */
final class FrameBounds {
    private final Mode mode;
    private final RexWindowBound lower;
    private final RexWindowBound upper;
    private final int lowOffset;
    private final int highOffset;
    private final @Nullable RangeKey range;
    private final RexWindowExclusion exclusion;

    private enum Mode {
        ROWS,
        RANGE,
        GROUPS
    }

    private FrameBounds(RexWindow window, Mode mode, int lowOffset, int highOffset, @Nullable RangeKey range) {
        this.mode = mode;
        this.lower = window.getLowerBound();
        this.upper = window.getUpperBound();
        this.lowOffset = lowOffset;
        this.highOffset = highOffset;
        this.range = range;
        this.exclusion = window.getExclude();
    }

    /**
     * The frame of a window function.
     *
     * @param nodes what the working rows hold; the offsets are added
     * @param order by columns of the working rows
     */
    static FrameBounds of(RexOver over, List<RexNode> nodes, List<RelFieldCollation> order, FunctionCatalog functions) {
        RexWindow window = over.getWindow();
        RexNode low = window.getLowerBound().getOffset();
        RexNode high = window.getUpperBound().getOffset();
        RexNode any = low != null ? low : high;
        Mode mode = window.isRows() ? Mode.ROWS : any != null && isGroups(any) ? Mode.GROUPS : Mode.RANGE;
        RangeKey range = null;
        if (mode == Mode.RANGE && any != null) {
            RelFieldCollation key = order.getFirst();
            SqlType type = LocalCompiler.type(nodes.get(key.getFieldIndex()));
            range = new RangeKey(
                    key.getFieldIndex(),
                    key.direction.isDescending(),
                    RangeOffset.of(type, LocalCompiler.type(any), functions));
        }
        return new FrameBounds(window, mode, column(low, nodes), column(high, nodes), range);
    }

    private static boolean isGroups(RexNode offset) {
        return offset instanceof RexCall call && call.getOperator().getName().equals(PgOperator.GROUPS_OFFSET);
    }

    private static int column(@Nullable RexNode offset, List<RexNode> nodes) {
        if (offset == null) {
            return -1;
        }
        nodes.add(isGroups(offset) ? ((RexCall) offset).getOperands().getFirst() : offset);
        return nodes.size() - 1;
    }

    /** Whether every row's frame starts with the partition and leaves nothing out, so that a running state serves. */
    boolean isRunning() {
        return lower.isUnbounded() && lower.isPreceding() && exclusion == RexWindowExclusion.EXCLUDE_NO_OTHER;
    }

    /** The bounds over one partition. */
    Resolved resolve(Partition partition, Run run) {
        return new Resolved(
                partition,
                offset(partition, lowOffset, "starting"),
                offset(partition, highOffset, "ending"),
                run.context());
    }

    private @Nullable Object offset(Partition partition, int column, String which) {
        if (column < 0 || partition.size() == 0) {
            return null;
        }
        Object value = partition.value(0, column);
        if (value == null) {
            throw new SqlException(SqlState.NULL_VALUE_NOT_ALLOWED, "frame " + which + " offset must not be null");
        }
        if (mode == Mode.RANGE) {
            RangeOffset.check(value);
        } else if (((Number) value).longValue() < 0) {
            throw new SqlException(
                    SqlState.INVALID_PRECEDING_OR_FOLLOWING_SIZE, "frame " + which + " offset must not be negative");
        }
        return value;
    }

    /** The frames of one partition's rows. */
    final class Resolved {
        private final Partition partition;
        private final @Nullable Object low;
        private final @Nullable Object high;
        private final EvaluationContext context;

        private Resolved(Partition partition, @Nullable Object low, @Nullable Object high, EvaluationContext context) {
            this.partition = partition;
            this.low = low;
            this.high = high;
            this.context = context;
        }

        /** The first row of the frame of row {@code i}. */
        int start(int i) {
            if (lower.isUnbounded()) {
                return 0;
            }
            if (lower.isCurrentRow()) {
                return mode == Mode.ROWS ? i : partition.peerStart(i);
            }
            return switch (mode) {
                case ROWS -> clamp(moved(i, low, lower), partition.size());
                case GROUPS -> partition.groupStart(clamp(moved(partition.group(i), low, lower), partition.groups()));
                case RANGE -> requireRange().start(partition, i, requireOffset(low), lower.isPreceding(), context);
            };
        }

        /** One past the last row of the frame of row {@code i}. */
        int end(int i) {
            if (upper.isUnbounded()) {
                return partition.size();
            }
            if (upper.isCurrentRow()) {
                return mode == Mode.ROWS ? i + 1 : partition.peerEnd(i);
            }
            return switch (mode) {
                case ROWS -> clamp(moved(i + 1L, high, upper), partition.size());
                case GROUPS ->
                    partition.groupStart(clamp(moved(partition.group(i) + 1L, high, upper), partition.groups()));
                case RANGE -> requireRange().end(partition, i, requireOffset(high), upper.isPreceding(), context);
            };
        }

        /** Whether the exclusion leaves row {@code j} out of the frame of row {@code i}. */
        boolean excludes(int i, int j) {
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

        /** A position moved by an offset; one beyond all rows stays there. */
        private static long moved(long from, @Nullable Object offset, RexWindowBound bound) {
            long by = ((Number) requireOffset(offset)).longValue();
            return bound.isPreceding() ? from - by : by > Long.MAX_VALUE - from ? Long.MAX_VALUE : from + by;
        }

        private static int clamp(long position, int size) {
            return (int) Math.max(0, Math.min(size, position));
        }
    }

    /** The order key of a RANGE frame with offsets. NULL keys are only in the frames of their peers. */
    private record RangeKey(int column, boolean descending, RangeOffset offsets) {
        int start(Partition partition, int i, Object offset, boolean preceding, EvaluationContext context) {
            Object base = partition.value(i, column);
            if (base == null) {
                return partition.peerStart(i);
            }
            int from = firstKey(partition);
            int to = lastKey(partition);
            // The first row that the moved key does not lie behind.
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (offsets.reaches(
                        key(partition, middle), base, offset, preceding != descending, descending, context)) {
                    to = middle;
                } else {
                    from = middle + 1;
                }
            }
            return from;
        }

        int end(Partition partition, int i, Object offset, boolean preceding, EvaluationContext context) {
            Object base = partition.value(i, column);
            if (base == null) {
                return partition.peerEnd(i);
            }
            int from = firstKey(partition);
            int to = lastKey(partition);
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (offsets.reaches(
                        key(partition, middle), base, offset, preceding != descending, !descending, context)) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from;
        }

        private Object key(Partition partition, int i) {
            Object key = partition.value(i, column);
            if (key == null) {
                throw new IllegalStateException("NULL among the keys");
            }
            return key;
        }

        /** The first row whose key is not NULL: NULLs are peers at one end. */
        private int firstKey(Partition partition) {
            return partition.value(0, column) == null ? partition.peerEnd(0) : 0;
        }

        private int lastKey(Partition partition) {
            int last = partition.size() - 1;
            return partition.value(last, column) == null ? partition.peerStart(last) : partition.size();
        }
    }
}
