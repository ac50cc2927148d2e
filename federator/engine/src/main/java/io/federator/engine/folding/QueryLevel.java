package io.federator.engine.folding;

import io.federator.engine.catalog.CatalogTable;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.folding.Folded.Column;
import io.federator.engine.folding.Folded.Open;
import io.federator.engine.folding.Folded.Subquery;
import io.federator.engine.folding.Folded.Uses;
import io.federator.engine.folding.Folded.Value;
import io.federator.engine.folding.Scope.Row;
import io.federator.engine.rel.CommonRows;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.Fence;
import io.federator.engine.rel.RecursiveScan;
import io.federator.engine.rel.RecursiveUnion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * One query that PostgreSQL's planner plans as a whole: a SELECT with the subqueries of its FROM that become part of it. Its
 * conditions are folded as the tree is walked, a column when something asks for it, which a column that nothing reads never is.
 */
final class QueryLevel {
    private final PlanningErrors errors;
    private final ExpressionFolder folder;
    private final RelNode root;
    private final List<Apart> apart = new ArrayList<>();
    private final List<Uses> inConditions = new ArrayList<>();
    private final List<Uses> inTargets = new ArrayList<>();
    /** Whether no condition rules out all rows, in which case PostgreSQL does not plan what is planned apart. */
    private boolean alive = true;

    QueryLevel(PlanningErrors errors, ExpressionFolder folder, RelNode root) {
        this.errors = errors;
        this.folder = folder;
        this.root = root;
    }

    /**
     * A query in FROM that is planned apart.
     *
     * @param needed whether PostgreSQL plans all its columns, read or not
     */
    record Apart(RelNode query, boolean needed, Scope scope) {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** @param needed the columns that the query around reads */
    void check(ImmutableBitSet needed, Scope around) {
        Row row = row(root, around, true);
        needed.forEachInt(i -> inTargets.add(row.column(i).uses()));
        Uses targets = Uses.of(inTargets);
        targets.subqueries().forEach(this::check);
        if (!alive) {
            return;
        }
        Uses conditions = Uses.of(inConditions);
        conditions.subqueries().forEach(this::check);
        for (Apart query : apart) {
            ImmutableBitSet.Builder read = ImmutableBitSet.builder();
            for (Uses uses : List.of(targets, conditions)) {
                uses.columns().stream().filter(c -> c.query().equals(query)).forEach(c -> read.set(c.index()));
            }
            errors.check(query.query, query.needed ? all(query.query) : read.build(), query.scope);
        }
    }

    static ImmutableBitSet all(RelNode rel) {
        return ImmutableBitSet.range(rel.getRowType().getFieldCount());
    }

    private void check(Subquery subquery) {
        errors.check(subquery.query(), subquery.scope());
    }

    private Row row(RelNode rel, Scope around, boolean top) {
        if (!top) {
            for (Fence fence : Fence.at(rel)) {
                switch (errors.kind(fence)) {
                    case APART -> {
                        return apart(rel, false, around);
                    }
                    case MATERIALIZED -> {
                        return apart(rel, true, around);
                    }
                    case UNSURE -> {
                        return unknown(rel, Folded.Maybe.MAYBE);
                    }
                    case COMMON -> {}
                }
            }
        }
        return switch (rel) {
            case Project project -> project(project, around);
            case Filter filter -> {
                Row input = row(filter.getInput(), around, false);
                condition(filter.getCondition(), inside(input, filter.getVariablesSet(), around));
                yield input;
            }
            case Join join -> join(join, around);
            case Correlate correlate -> {
                Row left = row(correlate.getLeft(), around, false);
                Scope lateral = around.with(Set.of(correlate.getCorrelationId()), left);
                yield left.with(row(correlate.getRight(), lateral, false).unsure());
            }
            case Aggregate aggregate -> aggregate(aggregate, around);
            case Sort sort -> sort(sort, around);
            case SetOp operation -> {
                if (!top) {
                    yield apart(rel, true, around);
                }
                operation.getInputs().forEach(input -> errors.check(input, all(input), around));
                yield unknown(rel, Folded.Open.PLAIN);
            }
            case RecursiveUnion union -> {
                if (!top) {
                    yield apart(rel, true, around);
                }
                union.getInputs().forEach(input -> errors.check(input, all(input), around));
                yield unknown(rel, Folded.Open.PLAIN);
            }
            case CommonRows common -> apart(common.getInput(), true, around);
            case TableScan scan ->
                unknown(
                        rel,
                        scan.getTable().unwrap(CatalogTable.class) instanceof FederatedTable
                                ? Folded.Open.PLAIN
                                : Folded.Maybe.MAYBE);
            case RecursiveScan scan -> unknown(scan, Folded.Open.PLAIN);
            case Values values -> values(values);
            case TableFunctionScan scan -> {
                Row none = unknown(scan, Folded.Maybe.MAYBE);
                if (scan.getCall() instanceof RexCall call) {
                    call.getOperands().forEach(o -> folder.fold(o, Scope.of(none, around)));
                }
                yield none;
            }
            default -> unknown(rel, Folded.Maybe.MAYBE);
        };
    }

