package io.federator.engine.binder;

import io.federator.engine.collation.TextOrder;
import io.federator.engine.function.ResolvedCall;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.rel.PgOperator;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** Operators: comparisons become Calcite's own where both sides can be brought to one type, all else is PostgreSQL's. */
final class OperatorBinder {
    static final Map<String, SqlOperator> COMPARISONS = Map.of(
            "=", SqlStdOperatorTable.EQUALS,
            "<>", SqlStdOperatorTable.NOT_EQUALS,
            "<", SqlStdOperatorTable.LESS_THAN,
            "<=", SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            ">", SqlStdOperatorTable.GREATER_THAN,
            ">=", SqlStdOperatorTable.GREATER_THAN_OR_EQUAL);

    private final Binding binding;

    OperatorBinder(Binding binding) {
        this.binding = binding;
    }

    /** An operand and where it is, for errors in literals. */
    record Operand(RexNode node, int position) {
        SqlType type() {
            return Binding.typeOf(node).bare();
        }

        static Operand of(RexNode node, Expression ast) {
            return new Operand(node, ast.start());
        }
    }

    RexNode prefix(Name operator, Operand operand, int position) {
        ResolvedCall call = resolve(operator, null, operand.type(), position);
        RexNode argument =
                binding.coercion.implicit(operand.node, call.argumentTypes().getFirst(), operand.position);
        return binding.call(operatorOf(call), call.result(), List.of(argument));
    }

    RexNode infix(String operator, Operand left, Operand right, int position) {
        return infix(Name.of(operator, position), left, right, position);
    }

    RexNode infix(Name operator, Operand left, Operand right, int position) {
        ResolvedCall call = resolve(operator, left.type(), right.type(), position);
        RexNode l = binding.coercion.implicit(left.node, call.argumentTypes().get(0), left.position);
        RexNode r = binding.coercion.implicit(right.node, call.argumentTypes().get(1), right.position);
        SqlOperator comparison = comparison(call);
        SqlType unified = unified(call);
        if (comparison != null && unified != null) {
            return binding.folder.foldCall(compare(comparison, l, r, unified, position));
        }
        RexNode collated = CollatedCalls.operator(binding, call.callName(), l, r, position);
        if (collated != null) {
            return collated;
        }
        return binding.call(operatorOf(call), call.result(), List.of(l, r));
    }

    private RexNode compare(SqlOperator comparison, RexNode left, RexNode right, SqlType unified, int position) {
        TextOrder order = order(comparison, unified, List.of(left, right), position);
        return binding.bool(
                comparison,
                binding.collations.key(binding.coercion.cast(left, unified), order),
                binding.collations.key(binding.coercion.cast(right, unified), order));
    }

    /** The order that a comparison asks for: whether texts are equal is the same in all. */
    TextOrder order(@Nullable SqlOperator comparison, SqlType type, List<RexNode> operands, int position) {
        TextOrder order = binding.collations.order(operands, position);
        if (comparison == null
                || comparison.getKind() == SqlKind.EQUALS
                || comparison.getKind() == SqlKind.NOT_EQUALS) {
            return TextOrder.C;
        }
        binding.collations.checkSortable(type, position);
        return order;
    }

    /** {@code left op ANY|ALL (array)}. */
    RexNode anyArray(Name operator, boolean all, Operand left, Operand array, int position) {
        SqlType arrayType = array.type();
        SqlType element = arrayType.equals(SqlType.UNKNOWN) ? arrayType : elementOf(arrayType);
        if (element == null) {
            throw new SqlException(SqlState.WRONG_OBJECT_TYPE, "op ANY/ALL (array) requires array on right side")
                    .at(position);
        }
        ResolvedCall call = resolve(operator, left.type(), element, position);
        if (!call.result().is(TypeKind.BOOL)) {
            throw new SqlException(SqlState.WRONG_OBJECT_TYPE, "op ANY/ALL (array) requires operator to yield boolean")
                    .at(position);
        }
        SqlType declaredLeft = call.argumentTypes().get(0);
        SqlType declaredRight = call.argumentTypes().get(1);
        RexNode l = binding.coercion.implicit(left.node, declaredLeft, left.position);
        RexNode r = binding.coercion.implicit(array.node, SqlType.array(declaredRight), array.position);
        SqlType unified = comparison(call) == null ? null : unified(call);
        if (unified != null) {
            l = binding.coercion.cast(l, unified);
            r = binding.coercion.cast(r, SqlType.array(unified));
            TextOrder order = order(comparison(call), unified, List.of(left.node, array.node), position);
            l = binding.collations.key(l, order);
            r = binding.collations.key(r, order);
        }
        PgOperator any = PgOperator.of(
                call.callName() + (all ? " all" : " any"), call.signature().volatility());
        return binding.call(any, SqlType.BOOL, List.of(l, r));
    }

    static @Nullable SqlType elementOf(SqlType type) {
        return switch (type.kind()) {
            case INT2VECTOR -> SqlType.INT2;
            case OIDVECTOR -> SqlType.OID;
            default -> type.element();
        };
    }

    ResolvedCall resolve(Name operator, @Nullable SqlType left, @Nullable SqlType right, int position) {
        try {
            return binding.functions.operator(operator.parts(), left, right);
        } catch (SqlException e) {
            throw e.atIfAbsent(position);
        }
    }

    /** What a comparison becomes in the tree, null for another operator. */
    static @Nullable SqlOperator comparison(ResolvedCall call) {
        return call.result().is(TypeKind.BOOL) && call.argumentTypes().size() == 2
                ? COMPARISONS.get(call.callName())
                : null;
    }

    static @Nullable SqlType unified(ResolvedCall call) {
        return unified(call.argumentTypes().get(0), call.argumentTypes().get(1));
    }

    /** The one type in which values of both compare as PostgreSQL compares them, null where there is none. */
    static @Nullable SqlType unified(SqlType left, SqlType right) {
        TypeKind l = left.kind();
        TypeKind r = right.kind();
        if (l.isText() && r.isText()) {
            return SqlType.TEXT;
        }
        if (l == TypeKind.RECORD || l == TypeKind.ANYARRAY || r == TypeKind.ANYARRAY) {
            return null;
        }
        if (left.bare().equals(right.bare())) {
            return left.bare();
        }
        if ((l.isInteger() && r.isInteger()) || (isInstant(l) && isInstant(r))) {
            return SqlType.of(l.compareTo(r) >= 0 ? l : r);
        }
        return (l == TypeKind.FLOAT4 && r == TypeKind.FLOAT8) || (l == TypeKind.FLOAT8 && r == TypeKind.FLOAT4)
                ? SqlType.FLOAT8
                : null;
    }

    private static boolean isInstant(TypeKind kind) {
        return kind == TypeKind.DATE || kind == TypeKind.TIMESTAMP || kind == TypeKind.TIMESTAMPTZ;
    }

    static PgOperator operatorOf(ResolvedCall call) {
        return PgOperator.of(call.callName(), call.signature().volatility()).returning(call.result());
    }
}
