package io.federator.engine.binder;

import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** What a recursive query's name means while the query itself is bound. */
final class RecursiveReference {
    final int id;
    /** Null while the part that must not refer to itself is bound. */
    @Nullable RelDataType row;

    boolean used;

    RecursiveReference(int id) {
        this.id = id;
    }
}
