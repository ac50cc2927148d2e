package io.federator.engine.catalog;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that queries can name. Safe for any thread; tables are immutable, and a changed one makes a new table and a higher version.
 */
public interface LogicalCatalog {
    /** Grows with every change; part of the key of cached plans. */
    long version();

    /** Names of all schemas, system schemas included. */
    List<String> schemas();

    /**
     * A table by its exact name.
     *
     * @return empty when the schema has no such table
     * @throws io.federator.spi.error.SqlException 08006 when the table's description is in a source that cannot be reached
     */
    Optional<CatalogTable> table(String schema, String name);

    /** Reads anew what is known of the tables in a source that turned out to have changed; a change shows in {@link #version}. */
    default void refresh(String source) {}

    /** The names of the tables of a schema, without touching any source. */
    List<String> tables(String schema);

    /** {@code pg_class.oid} of a table; as {@link #tables}, without touching any source where the implementation can. */
    default OptionalInt oid(String schema, String name) {
        return table(schema, name).map(table -> OptionalInt.of(table.oid())).orElseGet(OptionalInt::empty);
    }
}
