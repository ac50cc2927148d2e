package io.federator.config;

import java.util.Objects;
import java.util.Optional;

/**
 * A table in a source. Names are as written, case and spaces included.
 *
 * @param source the name of a source in the catalog
 * @param schema empty: wherever the source looks by default
 */
public record TableAddress(String source, Optional<String> schema, String table) {
    public TableAddress {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(table, "table");
    }

    /** {@code source/schema.table}, as in the catalog. */
    @Override
    public String toString() {
        return source + "/" + schema.map(name -> name + ".").orElse("") + table;
    }
}
