package io.federator.engine.binder;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A column of a query level, in an expression that has not found its place in the tree yet. {@link Placement} turns it into an
 * input reference, or into a field of a correlation variable inside a subquery. It is a parameter to Calcite because that is the
 * one kind of variable that can be extended, and no rule sees it.
 */
final class LevelColumn extends RexDynamicParam {
    /** Slots from here are results of aggregates, numbered in the order of {@link Level#aggregates}. */
    static final int AGGREGATES = 100_000;

    /** Slots from here are columns of set-returning functions of the select list. */
    static final int SET_FUNCTIONS = 200_000;

    private static final int SLOTS = 1_000_000;

    private final Level level;
    private final int slot;
    private final int position;

    LevelColumn(Level level, int slot, RelDataType type, int position) {
        super(type, -1 - (level.id() * SLOTS + slot));
        this.level = level;
        this.slot = slot;
        this.position = position;
    }

    Level level() {
        return level;
    }

    int slot() {
        return slot;
    }

    boolean isAggregate() {
        return slot >= AGGREGATES && slot < SET_FUNCTIONS;
    }

    boolean isSetFunction() {
        return slot >= SET_FUNCTIONS;
    }

    /** Where it was written. */
    int position() {
        return position;
    }

    static @Nullable LevelColumn of(RexNode node, Level level) {
        return node instanceof LevelColumn column && column.level == level ? column : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LevelColumn column && column.level == level && column.slot == slot;
    }

    @Override
    public int hashCode() {
        return getIndex();
    }
}
