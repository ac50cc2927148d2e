package io.federator.engine.binder;

import io.federator.engine.binder.OperatorBinder.Operand;
import io.federator.engine.collation.TextOrder;
import io.federator.engine.function.ResolvedCall;
import io.federator.engine.parser.ast.Expression;
import io.federator.engine.parser.ast.Name;
import io.federator.engine.rel.PgOperator;
import io.federator.spi.error.SqlException;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** CASE and its relatives, and pattern matching. */
final class ConditionBinder {
    private final Binding binding;
    private final ExpressionBinder expressions;
    private final OperatorBinder operators;
    private final Level level;

    ConditionBinder(Binding binding, ExpressionBinder expressions, OperatorBinder operators, Level level) {
        this.binding = binding;
        this.expressions = expressions;
        this.operators = operators;
        this.level = level;
    }

    RexNode bindCase(Expression.Case e) {
        return withoutSets("CASE", () -> caseWithoutSets(e));
    }

    private RexNode caseWithoutSets(Expression.Case e) {
        Expression operandAst = e.operand();
        Operand operand = null;
        if (operandAst != null) {
            RexNode node = binding.coercion.resolved(expressions.bind(operandAst));
            if (Trees.isVolatile(node)) {
                throw ExpressionBinder.unsupported("CASE with a volatile operand", operandAst.start());
            }
            operand = Operand.of(node, operandAst);
        }
        List<RexNode> conditions = new ArrayList<>();
        List<RexNode> results = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Expression.When when : e.branches()) {
            conditions.add(
                    operand == null
                            ? expressions.bindBoolean(when.condition(), "CASE/WHEN")
                            : binding.coercion.bool(
                                    operators.infix(
                                            "=", operand, expressions.operand(when.condition()), when.position()),
                                    when.condition(),
                                    "CASE/WHEN"));
            results.add(expressions.bind(when.result()));
            places.add(when.result().start());
        }
        Expression otherwise = e.otherwise() == null ? new Expression.NullLiteral(e.position()) : e.otherwise();
        // PostgreSQL looks at ELSE first when it chooses the type.
        results.addFirst(expressions.bind(otherwise));
        places.addFirst(otherwise.start());
        List<RexNode> alike = binding.coercion.toCommon("CASE", results, places);
        List<RexNode> operands = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            operands.add(conditions.get(i));
            operands.add(alike.get(i + 1));
        }
        operands.add(alike.getFirst());
        return call(SqlStdOperatorTable.CASE, alike, operands, false);
    }

    RexNode coalesce(Expression.Coalesce e) {
        return withoutSets("COALESCE", () -> {
            List<RexNode> alike = common("COALESCE", e.arguments());
            return call(SqlStdOperatorTable.COALESCE, alike, alike, true);
        });
    }

    RexNode extreme(Expression.Extreme e) {
        String name = e.greatest() ? "GREATEST" : "LEAST";
        List<RexNode> alike = common(name, e.arguments());
        PgOperator operator = PgOperator.immutable(name.toLowerCase(Locale.ROOT));
        SqlType type = Binding.typeOf(alike.getFirst());
        TextOrder order = binding.collations.order(alike, e.position());
        if (order.isByCodePoint() || !type.kind().isText()) {
            return binding.call(operator, type, alike);
        }
        RexNode key = binding.call(operator, SqlType.BYTEA, binding.collations.keys(alike, order));
        return binding.collations.text(key, type, order);
    }

    private List<RexNode> common(String construct, List<Expression> arguments) {
        return binding.coercion.toCommon(
                construct,
                expressions.bind(arguments),
                arguments.stream().map(Expression::start).toList());
    }

    /** A call of one of Calcite's operators whose result is of the common type. */
    private RexNode call(SqlOperator operator, List<RexNode> alike, List<RexNode> operands, boolean first) {
        boolean nullable = first
                ? alike.stream().allMatch(n -> n.getType().isNullable())
                : alike.stream().anyMatch(n -> n.getType().isNullable());
        RexNode sample = alike.stream()
                .filter(n -> !Records.fields(n).isEmpty())
                .findFirst()
                .orElse(alike.getFirst());
        RelDataType type = binding.types.createTypeWithNullability(sample.getType(), nullable);
        return binding.folder.foldCall(binding.rex.makeCall(type, operator, operands));
    }

    RexNode nullIf(Expression.NullIf e) {
        Operand left = expressions.operand(e.left());
        Operand right = expressions.operand(e.right());
        RexNode equal = operators.infix("=", left, right, e.position());
        ResolvedCall call = operators.resolve(Name.of("=", e.position()), left.type(), right.type(), e.position());
        RexNode value =
                binding.coercion.implicit(left.node(), call.argumentTypes().getFirst(), left.position());
        SqlType type = Binding.typeOf(value);
        return binding.folder.foldCall(binding.rex.makeCall(
                binding.types.of(type), SqlStdOperatorTable.CASE, List.of(equal, binding.constant(type, null), value)));
    }

    RexNode like(Expression.Like e) {
        String operator = switch (e.kind()) {
            case LIKE -> e.negated() ? "!~~" : "~~";
            case ILIKE -> e.negated() ? "!~~*" : "~~*";
            case SIMILAR -> e.negated() ? "!~" : "~";
        };
        Operand operand = expressions.operand(e.operand());
        Operand pattern = expressions.operand(e.pattern());
        Expression escape = e.escape();
        if (e.kind() == Expression.LikeKind.SIMILAR) {
            pattern = escape == null
                    ? function("similar_to_escape", e.position(), pattern)
                    : function("similar_to_escape", e.position(), pattern, expressions.operand(escape));
        } else if (escape != null) {
            pattern = function("like_escape", e.position(), pattern, expressions.operand(escape));
        }
        return operators.infix(operator, operand, pattern, e.position());
    }

    private Operand function(String name, int position, Operand... arguments) {
        List<SqlType> types = Arrays.stream(arguments).map(Operand::type).toList();
        try {
            ResolvedCall call = binding.functions.function(List.of(Name.PG_CATALOG, name), types, false);
            List<RexNode> nodes = new ArrayList<>();
            for (int i = 0; i < arguments.length; i++) {
                nodes.add(binding.coercion.implicit(
                        arguments[i].node(), call.argumentTypes().get(i), arguments[i].position()));
            }
            return new Operand(binding.call(OperatorBinder.operatorOf(call), call.result(), nodes), position);
        } catch (SqlException error) {
            throw error.atIfAbsent(position);
        }
    }

    private RexNode withoutSets(String construct, Supplier<RexNode> work) {
        String saved = level.setsForbiddenIn;
        level.setsForbiddenIn = construct;
        try {
            return work.get();
        } finally {
            level.setsForbiddenIn = saved;
        }
    }
}
