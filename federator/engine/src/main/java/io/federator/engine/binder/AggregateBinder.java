package io.federator.engine.binder;

import io.federator.engine.binder.AggregateUse.SortKey;
import io.federator.engine.binder.CallBinder.BoundCall;
import io.federator.engine.binder.OperatorBinder.Operand;
import io.federator.engine.function.FunctionSignature.Kind;
import io.federator.engine.function.ResolvedCall;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Expression.FunctionCall;
import io.federator.engine.parser.ast.SortItem;
import io.federator.engine.rel.PgAggregate;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Calls of aggregates. An aggregate belongs to the innermost level whose columns it uses, which may be an outer one; there it is
 * noted, and the expression gets a reference to its result.
 */
final class AggregateBinder {
    private final Binding binding;
    private final Level level;
    private final ExpressionBinder expressions;

    AggregateBinder(Binding binding, Level level, ExpressionBinder expressions) {
        this.binding = binding;
        this.level = level;
        this.expressions = expressions;
    }

    /** @param start the moment before the arguments were bound */
    RexNode bind(FunctionCall call, BoundCall bound, int start) {
        if (call.arguments().isEmpty() && !call.star()) {
            throw CallBinder.wrong(call.name() + "(*) must be used to call a parameterless aggregate function", call);
        }
        if (call.distinct()) {
            checkEquality(bound, call);
        }
        List<SortKey> order = order(call.orderBy());
        if (call.distinct()) {
            checkDistinctOrder(bound, order, call);
        }
        return use(call, bound, 0, order, start);
    }

