package io.federator.engine.binder;

import com.google.common.collect.ImmutableList;
import io.federator.engine.binder.OperatorBinder.Operand;
import io.federator.engine.collation.TextOrder;
import io.federator.engine.function.ResolvedCall;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.parser.ast.Query;
import io.federator.engine.rel.PgAggregate;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Subqueries in expressions. */
final class SubqueryBinder {
    /** For {@code x op ANY}. */
    private static final Map<SqlOperator, SqlQuantifyOperator> SOME = Map.of(
            SqlStdOperatorTable.NOT_EQUALS, SqlStdOperatorTable.SOME_NE,
            SqlStdOperatorTable.LESS_THAN, SqlStdOperatorTable.SOME_LT,
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL, SqlStdOperatorTable.SOME_LE,
            SqlStdOperatorTable.GREATER_THAN, SqlStdOperatorTable.SOME_GT,
            SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, SqlStdOperatorTable.SOME_GE);

    /** For {@code x op ALL}, which is NOT (x negated-op ANY). */
    private static final Map<SqlOperator, SqlOperator> NEGATED = Map.of(
            SqlStdOperatorTable.EQUALS, SqlStdOperatorTable.NOT_EQUALS,
            SqlStdOperatorTable.NOT_EQUALS, SqlStdOperatorTable.EQUALS,
            SqlStdOperatorTable.LESS_THAN, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL, SqlStdOperatorTable.GREATER_THAN,
            SqlStdOperatorTable.GREATER_THAN, SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, SqlStdOperatorTable.LESS_THAN);

    private final Binding binding;
    private final Level level;
    private final ExpressionBinder expressions;
    private final OperatorBinder operators;

    SubqueryBinder(Binding binding, Level level, ExpressionBinder expressions, OperatorBinder operators) {
        this.binding = binding;
        this.level = level;
        this.expressions = expressions;
        this.operators = operators;
    }

    private QueryResult bind(Query query) {
        return binding.queries.bind(query, level).resolved(binding);
    }

    RexNode exists(Expression.Exists e) {
        return RexSubQuery.exists(bind(e.query()).rel());
    }

    RexNode scalar(Expression.ScalarSubquery e) {
        QueryResult query = bind(e.query());
        checkOneColumn(query, e.position());
        binding.nameSubquery(e.query(), query.columns().getFirst().name());
        RelDataType type = binding.nullable(query.column(0).getType());
        RexSubQuery scalar = RexSubQuery.scalar(query.rel());
        binding.collations.note(scalar.rel, query.columns().getFirst().collation());
        return scalar.clone(type, scalar.getOperands());
    }

