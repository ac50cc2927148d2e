package io.federator.engine.binder;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgOperator.Volatility;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.error.SqlException;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates immutable calls over constants by PostgreSQL's rules. What raises an error when evaluated stays as it is, so that
 * the error comes when, and only if, the expression is evaluated for a row. Used by one thread.
 */
public final class ConstantFolder {
    private final FunctionCatalog functions;
    private final PgTypeFactory types;
    private final RexBuilder rex;
    private final EvaluationContext context;
    private final boolean keepsColumns;

    ConstantFolder(FunctionCatalog functions, PgTypeFactory types, RexBuilder rex, EvaluationContext context) {
        this(functions, types, rex, context, true);
    }

    /** @param keepsColumns whether parts that a constant rules out stay if they name columns */
    private ConstantFolder(
            FunctionCatalog functions,
            PgTypeFactory types,
            RexBuilder rex,
            EvaluationContext context,
            boolean keepsColumns) {
        this.functions = functions;
        this.types = types;
        this.rex = rex;
        this.context = context;
        this.keepsColumns = keepsColumns;
    }

    /** A bound tree without the parts of conditions that a constant rules out, whatever they name. */
    RelNode withoutDeadParts(RelNode bound) {
        return deadParts().remove(bound);
    }

    /** The same of a condition that is being bound. */
    RexNode withoutDeadParts(RexNode condition) {
        return condition.accept(deadParts());
    }

    private DeadParts deadParts() {
        return new DeadParts(new ConstantFolder(functions, types, rex, context, false), rex);
    }

    /**
     * The call's value if its operands are constants, else the call; for AND, OR and CASE also where some operands are, and those
     * that go name no columns: whether their columns may be named is not known yet.
     */
    public RexNode foldCall(RexNode node) {
        if (!(node instanceof RexCall call) || Constant.isConstant(node)) {
            return node;
        }
        return switch (call.getKind()) {
            case AND -> kept(call, connective(call, true));
            case OR -> kept(call, connective(call, false));
            case CASE -> kept(call, cases(call));
            case COALESCE -> kept(call, coalesce(call));
            default -> call.getOperands().stream().allMatch(Constant::isConstant) ? evaluate(call) : call;
        };
    }

    private RexNode kept(RexCall call, RexNode folded) {
        return keepsColumns && !folded.equals(call) && !columns(folded).containsAll(columns(call)) ? call : folded;
    }

    private static Set<LevelColumn> columns(RexNode node) {
        Set<LevelColumn> columns = new HashSet<>();
        Trees.anyVariable(node, v -> {
            if (v instanceof LevelColumn column) {
                columns.add(column);
            }
            return false;
        });
        return columns;
    }

    private RexNode connective(RexCall call, boolean and) {
        boolean dominant = !and;
        List<RexNode> rest = call.getOperands().stream()
                .filter(o -> !(Constant.isConstant(o) && Boolean.valueOf(and).equals(Constant.valueOf(o))))
                .toList();
        for (int i = 0; i < rest.size(); i++) {
            RexNode operand = rest.get(i);
            if (Constant.isConstant(operand) && Boolean.valueOf(dominant).equals(Constant.valueOf(operand))) {
                return decided(call, rest.subList(0, i), dominant);
            }
        }
        return switch (rest.size()) {
            case 0 -> rex.makeLiteral(and);
            case 1 -> rest.getFirst();
            default ->
                rest.size() == call.getOperands().size()
                        ? call
                        : rex.makeCall(call.getType(), call.getOperator(), rest);
        };
    }

    /** What stands before the constant that decides has been evaluated by then, and may have failed. */
    private RexNode decided(RexCall call, List<RexNode> before, boolean dominant) {
        List<RexNode> failing = before.stream().filter(ConstantFolder::fails).toList();
        RexNode value = rex.makeLiteral(dominant);
        if (failing.isEmpty()) {
            return value;
        }
        List<RexNode> operands = new ArrayList<>(failing);
        operands.add(value);
        return rex.makeCall(call.getType(), call.getOperator(), operands);
    }

    /** Whether there is a call over constants in it that has not been evaluated, which would have failed. */
    private static boolean fails(RexNode node) {
        return Trees.anyCall(
                node,
                c -> isImmutable(c)
                        && !c.getOperands().isEmpty()
                        && c.getOperands().stream().allMatch(Constant::isConstant));
    }

