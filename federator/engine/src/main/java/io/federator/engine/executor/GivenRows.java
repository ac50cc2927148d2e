package io.federator.engine.executor;

import io.federator.engine.catalog.GivenTable;
import io.federator.engine.plan.PlanNode.Leaf;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows that an execution need not read from the sources. */
public interface GivenRows {
    GivenRows NONE = written(List.of());

    /** Those of {@link GivenTable#WRITTEN} alone. */
    static GivenRows written(List<@Nullable Object[]> rows) {
        return part -> {
            if (part != GivenTable.WRITTEN) {
                throw new IllegalStateException("the statement has no part " + part);
            }
            return rows;
        };
    }

    /** The rows that a scan of {@link GivenTable} stands for. */
    List<@Nullable Object[]> of(int part);

    /** The rows of a part where they have been made already. */
    default Optional<List<@Nullable Object[]>> known(int part) {
        return Optional.empty();
    }

    /** The rows of a leaf that were read before; empty where it is to be read now. */
    default Optional<List<@Nullable Object[]>> read(Leaf leaf) {
        return Optional.empty();
    }
}