    private static Scope inside(Row row, Iterable<CorrelationId> own, Scope around) {
        return Scope.of(row, around).with(own, row);
    }

    private static Row unknown(RelNode rel, Folded columns) {
        return new Row(rel.getRowType().getFieldCount(), i -> columns);
    }

    private Row apart(RelNode rel, boolean needed, Scope around) {
        Apart query = new Apart(rel, needed, around);
        apart.add(query);
        return new Row(
                rel.getRowType().getFieldCount(), i -> new Open(new Uses(List.of(new Column(query, i)), List.of())));
    }

    private Row project(Project project, Scope around) {
        Row input = row(project.getInput(), around, false);
        Scope scope = inside(input, project.getVariablesSet(), around);
        List<RexNode> exprs = project.getProjects();
        return new Row(exprs.size(), i -> folder.fold(exprs.get(i), scope));
    }

    private void condition(RexNode condition, Scope scope) {
        Folded folded = folder.fold(condition, scope);
        alive &= folded instanceof Open || folded.is(true);
        inConditions.add(folded.uses());
    }

    private Row join(Join join, Scope around) {
        Row left = row(join.getLeft(), around, false);
        Row right = row(join.getRight(), around, false);
        JoinRelType type = join.getJoinType();
        Row both = type.isOuterJoin() ? left.unsure().with(right.unsure()) : left.with(right);
        condition(join.getCondition(), inside(both, join.getVariablesSet(), around));
        Row seenLeft = type.generatesNullsOnLeft() ? left.nullable() : left;
        return seenLeft.with(type.generatesNullsOnRight() ? right.nullable() : right);
    }

    private Row aggregate(Aggregate aggregate, Scope around) {
        Row input = row(aggregate.getInput(), around, false);
        List<Integer> keys = aggregate.getGroupSet().asList();
        keys.forEach(key -> inTargets.add(input.column(key).uses()));
        List<AggregateCall> calls = aggregate.getAggCallList();
        return new Row(
                aggregate.getRowType().getFieldCount(),
                i -> i < keys.size() ? Folded.Open.PLAIN : aggregated(calls.get(i - keys.size()), input));
    }

    private static Folded aggregated(AggregateCall call, Row input) {
        List<Uses> uses = new ArrayList<>();
        call.getArgList().forEach(i -> uses.add(input.column(i).uses()));
        call.getCollation().getKeys().forEach(i -> uses.add(input.column(i).uses()));
        if (call.filterArg >= 0) {
            uses.add(input.column(call.filterArg).uses());
        }
        return new Open(Uses.of(uses));
    }

    private Row sort(Sort sort, Scope around) {
        Row input = row(sort.getInput(), around, false);
        sort.getCollation()
                .getKeys()
                .forEach(key -> inTargets.add(input.column(key).uses()));
        Scope scope = Scope.of(input, around);
        for (RexNode count : new @Nullable RexNode[] {sort.fetch, sort.offset}) {
            if (count != null) {
                inTargets.add(folder.fold(count, scope).uses());
            }
        }
        return input;
    }

    private static Row values(Values values) {
        if (values.getTuples().size() != 1) {
            return unknown(values, values.getTuples().isEmpty() ? Folded.Maybe.MAYBE : Folded.Open.PLAIN);
        }
        return new Row(
                values.getRowType().getFieldCount(),
                i -> new Value(Constant.valueOf(values.getTuples().getFirst().get(i))));
    }
}
