package io.federator.engine.localizer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Objects;

/**
 * The payload of a scan in a leaf: one copy in one source.
 *
 * @param table the logical table, or a stand-in of it, that the copy keeps rows of
 * @param columns logical names in the order of the scan's row
 */
public record FragmentTable(FederatedTable table, Copy copy, List<String> columns) {
    public FragmentTable {
        columns = List.copyOf(columns);
    }

    /** The copy's description of a column of the scan. */
    public SourceColumn sourceColumn(int position) {
        String name = columns.get(position);
        return Objects.requireNonNull(copy.columns().get(name), name);
    }

    /** The logical type of a column of the scan. */
    public SqlType type(int position) {
        String name = columns.get(position);
        return table.columns().get(table.column(name).orElseThrow()).type();
    }

    /** For EXPLAIN: {@code source/table}. */
    public String label() {
        return copy.source() + "/" + copy.table().name();
    }
}
