package io.federator.engine.binder;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** What a recursive query's name means while the query itself is bound. */
final class RecursiveReference {
    final int id;
    /** Null while the part that must not refer to itself is bound. */
    @Nullable RelDataType row;

    /** The columns of that part, for their collations. */
    List<OutputColumn> columns = List.of();

    boolean used;

    /** How many of the row's last columns {@code *} leaves out: those of SEARCH and CYCLE. */
    int notInStar;

    RecursiveReference(int id) {
        this.id = id;
    }
}
