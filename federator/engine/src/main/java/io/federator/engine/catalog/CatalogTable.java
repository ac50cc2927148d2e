package io.federator.engine.catalog;

import java.util.List;
import java.util.OptionalInt;

/** A table that a query can name. Immutable. */
public sealed interface CatalogTable permits FederatedTable, SystemTable {
    String schema();

    String name();

    /** {@code pg_class.oid}; stable while the catalog's version is. */
    int oid();

    List<CatalogColumn> columns();

    /** The position of a column, from 0. */
    default OptionalInt column(String name) {
        List<CatalogColumn> columns = columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
