package io.federator.engine.rewriter;

import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/** Joins the subqueries of one operator's expressions to its input. The input's columns keep their positions; others are added. */
final class LowerSubqueries {
    private final Set<CorrelationId> ids;
    private final UnaryOperator<RelNode> inner;
    private final RexBuilder rex;
    private final PgTypeFactory types;
    private RelNode rel;

    /**
     * @param ids under which subqueries refer to the input's row
     * @param inner removes the subqueries inside a subquery
     */
    LowerSubqueries(RelNode input, Set<CorrelationId> ids, UnaryOperator<RelNode> inner) {
        this.rel = input;
        this.ids = ids;
        this.inner = inner;
        this.rex = input.getCluster().getRexBuilder();
        this.types = (PgTypeFactory) rex.getTypeFactory();
    }

    RelNode rel() {
        return rel;
    }

    /** Adds a conjunct as a semi- or anti-join, if it has the form of one. */
    boolean semiJoin(RexNode conjunct) {
        boolean negated = false;
        RexNode core = conjunct;
        while (core.getKind() == SqlKind.NOT) {
            negated = !negated;
            core = ((RexCall) core).getOperands().getFirst();
        }
        if (!(core instanceof RexSubQuery query)
                || !(query.getKind() == SqlKind.EXISTS
                        || query.getKind() == SqlKind.IN
                        || query.getKind() == SqlKind.SOME)) {
            return false;
        }
        List<RexNode> operands = query.getOperands().stream().map(this::lower).toList();
        if (operands.stream().anyMatch(Rexes::isVolatile)) {
            return false;
        }
        RelNode subquery = inner.apply(query.rel);
        if (negated && prefersCounting(query, operands, subquery)) {
            RexNode found = counted(operands.getFirst(), subquery);
            rel = Rels.filter(rel, List.of(rex.makeCall(SqlStdOperatorTable.NOT, found)));
            return true;
        }
        JoinRelType type = negated ? JoinRelType.ANTI : JoinRelType.SEMI;
        Optional<Unnest.Unnested> unnested = Unnest.of(subquery, ids, rel.getRowType(), true);
        if (unnested.isPresent()) {
            List<RexNode> conditions = new ArrayList<>(unnested.get().conditions());
            conditions.addAll(comparisons(query, operands, unnested.get().outputs(), negated));
            rel = Rels.join(rel, unnested.get().rel(), type, conditions);
            return true;
        }
        CorrelationId id = rel.getCluster().createCorrel();
        RelNode own = rename(subquery, id);
        List<RexNode> conditions = comparisons(query, outerRefs(operands, id), Rels.refs(own), negated);
        correlate(Rels.filter(own, conditions), id, type);
        return true;
    }

    /** NOT IN over nullable values: by counting, as an anti-join would have to compare all pairs. */
    private boolean prefersCounting(RexSubQuery query, List<RexNode> operands, RelNode subquery) {
        return query.getKind() == SqlKind.IN
                && operands.size() == 1
                && isUncorrelated(subquery)
                && !isVolatile(subquery)
                && (operands.getFirst().getType().isNullable()
                        || Rels.ref(subquery, 0).getType().isNullable());
    }

