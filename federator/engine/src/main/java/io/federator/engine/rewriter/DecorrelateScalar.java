package io.federator.engine.rewriter;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.TableHandle;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rewriter.Unnest.Unnested;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A correlated scalar subquery as a left join, in two cases: an aggregate over rows that are chosen by equalities with the outer
 * row, which is grouped by their other sides; and a look-up by a key. An outer row without any partner gets NULLs from the join,
 * which is what aggregates over no rows give, but for count, which gives 0.
 */
final class DecorrelateScalar {
    private static final Set<String> NULL_OVER_NOTHING = Set.of(
            "sum",
            "min",
            "max",
            "avg",
            "bool_and",
            "bool_or",
            "every",
            "bit_and",
            "bit_or",
            "bit_xor",
            "string_agg",
            "array_agg",
            "stddev",
            "stddev_samp",
            "stddev_pop",
            "variance",
            "var_samp",
            "var_pop");

    private final Set<CorrelationId> ids;
    private final RelNode outer;
    private final RexBuilder rex;
    private final PgTypeFactory types;

    private DecorrelateScalar(Set<CorrelationId> ids, RelNode outer) {
        this.ids = ids;
        this.outer = outer;
        this.rex = outer.getCluster().getRexBuilder();
        this.types = (PgTypeFactory) rex.getTypeFactory();
    }

    /** The outer rows with more columns, and the subquery's value over them. */
    record Decorrelated(RelNode rel, RexNode value) {}

    static Optional<Decorrelated> of(RelNode subquery, Set<CorrelationId> ids, RelNode outer) {
        DecorrelateScalar stage = new DecorrelateScalar(ids, outer);
        List<RelNode> above = new ArrayList<>();
        RelNode at = subquery;
        while (at instanceof Project || at instanceof Filter) {
            above.add(at);
            at = at.getInput(0);
        }
        return Optional.ofNullable(
                at instanceof Aggregate aggregate ? stage.aggregate(aggregate, above) : stage.lookUp(subquery));
    }

    private @Nullable Decorrelated lookUp(RelNode subquery) {
        Optional<Unnested> unnested = Unnest.of(subquery, ids, outer.getRowType(), false);
        if (unnested.isEmpty() || !(keyed(unnested.get().rel()) instanceof TableScan scan)) {
            return null;
        }
        ImmutableBitSet.Builder found = ImmutableBitSet.builder();
        int width = outer.getRowType().getFieldCount();
        for (RexNode condition : unnested.get().conditions()) {
            Equality equality = Equality.of(condition, width);
            if (equality != null && equality.inner() instanceof RexInputRef ref) {
                found.set(ref.getIndex());
            }
        }
        if (!isKey(scan, found.build()) || !Harmless.isHarmless(unnested.get().rel())) {
            return null;
        }
        RelNode joined = Rels.join(
                outer, unnested.get().rel(), JoinRelType.LEFT, unnested.get().conditions());
        RexNode value = unnested.get().outputs().getFirst();
        if (!unnested.get().outputsAreColumns()) {
            // A value that is not NULL without a partner would be wrong there.
            return null;
        }
        return new Decorrelated(joined, Rels.retype(value, joined.getRowType()));
    }

    /** The scan whose rows a tree filters, if it does nothing else. */
    private static RelNode keyed(RelNode rel) {
        return rel instanceof Filter filter ? keyed(filter.getInput()) : rel;
    }

    private static boolean isKey(TableScan scan, ImmutableBitSet columns) {
        if (!(TableHandle.payload(scan) instanceof FederatedTable table)) {
            return false;
        }
        List<List<String>> keys = new ArrayList<>(table.unique());
        keys.add(table.key());
        return keys.stream()
                .anyMatch(key -> !key.isEmpty()
                        && key.stream()
                                .allMatch(name -> columns.get(table.column(name).orElseThrow())));
    }

