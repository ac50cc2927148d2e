package io.federator.engine.catalog;

import io.federator.engine.catalog.Placement.Copy;
import io.federator.spi.source.TableStatistics;
import java.util.List;

/** Whether a table that was described again is worth new plans. */
final class TableChange {
    /** Databases estimate, some by samples: only a change of this size can make another plan better. */
    private static final double FACTOR = 2;

    private static final double FEW_ROWS = 100;

    private TableChange() {}

    static boolean between(FederatedTable old, FederatedTable fresh) {
        List<Copy> before = Placements.copies(old.placement());
        List<Copy> after = Placements.copies(fresh.placement());
        if (!bare(old).equals(bare(fresh)) || before.size() != after.size()) {
            return true;
        }
        for (int i = 0; i < before.size(); i++) {
            if (differ(before.get(i).statistics(), after.get(i).statistics())) {
                return true;
            }
        }
        return false;
    }

    private static boolean differ(TableStatistics old, TableStatistics fresh) {
        double less = FEW_ROWS + Math.max(0, Math.min(old.rows(), fresh.rows()));
        double more = FEW_ROWS + Math.max(0, Math.max(old.rows(), fresh.rows()));
        return more > FACTOR * less
                || !old.columns().keySet().equals(fresh.columns().keySet());
    }

    private static FederatedTable bare(FederatedTable table) {
        return new FederatedTable(
                table.schema(),
                table.name(),
                table.oid(),
                table.columns(),
                table.key(),
                table.unique(),
                table.references(),
                Placements.withoutStatistics(table.placement()),
                table.comment(),
                table.comments());
    }
}
