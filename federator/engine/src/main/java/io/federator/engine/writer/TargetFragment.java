package io.federator.engine.writer;

import io.federator.engine.catalog.Placement.Copy;
import java.util.List;

/**
 * A fragment that rows are written to: all of its copies keep the same rows of the same columns.
 *
 * @param copies the primary first
 * @param columns positions in the table
 */
record TargetFragment(List<Copy> copies, List<Integer> columns) {
    TargetFragment {
        copies = List.copyOf(copies);
        columns = List.copyOf(columns);
    }

    Copy primary() {
        return copies.getFirst();
    }
}