    private @Nullable Decorrelated aggregate(Aggregate aggregate, List<RelNode> above) {
        boolean oneGroup =
                aggregate.getGroupSets().size() == 1 && aggregate.getGroupSet().isEmpty();
        if (!oneGroup || !aggregate.getAggCallList().stream().allMatch(DecorrelateScalar::isKnown)) {
            return null;
        }
        Optional<Unnested> unnested = Unnest.of(aggregate.getInput(), ids, outer.getRowType(), false);
        if (unnested.isEmpty()
                || unnested.get().conditions().isEmpty()
                || !Harmless.isHarmless(unnested.get().rel())) {
            return null;
        }
        int width = outer.getRowType().getFieldCount();
        List<Equality> equalities = new ArrayList<>();
        for (RexNode condition : unnested.get().conditions()) {
            Equality equality = Equality.of(condition, width);
            if (equality == null) {
                return null;
            }
            equalities.add(equality);
        }
        RelNode grouped = grouped(aggregate, unnested.get(), equalities, width);
        if (grouped == null) {
            return null;
        }
        List<RexNode> on = new ArrayList<>();
        for (int i = 0; i < equalities.size(); i++) {
            on.add(rex.makeCall(
                    SqlStdOperatorTable.EQUALS, equalities.get(i).outer(), Rexes.shift(Rels.ref(grouped, i), width)));
        }
        RelNode joined = Rels.join(outer, grouped, JoinRelType.LEFT, on);
        List<RexNode> results = new ArrayList<>();
        for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
            RexNode result = Rels.ref(joined, width + equalities.size() + i);
            results.add(isCount(aggregate.getAggCallList().get(i)) ? zeroForNull(result) : result);
        }
        return value(above, joined, results);
    }

    /** The aggregate grouped by the inner sides of the equalities. */
    private static @Nullable RelNode grouped(
            Aggregate aggregate, Unnested input, List<Equality> equalities, int width) {
        List<RexNode> exprs = new ArrayList<>();
        equalities.forEach(e -> exprs.add(e.inner()));
        for (RexNode output : input.outputs()) {
            if (Rexes.inputs(output).intersects(ImmutableBitSet.range(width)) || !Harmless.isHarmless(output)) {
                return null;
            }
            exprs.add(Rexes.shift(output, -width));
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < exprs.size(); i++) {
            names.add("c" + i);
        }
        RelNode rows = Rels.project(input.rel(), exprs, names);
        int keys = equalities.size();
        List<AggregateCall> calls = aggregate.getAggCallList().stream()
                .map(call -> Calls.of(
                                call.getAggregation(),
                                call.getArgList().stream().map(a -> a + keys).toList(),
                                call.filterArg < 0 ? -1 : call.filterArg + keys,
                                call.getType())
                        .withDistinct(call.isDistinct()))
                .toList();
        return Rels.aggregate(rows, ImmutableBitSet.range(keys), calls);
    }

    /** What the operators above the aggregate make of its results; a row that HAVING drops gives NULL. */
    private @Nullable Decorrelated value(List<RelNode> above, RelNode joined, List<RexNode> results) {
        List<RexNode> row = results;
        List<RexNode> having = new ArrayList<>();
        for (RelNode each : above.reversed()) {
            List<RexNode> below = row;
            if (each instanceof Filter filter) {
                having.add(seen(filter.getCondition(), below));
            } else if (each instanceof Project project) {
                row = project.getProjects().stream().map(e -> seen(e, below)).toList();
            }
        }
        RexNode value = row.getFirst();
        if (having.stream().anyMatch(Rexes::isVolatile) || Rexes.isVolatile(value) || Rexes.hasWindow(value)) {
            return null;
        }
        if (!having.isEmpty()) {
            value = rex.makeCall(
                    types.createTypeWithNullability(value.getType(), true),
                    SqlStdOperatorTable.CASE,
                    List.of(Rexes.and(rex, having), value, rex.makeNullLiteral(value.getType())));
        }
        return new Decorrelated(joined, Rels.retype(value, joined.getRowType()));
    }

    private RexNode seen(RexNode node, List<RexNode> below) {
        RexNode moved = Rexes.substitute(node, below);
        for (CorrelationId id : ids) {
            moved = OuterReferences.rewrite(
                    moved, id, access -> new RexInputRef(access.getField().getIndex(), access.getType()));
        }
        return moved;
    }

    private static boolean isKnown(AggregateCall call) {
        return call.getCollation().getFieldCollations().isEmpty()
                && (isCount(call)
                        || NULL_OVER_NOTHING.contains(call.getAggregation().getName()));
    }

    private static boolean isCount(AggregateCall call) {
        return call.getAggregation().getKind() == SqlKind.COUNT;
    }

    private RexNode zeroForNull(RexNode count) {
        return rex.makeCall(
                types.of(SqlType.INT8, false),
                SqlStdOperatorTable.COALESCE,
                List.of(count, Constant.of(rex, types, SqlType.INT8, 0L)));
    }

    /** An equality of something of the outer row with something of the inner one; {@code inner} over the inner row alone. */
    private record Equality(RexNode outer, RexNode inner) {
        static @Nullable Equality of(RexNode condition, int width) {
            if (condition.getKind() != SqlKind.EQUALS) {
                return null;
            }
            RexNode a = ((RexCall) condition).getOperands().get(0);
            RexNode b = ((RexCall) condition).getOperands().get(1);
            if (isOuter(a, width) && isInner(b, width)) {
                return new Equality(a, Rexes.shift(b, -width));
            }
            return isOuter(b, width) && isInner(a, width) ? new Equality(b, Rexes.shift(a, -width)) : null;
        }

        private static boolean isOuter(RexNode node, int width) {
            return Rexes.inputs(node).length() <= width;
        }

        private static boolean isInner(RexNode node, int width) {
            ImmutableBitSet read = Rexes.inputs(node);
            return !read.isEmpty() && read.nth(0) >= width && Harmless.isHarmless(node);
        }
    }
}
