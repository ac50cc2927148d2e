package io.federator.config;

import java.util.List;
import java.util.Objects;

/**
 * Where a table, or a fragment of it, is: in one place or several copies, split by rows, or split by columns. The
 * children of a split are placements again, to any depth.
 */
public sealed interface Placement {

    /** Of the text after {@code at}, {@code rows} or {@code columns}. */
    SourceLocation location();

    /**
     * Whole, in one place or in copies.
     *
     * @param copies at least one; the first is the primary
     */
    record At(List<Copy> copies, SourceLocation location) implements Placement {
        public At {
            copies = List.copyOf(copies);
            Objects.requireNonNull(location, "location");
            if (copies.isEmpty()) {
                throw new IllegalArgumentException("no copies");
            }
        }

        /** The copy that writes go to first. */
        public Copy primary() {
            return copies.getFirst();
        }
    }

    /** Horizontal: every row is in the one fragment whose predicate it fulfils. */
    record Rows(List<RowFragment> fragments, SourceLocation location) implements Placement {
        public Rows {
            fragments = List.copyOf(fragments);
            Objects.requireNonNull(location, "location");
            if (fragments.isEmpty()) {
                throw new IllegalArgumentException("no fragments");
            }
        }
    }

    /** Vertical: every row is in all the parts, which the table's key joins. */
    record Columns(List<ColumnPart> parts, SourceLocation location) implements Placement {
        public Columns {
            parts = List.copyOf(parts);
            Objects.requireNonNull(location, "location");
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("no parts");
            }
        }
    }
}
