package io.federator.engine.writer;

import io.federator.engine.binder.BoundWrite;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.SourceColumns;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.planner.Planner;
import io.federator.engine.planner.PlannerContext;
import io.federator.engine.planner.PlannerSettings;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

/** Plans a statement that changes rows. Stateless. */
public final class WritePlanner {
    private WritePlanner() {}

    /**
     * @throws SqlException 08006 while a source that keeps a copy of the target cannot be reached, 428C9 for values of generated columns,
     *     0A000 for what cannot be done
     */
    public static WritePlan plan(BoundWrite write, PlannerSettings settings, PlannerContext context) {
        return plan(write, settings, context, true);
    }

    /** @param shipping whether sources may find the rows by themselves */
    static WritePlan plan(BoundWrite write, PlannerSettings settings, PlannerContext context, boolean shipping) {
        requireAllCopies(
                switch (write) {
                    case BoundWrite.Truncate truncate -> truncate.tables();
                    case BoundWrite.Lock lock -> lock.tables();
                    default -> List.of(write.target());
                });
        Optional<WritePlan.Returning> returning = write.returning()
                .map(r -> new WritePlan.Returning(Planner.plan(r.rel(), settings, context), r.columns()));
        return switch (write) {
            case BoundWrite.Insert insert -> {
                insert.rows().forEach(rows -> checkWritable(insert.target(), rows.columns(), true));
                yield new WritePlan.Insert(
                        insert.target(),
                        insert.rows().stream()
                                .map(rows -> rows(rows, settings, context))
                                .toList(),
                        insert.overriding(),
                        insert.conflict().map(conflict -> conflict(insert, conflict, settings, context)),
                        returning);
            }
            case BoundWrite.Update update -> {
                checkWritable(update.target(), update.assigned(), false);
                Optional<WritePlan.Shipped> shipped =
                        returning.isPresent() || !shipping ? Optional.empty() : new Shipping(context).update(update);
                yield shipped.isPresent()
                        ? shipped.get()
                        : new WritePlan.Change(
                                update.target(),
                                find(update.rows(), settings, context),
                                update.width(),
                                update.assigned(),
                                update.toDefault(),
                                false,
                                returning);
            }
            case BoundWrite.Merge merge ->
                new WritePlan.Merge(
                        merge.target(),
                        find(merge.rows(), settings, context),
                        merge.width(),
                        merge.actions(),
                        returning);
            case BoundWrite.Truncate truncate ->
                new WritePlan.Truncate(truncate.target(), Truncation.statements(truncate, context));
            case BoundWrite.Lock lock -> new WritePlan.Lock(lock.target(), TableLocks.statements(lock, context));
            case BoundWrite.Load load ->
                new WritePlan.Load(load.target(), load.columns(), load.values(), load.condition());
            case BoundWrite.Delete delete -> {
                Optional<WritePlan.Shipped> shipped =
                        returning.isPresent() || !shipping ? Optional.empty() : new Shipping(context).delete(delete);
                yield shipped.isPresent()
                        ? shipped.get()
                        : new WritePlan.Change(
                                delete.target(),
                                find(delete.rows(), settings, context),
                                delete.width(),
                                List.of(),
                                Set.of(),
                                true,
                                returning);
            }
        };
    }

    private static WritePlan.Conflict conflict(
            BoundWrite.Insert insert, BoundWrite.Conflict conflict, PlannerSettings settings, PlannerContext context) {
        if (conflict.index().isPresent()) {
            return new WritePlan.Conflict(
                    List.of(),
                    Optional.empty(),
                    Optional.of(new ConflictShipping(insert, conflict, context)
                            .shipped(conflict.index().get())));
        }
        return new WritePlan.Conflict(
                conflict.keys(),
                conflict.update()
                        .map(update -> new WritePlan.ConflictUpdate(
                                Planner.plan(update.rel(), settings, context), update.assigned(), update.toDefault())),
                Optional.empty());
    }

    private static WritePlan.NewRows rows(BoundWrite.NewRows rows, PlannerSettings settings, PlannerContext context) {
        return switch (rows) {
            case BoundWrite.NewRows.Listed listed -> new WritePlan.NewRows.Listed(listed.columns(), listed.rows());
            case BoundWrite.NewRows.Queried queried ->
                new WritePlan.NewRows.Queried(queried.columns(), Planner.plan(queried.query(), settings, context));
        };
    }

    private static FederatedPlan find(RelNode rows, PlannerSettings settings, PlannerContext context) {
        return Planner.find(rows, settings, context);
    }

    /**
     * A copy that is not known of would be left behind, or another one locked in its place.
     *
     * @throws SqlException 08006 when one is missing
     */
    public static void requireAllCopies(List<FederatedTable> targets) {
        for (FederatedTable table : targets) {
            if (!table.complete()) {
                throw new SqlException(
                                SqlState.CONNECTION_FAILURE,
                                "relation \"" + table.name() + "\" cannot be changed while a source that keeps a copy"
                                        + " of it cannot be reached")
                        .withHint("Look at federator.sources.");
            }
        }
    }

    private static void checkWritable(FederatedTable table, List<Integer> columns, boolean insert) {
        for (int column : columns) {
            String name = table.columns().get(column).name();
            if (SourceColumns.isGenerated(table, name)) {
                throw new SqlException(
                                SqlState.GENERATED_ALWAYS,
                                insert
                                        ? "cannot insert a non-DEFAULT value into column \"" + name + "\""
                                        : "column \"" + name + "\" can only be updated to DEFAULT")
                        .withDetail("Column \"" + name + "\" is a generated column.");
            }
        }
    }
}
