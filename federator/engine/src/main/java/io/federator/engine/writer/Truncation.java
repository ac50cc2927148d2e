package io.federator.engine.writer;

import io.federator.engine.binder.BoundWrite;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.engine.catalog.Placements;
import io.federator.engine.planner.PlannerContext;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.SourceDialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What TRUNCATE tells the sources. */
final class Truncation {
    private Truncation() {}

    /** All tables of a source at once, as they may refer to each other. */
    static List<WritePlan.Statement> statements(BoundWrite.Truncate truncate, PlannerContext context) {
        Map<String, List<Copy>> bySource = new LinkedHashMap<>();
        for (FederatedTable table : truncate.tables()) {
            for (Copy copy : Placements.copies(table.placement())) {
                bySource.computeIfAbsent(copy.source(), s -> new ArrayList<>()).add(copy);
            }
        }
        List<WritePlan.Statement> statements = new ArrayList<>();
        bySource.forEach((source, copies) -> {
            SourceDialect dialect = context.dialects().apply(source);
            List<String> tables = copies.stream()
                    .map(copy -> dialect.table(copy.table().name()))
                    .toList();
            for (String sql : sql(source, dialect, tables, truncate)) {
                statements.add(new WritePlan.Statement(copies.getFirst(), sql, List.of(), List.of()));
            }
        });
        return statements;
    }

    private static List<String> sql(
            String source, SourceDialect dialect, List<String> tables, BoundWrite.Truncate truncate) {
        List<String> sql = dialect.truncate(tables, truncate.restartIdentity(), truncate.cascade());
        if (sql.isEmpty()) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "source \"" + source + "\" has no TRUNCATE with "
                                    + (truncate.cascade() ? "CASCADE" : "RESTART IDENTITY"))
                    .fromSource(source);
        }
        return sql;
    }
}
