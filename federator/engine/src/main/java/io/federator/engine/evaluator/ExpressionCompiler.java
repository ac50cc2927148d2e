package io.federator.engine.evaluator;

import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.function.JsonQuerySpec;
import io.federator.engine.function.JsonRecords;
import io.federator.engine.function.ScalarFunction;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgRelType;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowValue;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Turns scalar expressions of the relational language into {@link Expression}s. Stateless but for the function catalog; safe for
 * any thread.
 */
public final class ExpressionCompiler {
    private final FunctionCatalog functions;

    public ExpressionCompiler(FunctionCatalog functions) {
        this.functions = functions;
    }

    public List<Expression> compile(List<? extends RexNode> nodes) {
        return nodes.stream().map(this::compile).toList();
    }

    /** @throws io.federator.spi.error.SqlException 0A000 for a function that is known but not computed here */
    public Expression compile(RexNode node) {
        if (Constant.isConstant(node)) {
            Object value = Constant.valueOf(node);
            return frame -> value;
        }
        return switch (node) {
            case RexInputRef ref -> {
                int column = ref.getIndex();
                yield frame -> frame.row[column];
            }
            case RexDynamicParam parameter -> {
                int index = parameter.getIndex();
                yield frame -> frame.context().parameter(index);
            }
            case RexFieldAccess access
            when access.getReferenceExpr() instanceof RexCorrelVariable variable -> {
                int column = access.getField().getIndex();
                yield frame -> frame.outer(variable.id)[column];
            }
            case RexCall call -> call(call);
            default -> throw new IllegalArgumentException("no expression of ours: " + node);
        };
    }

