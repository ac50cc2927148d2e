package io.federator.engine.writer;

import io.federator.engine.catalog.Placement.Copy;
import java.util.List;

/** A fragment that rows are written to: all of its copies keep the same rows of the same columns. Each is equal to itself alone. */
final class TargetFragment {
    private final List<Copy> copies;
    private final List<Integer> columns;

    /**
     * @param copies the primary first
     * @param columns positions in the table
     */
    TargetFragment(List<Copy> copies, List<Integer> columns) {
        this.copies = List.copyOf(copies);
        this.columns = List.copyOf(columns);
    }

    List<Copy> copies() {
        return copies;
    }

    List<Integer> columns() {
        return columns;
    }

    Copy primary() {
        return copies.getFirst();
    }
}
