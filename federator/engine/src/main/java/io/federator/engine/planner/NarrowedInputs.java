package io.federator.engine.planner;

import io.federator.engine.catalog.GivenTable;
import io.federator.engine.catalog.TableHandle;
import io.federator.engine.plan.PlanNode.InputTable;
import io.federator.engine.rewriter.Rexes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Finds the inputs of the gateway's tree whose rows are joined with those of another part of the statement. */
final class NarrowedInputs {
    /** An input's column agrees with a column of a part; see {@link io.federator.engine.plan.Narrowing}. */
    record Agreement(int column, int part, int partColumn, boolean single, RelDataType type) {}

    private record Given(int part, int column, boolean single) {}

    private record Input(int number, int column) {}

    private final Map<Integer, Agreement> found = new HashMap<>();

    private NarrowedInputs() {}

    /** By the input's number. */
    static Map<Integer, Agreement> find(RelNode tree) {
        NarrowedInputs narrowed = new NarrowedInputs();
        narrowed.search(tree);
        return narrowed.found;
    }

    private void search(RelNode tree) {
        if (tree instanceof Join join
                && (join.getJoinType() == JoinRelType.INNER || join.getJoinType() == JoinRelType.SEMI)) {
            Rexes.conjuncts(join.getCondition()).forEach(condition -> search(join, condition));
        }
        tree.getInputs().forEach(this::search);
    }

    private void search(Join join, RexNode condition) {
        if (!(condition instanceof RexCall call
                && call.getKind() == SqlKind.EQUALS
                && call.getOperands().get(0) instanceof RexInputRef a
                && call.getOperands().get(1) instanceof RexInputRef b)) {
            return;
        }
        int width = join.getLeft().getRowType().getFieldCount();
        int left = Math.min(a.getIndex(), b.getIndex());
        int right = Math.max(a.getIndex(), b.getIndex()) - width;
        if (left >= width || right < 0) {
            return;
        }
        agree(join.getLeft(), left, join.getRight(), right);
        if (join.getJoinType() == JoinRelType.INNER) {
            agree(join.getRight(), right, join.getLeft(), left);
        }
    }

    private void agree(RelNode rows, int column, RelNode made, int madeColumn) {
        RelDataType type = made.getRowType().getFieldList().get(madeColumn).getType();
        given(made, madeColumn)
                .ifPresent(given -> input(rows, column)
                        .ifPresent(input -> found.putIfAbsent(
                                input.number(),
                                new Agreement(input.column(), given.part(), given.column(), given.single(), type))));
    }

    /** The part's column that has all values of this one. */
    private static Optional<Given> given(RelNode rel, int column) {
        return switch (rel) {
            case TableScan scan
            when TableHandle.payload(scan) instanceof GivenTable(int part) && part != GivenTable.WRITTEN ->
                Optional.of(new Given(part, column, false));
            case Project project
            when project.getProjects().get(column) instanceof RexInputRef ref ->
                given(project.getInput(), ref.getIndex());
            case Filter filter -> given(filter.getInput(), column);
            case Aggregate aggregate
            when aggregate.getGroupCount() == 0
                    && aggregate.getAggCallList().get(column).getAggregation().getKind() == SqlKind.SINGLE_VALUE ->
                given(
                                aggregate.getInput(),
                                aggregate
                                        .getAggCallList()
                                        .get(column)
                                        .getArgList()
                                        .getFirst())
                        .map(given -> new Given(given.part(), given.column(), true));
            case Aggregate aggregate
            when aggregate.getGroupSets().size() == 1 && column < aggregate.getGroupCount() ->
                given(aggregate.getInput(), aggregate.getGroupSet().nth(column));
            default -> Optional.empty();
        };
    }

    /** The input that this column is from, if rows of it are only passed on and can be left out one by one. */
    private static Optional<Input> input(RelNode rel, int column) {
        return switch (rel) {
            case TableScan scan
            when TableHandle.payload(scan) instanceof InputTable(int number) -> Optional.of(new Input(number, column));
            case Project project
            when project.getProjects().get(column) instanceof RexInputRef ref
                    && project.getProjects().stream().noneMatch(e -> Rexes.isVolatile(e) || Rexes.hasWindow(e)) ->
                input(project.getInput(), ref.getIndex());
            case Filter filter when !Rexes.isVolatile(filter.getCondition()) -> input(filter.getInput(), column);
            case Join join -> {
                int width = join.getLeft().getRowType().getFieldCount();
                boolean keepsLeft = join.getJoinType() != JoinRelType.RIGHT && join.getJoinType() != JoinRelType.FULL;
                if (column < width) {
                    yield keepsLeft ? input(join.getLeft(), column) : Optional.empty();
                }
                yield join.getJoinType() == JoinRelType.INNER
                        ? input(join.getRight(), column - width)
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }
}
