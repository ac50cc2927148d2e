package io.federator.engine.writer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.error.Violation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source's errors about constraints in the names of the logical table. */
final class LogicalErrors {
    private LogicalErrors() {}

    static SqlException of(SqlException error, FederatedTable table, Copy copy) {
        Violation said = error.violation();
        if (said == null) {
            return error;
        }
        String physical = copy.table().name().table();
        String column = column(said.column(), copy);
        String constraint = constraint(said.constraint(), physical, table);
        String words = error.text()
                .replace("relation \"" + physical + "\"", "relation \"" + table.name() + "\"")
                .replace("table \"" + physical + "\"", "table \"" + table.name() + "\"");
        if (said.constraint() != null && constraint != null) {
            words = words.replace("\"" + said.constraint() + "\"", "\"" + constraint + "\"");
        }
        if (error.state() == SqlState.NOT_NULL_VIOLATION && column != null) {
            words = "null value in column \"" + column + "\" of relation \"" + table.name()
                    + "\" violates not-null constraint";
        }
        return error.violating(new Violation(table.schema(), table.name(), column, constraint))
                .inWords(words);
    }

    private static @Nullable String column(@Nullable String physical, Copy copy) {
        return copy.columns().entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(physical))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(physical);
    }

    /** A primary key has the name that PostgreSQL gives to one; other names are the source's. */
    private static @Nullable String constraint(@Nullable String name, String physical, FederatedTable table) {
        boolean primary = "PRIMARY".equals(name) || (physical + "_pkey").equals(name);
        return primary ? table.name() + "_pkey" : name;
    }
}