    /** The comparisons of an IN or ANY; negated, a comparison that is unknown counts as one that holds. */
    private List<RexNode> comparisons(
            RexSubQuery query, List<RexNode> operands, List<? extends RexNode> columns, boolean negated) {
        SqlOperator comparison = comparison(query);
        List<RexNode> found = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            RexNode compared = rex.makeCall(comparison, operands.get(i), columns.get(i));
            boolean unknown = operands.get(i).getType().isNullable()
                    || columns.get(i).getType().isNullable();
            found.add(negated && unknown ? rex.makeCall(SqlStdOperatorTable.IS_NOT_FALSE, compared) : compared);
        }
        return found;
    }

    private static SqlOperator comparison(RexSubQuery query) {
        if (!(query.getOperator() instanceof SqlQuantifyOperator some)) {
            return SqlStdOperatorTable.EQUALS;
        }
        return switch (some.comparisonKind) {
            case EQUALS -> SqlStdOperatorTable.EQUALS;
            case NOT_EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
            case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
            case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
            case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
            case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
            default -> throw new IllegalStateException("not a comparison: " + some);
        };
    }

    /** The expression with each subquery replaced by columns that are joined to the input. */
    RexNode lower(RexNode node) {
        if (!Rexes.hasSubquery(node)) {
            return node;
        }
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                List<RexNode> operands = query.getOperands().stream()
                        .map(LowerSubqueries.this::lower)
                        .toList();
                RelNode subquery = inner.apply(query.rel);
                RexNode value = switch (query.getKind()) {
                    case SCALAR_QUERY -> scalar(subquery);
                    case EXISTS -> exists(subquery);
                    case IN, SOME -> some(query, operands, subquery);
                    default -> throw new IllegalStateException("a subquery of kind " + query.getKind());
                };
                return value;
            }
        });
    }

    private RexNode scalar(RelNode subquery) {
        if (isUncorrelated(subquery)) {
            return joined(Cardinality.atMostOne(subquery) ? subquery : single(subquery));
        }
        Optional<RexNode> decorrelated = DecorrelateScalar.of(subquery, ids, rel)
                .map(d -> {
                    rel = d.rel();
                    return d.value();
                });
        return decorrelated.orElseGet(() -> correlated(Cardinality.atMostOne(subquery) ? subquery : single(subquery)));
    }

    private RelNode single(RelNode subquery) {
        RelDataType type = types.createTypeWithNullability(Rels.ref(subquery, 0).getType(), true);
        return Rels.aggregate(
                subquery,
                ImmutableBitSet.of(),
                List.of(Calls.of(SqlStdOperatorTable.SINGLE_VALUE, List.of(0), -1, type)));
    }

    /** Joins the one row, or none, of an independent query; its first column. */
    private RexNode joined(RelNode query) {
        int position = rel.getRowType().getFieldCount();
        JoinRelType type = Cardinality.exactlyOne(query) ? JoinRelType.INNER : JoinRelType.LEFT;
        rel = Rels.join(rel, query, type, List.of());
        return Rels.ref(rel, position);
    }

    private RexNode correlated(RelNode query) {
        int position = rel.getRowType().getFieldCount();
        CorrelationId id = rel.getCluster().createCorrel();
        correlate(rename(query, id), id, JoinRelType.LEFT);
        return Rels.ref(rel, position);
    }

    private void correlate(RelNode right, CorrelationId id, JoinRelType type) {
        rel = LogicalCorrelate.create(rel, right, List.of(), id, OuterReferences.columns(right, id), type);
    }

    private RexNode exists(RelNode subquery) {
        boolean free = isUncorrelated(subquery);
        RelNode first = free ? Rels.sort(subquery, RelCollations.EMPTY, null, constant(SqlType.INT8, 1L)) : subquery;
        RelNode count = Rels.aggregate(first, ImmutableBitSet.of(), List.of(Calls.count(types)));
        RexNode rows = free ? joined(count) : scalar(count);
        return rex.makeCall(SqlStdOperatorTable.GREATER_THAN, rows, constant(SqlType.INT8, 0L));
    }

    private RexNode some(RexSubQuery query, List<RexNode> operands, RelNode subquery) {
        boolean equality = comparison(query).equals(SqlStdOperatorTable.EQUALS);
        if (equality && operands.size() == 1 && isUncorrelated(subquery) && !isVolatile(subquery)) {
            return counted(operands.getFirst(), subquery);
        }
        CorrelationId id = rel.getCluster().createCorrel();
        RelNode own = rename(subquery, id);
        RexNode match = Rexes.and(rex, comparisons(query, outerRefs(operands, id), Rels.refs(own), false));
        RelNode matches = Rels.project(
                own,
                List.of(
                        rex.makeCall(SqlStdOperatorTable.IS_TRUE, match),
                        rex.makeCall(SqlStdOperatorTable.IS_NULL, match)),
                List.of("holds", "unknown"));
        RelNode counts = Rels.aggregate(
                matches,
                ImmutableBitSet.of(),
                List.of(
                        Calls.of(SqlStdOperatorTable.COUNT, List.of(), 0, types.of(SqlType.INT8, false)),
                        Calls.of(SqlStdOperatorTable.COUNT, List.of(), 1, types.of(SqlType.INT8, false))));
        int position = rel.getRowType().getFieldCount();
        correlate(counts, id, JoinRelType.LEFT);
        return rex.makeCall(
                types.of(SqlType.BOOL),
                SqlStdOperatorTable.CASE,
                List.of(
                        positive(Rels.ref(rel, position)),
                        rex.makeLiteral(true),
                        positive(Rels.ref(rel, position + 1)),
                        rex.makeNullLiteral(types.of(SqlType.BOOL)),
                        rex.makeLiteral(false)));
    }

    /** {@code x IN (…)} by a join with the distinct values, and counts that tell whether an unequal x is unknown. */
    private RexNode counted(RexNode operand, RelNode subquery) {
        RelDataType count = types.of(SqlType.INT8, false);
        RelNode counts = Rels.aggregate(
                subquery,
                ImmutableBitSet.of(),
                List.of(
                        Calls.of(SqlStdOperatorTable.COUNT, List.of(), -1, count),
                        Calls.of(SqlStdOperatorTable.COUNT, List.of(0), -1, count)));
        int position = rel.getRowType().getFieldCount();
        rel = Rels.join(rel, counts, JoinRelType.INNER, List.of());
        RelNode distinct = Rels.aggregate(subquery, ImmutableBitSet.of(0), List.of());
        RelNode marked = Rels.project(
                distinct, List.of(Rels.ref(distinct, 0), rex.makeLiteral(true)), List.of("value", "found"));
        RexNode equal =
                rex.makeCall(SqlStdOperatorTable.EQUALS, operand, Rexes.shift(Rels.ref(marked, 0), position + 2));
        rel = Rels.join(rel, marked, JoinRelType.LEFT, List.of(equal));
        RexNode rows = Rels.ref(rel, position);
        RexNode values = Rels.ref(rel, position + 1);
        RexNode found = Rels.ref(rel, position + 3);
        RexNode unknown = rex.makeCall(
                SqlStdOperatorTable.OR,
                rex.makeCall(SqlStdOperatorTable.IS_NULL, operand),
                rex.makeCall(SqlStdOperatorTable.LESS_THAN, values, rows));
        return rex.makeCall(
                types.of(SqlType.BOOL),
                SqlStdOperatorTable.CASE,
                List.of(
                        rex.makeCall(SqlStdOperatorTable.EQUALS, rows, constant(SqlType.INT8, 0L)),
                        rex.makeLiteral(false),
                        rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, found),
                        rex.makeLiteral(true),
                        unknown,
                        rex.makeNullLiteral(types.of(SqlType.BOOL)),
                        rex.makeLiteral(false)));
    }

    private RexNode positive(RexNode count) {
        return rex.makeCall(SqlStdOperatorTable.GREATER_THAN, count, constant(SqlType.INT8, 0L));
    }

    private RexNode constant(SqlType type, Object value) {
        return Constant.of(rex, types, type, value);
    }

    private boolean isUncorrelated(RelNode subquery) {
        return ids.stream().noneMatch(id -> OuterReferences.reads(subquery, id));
    }

    private static boolean isVolatile(RelNode tree) {
        return !Harmless.isRepeatable(tree);
    }

    /** The subquery with all references to the input's row under one id, over the row as it is now. */
    private RelNode rename(RelNode subquery, CorrelationId to) {
        RelNode renamed = subquery;
        RelDataType row = rel.getRowType();
        for (CorrelationId id : ids) {
            renamed = OuterReferences.rewrite(
                    renamed,
                    id,
                    access -> rex.makeFieldAccess(
                            rex.makeCorrel(row, to), access.getField().getIndex()));
        }
        return renamed;
    }

    /** Expressions over the input's row as the subquery sees them. */
    private List<RexNode> outerRefs(List<RexNode> operands, CorrelationId id) {
        RelDataType row = rel.getRowType();
        return operands.stream()
                .map(operand -> operand.accept(new RexShuttle() {
                    @Override
                    public RexNode visitInputRef(RexInputRef ref) {
                        return rex.makeFieldAccess(rex.makeCorrel(row, id), ref.getIndex());
                    }
                }))
                .toList();
    }
}
