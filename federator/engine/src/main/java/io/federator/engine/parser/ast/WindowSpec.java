package io.federator.engine.parser.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows OVER, or a definition of the WINDOW clause.
 *
 * @param name the window of {@code OVER w}; then everything else is empty
 * @param base the window that is extended in {@code OVER (w ORDER BY …)}
 * @param frame null where no frame is written
 */
public record WindowSpec(
        @Nullable String name,
        @Nullable String base,
        List<Expression> partitionBy,
        List<SortItem> orderBy,
        @Nullable Frame frame,
        int position)
        implements Node {
    public WindowSpec {
        partitionBy = List.copyOf(partitionBy);
        orderBy = List.copyOf(orderBy);
    }

    /** A window frame; where only the start is written the end is CURRENT ROW. */
    public record Frame(Mode mode, Bound start, Bound end, boolean between, Exclusion exclusion, int position) {}

    /**
     * An end of the frame.
     *
     * @param offset non-null exactly for {@code OFFSET_PRECEDING} and {@code OFFSET_FOLLOWING}
     */
    public record Bound(BoundKind kind, @Nullable Expression offset, int position) {}

    /** The unit in which frames are counted. */
    public enum Mode {
        ROWS,
        RANGE,
        GROUPS
    }

    /** The kinds of frame ends, from first to last. */
    public enum BoundKind {
        UNBOUNDED_PRECEDING,
        OFFSET_PRECEDING,
        CURRENT_ROW,
        OFFSET_FOLLOWING,
        UNBOUNDED_FOLLOWING
    }

    /** The EXCLUDE part. */
    public enum Exclusion {
        NO_OTHERS,
        CURRENT_ROW,
        GROUP,
        TIES
    }
}
