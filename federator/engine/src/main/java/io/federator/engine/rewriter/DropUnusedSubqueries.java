package io.federator.engine.rewriter;

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
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Puts NULL in the place of columns that nothing reads: PostgreSQL does not compute them, which may fail, as a subquery does with
 * "more than one row". The columns themselves go later ({@link TrimColumns}), but for one where there is no other.
 */
final class DropUnusedSubqueries {
    RelNode drop(RelNode root) {
        return drop(root, all(root));
    }

    private static ImmutableBitSet all(RelNode rel) {
        return ImmutableBitSet.range(rel.getRowType().getFieldCount());
    }

    /** @param needed the columns that are read, by expressions above or by the client */
    private RelNode drop(RelNode rel, ImmutableBitSet needed) {
        return switch (rel) {
            case Project project -> project(project, needed);
            case Filter filter ->
                inside(filter, List.of(needed.union(read(List.of(filter.getCondition()), filter.getVariablesSet()))));
            case Join join -> join(join, needed);
            case Correlate correlate -> correlate(correlate, needed);
            case Sort sort ->
                inside(
                        sort,
                        List.of(needed.union(
                                ImmutableBitSet.of(sort.getCollation().getKeys()))));
            case Aggregate aggregate -> inside(aggregate, List.of(aggregated(aggregate)));
            default ->
                inside(
                        rel,
                        rel.getInputs().stream().map(DropUnusedSubqueries::all).toList());
        };
    }

    private RelNode project(Project project, ImmutableBitSet needed) {
        List<RexNode> exprs = new ArrayList<>(project.getProjects());
        List<RexNode> computed = new ArrayList<>();
        for (int i = 0; i < exprs.size(); i++) {
            RexNode expr = exprs.get(i);
            boolean cheap = expr instanceof RexInputRef || Rexes.isSimpleConstant(expr);
            if (needed.get(i) || Rexes.isVolatile(expr)) {
                computed.add(expr);
            } else if (!cheap) {
                exprs.set(i, unread(expr.getType(), project.getCluster().getRexBuilder()));
            }
        }
        Project used = exprs.equals(project.getProjects())
                ? project
                : LogicalProject.create(
                        project.getInput(),
                        project.getHints(),
                        exprs,
                        project.getRowType().getFieldNames(),
                        project.getVariablesSet());
        return inside(used, List.of(read(computed, project.getVariablesSet())));
    }

    /** NULL in a column's own type, even where that has none: the columns above that pass it on are of that type. */
    private static RexNode unread(RelDataType type, RexBuilder rex) {
        RexNode none = rex.makeNullLiteral(type);
        return type.isNullable() ? none : rex.makeAbstractCast(type, none, false);
    }

    private RelNode join(Join join, ImmutableBitSet needed) {
        int left = join.getLeft().getRowType().getFieldCount();
        ImmutableBitSet read = needed.union(read(List.of(join.getCondition()), join.getVariablesSet()));
        return inside(
                join,
                List.of(
                        read.intersect(ImmutableBitSet.range(left)),
                        read.except(ImmutableBitSet.range(left)).shift(-left)));
    }

    private RelNode correlate(Correlate correlate, ImmutableBitSet needed) {
        int left = correlate.getLeft().getRowType().getFieldCount();
        return inside(
                correlate,
                List.of(
                        needed.intersect(ImmutableBitSet.range(left)).union(correlate.getRequiredColumns()),
                        needed.except(ImmutableBitSet.range(left)).shift(-left)));
    }

    private static ImmutableBitSet aggregated(Aggregate aggregate) {
        ImmutableBitSet.Builder read = ImmutableBitSet.builder().addAll(aggregate.getGroupSet());
        for (AggregateCall call : aggregate.getAggCallList()) {
            read.addAll(call.getArgList());
            read.addAll(call.getCollation().getKeys());
            if (call.filterArg >= 0) {
                read.set(call.filterArg);
            }
        }
        return read.build();
    }

    /** The columns of the input that expressions read, in their subqueries too. */
    private static ImmutableBitSet read(List<RexNode> exprs, Set<CorrelationId> own) {
        ImmutableBitSet.Builder read = ImmutableBitSet.builder().addAll(Rexes.inputs(exprs));
        for (CorrelationId id : own) {
            for (RexNode expr : exprs) {
                OuterReferences.rewrite(expr, id, access -> {
                    read.set(access.getField().getIndex());
                    return access;
                });
            }
        }
        return read.build();
    }

    private RelNode inside(RelNode rel, List<ImmutableBitSet> needed) {
        List<RelNode> inputs = new ArrayList<>();
        for (int i = 0; i < rel.getInputs().size(); i++) {
            inputs.add(drop(rel.getInput(i), needed.get(i)));
        }
        RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        return same.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                RelNode dropped = drop(query.rel);
                boolean unchanged = dropped.equals(query.rel);
                RexSubQuery kept = unchanged ? query : query.clone(dropped);
                return super.visitSubQuery(kept);
            }
        });
    }
}
