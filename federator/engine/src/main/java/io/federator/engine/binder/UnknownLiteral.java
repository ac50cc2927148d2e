package io.federator.engine.binder;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexDynamicParam;
import org.jspecify.annotations.Nullable;

/** A string literal or NULL whose type its surroundings decide. Never part of a finished tree. */
final class UnknownLiteral extends RexDynamicParam {
    private final @Nullable String value;
    private final int position;

    UnknownLiteral(RelDataType unknown, @Nullable String value, int position) {
        super(unknown, Integer.MIN_VALUE + position);
        this.value = value;
        this.position = position;
    }

    @Nullable String value() {
        return value;
    }

    int position() {
        return position;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
