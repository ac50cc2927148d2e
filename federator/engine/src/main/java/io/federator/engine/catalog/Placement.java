package io.federator.engine.catalog;

import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.TableDescription;
import io.federator.spi.source.TableStatistics;
import java.util.List;
import java.util.Map;

/** Where a table, or a fragment of one, is kept. Nests to any depth. Immutable. */
public sealed interface Placement {
    /** One place, or several copies of the same rows and columns; the first is the primary. */
    record Copies(List<Copy> copies) implements Placement {
        public Copies {
            copies = List.copyOf(copies);
        }
    }

    /** Split by rows: disjoint fragments. */
    record Rows(List<RowFragment> fragments) implements Placement {
        public Rows {
            fragments = List.copyOf(fragments);
        }
    }

    /** Split by columns: each part carries the key. */
    record Columns(List<ColumnPart> parts) implements Placement {
        public Columns {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A table in a source.
     *
     * @param source the source's name in the catalog file
     * @param columns logical column name to the source's column, for every logical column kept here
     */
    record Copy(String source, TableDescription table, TableStatistics statistics, Map<String, SourceColumn> columns) {
        public Copy {
            columns = Map.copyOf(columns);
        }
    }

    /**
     * The rows for which {@code where} is true.
     *
     * @param where a SQL predicate over the logical columns, as written in the catalog file
     * @param location {@code file:line:column} of the predicate, for errors in it
     */
    record RowFragment(String where, String location, Placement placement) {}

    /** {@code has} and the table's key columns. */
    record ColumnPart(List<String> has, Placement placement) {
        public ColumnPart {
            has = List.copyOf(has);
        }
    }
}
