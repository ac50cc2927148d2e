package io.federator.engine.unparse;

import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.engine.rel.RunTimeConstant;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.SourceDialect;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Scalar expressions over the cells of a block. */
final class ExpressionWriter {
    private final SourceDialect dialect;
    private final Arguments arguments;
    /** The cells of the rows that correlated expressions refer to. */
    private final Map<CorrelationId, List<Cell>> outer = new HashMap<>();

    ExpressionWriter(SourceDialect dialect, Arguments arguments) {
        this.dialect = dialect;
        this.arguments = arguments;
    }

    /** What is written from now on may refer to a row of these cells by this id. */
    void enter(CorrelationId id, List<Cell> cells) {
        outer.put(id, List.copyOf(cells));
    }

    /** Whether text may name a column of a row that correlated expressions refer to. */
    boolean mayBeOuter(String sql) {
        return outer.values().stream()
                .flatMap(List::stream)
                .anyMatch(cell -> sql.contains(cell.raw().sql())
                        || (cell.value() != null && sql.contains(cell.value().sql())));
    }

    Rendered write(RexNode node, List<Cell> cells) throws NotWritable {
        if (node instanceof RexInputRef ref) {
            return cells.get(ref.getIndex()).requireValue();
        }
        SqlType type = PgTypeFactory.sqlType(node.getType());
        if (Constant.isConstant(node)) {
            return Arguments.unmarked(
                    require(dialect.literal(type, Constant.valueOf(node)), "a literal of type " + type));
        }
        if (RunTimeConstant.is(node)) {
            return arguments.placeholder(node, require(dialect.parameter(type), "a parameter of type " + type));
        }
        if (node instanceof RexFieldAccess access
                && access.getReferenceExpr() instanceof RexCorrelVariable variable
                && outer.containsKey(variable.id)) {
            return outer.get(variable.id).get(access.getField().getIndex()).requireValue();
        }
        if (node instanceof RexOver over) {
            return new WindowWriter(dialect, this).write(over, cells);
        }
        if (node instanceof RexCall call && !(node instanceof RexSubQuery)) {
            return call(call, type, cells);
        }
        throw new NotWritable(node.getKind().name());
    }

    /** The conjuncts of a condition, each self-contained. */
    List<String> conjuncts(RexNode condition, List<Cell> cells) throws NotWritable {
        List<String> written = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
            if (!conjunct.isAlwaysTrue()) {
                written.add(write(conjunct, cells).sql());
            }
        }
        return written;
    }

    private Rendered call(RexCall call, SqlType type, List<Cell> cells) throws NotWritable {
        if (call.getKind() == SqlKind.OR) {
            Rendered in = inList(call, type, cells);
            if (in != null) {
                return in;
            }
        }
        List<Rendered> operands = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            operands.add(write(operand, cells));
        }
        String operation = operation(call);
        return require(dialect.call(operation, operands, type), operation);
    }

    /** {@code x = 1 or x = 2 …} as {@code x in (1, 2, …)}. */
    private @Nullable Rendered inList(RexCall or, SqlType type, List<Cell> cells) throws NotWritable {
        RexNode subject = null;
        List<RexNode> values = new ArrayList<>();
        for (RexNode disjunct : or.getOperands()) {
            if (!(disjunct instanceof RexCall equals)
                    || equals.getKind() != SqlKind.EQUALS
                    || !Constant.isConstant(equals.getOperands().get(1))
                    || Constant.valueOf(equals.getOperands().get(1)) == null
                    || (subject != null && !subject.equals(equals.getOperands().get(0)))) {
                return null;
            }
            subject = equals.getOperands().get(0);
            values.add(equals.getOperands().get(1));
        }
        if (subject == null) {
            return null;
        }
        List<Rendered> operands = new ArrayList<>();
        operands.add(write(subject, cells));
        for (RexNode value : values) {
            operands.add(write(value, cells));
        }
        return dialect.call("in", operands, type);
    }

    /** The name of a call's operation as {@link SourceDialect} documents it. */
    private static String operation(RexCall call) throws NotWritable {
        if (call.getOperator() instanceof PgOperator operator) {
            if (operator.volatility() != PgOperator.Volatility.IMMUTABLE) {
                throw new NotWritable(operator.getName() + " is not immutable");
            }
            return operator.getName();
        }
        return switch (call.getKind()) {
            case AND -> "and";
            case OR -> "or";
            case NOT -> "not";
            case EQUALS -> "=";
            case NOT_EQUALS -> "<>";
            case LESS_THAN -> "<";
            case LESS_THAN_OR_EQUAL -> "<=";
            case GREATER_THAN -> ">";
            case GREATER_THAN_OR_EQUAL -> ">=";
            case IS_NULL -> "is null";
            case IS_NOT_NULL -> "is not null";
            case IS_TRUE -> "is true";
            case IS_NOT_TRUE -> "is not true";
            case IS_FALSE -> "is false";
            case IS_NOT_FALSE -> "is not false";
            case IS_DISTINCT_FROM -> "is distinct from";
            case IS_NOT_DISTINCT_FROM -> "is not distinct from";
            case CASE -> "case";
            case COALESCE -> "coalesce";
            case CAST -> "cast";
            default -> throw new NotWritable(call.getKind().name());
        };
    }

    static Rendered require(@Nullable Rendered rendered, String what) throws NotWritable {
        if (rendered == null) {
            throw new NotWritable(what);
        }
        return rendered;
    }
}
