package io.federator.engine.writer;

import io.federator.engine.binder.BoundWrite;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.engine.catalog.Placement.RowFragment;
import io.federator.engine.catalog.TableHandle;
import io.federator.engine.localizer.Contradiction;
import io.federator.engine.localizer.Prover;
import io.federator.engine.plan.PlanNode.PruneCheck;
import io.federator.engine.planner.PlannerContext;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.RunTimeConstant;
import io.federator.engine.unparse.ChangeWriter;
import io.federator.engine.unparse.ChangeWriter.Assigned;
import io.federator.engine.unparse.TableNaming.ScanColumn;
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
import org.jspecify.annotations.Nullable;

/**
 * An UPDATE or DELETE as one statement for each fragment, where the sources can decide by themselves which rows are meant and what
 * becomes of them: only the target is named, each fragment has one copy with all columns that the statement names, and no row
 * goes to another fragment.
 */
final class Shipping {
    private final PlannerContext context;

    Shipping(PlannerContext context) {
        this.context = context;
    }

    /** A statement over the target alone. */
    private record Plain(FederatedTable table, @Nullable RexNode condition, List<RexNode> values) {}

    Optional<WritePlan.Shipped> update(BoundWrite.Update update) {
        Plain plain = plain(update.target(), update.rows(), update.width());
        if (plain == null) {
            return Optional.empty();
        }
        Map<Integer, @Nullable RexNode> values = new HashMap<>();
        for (int i = 0; i < update.assigned().size(); i++) {
            values.put(update.assigned().get(i), plain.values().get(i));
        }
        update.toDefault().forEach(column -> values.put(column, null));
        return shipped(plain, values, false);
    }

    Optional<WritePlan.Shipped> delete(BoundWrite.Delete delete) {
        Plain plain = plain(delete.target(), delete.rows(), delete.width());
        return plain == null ? Optional.empty() : shipped(plain, Map.of(), true);
    }

    private static @Nullable Plain plain(FederatedTable table, RelNode rows, int width) {
        if (!(rows instanceof Project project) || width != table.columns().size()) {
            return null;
        }
        RexNode condition = null;
        RelNode input = project.getInput();
        if (input instanceof Filter filter) {
            condition = filter.getCondition();
            input = filter.getInput();
        }
        if (!(input instanceof TableScan scan) || !TableHandle.payload(scan).equals(table)) {
            return null;
        }
        List<RexNode> values =
                project.getProjects().subList(width, project.getProjects().size());
        List<RexNode> all = new ArrayList<>(values);
        if (condition != null) {
            all.add(condition);
        }
        return all.stream().anyMatch(node -> RexUtil.SubQueryFinder.find(node) != null)
                ? null
                : new Plain(table, condition, values);
    }

    private Optional<WritePlan.Shipped> shipped(Plain plain, Map<Integer, @Nullable RexNode> values, boolean deletes) {
        List<WritePlan.Statement> statements = new ArrayList<>();
        boolean written = ship(plain, plain.table().placement(), values, List.of(), statements);
        return written ? Optional.of(new WritePlan.Shipped(plain.table(), statements, deletes)) : Optional.empty();
    }

    private boolean ship(
            Plain plain,
            Placement placement,
            Map<Integer, @Nullable RexNode> values,
            List<RexNode> knowledge,
            List<WritePlan.Statement> statements) {
        return switch (placement) {
            case Placement.Copies copies ->
                copies.copies().size() == 1
                        && statement(plain, copies.copies().getFirst(), values, knowledge, statements);
            case Placement.Rows rows -> {
                boolean all = true;
                for (RowFragment fragment : rows.fragments()) {
                    RexNode predicate = context.predicates().apply(plain.table(), fragment);
                    RexNode condition = plain.condition();
                    if (condition != null && Prover.contradicts(predicate, condition)) {
                        continue;
                    }
                    List<RexNode> known = new ArrayList<>(knowledge);
                    known.add(predicate);
                    all = all
                            && Columns.of(predicate).stream().noneMatch(values::containsKey)
                            && ship(plain, fragment.placement(), values, known, statements);
                }
                yield all;
            }
            // The rows would have to be found in one part to be changed in another.
            case Placement.Columns parts -> false;
        };
    }

    private boolean statement(
            Plain plain,
            Copy copy,
            Map<Integer, @Nullable RexNode> values,
            List<RexNode> knowledge,
            List<WritePlan.Statement> statements) {
        FederatedTable table = plain.table();
        SourceDialect dialect = context.dialects().apply(copy.source());
        if (!dialect.supports(Feature.SIMULTANEOUS_ASSIGNMENT) && readsAssigned(values)) {
            return false;
        }
        Map<Integer, ScanColumn> columns = new HashMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            SourceColumn column = copy.columns().get(table.columns().get(i).name());
            if (column != null) {
                columns.put(
                        i, new ScanColumn(column.name(), table.columns().get(i).type(), column));
            }
        }
        List<Assigned> assigned = new ArrayList<>();
        for (Map.Entry<Integer, @Nullable RexNode> value : values.entrySet()) {
            if (isLengthUnchecked(table, value.getKey(), value.getValue())) {
                return false;
            }
            String name = table.columns().get(value.getKey()).name();
            assigned.add(new Assigned(Objects.requireNonNull(copy.columns().get(name)), value.getValue()));
        }
        return ChangeWriter.write(
                        dialect.table(copy.table().name()),
                        columns,
                        plain.condition(),
                        assigned,
                        table.columns().size(),
                        dialect)
                .map(sql -> statements.add(
                        new WritePlan.Statement(copy, sql.sql(), sql.arguments(), pruning(copy, knowledge, plain))))
                .orElse(false);
    }

    private static List<PruneCheck> pruning(Copy copy, List<RexNode> knowledge, Plain plain) {
        RexNode condition = plain.condition();
        return condition == null
                ? List.of()
                : knowledge.stream()
                        .map(known -> new PruneCheck(
                                copy.source() + "/" + copy.table().name(), new Contradiction(known, condition)))
                        .toList();
    }

    /** Whether a new value is computed from a column that is assigned to. */
    private static boolean readsAssigned(Map<Integer, @Nullable RexNode> values) {
        for (Map.Entry<Integer, @Nullable RexNode> value : values.entrySet()) {
            RexNode node = value.getValue();
            if (node != null
                    && Columns.of(node).stream()
                            .anyMatch(c -> values.containsKey(c) && (!c.equals(value.getKey()) || values.size() > 1))) {
                return true;
            }
        }
        return false;
    }

    /** A computed text for a column of limited length: its source may not have the same limit. */
    static boolean isLengthUnchecked(FederatedTable table, int column, @Nullable RexNode value) {
        boolean fixed = value == null || Constant.isConstant(value) || RunTimeConstant.is(value);
        return !fixed
                && table.columns().get(column).type().length() >= 0
                && table.columns().get(column).type().kind().isText();
    }
}