    private Expression call(RexCall call) {
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case AND -> and(compile(operands));
            case OR -> or(compile(operands));
            case NOT -> not(compile(operands.getFirst()));
            case EQUALS -> comparison(call, c -> c == 0);
            case NOT_EQUALS -> comparison(call, c -> c != 0);
            case LESS_THAN -> comparison(call, c -> c < 0);
            case LESS_THAN_OR_EQUAL -> comparison(call, c -> c <= 0);
            case GREATER_THAN -> comparison(call, c -> c > 0);
            case GREATER_THAN_OR_EQUAL -> comparison(call, c -> c >= 0);
            case IS_DISTINCT_FROM -> distinct(call, true);
            case IS_NOT_DISTINCT_FROM -> distinct(call, false);
            case IS_NULL -> nullTest(operands.getFirst(), true);
            case IS_NOT_NULL -> nullTest(operands.getFirst(), false);
            case IS_TRUE -> booleanTest(operands.getFirst(), true, true);
            case IS_NOT_TRUE -> booleanTest(operands.getFirst(), true, false);
            case IS_FALSE -> booleanTest(operands.getFirst(), false, true);
            case IS_NOT_FALSE -> booleanTest(operands.getFirst(), false, false);
            case CASE -> caseOf(compile(operands));
            case COALESCE -> coalesce(compile(operands));
            case CAST -> cast(call);
            case SEARCH -> throw new IllegalArgumentException("SEARCH has to be expanded: " + call);
            default -> {
                if (call.getOperator() instanceof PgOperator operator) {
                    yield function(operator, call);
                }
                throw new IllegalArgumentException("no operator of ours: " + call.getOperator() + " in " + call);
            }
        };
    }

    private static Expression and(List<Expression> operands) {
        return frame -> {
            boolean unknown = false;
            for (Expression operand : operands) {
                Object value = operand.evaluate(frame);
                if (value == null) {
                    unknown = true;
                } else if (!(Boolean) value) {
                    return false;
                }
            }
            return unknown ? null : Boolean.TRUE;
        };
    }

    private static Expression or(List<Expression> operands) {
        return frame -> {
            boolean unknown = false;
            for (Expression operand : operands) {
                Object value = operand.evaluate(frame);
                if (value == null) {
                    unknown = true;
                } else if ((Boolean) value) {
                    return true;
                }
            }
            return unknown ? null : Boolean.FALSE;
        };
    }

    private static Expression not(Expression operand) {
        return frame -> {
            Object value = operand.evaluate(frame);
            return value == null ? null : !(Boolean) value;
        };
    }

    private Expression comparison(RexCall call, IntPredicate verdict) {
        Comparator<Object> order = order(call);
        Expression left = compile(call.getOperands().get(0));
        Expression right = compile(call.getOperands().get(1));
        return frame -> {
            Object a = left.evaluate(frame);
            if (a == null) {
                return null;
            }
            Object b = right.evaluate(frame);
            return b == null ? null : verdict.test(order.compare(a, b));
        };
    }

    private Expression distinct(RexCall call, boolean whenDistinct) {
        Comparator<Object> order = order(call);
        Expression left = compile(call.getOperands().get(0));
        Expression right = compile(call.getOperands().get(1));
        return frame -> {
            Object a = left.evaluate(frame);
            Object b = right.evaluate(frame);
            boolean same = a == null || b == null ? a == null && b == null : order.compare(a, b) == 0;
            return same != whenDistinct;
        };
    }

    private Comparator<Object> order(RexCall call) {
        return functions.order(type(call.getOperands().getFirst()));
    }

    private Expression nullTest(RexNode node, boolean whenNull) {
        Expression operand = compile(node);
        return frame -> (operand.evaluate(frame) == null) == whenNull;
    }

    private Expression booleanTest(RexNode node, boolean sought, boolean whenFound) {
        Expression operand = compile(node);
        return frame -> {
            Object value = operand.evaluate(frame);
            return (value != null && (Boolean) value == sought) == whenFound;
        };
    }

    private static Expression caseOf(List<Expression> operands) {
        return frame -> {
            int last = operands.size() - 1;
            for (int i = 0; i < last; i += 2) {
                if (operands.get(i).test(frame)) {
                    return operands.get(i + 1).evaluate(frame);
                }
            }
            return operands.get(last).evaluate(frame);
        };
    }

    private static Expression coalesce(List<Expression> operands) {
        return frame -> {
            for (Expression operand : operands) {
                Object value = operand.evaluate(frame);
                if (value != null) {
                    return value;
                }
            }
            return null;
        };
    }

    private Expression cast(RexCall call) {
        SqlType from = type(call.getOperands().getFirst());
        SqlType to = type(call);
        Expression operand = compile(call.getOperands().getFirst());
        if (from.equals(to)) {
            return operand;
        }
        return new Call(functions.cast(from, to, true), List.of(operand));
    }

    private Expression function(PgOperator operator, RexCall call) {
        List<Expression> operands = compile(call.getOperands());
        List<SqlType> types =
                call.getOperands().stream().map(ExpressionCompiler::type).toList();
        String name = operator.getName();
        switch (name) {
            case "array" -> {
                boolean nested = !types.isEmpty() && types.getFirst().element() != null;
                return Constructors.array(type(call), nested, operands);
            }
            case "row" -> {
                return Constructors.row(fieldNames(call), types, operands);
            }
            case PgOperator.LIMIT_COUNT -> {
                return RowCounts.limit(operands.getFirst());
            }
            case PgOperator.OFFSET_COUNT -> {
                return RowCounts.offset(operands.getFirst());
            }
            case PgOperator.RECORD_IS_NULL -> {
                return Constructors.nullTest(operands.getFirst(), true);
            }
            case PgOperator.RECORD_IS_NOT_NULL -> {
                return Constructors.nullTest(operands.getFirst(), false);
            }
            case PgOperator.RECORD_FIELD -> {
                int field = (Integer) Objects.requireNonNull(
                        Constant.valueOf(call.getOperands().get(1)));
                Expression record = operands.getFirst();
                return frame -> record.evaluate(frame) instanceof RowValue row
                        ? row.fields().get(field)
                        : null;
            }
            case JsonQueries.ITEM -> {
                return frame -> frame.row[0];
            }
            case "greatest" -> {
                return extreme(operands, functions.order(type(call)));
            }
            case "least" -> {
                return extreme(operands, functions.order(type(call)).reversed());
            }
            default -> {
                if (JsonExpressions.isOne(name)) {
                    return JsonExpressions.of(name, types, operands);
                }
                List<PgRelType.RecordField> fields = fields(call);
                if (JsonRecords.isPopulation(name) && !fields.isEmpty()) {
                    JsonRecords records = new JsonRecords(
                            functions,
                            name,
                            fields.stream().map(PgRelType.RecordField::name).toList(),
                            fields.stream().map(PgRelType.RecordField::type).toList());
                    return new Call(records::value, operands);
                }
                if (JsonQuerySpec.isOne(name)) {
                    return JsonQueries.of(call, operands, functions);
                }
                if (name.endsWith(" any") || name.endsWith(" all")) {
                    return ArrayComparison.of(name, types.get(0), types.get(1), operands, functions);
                }
                return new Call(functions.scalar(name, types, type(call)), operands);
            }
        }
    }

    private static List<String> fieldNames(RexCall row) {
        return row.getType() instanceof PgRelType type
                ? type.fields().stream().map(PgRelType.RecordField::name).toList()
                : List.of();
    }

    /** The fields of the row that a call is given first. */
    private static List<PgRelType.RecordField> fields(RexCall call) {
        return !call.getOperands().isEmpty() && call.getOperands().getFirst().getType() instanceof PgRelType type
                ? type.fields()
                : List.of();
    }

    private static Expression extreme(List<Expression> operands, Comparator<Object> order) {
        return frame -> {
            Object best = null;
            for (Expression operand : operands) {
                Object value = operand.evaluate(frame);
                if (value != null && (best == null || order.compare(value, best) > 0)) {
                    best = value;
                }
            }
            return best;
        };
    }

    private static SqlType type(RexNode node) {
        return PgTypeFactory.sqlType(node.getType());
    }

    /** A function over evaluated operands. */
    private record Call(ScalarFunction function, List<Expression> operands) implements Expression {
        @Override
        public @Nullable Object evaluate(Frame frame) {
            @Nullable Object[] arguments = new @Nullable Object[operands.size()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = operands.get(i).evaluate(frame);
            }
            return function.apply(arguments, frame.context());
        }
    }
}
