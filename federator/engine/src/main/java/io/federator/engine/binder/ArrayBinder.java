package io.federator.engine.binder;

import io.federator.engine.function.CastContext;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.rel.PgOperator;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** Array constructors and subscripts. */
final class ArrayBinder {
    private static final int MAX_DIMENSIONS = 6;

    private final Binding binding;
    private final ExpressionBinder expressions;

    ArrayBinder(Binding binding, ExpressionBinder expressions) {
        this.binding = binding;
        this.expressions = expressions;
    }

    RexNode literal(Expression.ArrayLiteral e) {
        List<RexNode> elements = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        boolean nested = false;
        for (Expression element : e.elements()) {
            elements.add(expressions.bind(element));
            places.add(element.start());
            nested |= element instanceof Expression.ArrayLiteral;
        }
        if (elements.isEmpty()) {
            throw new SqlException(SqlState.INDETERMINATE_DATATYPE, "cannot determine type of empty array")
                    .withHint("Explicitly cast to the desired type, for example ARRAY[]::integer[].")
                    .at(e.position());
        }
        SqlType common = binding.coercion.commonType("ARRAY", elements, places);
        List<RexNode> alike = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            alike.add(binding.coercion.toCommon("ARRAY", elements.get(i), common, places.get(i)));
        }
        if (!nested && common.element() == null && common.kind().arrayOid() == 0) {
            throw new SqlException(SqlState.UNDEFINED_OBJECT, "could not find array type for data type " + common)
                    .at(e.position());
        }
        return make(SqlType.array(common), alike);
    }

    /** {@code ARRAY[…]::type[]}: every element is cast, which also gives the empty array a type. */
    RexNode literal(Expression.ArrayLiteral e, SqlType target) {
        SqlType element = target.element();
        if (element == null) {
            throw new IllegalArgumentException("no array: " + target);
        }
        List<RexNode> elements = new ArrayList<>();
        for (Expression item : e.elements()) {
            elements.add(
                    item instanceof Expression.ArrayLiteral array
                            ? literal(array, target)
                            : binding.coercion.explicit(expressions.bind(item), element, item.start()));
        }
        return make(target, elements);
    }

    private RexNode make(SqlType array, List<RexNode> elements) {
        RexNode call = binding.rex.makeCall(
                binding.types.of(array, false), PgOperator.immutable("array").returning(array), elements);
        return binding.folder.foldCall(call);
    }

    RexNode subscripts(Expression.Subscripts e) {
        Operand base = new Operand(binding.coercion.anyType(expressions.bind(e.base())));
        SqlType type = Binding.typeOf(base.node);
        if (type.equals(SqlType.JSONB)) {
            return json(base.node, e);
        }
        SqlType element = OperatorBinder.elementOf(type);
        if (element == null) {
            throw new SqlException(
                            SqlState.DATATYPE_MISMATCH,
                            "cannot subscript type " + type.bare() + " because it does not support subscripting")
                    .at(e.base().start());
        }
        boolean slice = e.subscripts().stream().anyMatch(Expression.Subscript::slice);
        RexNode result = slice ? slice(base.node, type, e.subscripts()) : item(base.node, element, e.subscripts());
        checkDimensions(e.subscripts());
        return result;
    }

    private static void checkDimensions(List<Expression.Subscript> subscripts) {
        if (subscripts.size() > MAX_DIMENSIONS) {
            throw new SqlException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "number of array dimensions (" + subscripts.size() + ") exceeds the maximum allowed ("
                            + MAX_DIMENSIONS + ")");
        }
    }

    /** An array with an element replaced, or a slice where one of the subscripts is a slice. */
    RexNode assign(RexNode base, RexNode value, SqlType type, List<Expression.Subscript> subscripts) {
        checkDimensions(subscripts);
        List<RexNode> bounds = new ArrayList<>();
        if (subscripts.stream().noneMatch(Expression.Subscript::slice)) {
            subscripts.forEach(subscript -> bounds.add(bound(subscript.upper())));
            return assigned("array_assign", type, List.of(base, value), bounds);
        }
        int given = 0;
        for (Expression.Subscript subscript : subscripts) {
            Expression lower = subscript.slice() ? subscript.lower() : new Expression.IntegerLiteral(1, 0);
            for (Expression bound : Arrays.asList(lower, subscript.upper())) {
                given |= bound == null ? 0 : 1 << bounds.size();
                bounds.add(bound(bound));
            }
        }
        RexNode written = binding.constant(SqlType.INT4, given);
        return assigned("array_assign_slice", type, List.of(base, value, written), bounds);
    }

    private RexNode assigned(String operator, SqlType type, List<RexNode> first, List<RexNode> bounds) {
        List<RexNode> operands = new ArrayList<>(first);
        operands.addAll(bounds);
        return binding.call(PgOperator.immutable(operator), type.bare(), operands);
    }

    private RexNode item(RexNode base, SqlType element, List<Expression.Subscript> subscripts) {
        List<RexNode> operands = new ArrayList<>(List.of(base));
        subscripts.forEach(s -> operands.add(bound(s.upper())));
        return binding.call(PgOperator.immutable("array_subscript"), element, operands);
    }

    /** To the slice a NULL is a bound that is left out; where a bound is written and null, the result is null. */
    private RexNode slice(RexNode base, SqlType type, List<Expression.Subscript> subscripts) {
        List<RexNode> operands = new ArrayList<>(List.of(base));
        List<RexNode> missing = new ArrayList<>();
        for (Expression.Subscript subscript : subscripts) {
            Expression lower = subscript.slice() ? subscript.lower() : new Expression.IntegerLiteral(1, 0);
            for (Expression bound : Arrays.asList(lower, subscript.upper())) {
                RexNode node = bound(bound);
                operands.add(node);
                if (bound != null && node.getType().isNullable()) {
                    missing.add(binding.standard(SqlStdOperatorTable.IS_NULL, SqlType.BOOL, false, node));
                }
            }
        }
        RexNode slice = binding.call(PgOperator.immutable("array_slice"), type, operands);
        if (missing.isEmpty()) {
            return slice;
        }
        RexNode any = missing.size() == 1 ? missing.getFirst() : binding.bool(SqlStdOperatorTable.OR, missing);
        return binding.standard(SqlStdOperatorTable.CASE, type, true, any, binding.constant(type, null), slice);
    }

    /** A subscript, NULL for one that is left out. */
    private RexNode bound(@Nullable Expression subscript) {
        if (subscript == null) {
            return binding.constant(SqlType.INT4, null);
        }
        RexNode node = expressions.bind(subscript);
        RexNode coerced = binding.coercion.tryCoerce(node, SqlType.INT4, CastContext.ASSIGNMENT, subscript.start());
        if (coerced == null) {
            throw new SqlException(SqlState.DATATYPE_MISMATCH, "array subscript must have type integer")
                    .at(subscript.start());
        }
        return coerced;
    }

    private RexNode json(RexNode base, Expression.Subscripts e) {
        List<RexNode> path = new ArrayList<>();
        for (Expression.Subscript subscript : e.subscripts()) {
            Expression key = subscript.upper();
            if (subscript.slice() || key == null) {
                throw new SqlException(SqlState.DATATYPE_MISMATCH, "jsonb subscript does not support slices")
                        .at(e.position());
            }
            path.add(jsonKey(expressions.bind(key), key.start()));
        }
        RexNode array = make(SqlType.array(SqlType.TEXT), path);
        return binding.call(PgOperator.immutable("#>"), SqlType.JSONB, List.of(base, array));
    }

    /** An integer or a text, of which it can become just one by itself. */
    private RexNode jsonKey(RexNode key, int position) {
        SqlType type = Binding.typeOf(key);
        if (!Binding.isUnknown(key)) {
            boolean number = binding.functions.canCast(type, SqlType.INT4, CastContext.IMPLICIT);
            boolean text = binding.functions.canCast(type, SqlType.TEXT, CastContext.IMPLICIT);
            if (number == text) {
                throw new SqlException(
                                SqlState.DATATYPE_MISMATCH, "subscript type " + type.bare() + " is not supported")
                        .withHint(
                                number
                                        ? "jsonb subscript must be coercible to only one type, integer or text."
                                        : "jsonb subscript must be coercible to either integer or text.")
                        .at(position);
            }
        }
        return binding.coercion.explicit(key, SqlType.TEXT, position);
    }

    private record Operand(RexNode node) {}
}
