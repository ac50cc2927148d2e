package io.federator.engine.folding;

import io.federator.engine.binder.ConstantFolder;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.evaluator.Frame;
import io.federator.engine.folding.Folded.Open;
import io.federator.engine.folding.Folded.Subquery;
import io.federator.engine.folding.Folded.Uses;
import io.federator.engine.folding.Folded.Value;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgOperator;
import io.federator.engine.rel.PgOperator.Volatility;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexWindowBound;

/**
 * PostgreSQL's simplification of expressions ({@code eval_const_expressions}): immutable calls over constants are evaluated, in
 * order, and raise their errors; the branches that a constant rules out are not looked at.
 */
final class ExpressionFolder {
    /** Their operands are evaluated in their own time. */
    private static final Set<String> JSON = Set.of("json ", "is json");

    private static final Set<String> AT_RUN_TIME = Set.of(PgOperator.LIMIT_COUNT, PgOperator.OFFSET_COUNT);

    private final ExpressionCompiler compiler;
    private final RexBuilder rex;
    private final EvaluationContext context;

    ExpressionFolder(ExpressionCompiler compiler, RexBuilder rex, EvaluationContext context) {
        this.compiler = compiler;
        this.rex = rex;
        this.context = context;
    }

    /** @throws SqlException what the evaluation of a constant raises */
    Folded fold(RexNode node, Scope scope) {
        if (Constant.isConstant(node)) {
            return new Value(Constant.valueOf(node));
        }
        return switch (node) {
            case RexInputRef ref -> scope.row().column(ref.getIndex());
            case RexFieldAccess access
            when access.getReferenceExpr() instanceof RexCorrelVariable variable ->
                scope.outer(variable.id, access.getField().getIndex());
            case RexSubQuery query -> {
                List<Uses> uses = uses(folded(query.getOperands(), scope));
                uses.add(new Uses(List.of(), List.of(new Subquery(query, scope))));
                yield new Open(Uses.of(uses));
            }
            case RexOver over -> window(over, scope);
            case RexCall call -> call(call, scope);
            default -> Folded.Maybe.MAYBE;
        };
    }

    private List<Folded> folded(List<? extends RexNode> nodes, Scope scope) {
        List<Folded> result = new ArrayList<>();
        for (RexNode node : nodes) {
            result.add(fold(node, scope));
        }
        return result;
    }

    private static List<Uses> uses(List<Folded> all) {
        List<Uses> uses = new ArrayList<>();
        all.forEach(f -> uses.add(f.uses()));
        return uses;
    }

    private Folded window(RexOver over, Scope scope) {
        List<Folded> parts = folded(over.getOperands(), scope);
        parts.addAll(folded(over.getWindow().partitionKeys, scope));
        over.getWindow().orderKeys.forEach(key -> parts.add(fold(key.left, scope)));
        for (RexWindowBound bound :
                List.of(over.getWindow().getLowerBound(), over.getWindow().getUpperBound())) {
            RexNode offset = bound.getOffset();
            if (offset != null) {
                parts.add(fold(offset, scope));
            }
        }
        return new Open(Uses.of(uses(parts)));
    }

    private Folded call(RexCall call, Scope scope) {
        return switch (call.getKind()) {
            case AND -> connective(call.getOperands(), true, scope);
            case OR -> connective(call.getOperands(), false, scope);
            case CASE -> cases(call.getOperands(), scope);
            case COALESCE -> coalesce(call.getOperands(), scope);
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL, NOT ->
                strict(call, true, scope);
            case CAST -> strict(call, isImmutableCast(typeOf(call.operands.getFirst()), typeOf(call)), scope);
            case IS_NULL,
                    IS_NOT_NULL,
                    IS_TRUE,
                    IS_NOT_TRUE,
                    IS_FALSE,
                    IS_NOT_FALSE,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM -> plain(call, true, scope);
            default ->
                call.getOperator() instanceof PgOperator operator
                        ? function(operator, call, scope)
                        : Folded.Maybe.MAYBE;
        };
    }

    /** Whether PostgreSQL says so, which calls the text forms of arrays stable. */
    private static boolean isImmutableCast(SqlType from, SqlType to) {
        return (from.element() == null) == (to.element() == null) && ConstantFolder.isImmutableCast(from, to);
    }

    private static SqlType typeOf(RexNode node) {
        return PgTypeFactory.sqlType(node.getType());
    }

