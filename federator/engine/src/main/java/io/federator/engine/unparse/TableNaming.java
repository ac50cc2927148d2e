package io.federator.engine.unparse;

import io.federator.spi.source.SourceColumn;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the scans of a tree are called in the SQL to be written. */
@FunctionalInterface
public interface TableNaming {
    /** The table that a scan's payload stands for; empty when it has no name in this database. */
    Optional<ScanTable> name(Object payload);

    /**
     * @param sql the table's name, quoted as needed
     * @param columns in the scan's row order
     */
    record ScanTable(String sql, List<ScanColumn> columns) {
        public ScanTable {
            columns = List.copyOf(columns);
        }
    }

    /**
     * @param name the column's name, unquoted
     * @param type the type in which the tree sees it
     * @param column the source's description of it, null for an input of the residual engine
     */
    record ScanColumn(String name, SqlType type, @Nullable SourceColumn column) {}
}
