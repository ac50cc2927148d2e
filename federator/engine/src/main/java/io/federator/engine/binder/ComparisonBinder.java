package io.federator.engine.binder;

import io.federator.engine.binder.OperatorBinder.Operand;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.rel.PgOperator;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** Comparisons beyond the plain operators: of rows, with lists, ranges and nulls. */
final class ComparisonBinder {
    private final Binding binding;
    private final ExpressionBinder expressions;
    private final OperatorBinder operators;

    ComparisonBinder(Binding binding, ExpressionBinder expressions, OperatorBinder operators) {
        this.binding = binding;
        this.expressions = expressions;
        this.operators = operators;
    }

    static boolean isComparison(Name operator) {
        return ExpressionBinder.isSystem(operator) && OperatorBinder.COMPARISONS.containsKey(operator.last());
    }

    RexNode isNull(Expression.IsNull e) {
        SqlOperator test = e.negated() ? SqlStdOperatorTable.IS_NOT_NULL : SqlStdOperatorTable.IS_NULL;
        RexNode operand = binding.coercion.anyType(expressions.bind(e.operand()));
        if (Records.isRecord(operand)) {
            if (!(e.operand() instanceof Expression.Row)
                    || !(operand instanceof RexCall row)
                    || !row.getOperator().getName().equals("row")) {
                return binding.records.isNull(operand, e.negated());
            }
            List<RexNode> tests = row.getOperands().stream()
                    .map(f -> binding.folder.foldCall(binding.standard(test, SqlType.BOOL, false, f)))
                    .toList();
            return all(SqlStdOperatorTable.AND, tests, true);
        }
        return binding.folder.foldCall(binding.standard(test, SqlType.BOOL, false, operand));
    }

    RexNode distinct(Expression.IsDistinct e) {
        if (e.left() instanceof Expression.Row left && e.right() instanceof Expression.Row right) {
            checkSameLength(left.fields(), right.fields(), e.position());
            List<RexNode> parts = new ArrayList<>();
            for (int i = 0; i < left.fields().size(); i++) {
                parts.add(distinct(
                        expressions.operand(left.fields().get(i)),
                        expressions.operand(right.fields().get(i)),
                        e.negated(),
                        e.position()));
            }
            return all(e.negated() ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR, parts, e.negated());
        }
        if (e.right() instanceof Expression.NullLiteral || e.left() instanceof Expression.NullLiteral) {
            Expression operand = e.right() instanceof Expression.NullLiteral ? e.left() : e.right();
            RexNode value = binding.coercion.anyType(expressions.bind(operand));
            return Records.isRecord(value)
                    ? binding.standard(
                            e.negated() ? SqlStdOperatorTable.IS_NULL : SqlStdOperatorTable.IS_NOT_NULL,
                            SqlType.BOOL,
                            false,
                            value)
                    : isNull(new Expression.IsNull(operand, !e.negated(), e.position()));
        }
        return distinct(expressions.operand(e.left()), expressions.operand(e.right()), e.negated(), e.position());
    }

    private RexNode distinct(Operand left, Operand right, boolean negated, int position) {
        RexNode equal = operators.infix("=", left, right, position);
        SqlOperator operator =
                negated ? SqlStdOperatorTable.IS_NOT_DISTINCT_FROM : SqlStdOperatorTable.IS_DISTINCT_FROM;
        if (equal instanceof RexCall call && call.getOperator().equals(SqlStdOperatorTable.EQUALS)) {
            return binding.standard(
                    operator,
                    SqlType.BOOL,
                    false,
                    call.getOperands().get(0),
                    call.getOperands().get(1));
        }
        // Folded, or an equality of PostgreSQL's own: null only if a side is null.
        RexNode l = binding.coercion.anyType(left.node());
        RexNode r = binding.coercion.anyType(right.node());
        RexNode bothNull = binding.bool(
                SqlStdOperatorTable.AND,
                binding.standard(SqlStdOperatorTable.IS_NULL, SqlType.BOOL, false, l),
                binding.standard(SqlStdOperatorTable.IS_NULL, SqlType.BOOL, false, r));
        RexNode same = binding.bool(
                SqlStdOperatorTable.OR,
                binding.standard(SqlStdOperatorTable.IS_TRUE, SqlType.BOOL, false, equal),
                bothNull);
        return negated ? same : binding.bool(SqlStdOperatorTable.NOT, same);
    }

    RexNode between(Expression.Between e) {
        if (e.operand() instanceof Expression.Row row
                && e.low() instanceof Expression.Row low
                && e.high() instanceof Expression.Row high) {
            return between(e, row, low, high);
        }
        Operand operand = expressions.operand(e.operand());
        Operand low = expressions.operand(e.low());
        Operand high = expressions.operand(e.high());
        RexNode forward = range(operand, low, high, e.negated(), e.position());
        if (!e.symmetric()) {
            return forward;
        }
        RexNode backward = range(operand, high, low, e.negated(), e.position());
        return all(e.negated() ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR, List.of(forward, backward), false);
    }

    private RexNode between(Expression.Between e, Expression.Row row, Expression.Row low, Expression.Row high) {
        RexNode forward = range(e, row, low, high);
        return e.symmetric()
                ? all(
                        e.negated() ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR,
                        List.of(forward, range(e, row, high, low)),
                        false)
                : forward;
    }

