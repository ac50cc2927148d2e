package io.federator.engine.rewriter;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Turns subqueries in expressions into joins: a conjunct that is EXISTS, IN or ANY, or the negation of one, into a semi- or
 * anti-join, any other into columns joined to the input. What depends on the outer row in a way that no join expresses becomes a
 * {@code Correlate}, which runs the subquery for every outer row.
 */
final class RemoveSubqueries {
    private final RelOptCluster cluster;

    RemoveSubqueries(RelOptCluster cluster) {
        this.cluster = cluster;
    }

    RelNode remove(RelNode rel) {
        List<RelNode> inputs = rel.getInputs().stream().map(this::remove).toList();
        RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        return switch (same) {
            case Filter filter when Rexes.hasSubquery(filter.getCondition()) -> filter(filter);
            case Project project when project.getProjects().stream().anyMatch(Rexes::hasSubquery) -> project(project);
            case Join join when Rexes.hasSubquery(join.getCondition()) -> join(join);
            case Correlate correlate -> correlate(correlate);
            default -> same;
        };
    }

    private RelNode filter(Filter filter) {
        List<RexNode> conjuncts = new ArrayList<>(Rexes.conjuncts(filter.getCondition()));
        if (conjuncts.stream().anyMatch(Rexes::neverTrue)) {
            return Rels.empty(filter);
        }
        List<RexNode> plain = Rexes.take(conjuncts, c -> !Rexes.hasSubquery(c) && !Rexes.isVolatile(c));
        List<RexNode> last = Rexes.take(conjuncts, c -> !Rexes.hasSubquery(c));
        RelNode input = filter.getInput();
        int width = input.getRowType().getFieldCount();
        LowerSubqueries lowered =
                new LowerSubqueries(Rels.filter(input, plain), filter.getVariablesSet(), this::remove);
        List<RexNode> conditions = new ArrayList<>();
        for (RexNode conjunct : conjuncts) {
            if (!lowered.semiJoin(conjunct)) {
                conditions.add(lowered.lower(conjunct));
            }
        }
        conditions.addAll(last);
        RelNode filtered = Rels.filter(lowered.rel(), conditions);
        return Rels.columns(filtered, ImmutableBitSet.range(width).asList());
    }

    private RelNode project(Project project) {
        LowerSubqueries lowered = new LowerSubqueries(project.getInput(), project.getVariablesSet(), this::remove);
        List<RexNode> exprs = project.getProjects().stream()
                .map(e -> asSure(lowered.lower(e), e))
                .toList();
        List<RexNode> typed = exprs.stream()
                .map(e -> Rels.retype(e, lowered.rel().getRowType()))
                .toList();
        return LogicalProject.create(
                lowered.rel(), ImmutableList.of(), typed, project.getRowType().getFieldNames(), ImmutableSet.of());
    }

    /** A condition that is never unknown, such as that of a FILTER, has to stay so in its type. */
    private RexNode asSure(RexNode lowered, RexNode original) {
        boolean unsure = lowered.getType().isNullable() && !original.getType().isNullable();
        return unsure && original.getType().getSqlTypeName() == SqlTypeName.BOOLEAN
                ? cluster.getRexBuilder().makeCall(SqlStdOperatorTable.IS_TRUE, lowered)
                : lowered;
    }

