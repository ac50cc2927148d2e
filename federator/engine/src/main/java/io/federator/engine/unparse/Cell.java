package io.federator.engine.unparse;

import io.federator.spi.source.Rendered;
import org.jspecify.annotations.Nullable;

/**
 * A column of a block: how it is fetched, and how it is computed with. The two differ for a column whose logical type is not the
 * source's own, such as a {@code char(36)} that is a uuid.
 *
 * @param raw the expression to fetch
 * @param value the expression in its logical type, null when the database cannot compute with it
 */
record Cell(Rendered raw, @Nullable Rendered value) {
    static Cell computed(Rendered value) {
        return new Cell(value, value);
    }

    Rendered requireValue() throws NotWritable {
        if (value == null) {
            throw new NotWritable("column " + raw.sql() + " can only be fetched");
        }
        return value;
    }

    /** Whether it merely names a column of a table or of a derived table, so that an outer join may null it. */
    boolean isColumn() {
        return raw.column() != null || raw.sql().matches("[\\w`\"]+\\.[\\w`\"]+");
    }
}
