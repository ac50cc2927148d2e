package io.federator.engine.catalog;

import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.SourceColumn.Filling;
import java.util.List;
import java.util.Objects;

/** What the sources say of a logical column. */
public final class SourceColumns {
    private SourceColumns() {}

    /** Its columns in all copies that keep it. */
    public static List<SourceColumn> of(FederatedTable table, String column) {
        return Placements.copies(table.placement()).stream()
                .map(copy -> copy.columns().get(column))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether a source computes it from the rest of the row. */
    public static boolean isGenerated(FederatedTable table, String column) {
        return of(table, column).stream().anyMatch(c -> c.filling() == Filling.GENERATED);
    }

    /** Whether a source puts something else than NULL into it when an INSERT does not name it. */
    public static boolean isFilled(FederatedTable table, String column) {
        return of(table, column).stream().anyMatch(c -> c.filling() != Filling.NOTHING);
    }
}