    /** A subquery in ON belongs to the side that it looks at; one that looks at both runs for every left row. */
    private RelNode join(Join join) {
        List<RexNode> conjuncts = new ArrayList<>(Rexes.conjuncts(join.getCondition()));
        List<RexNode> queries = Rexes.take(conjuncts, Rexes::hasSubquery);
        Set<CorrelationId> ids = join.getVariablesSet();
        if (join.getJoinType() == JoinRelType.INNER) {
            RelNode joined = Rels.join(join.getLeft(), join.getRight(), JoinRelType.INNER, conjuncts);
            return filterOver(joined, queries, ids);
        }
        int left = join.getLeft().getRowType().getFieldCount();
        int right = join.getRight().getRowType().getFieldCount();
        if (join.getJoinType() == JoinRelType.RIGHT) {
            return remove(mirrored(join, left, right));
        }
        if (join.getJoinType() != JoinRelType.LEFT) {
            return fullJoin(join, conjuncts, queries);
        }
        CorrelationId outer = cluster.createCorrel();
        RelDataType leftRow = join.getLeft().getRowType();
        List<RexNode> local = new ArrayList<>();
        for (RexNode query : Rexes.conjuncts(join.getCondition())) {
            local.add(seenFromRight(query, ids, outer, leftRow, left));
        }
        RelNode filtered = filterOver(join.getRight(), local, ids);
        return correlate((Correlate) LogicalCorrelate.create(
                join.getLeft(),
                filtered,
                List.of(),
                outer,
                OuterReferences.columns(filtered, outer),
                JoinRelType.LEFT));
    }

