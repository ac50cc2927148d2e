package io.federator.engine.pipeline;

import io.federator.engine.catalog.FederatedTable;
import java.util.List;

/**
 * Where the rows of a query whose rows are locked have the key of the table that is locked, behind the columns that the client sees.
 *
 * @param columns positions in the rows, one for each column of the key
 */
public record LockedKey(FederatedTable table, List<Integer> columns) {
    public LockedKey {
        columns = List.copyOf(columns);
    }
}