    private Folded connective(List<RexNode> operands, boolean and, Scope scope) {
        List<Uses> open = new ArrayList<>();
        boolean unknown = false;
        for (RexNode operand : operands) {
            switch (fold(operand, scope)) {
                case Value v
                when v.is(!and) -> {
                    return v;
                }
                case Value v -> unknown |= v.isNull();
                case Open o -> open.add(o.uses());
                case Folded.Maybe maybe -> {
                    return maybe;
                }
            }
        }
        if (!open.isEmpty()) {
            return new Open(Uses.of(open));
        }
        return unknown ? Folded.Value.NULL : new Value(and);
    }

    private Folded cases(List<RexNode> operands, Scope scope) {
        List<Uses> open = new ArrayList<>();
        int i = 0;
        for (; i + 1 < operands.size(); i += 2) {
            Folded condition = fold(operands.get(i), scope);
            if (condition instanceof Folded.Maybe) {
                return condition;
            }
            if (condition.is(true)) {
                i++;
                break;
            }
            if (condition instanceof Open o) {
                open.add(o.uses());
                open.add(fold(operands.get(i + 1), scope).uses());
            }
        }
        Folded otherwise = fold(operands.get(i), scope);
        if (open.isEmpty()) {
            return otherwise;
        }
        open.add(otherwise.uses());
        return new Open(Uses.of(open));
    }

    private Folded coalesce(List<RexNode> operands, Scope scope) {
        List<Uses> open = new ArrayList<>();
        for (RexNode operand : operands) {
            Folded folded = fold(operand, scope);
            if (folded instanceof Folded.Maybe) {
                return folded;
            }
            if (folded instanceof Open o) {
                open.add(o.uses());
            } else if (!folded.isNull()) {
                if (open.isEmpty()) {
                    return folded;
                }
                break;
            }
        }
        return open.isEmpty() ? Folded.Value.NULL : new Open(Uses.of(open));
    }

    private Folded function(PgOperator operator, RexCall call, Scope scope) {
        String name = operator.getName();
        if (JSON.stream().anyMatch(name::startsWith)) {
            return Folded.Maybe.MAYBE;
        }
        List<Folded> operands = folded(call.getOperands(), scope);
        if (AT_RUN_TIME.contains(name)) {
            return new Open(Uses.of(uses(operands)));
        }
        Folded folded = evaluated(call, operands, operator.volatility() == Volatility.IMMUTABLE);
        // A strict function of NULL is NULL, and a field of a row that is written out is that field.
        boolean unsure = operands.stream().anyMatch(Folded::isNull) || isOfRow(call);
        return folded instanceof Open && unsure ? Folded.Maybe.MAYBE : folded;
    }

    private static boolean isOfRow(RexCall call) {
        return switch (call.getOperator().getName()) {
            case PgOperator.RECORD_FIELD, PgOperator.RECORD_IS_NULL, PgOperator.RECORD_IS_NOT_NULL -> true;
            default -> false;
        };
    }

    private Folded strict(RexCall call, boolean immutable, Scope scope) {
        List<Folded> operands = folded(call.getOperands(), scope);
        return operands.stream().anyMatch(Folded::isNull) ? Folded.Value.NULL : evaluated(call, operands, immutable);
    }

    private Folded plain(RexCall call, boolean immutable, Scope scope) {
        return evaluated(call, folded(call.getOperands(), scope), immutable);
    }

    private Folded evaluated(RexCall call, List<Folded> operands, boolean immutable) {
        if (operands.stream().anyMatch(Folded.Maybe.class::isInstance)) {
            return Folded.Maybe.MAYBE;
        }
        if (!immutable || operands.stream().anyMatch(Open.class::isInstance)) {
            return new Open(Uses.of(uses(operands)));
        }
        return evaluate(call, operands);
    }

    private Folded evaluate(RexCall call, List<Folded> operands) {
        List<RexNode> constants = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            RexNode operand = call.getOperands().get(i);
            constants.add(
                    operands.get(i) instanceof Value v && !Constant.isConstant(operand)
                            ? Constant.of(rex, (PgTypeFactory) rex.getTypeFactory(), typeOf(operand), v.value())
                            : operand);
        }
        try {
            return new Value(
                    compiler.compile(call.clone(call.getType(), constants)).evaluate(Frame.of(context)));
        } catch (SqlException e) {
            if (isOurs(e.state())) {
                return Folded.Maybe.MAYBE;
            }
            throw e;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Folded.Maybe.MAYBE;
        }
    }

    /** Whether an error may be one of Federator's limits. */
    private static boolean isOurs(SqlState state) {
        return state == SqlState.FEATURE_NOT_SUPPORTED
                || state == SqlState.UNDEFINED_FUNCTION
                || state == SqlState.INTERNAL_ERROR;
    }
}