    private static void checkOneColumn(QueryResult query, int position) {
        if (query.columns().size() != 1) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "subquery must return only one column").at(position);
        }
    }

    /** {@code (a, b) op (SELECT x, y …)}: one subquery for each column, each of which raises the error for several rows. */
    RexNode rowCompare(Name operator, Expression.Row left, Expression.ScalarSubquery subquery, int position) {
        List<Operand> l = left.fields().stream().map(expressions::operand).toList();
        QueryResult query = bind(subquery.query());
        checkColumns(l.size(), query.columns().size(), position);
        if (Trees.isVolatile(query.rel())) {
            throw ExpressionBinder.unsupported("a volatile subquery compared with a row", subquery.position());
        }
        List<Operand> r = new ArrayList<>();
        for (int i = 0; i < l.size(); i++) {
            r.add(new Operand(field(query, i), subquery.position()));
        }
        return new ComparisonBinder(binding, expressions, operators).rows(operator, l, r, position);
    }

    /** The columns of a subquery that stands for one row, each as a subquery of its own. */
    List<RexNode> fields(Expression.ScalarSubquery subquery) {
        QueryResult query = bind(subquery.query());
        if (query.columns().size() > 1 && Trees.isVolatile(query.rel())) {
            throw ExpressionBinder.unsupported(
                    "a volatile subquery that is assigned to several columns", subquery.position());
        }
        List<RexNode> fields = new ArrayList<>();
        for (int i = 0; i < query.columns().size(); i++) {
            fields.add(field(query, i));
        }
        return fields;
    }

    private RexNode field(QueryResult query, int column) {
        RelNode one = LogicalProject.create(
                query.rel(), List.of(), List.of(query.column(column)), List.of("c" + column), Set.of());
        binding.collations.note(one, query.columns().get(column).collation());
        RexSubQuery scalar = RexSubQuery.scalar(one);
        return scalar.clone(binding.types.of(Binding.typeOf(query.column(column))), scalar.getOperands());
    }

    private static void checkColumns(int left, int right, int position) {
        if (left < right) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "subquery has too many columns").at(position);
        }
        if (left > right) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "subquery has too few columns").at(position);
        }
    }

    RexNode in(Expression.InSubquery e) {
        RexNode in = any(Name.of("=", e.position()), false, e.operand(), e.query(), e.position());
        return e.negated() ? binding.bool(SqlStdOperatorTable.NOT, in) : in;
    }

    RexNode any(Expression.AnySubquery e) {
        return any(e.operator(), e.all(), e.left(), e.query(), e.position());
    }

    private RexNode any(Name operator, boolean all, Expression leftAst, Query queryAst, int position) {
        List<Operand> left = leftAst instanceof Expression.Row row
                ? row.fields().stream().map(expressions::operand).toList()
                : List.of(expressions.operand(leftAst));
        QueryResult query = bind(queryAst);
        checkColumns(left.size(), query.columns().size(), position);
        List<ResolvedCall> calls = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            SqlType right = Binding.typeOf(query.column(i)).bare();
            calls.add(operators.resolve(operator, left.get(i).type(), right, position));
        }
        if (!calls.stream().allMatch(c -> c.result().equals(SqlType.BOOL))) {
            throw new SqlException(
                            SqlState.DATATYPE_MISMATCH,
                            "operator " + operator + " must return type boolean, not type "
                                    + calls.getFirst().result())
                    .at(position);
        }
        SqlOperator comparison = OperatorBinder.comparison(calls.getFirst());
        boolean plain = comparison != null && calls.stream().allMatch(c -> OperatorBinder.unified(c) != null);
        if (plain && left.size() > 1 && isUnordered(comparison, all)) {
            return rows(operator, all, left, query, position);
        }
        if (!plain) {
            return generic(operator, all, left, query, position);
        }
        List<RexNode> operands = new ArrayList<>();
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            ResolvedCall call = calls.get(i);
            SqlType unified = Objects.requireNonNull(OperatorBinder.unified(call));
            RexNode l = binding.coercion.implicit(
                    left.get(i).node(), call.argumentTypes().get(0), left.get(i).position());
            RexNode r = binding.coercion.implicit(
                    query.column(i), call.argumentTypes().get(1), position);
            TextOrder order =
                    binding.collations.order(left.get(i).node(), query.columns().get(i), comparison, position);
            operands.add(binding.collations.key(
                    binding.coercion.relabel(binding.coercion.cast(l, unified), unified), order));
            columns.add(binding.collations.key(
                    binding.coercion.relabel(binding.coercion.cast(r, unified), unified), order));
        }
        RelNode rel = query.project(columns);
        ImmutableList<RexNode> lefts = ImmutableList.copyOf(operands);
        SqlOperator wanted = all ? NEGATED.get(comparison) : comparison;
        RexNode some = SqlStdOperatorTable.EQUALS.equals(wanted)
                ? RexSubQuery.in(rel, lefts)
                : RexSubQuery.some(rel, lefts, Objects.requireNonNull(SOME.get(wanted)));
        return all ? binding.bool(SqlStdOperatorTable.NOT, some) : some;
    }

    /** Rows of several columns are found by equality alone. */
    private static boolean isUnordered(@Nullable SqlOperator comparison, boolean all) {
        return !(all ? SqlStdOperatorTable.NOT_EQUALS : SqlStdOperatorTable.EQUALS).equals(comparison);
    }

    /** Whether the subquery has a row for which the comparison decides, else one for which it is unknown. */
    private RexNode rows(Name operator, boolean all, List<Operand> left, QueryResult query, int position) {
        query.columns().forEach(column -> binding.collations.note(column.value(), column.collation()));
        List<Operand> right = query.columns().stream()
                .map(c -> new Operand(c.value(), position))
                .toList();
        RexNode compared = new ComparisonBinder(binding, expressions, operators).rows(operator, left, right, position);
        SqlOperator decides = all ? SqlStdOperatorTable.IS_FALSE : SqlStdOperatorTable.IS_TRUE;
        RelNode verdicts = LogicalProject.create(
                query.rel(),
                List.of(),
                List.of(
                        binding.standard(decides, SqlType.BOOL, false, compared),
                        binding.standard(SqlStdOperatorTable.IS_NULL, SqlType.BOOL, false, compared)),
                List.of("decided", "unknown"),
                Set.of());
        RelNode collected = LogicalAggregate.create(
                verdicts, List.of(), ImmutableBitSet.of(), null, List.of(anyOf(0, "decided"), anyOf(1, "unknown")));
        RexNode verdict = binding.standard(
                SqlStdOperatorTable.CASE,
                SqlType.BOOL,
                true,
                binding.rex.makeInputRef(collected, 0),
                binding.rex.makeLiteral(!all),
                binding.rex.makeInputRef(collected, 1),
                binding.constant(SqlType.BOOL, null),
                binding.rex.makeLiteral(all));
        RexSubQuery scalar = RexSubQuery.scalar(
                LogicalProject.create(collected, List.of(), List.of(verdict), List.of("verdict"), Set.of()));
        return scalar.clone(binding.types.of(SqlType.BOOL), scalar.getOperands());
    }

    private AggregateCall anyOf(int column, String name) {
        return AggregateCall.create(
                PgAggregate.of("bool_or").returning(SqlType.BOOL),
                false,
                false,
                false,
                List.of(),
                List.of(column),
                -1,
                null,
                RelCollations.EMPTY,
                binding.types.of(SqlType.BOOL),
                name);
    }

    /** Any other operator: over the array of the subquery's values. */
    private RexNode generic(Name operator, boolean all, List<Operand> left, QueryResult query, int position) {
        if (left.size() != 1) {
            throw ExpressionBinder.unsupported("ANY or ALL over rows with operator " + operator, position);
        }
        return operators.anyArray(operator, all, left.getFirst(), new Operand(array(query), position), position);
    }

    RexNode array(Expression.ArraySubquery e) {
        QueryResult query = bind(e.query());
        checkOneColumn(query, e.position());
        return array(query);
    }

    /** The values of the one column in the query's order; no rows make the empty array. */
    private RexNode array(QueryResult query) {
        RexNode column = query.column(0);
        SqlType element = Binding.typeOf(column);
        SqlType array = SqlType.array(element);
        RelNode input = query.untrimmed();
        RelCollation order = query.collation();
        AggregateCall collect = AggregateCall.create(
                PgAggregate.of("array_agg").returning(array),
                false,
                false,
                false,
                List.of(),
                List.of(0),
                -1,
                null,
                order == null ? RelCollations.EMPTY : order,
                binding.types.of(array),
                "array");
        RelNode collected = LogicalAggregate.create(input, List.of(), ImmutableBitSet.of(), null, List.of(collect));
        SqlType bottom = element.element() == null ? element : element.element();
        RexNode empty = binding.constant(array, ArrayValue.of(bottom, List.of()));
        RexNode value = binding.standard(
                SqlStdOperatorTable.COALESCE, array, false, binding.rex.makeInputRef(collected, 0), empty);
        RexSubQuery scalar = RexSubQuery.scalar(
                LogicalProject.create(collected, List.of(), List.of(value), List.of("array"), Set.of()));
        return scalar.clone(binding.types.of(array), scalar.getOperands());
    }
}