    /** Without the branches whose condition is never true, and what comes after one that always is. */
    private RexNode cases(RexCall call) {
        List<RexNode> operands = call.getOperands();
        List<RexNode> rest = new ArrayList<>();
        RexNode otherwise = operands.getLast();
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            RexNode condition = operands.get(i);
            if (!Constant.isConstant(condition)) {
                rest.add(condition);
                rest.add(operands.get(i + 1));
            } else if (Boolean.TRUE.equals(Constant.valueOf(condition))) {
                otherwise = operands.get(i + 1);
                break;
            }
        }
        if (rest.isEmpty()) {
            return sameType(otherwise, call);
        }
        rest.add(otherwise);
        return rest.size() == operands.size() ? call : rex.makeCall(call.getType(), call.getOperator(), rest);
    }

    /** Without what comes after the first argument that is a constant. */
    private RexNode coalesce(RexCall call) {
        List<RexNode> rest = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            if (!Constant.isConstant(operand)) {
                rest.add(operand);
            } else if (Constant.valueOf(operand) != null) {
                rest.add(operand);
                break;
            }
        }
        if (rest.isEmpty() || (rest.size() == 1 && Constant.isConstant(rest.getFirst()))) {
            return sameType(rest.isEmpty() ? call.getOperands().getFirst() : rest.getFirst(), call);
        }
        return rest.size() < 2 || rest.size() == call.getOperands().size()
                ? call
                : rex.makeCall(call.getType(), call.getOperator(), rest);
    }

    private RexNode sameType(RexNode value, RexCall call) {
        return PgTypeFactory.sqlType(value.getType()).equals(PgTypeFactory.sqlType(call.getType())) ? value : call;
    }

    private RexNode evaluate(RexCall call) {
        SqlType result = PgTypeFactory.sqlType(call.getType());
        @Nullable Object[] values = new @Nullable Object[call.getOperands().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Constant.valueOf(call.getOperands().get(i));
        }
        try {
            return switch (call.getKind()) {
                case CAST -> cast(call, values, result);
                case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                    compare(call, values);
                case NOT -> values[0] == null ? constant(result, null) : rex.makeLiteral(!((Boolean) values[0]));
                case IS_NULL -> rex.makeLiteral(values[0] == null);
                case IS_NOT_NULL -> rex.makeLiteral(values[0] != null);
                case IS_TRUE -> rex.makeLiteral(Boolean.TRUE.equals(values[0]));
                case IS_NOT_TRUE -> rex.makeLiteral(!Boolean.TRUE.equals(values[0]));
                case IS_FALSE -> rex.makeLiteral(Boolean.FALSE.equals(values[0]));
                case IS_NOT_FALSE -> rex.makeLiteral(!Boolean.FALSE.equals(values[0]));
                default ->
                    call.getOperator() instanceof PgOperator operator && isImmutable(call)
                            ? constant(
                                    result,
                                    functions
                                            .scalar(operator.getName(), operandTypes(call), result)
                                            .apply(values, context))
                            : call;
            };
        } catch (SqlException | UnsupportedOperationException e) {
            return call;
        }
    }

    private RexNode cast(RexCall call, @Nullable Object[] values, SqlType result) {
        SqlType from = PgTypeFactory.sqlType(call.getOperands().getFirst().getType());
        if (values[0] == null) {
            return constant(result, null);
        }
        return isImmutableCast(from, result)
                ? constant(result, functions.cast(from, result, true).apply(values, context))
                : call;
    }

    private RexNode compare(RexCall call, @Nullable Object[] values) {
        Object left = values[0];
        Object right = values[1];
        if (left == null || right == null) {
            return constant(SqlType.BOOL, null);
        }
        Comparator<Object> order = functions.order(
                PgTypeFactory.sqlType(call.getOperands().getFirst().getType()));
        int comparison = order.compare(left, right);
        SqlKind kind = call.getKind();
        return rex.makeLiteral(
                switch (kind) {
                    case EQUALS -> comparison == 0;
                    case NOT_EQUALS -> comparison != 0;
                    case LESS_THAN -> comparison < 0;
                    case LESS_THAN_OR_EQUAL -> comparison <= 0;
                    case GREATER_THAN -> comparison > 0;
                    default -> comparison >= 0;
                });
    }

    private static boolean isImmutable(RexCall call) {
        return call.getOperator() instanceof PgOperator operator && operator.volatility() == Volatility.IMMUTABLE;
    }

    /** Whether the cast depends on nothing but the value: not on the time zone, date order or the system catalogs. */
    public static boolean isImmutableCast(SqlType from, SqlType to) {
        SqlType fromElement = from.element();
        SqlType toElement = to.element();
        if (fromElement != null && toElement != null) {
            return isImmutableCast(fromElement, toElement);
        }
        TypeKind source = fromElement == null ? from.kind() : fromElement.kind();
        TypeKind target = toElement == null ? to.kind() : toElement.kind();
        if (source == target) {
            return true;
        }
        boolean zoned = isZoned(source) || isZoned(target);
        boolean printed = (isTemporal(source) != isTemporal(target));
        boolean named = (source.isOid() && source != TypeKind.OID) || (target.isOid() && target != TypeKind.OID);
        boolean record = source == TypeKind.RECORD || target == TypeKind.RECORD;
        return !zoned && !printed && !named && !record && source != TypeKind.BYTEA;
    }

    static boolean isTemporal(TypeKind kind) {
        return switch (kind) {
            case DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> true;
            default -> false;
        };
    }

    private static boolean isZoned(TypeKind kind) {
        return kind == TypeKind.TIMESTAMPTZ || kind == TypeKind.TIMETZ;
    }

    private static List<SqlType> operandTypes(RexCall call) {
        return call.getOperands().stream()
                .map(o -> PgTypeFactory.sqlType(o.getType()))
                .toList();
    }

    private RexNode constant(SqlType type, @Nullable Object value) {
        return Constant.of(rex, types, type, value);
    }
}
