package io.federator.engine.system;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement;

/** How many rows a table is believed to have. */
final class RowEstimate {
    private RowEstimate() {}

    /** Negative when unknown. */
    static double of(FederatedTable table) {
        return of(table.placement());
    }

    private static double of(Placement placement) {
        return switch (placement) {
            case Placement.Copies copies ->
                copies.copies().getFirst().statistics().rows();
            case Placement.Columns columns -> of(columns.parts().getFirst().placement());
            case Placement.Rows rows -> {
                double sum = 0;
                for (Placement.RowFragment fragment : rows.fragments()) {
                    double part = of(fragment.placement());
                    if (part < 0) {
                        yield -1;
                    }
                    sum += part;
                }
                yield sum;
            }
        };
    }
}