    private RexNode range(Expression.Between e, Expression.Row row, Expression.Row low, Expression.Row high) {
        int position = e.position();
        return all(
                e.negated() ? SqlStdOperatorTable.OR : SqlStdOperatorTable.AND,
                List.of(
                        rows(Name.of(e.negated() ? "<" : ">=", position), row, low, position),
                        rows(Name.of(e.negated() ? ">" : "<=", position), row, high, position)),
                !e.negated());
    }

    private RexNode range(Operand operand, Operand low, Operand high, boolean negated, int position) {
        return negated
                ? all(
                        SqlStdOperatorTable.OR,
                        List.of(
                                operators.infix("<", operand, low, position),
                                operators.infix(">", operand, high, position)),
                        false)
                : all(
                        SqlStdOperatorTable.AND,
                        List.of(
                                operators.infix(">=", operand, low, position),
                                operators.infix("<=", operand, high, position)),
                        true);
    }

    /**
     * Items without columns get one type together with the left side, as an array of them would; the others are compared one by
     * one.
     */
    RexNode inList(Expression.InList e) {
        String operator = e.negated() ? "<>" : "=";
        SqlOperator connective = e.negated() ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR;
        if (e.operand() instanceof Expression.Row left) {
            List<RexNode> tests = new ArrayList<>();
            for (Expression item : e.items()) {
                if (!(item instanceof Expression.Row right)) {
                    throw ExpressionBinder.unsupported("a value that is not a row in a list of rows", item.start());
                }
                tests.add(rows(Name.of(operator, e.position()), left, right, e.position()));
            }
            return all(connective, tests, e.negated());
        }
        Operand left = expressions.operand(e.operand());
        List<Operand> items = new ArrayList<>();
        for (Expression item : e.items()) {
            items.add(expressions.operand(item));
        }
        List<Operand> fixed = items.stream()
                .filter(i -> !Trees.anyVariable(i.node(), LevelColumn.class::isInstance))
                .toList();
        SqlType common = fixed.size() > 1 ? commonType(left, fixed) : null;
        List<RexNode> tests = new ArrayList<>();
        for (Operand item : items) {
            Operand right = common != null && fixed.contains(item)
                    ? new Operand(
                            binding.coercion.toCommon("IN", item.node(), common, item.position()), item.position())
                    : item;
            tests.add(operators.infix(operator, left, right, e.position()));
        }
        return Trees.isVolatile(left.node()) ? once(operator, left, items, e) : all(connective, tests, e.negated());
    }

    /** A volatile left side is evaluated once for the whole list. */
    private RexNode once(String operator, Operand left, List<Operand> items, Expression.InList e) {
        List<RexNode> nodes = binding.coercion.toCommon(
                "IN",
                items.stream().map(Operand::node).toList(),
                items.stream().map(Operand::position).toList());
        SqlType element = Binding.typeOf(nodes.getFirst());
        RexNode array = binding.call(PgOperator.immutable("array"), SqlType.array(element), nodes);
        return operators.anyArray(
                Name.of(operator, e.position()), e.negated(), left, new Operand(array, e.position()), e.position());
    }

    private @Nullable SqlType commonType(Operand left, List<Operand> fixed) {
        List<SqlType> types = new ArrayList<>();
        types.add(left.type());
        fixed.forEach(i -> types.add(i.type()));
        try {
            SqlType common = binding.functions.commonType("IN", types);
            return common.is(TypeKind.RECORD) ? null : common;
        } catch (SqlException noCommonType) {
            return null;
        }
    }

    RexNode rows(Name operator, Expression.Row left, Expression.Row right, int position) {
        checkSameLength(left.fields(), right.fields(), position);
        List<Operand> l = left.fields().stream().map(expressions::operand).toList();
        List<Operand> r = right.fields().stream().map(expressions::operand).toList();
        return rows(operator, l, r, position);
    }

    /** Rows compare by their first fields that differ. */
    RexNode rows(Name operator, List<Operand> left, List<Operand> right, int position) {
        if (left.isEmpty()) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "cannot compare rows of zero length").at(position);
        }
        String name = operator.last();
        if (name.equals("=") || name.equals("<>")) {
            List<RexNode> parts = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                parts.add(operators.infix(operator, left.get(i), right.get(i), position));
            }
            return all(name.equals("=") ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR, parts, name.equals("="));
        }
        String strict = name.substring(0, 1);
        int last = left.size() - 1;
        RexNode result = operators.infix(name, left.get(last), right.get(last), position);
        for (int i = last - 1; i >= 0; i--) {
            RexNode decided = operators.infix(strict, left.get(i), right.get(i), position);
            RexNode tied = operators.infix("=", left.get(i), right.get(i), position);
            result = all(
                    SqlStdOperatorTable.OR,
                    List.of(decided, all(SqlStdOperatorTable.AND, List.of(tied, result), true)),
                    false);
        }
        return result;
    }

    static void checkSameLength(List<?> left, List<?> right, int position) {
        if (left.size() != right.size()) {
            throw new SqlException(SqlState.SYNTAX_ERROR, "unequal number of entries in row expressions").at(position);
        }
    }

    private RexNode all(SqlOperator connective, List<RexNode> parts, boolean whenEmpty) {
        return switch (parts.size()) {
            case 0 -> binding.rex.makeLiteral(whenEmpty);
            case 1 -> parts.getFirst();
            default -> binding.folder.foldCall(binding.bool(connective, parts));
        };
    }
}
