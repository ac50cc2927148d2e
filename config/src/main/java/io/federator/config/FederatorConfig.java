package io.federator.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A deployment as its catalog file describes it. Immutable; every map keeps the order of the file. Names are as written.
 *
 * @param version the format's version, always 1
 * @param sources by name
 * @param schemas logical tables by schema and table name
 */
public record FederatorConfig(
        int version,
        Gateway gateway,
        Map<String, SourceConfig> sources,
        Transactions transactions,
        Residual residual,
        Limits limits,
        Map<String, Map<String, TableConfig>> schemas) {

    public FederatorConfig {
        Objects.requireNonNull(gateway, "gateway");
        sources = Ordered.copyOf(sources);
        Objects.requireNonNull(transactions, "transactions");
        Objects.requireNonNull(residual, "residual");
        Objects.requireNonNull(limits, "limits");
        Map<String, Map<String, TableConfig>> copy = new LinkedHashMap<>();
        schemas.forEach((name, tables) -> copy.put(name, Ordered.copyOf(tables)));
        schemas = Ordered.copyOf(copy);
    }

    /** All tables of all schemas, in the file's order. */
    public List<TableConfig> tables() {
        return schemas.values().stream()
                .flatMap(tables -> tables.values().stream())
                .toList();
    }
}
