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
import java.util.List;

/** What LOCK TABLE tells the sources: table by table, and of each in the catalog file's order, so that gateways do not wait for each other. */
final class TableLocks {
    private TableLocks() {}

    static List<WritePlan.Statement> statements(BoundWrite.Lock lock, PlannerContext context) {
        List<WritePlan.Statement> statements = new ArrayList<>();
        for (FederatedTable table : lock.tables()) {
            List<Copy> together = new ArrayList<>();
            for (Copy copy : Placements.copies(table.placement())) {
                if (!together.isEmpty() && !together.getFirst().source().equals(copy.source())) {
                    add(together, table, lock, context, statements);
                    together.clear();
                }
                together.add(copy);
            }
            add(together, table, lock, context, statements);
        }
        return statements;
    }

    /** @param copies of one source, at least one */
    private static void add(
            List<Copy> copies,
            FederatedTable table,
            BoundWrite.Lock lock,
            PlannerContext context,
            List<WritePlan.Statement> statements) {
        String source = copies.getFirst().source();
        SourceDialect dialect = context.dialects().apply(source);
        List<String> tables =
                copies.stream().map(copy -> dialect.table(copy.table().name())).toList();
        dialect.lockTables(tables, lock.mode(), lock.nowait())
                .ifPresentOrElse(
                        sql -> statements.add(new WritePlan.Statement(copies.getFirst(), sql, List.of(), List.of())),
                        () -> requireReading(table, source, lock));
    }

    /** What reading takes anyway needs no lock where nobody can take one that stands against it. */
    private static void requireReading(FederatedTable table, String source, BoundWrite.Lock lock) {
        if (!lock.mode().isForReading()) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "table \"" + table.name() + "\" cannot be locked in "
                                    + lock.mode().words() + " mode, as source \"" + source
                                    + "\" has no lock on tables that lasts as long as a transaction")
                    .withHint("Lock rows with SELECT ... FOR UPDATE.")
                    .fromSource(source);
        }
    }
}
