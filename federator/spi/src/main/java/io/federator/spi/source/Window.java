package io.federator.spi.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a window function looks at.
 *
 * @param partition keys that {@link SourceDialect#key} gave for {@link SourceDialect.KeyUse#EQUALITY}; no constants
 * @param order as PARTITION BY, for {@link SourceDialect.KeyUse#ORDER}
 * @param frame PostgreSQL's default is written out: RANGE from UNBOUNDED PRECEDING to CURRENT ROW
 */
public record Window(List<Rendered> partition, List<SortKey> order, Frame frame) {
    public Window {
        partition = List.copyOf(partition);
        order = List.copyOf(order);
    }

    /** The rows of the partition that a function sees. */
    public record Frame(Mode mode, Bound start, Bound end, Exclusion exclusion) {
        /** What is the same without a frame clause. */
        public boolean isUsual() {
            return mode == Mode.RANGE
                    && start.kind() == BoundKind.UNBOUNDED_PRECEDING
                    && end.kind() == BoundKind.CURRENT_ROW
                    && exclusion == Exclusion.NO_OTHERS;
        }
    }

    /**
     * Where a frame starts or ends.
     *
     * @param offset of PRECEDING and FOLLOWING, a literal or a placeholder; else null
     */
    public record Bound(BoundKind kind, @Nullable Rendered offset) {}

    /** In what a frame's offsets count. */
    public enum Mode {
        ROWS,
        RANGE,
        GROUPS
    }

    /** The kinds of bounds. */
    public enum BoundKind {
        UNBOUNDED_PRECEDING,
        PRECEDING,
        CURRENT_ROW,
        FOLLOWING,
        UNBOUNDED_FOLLOWING
    }

    /** The rows that EXCLUDE leaves out of a frame. */
    public enum Exclusion {
        NO_OTHERS,
        CURRENT_ROW,
        GROUP,
        TIES
    }
}