    /** Each condition with a subquery becomes a column of the one side that it looks at, and the column the condition. */
    private RelNode fullJoin(Join join, List<RexNode> plain, List<RexNode> queries) {
        int left = join.getLeft().getRowType().getFieldCount();
        int right = join.getRight().getRowType().getFieldCount();
        List<RexNode> ofLeft = new ArrayList<>(Rels.refs(join.getLeft()));
        List<RexNode> ofRight = new ArrayList<>(Rels.refs(join.getRight()));
        for (RexNode query : queries) {
            ImmutableBitSet used = used(query, join.getVariablesSet());
            boolean onLeft = used.length() <= left;
            if (!onLeft && used.nextSetBit(0) < left) {
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "FULL JOIN with a subquery over both sides in its condition is not supported");
            }
            (onLeft ? ofLeft : ofRight).add(onSide(query, join, onLeft));
        }
        RelNode newLeft = withColumns(join.getLeft(), ofLeft, join.getVariablesSet());
        RelNode newRight = withColumns(join.getRight(), ofRight, join.getVariablesSet());
        List<RexNode> conditions = new ArrayList<>();
        for (RexNode condition : plain) {
            conditions.add(Rexes.move(condition, i -> i < left ? i : i - left + ofLeft.size()));
        }
        for (int i = left; i < ofLeft.size(); i++) {
            conditions.add(new RexInputRef(i, ofLeft.get(i).getType()));
        }
        for (int i = right; i < ofRight.size(); i++) {
            conditions.add(new RexInputRef(ofLeft.size() + i, ofRight.get(i).getType()));
        }
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < left + right; i++) {
            columns.add(i < left ? i : i - left + ofLeft.size());
        }
        return Rels.columns(Rels.join(newLeft, newRight, JoinRelType.FULL, conditions), columns);
    }

    private static ImmutableBitSet used(RexNode query, Set<CorrelationId> ids) {
        ImmutableBitSet.Builder used = ImmutableBitSet.builder();
        Rexes.move(query, i -> {
            used.set(i);
            return i;
        });
        for (CorrelationId id : ids) {
            OuterReferences.rewrite(query, id, access -> {
                used.set(access.getField().getIndex());
                return access;
            });
        }
        return used.build();
    }

    private RexNode onSide(RexNode query, Join join, boolean onLeft) {
        var rex = cluster.getRexBuilder();
        int shift = onLeft ? 0 : join.getLeft().getRowType().getFieldCount();
        RelDataType row = (onLeft ? join.getLeft() : join.getRight()).getRowType();
        RexNode moved = Rexes.move(query, i -> i - shift);
        for (CorrelationId id : join.getVariablesSet()) {
            moved = OuterReferences.rewrite(
                    moved,
                    id,
                    access -> rex.makeFieldAccess(
                            rex.makeCorrel(row, id), access.getField().getIndex() - shift));
        }
        return moved;
    }

    private RelNode withColumns(RelNode side, List<RexNode> exprs, Set<CorrelationId> ids) {
        if (exprs.size() == side.getRowType().getFieldCount()) {
            return side;
        }
        List<String> names = new ArrayList<>(side.getRowType().getFieldNames());
        while (names.size() < exprs.size()) {
            names.add("condition" + names.size());
        }
        return remove(LogicalProject.create(side, ImmutableList.of(), exprs, names, ids));
    }

    private RelNode filterOver(RelNode input, List<RexNode> conditions, Set<CorrelationId> ids) {
        RexNode all = Rexes.and(cluster.getRexBuilder(), conditions);
        return remove(LogicalFilter.create(input, Rels.retype(all, input.getRowType()), ImmutableSet.copyOf(ids)));
    }

    /** A join condition as a condition over the right row, the left row being an outer one. */
    private RexNode seenFromRight(
            RexNode condition, Set<CorrelationId> ids, CorrelationId outer, RelDataType leftRow, int left) {
        var rex = cluster.getRexBuilder();
        RexNode moved = condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return ref.getIndex() < left
                        ? rex.makeFieldAccess(rex.makeCorrel(leftRow, outer), ref.getIndex())
                        : new RexInputRef(ref.getIndex() - left, ref.getType());
            }
        });
        for (CorrelationId id : ids) {
            moved = OuterReferences.rewrite(moved, id, access -> {
                int index = access.getField().getIndex();
                RelDataType row = access.getReferenceExpr().getType();
                return index < left
                        ? rex.makeFieldAccess(rex.makeCorrel(leftRow, outer), index)
                        : rex.makeFieldAccess(rex.makeCorrel(tail(row, left), id), index - left);
            });
        }
        return moved;
    }

    private RelDataType tail(RelDataType row, int from) {
        return cluster.getTypeFactory()
                .builder()
                .addAll(row.getFieldList().subList(from, row.getFieldCount()))
                .build();
    }

    private RelNode mirrored(Join join, int left, int right) {
        List<RexNode> conditions = new ArrayList<>();
        RelDataType row = cluster.getTypeFactory()
                .builder()
                .addAll(join.getRight().getRowType().getFieldList())
                .addAll(join.getLeft().getRowType().getFieldList())
                .build();
        var rex = cluster.getRexBuilder();
        for (RexNode condition : Rexes.conjuncts(join.getCondition())) {
            RexNode moved = Rexes.move(condition, i -> i < left ? i + right : i - left);
            for (CorrelationId id : join.getVariablesSet()) {
                moved = OuterReferences.rewrite(moved, id, (RexFieldAccess access) -> {
                    int i = access.getField().getIndex();
                    return rex.makeFieldAccess(rex.makeCorrel(row, id), i < left ? i + right : i - left);
                });
            }
            conditions.add(moved);
        }
        RelNode outer = join.getRight();
        RelNode inner = join.getLeft();
        RelNode swapped = LogicalJoin.create(
                outer, inner, ImmutableList.of(), Rexes.and(rex, conditions), join.getVariablesSet(), JoinRelType.LEFT);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < left + right; i++) {
            order.add(i < left ? i + right : i - left);
        }
        return Rels.columns(swapped, order);
    }

    /** A lateral join as a plain one, where the right side depends on the outer row by conditions alone. */
    private RelNode correlate(Correlate correlate) {
        CorrelationId id = correlate.getCorrelationId();
        RelNode left = correlate.getLeft();
        JoinRelType type = correlate.getJoinType();
        if (correlate.getRight() instanceof TableFunctionScan) {
            // A set-returning function of a select list: its rows come row by row.
            return correlate;
        }
        if (type == JoinRelType.LEFT || type == JoinRelType.INNER) {
            var unnested = Unnest.of(correlate.getRight(), Set.of(id), left.getRowType(), false);
            if (unnested.isPresent()
                    && (type == JoinRelType.INNER || unnested.get().outputsAreColumns())) {
                RelNode joined = Rels.join(
                        left, unnested.get().rel(), type, unnested.get().conditions());
                List<RexNode> exprs = new ArrayList<>(Rels.refs(left));
                exprs.addAll(unnested.get().outputs());
                return Rels.project(joined, exprs, Rels.names(correlate));
            }
        }
        return correlate;
    }
}