    RexNode withinGroup(FunctionCall call) {
        List<Operand> operands = new ArrayList<>();
        for (Expression.Argument argument : call.arguments()) {
            operands.add(expressions.operand(argument.value()));
        }
        int direct = operands.size();
        int start = binding.nextMoment();
        for (SortItem item : call.orderBy()) {
            operands.add(expressions.operand(item.expression()));
        }
        BoundCall bound = expressions.calls().resolve(asPlain(call), operands);
        if (bound != null && bound.resolved().kind() == Kind.HYPOTHETICAL_SET_AGGREGATE) {
            checkWidth(operands, direct, call);
            unify(operands, call);
            bound = expressions.calls().resolve(asPlain(call), operands);
        }
        Kind kind = bound == null ? Kind.SCALAR : bound.resolved().kind();
        if (bound == null || (kind != Kind.ORDERED_SET_AGGREGATE && kind != Kind.HYPOTHETICAL_SET_AGGREGATE)) {
            throw CallBinder.wrong(
                    kind == Kind.AGGREGATE
                            ? call.name() + " is not an ordered-set aggregate, so it cannot have WITHIN GROUP"
                            : "WITHIN GROUP specified, but " + call.name() + " is not an aggregate function",
                    call);
        }
        if (call.over() != null) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "OVER is not supported for ordered-set aggregate " + call.name())
                    .at(call.position());
        }
        List<SortKey> order = new ArrayList<>();
        for (int i = 0; i < call.orderBy().size(); i++) {
            SortItem item = call.orderBy().get(i);
            order.add(SortKeys.of(binding, bound.arguments().get(direct + i), item));
        }
        if (kind == Kind.HYPOTHETICAL_SET_AGGREGATE) {
            checkDirections(call, order);
        }
        return use(call, bound, direct, order, start);
    }

    private static void checkWidth(List<Operand> operands, int direct, FunctionCall call) {
        int sorted = operands.size() - direct;
        if (direct != sorted) {
            String types = operands.stream().map(o -> o.type().toString()).collect(Collectors.joining(", "));
            throw new SqlException(
                            SqlState.UNDEFINED_FUNCTION, "function " + call.name() + "(" + types + ") does not exist")
                    .withHint("To use the hypothetical-set aggregate " + call.name()
                            + ", the number of hypothetical direct arguments (here " + direct
                            + ") must match the number of ordering columns (here " + sorted + ").")
                    .at(call.position());
        }
    }

    private static void checkDirections(FunctionCall call, List<SortKey> order) {
        for (SortKey key : order) {
            for (SortKey other : order) {
                if (key.node().equals(other.node()) && key.direction() != other.direction()) {
                    throw ExpressionBinder.unsupported("WITHIN GROUP by the same in both directions", call.position());
                }
            }
        }
    }

    /** The hypothetical row has the types of the sorted expressions. */
    private void unify(List<Operand> operands, FunctionCall call) {
        int count = call.orderBy().size();
        int first = operands.size() - 2 * count;
        for (int i = 0; first >= 0 && i < count; i++) {
            Operand direct = operands.get(first + i);
            Operand sorted = operands.get(first + count + i);
            List<RexNode> alike = binding.coercion.toCommon(
                    "WITHIN GROUP",
                    List.of(sorted.node(), direct.node()),
                    List.of(sorted.position(), direct.position()));
            operands.set(first + i, new Operand(alike.get(1), direct.position()));
            operands.set(first + count + i, new Operand(alike.get(0), sorted.position()));
        }
    }

    /** The call with the sorted expressions as further arguments, as overload resolution sees it. */
    private static FunctionCall asPlain(FunctionCall call) {
        List<Expression.Argument> arguments = new ArrayList<>(call.arguments());
        for (SortItem item : call.orderBy()) {
            arguments.add(new Expression.Argument(null, item.expression(), item.position()));
        }
        return new FunctionCall(
                call.name(), arguments, call.variadic(), false, false, List.of(), false, null, null, call.position());
    }

    RexNode grouping(Expression.Grouping e) {
        List<RexNode> arguments = expressions.bind(e.arguments());
        Level owner = owner(arguments, Integer.MAX_VALUE);
        checkAllowed(owner, e.position(), "grouping operations");
        AggregateUse use = new AggregateUse(
                SqlStdOperatorTable.GROUPING,
                arguments,
                0,
                false,
                null,
                List.of(),
                binding.types.of(SqlType.INT8, false));
        for (Expression argument : e.arguments()) {
            owner.groupingPositions.putIfAbsent(use, argument.start());
        }
        // Calcite's is a bigint, PostgreSQL's an integer.
        return binding.coercion.cast(owner.aggregate(use, e.position()), SqlType.INT4);
    }

    private List<SortKey> order(List<SortItem> items) {
        List<SortKey> result = new ArrayList<>();
        for (SortItem item : items) {
            RexNode node = binding.coercion.resolved(expressions.bind(item.expression()));
            result.add(SortKeys.of(binding, node, item));
        }
        return result;
    }

    /** @param direct how many of the arguments are given once a group: they do not decide which level it belongs to */
    private RexNode use(FunctionCall call, BoundCall bound, int direct, List<SortKey> order, int start) {
        List<RexNode> arguments = bound.arguments();
        ResolvedCall resolved = bound.resolved();
        Expression filterAst = call.filter();
        RexNode filter = filterAst == null
                ? null
                : level.in(ExpressionKind.FILTER, () -> expressions.bindBoolean(filterAst, "FILTER"));
        List<RexNode> aggregated = new ArrayList<>(arguments.subList(direct, arguments.size()));
        order.forEach(k -> aggregated.add(k.node()));
        if (filter != null) {
            aggregated.add(filter);
        }
        Level owner = owner(aggregated, start);
        checkContents(aggregated, owner, call.position());
        checkDirect(arguments.subList(0, direct), owner);
        checkContents(arguments.subList(0, direct), owner, call.position());
        checkAllowed(owner, call.position(), "aggregate functions");
        boolean count = resolved.callName().equals("count");
        CollatedAggregate collated = CollatedAggregate.of(binding, call, resolved, arguments, order);
        SqlAggFunction function = count
                ? SqlStdOperatorTable.COUNT
                : PgAggregate.of(resolved.callName()).returning(collated.result());
        RelDataType type = binding.types.of(collated.result(), !count);
        RexNode value = owner.aggregate(
                new AggregateUse(
                        function, collated.arguments(), direct, call.distinct(), filter, collated.order(), type),
                call.position());
        return collated.finish(binding, value, resolved.result());
    }

    /** The innermost level of which a column is named, if only in what was folded away; this one where none is. */
    private Level owner(List<RexNode> nodes, int start) {
        for (Level l = level; l != null; l = l.parent) {
            Level candidate = l;
            if (l.namedAt > start || nodes.stream().anyMatch(n -> Trees.uses(n, candidate))) {
                return l;
            }
        }
        return level;
    }

    /** What is given once a group of an outer level cannot vary within it. */
    private void checkDirect(List<RexNode> nodes, Level owner) {
        for (Level l = level; l != null && l != owner; l = l.parent) {
            for (RexNode node : nodes) {
                LevelColumn inner = firstOf(node, l, column -> true);
                if (inner != null) {
                    throw new SqlException(
                                    SqlState.GROUPING_ERROR,
                                    "outer-level aggregate cannot contain a lower-level variable in its direct"
                                            + " arguments")
                            .at(inner.position());
                }
            }
        }
    }

    private void checkContents(List<RexNode> nodes, Level owner, int position) {
        for (RexNode node : nodes) {
            LevelColumn inner = firstOf(node, owner, LevelColumn::isAggregate);
            if (inner != null) {
                throw new SqlException(SqlState.GROUPING_ERROR, "aggregate function calls cannot be nested")
                        .at(inner.position());
            }
            LevelColumn set = firstOf(node, owner, LevelColumn::isSetFunction);
            if (set != null) {
                throw new SqlException(
                                SqlState.FEATURE_NOT_SUPPORTED,
                                "aggregate function calls cannot contain set-returning function calls")
                        .withHint("You might be able to move the set-returning function into a LATERAL FROM item.")
                        .at(set.position());
            }
            if (Trees.hasOver(node)) {
                throw new SqlException(
                                SqlState.GROUPING_ERROR,
                                "aggregate function calls cannot contain window function calls")
                        .at(level.windowPosition > 0 ? level.windowPosition : position);
            }
        }
    }

    private static @Nullable LevelColumn firstOf(RexNode node, Level owner, Predicate<LevelColumn> kind) {
        LevelColumn[] found = new LevelColumn[1];
        Trees.anyVariable(node, v -> {
            if (found[0] == null && v instanceof LevelColumn c && c.level() == owner && kind.test(c)) {
                found[0] = c;
            }
            return false;
        });
        return found[0];
    }

    static void checkAllowed(Level owner, int position, String what) {
        if (!owner.kind.allowsAggregates()) {
            throw new SqlException(SqlState.GROUPING_ERROR, what + " are not allowed in " + owner.kind.clause())
                    .at(position);
        }
    }

    private void checkEquality(BoundCall bound, FunctionCall call) {
        for (int i = 0; i < bound.arguments().size(); i++) {
            SortKeys.checkEquality(
                    binding,
                    Binding.typeOf(bound.arguments().get(i)),
                    call.arguments().get(i).value().start());
        }
    }

    /** The order is of arguments, apart from conversions that were not written: PostgreSQL looks through those. */
    private static void checkDistinctOrder(BoundCall bound, List<SortKey> order, FunctionCall call) {
        for (int i = 0; i < order.size(); i++) {
            RexNode key = order.get(i).node();
            if (!bound.written().contains(key)) {
                throw new SqlException(
                                SqlState.INVALID_COLUMN_REFERENCE,
                                "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list")
                        .at(call.orderBy().get(i).expression().start());
            }
        }
    }
}
