package io.federator.engine.writer;

import io.federator.engine.binder.BoundWrite;
import io.federator.engine.binder.BoundWrite.ConflictIndex;
import io.federator.engine.binder.BoundWrite.ConflictUpdate;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.GivenTable;
import io.federator.engine.catalog.Placement;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.engine.catalog.TableHandle;
import io.federator.engine.planner.PlannerContext;
import io.federator.engine.unparse.ChangeWriter.Assigned;
import io.federator.engine.unparse.ConflictWriter;
import io.federator.engine.unparse.TableNaming.ScanColumn;
import io.federator.engine.unparse.Written;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.source.SourceDialect.Feature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** ON CONFLICT over an index that only the source knows: the source does all of it, or it cannot be done. */
final class ConflictShipping {
    private final BoundWrite.Insert insert;
    private final BoundWrite.Conflict conflict;
    private final PlannerContext context;

    ConflictShipping(BoundWrite.Insert insert, BoundWrite.Conflict conflict, PlannerContext context) {
        this.insert = insert;
        this.conflict = conflict;
        this.context = context;
    }

    /** @throws SqlException 0A000 where the source cannot do it as PostgreSQL does */
    WritePlan.ShippedConflict shipped(ConflictIndex index) {
        FederatedTable table = insert.target();
        if (!(table.placement() instanceof Placement.Copies copies)
                || copies.copies().size() != 1
                || !context.dialects()
                        .apply(copies.copies().getFirst().source())
                        .supports(Feature.ON_CONFLICT)) {
            throw unsupported("for a table that is not kept as one table of a PostgreSQL database");
        }
        if (insert.returning().isPresent()) {
            throw unsupported("with RETURNING");
        }
        if (conflict.update().isPresent() && insert.rows().size() > 1) {
            throw unsupported("for rows of which some leave columns to DEFAULT that others do not");
        }
        Copy copy = copies.copies().getFirst();
        SourceDialect dialect = context.dialects().apply(copy.source());
        Map<Integer, ScanColumn> columns = new HashMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            SourceColumn column = Objects.requireNonNull(
                    copy.columns().get(table.columns().get(i).name()));
            columns.put(i, new ScanColumn(column.name(), table.columns().get(i).type(), column));
        }
        ConflictWriter writer = new ConflictWriter(dialect.table(copy.table().name()), columns, index, dialect);
        return conflict.update()
                .map(update -> update(update, copy, writer))
                .orElseGet(writer::nothing)
                .map(written -> new WritePlan.ShippedConflict(
                        written.sql(), written.arguments(), conflict.update().isPresent()))
                .orElseThrow(() -> unsupported("of this form"));
    }

    private Optional<Written> update(ConflictUpdate update, Copy copy, ConflictWriter writer) {
        FederatedTable table = insert.target();
        if (!(update.rel() instanceof Project project)) {
            return Optional.empty();
        }
        RelNode input = project.getInput();
        Optional<RexNode> condition = Optional.empty();
        if (input instanceof Filter filter) {
            condition = Optional.of(filter.getCondition());
            input = filter.getInput();
        }
        List<RexNode> all = new ArrayList<>(project.getProjects());
        condition.ifPresent(all::add);
        if (!(input instanceof TableScan scan && TableHandle.payload(scan) instanceof GivenTable)
                || all.stream().anyMatch(node -> RexUtil.SubQueryFinder.find(node) != null)) {
            return Optional.empty();
        }
        List<Assigned> assigned = new ArrayList<>();
        for (int i = 0; i < update.assigned().size(); i++) {
            int column = update.assigned().get(i);
            RexNode value = project.getProjects().get(i);
            SourceColumn kept = source(copy, column);
            boolean sameLimit =
                    kept.type().length() == table.columns().get(column).type().length();
            if (!sameLimit && Shipping.isLengthUnchecked(table, column, value)) {
                return Optional.empty();
            }
            assigned.add(new Assigned(kept, value));
        }
        update.toDefault().forEach(column -> assigned.add(new Assigned(source(copy, column), null)));
        return writer.update(assigned, condition);
    }

    private SourceColumn source(Copy copy, int column) {
        return Objects.requireNonNull(
                copy.columns().get(insert.target().columns().get(column).name()));
    }

    private static SqlException unsupported(String what) {
        return new SqlException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "ON CONFLICT with an expression or the predicate of an index is not supported " + what);
    }
}
