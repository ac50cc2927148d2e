package io.federator.engine.catalog;

import java.util.List;
import java.util.Optional;

/** The built-in schemas: pg_catalog, information_schema and federator. Immutable, safe for any thread. */
public interface SystemSchemas {
    List<String> schemas();

    List<String> tables(String schema);

    Optional<SystemTable> table(String schema, String name);
}
