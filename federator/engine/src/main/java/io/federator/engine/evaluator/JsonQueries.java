package io.federator.engine.evaluator;

import io.federator.engine.format.JsonTree;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.function.JsonQuery;
import io.federator.engine.function.JsonQuerySpec;
import io.federator.engine.jsonpath.JsonPath;
import io.federator.engine.rel.Constant;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * SQL/JSON's query functions. The operands of a call are the document, the path, the names of the path's variables, the name of the
 * column of JSON_TABLE that it computes or NULL, the values of ON EMPTY and ON ERROR, and the variables' values.
 */
public final class JsonQueries {
    /** The item that a column of JSON_TABLE is computed from; the executor puts it before the row's columns. */
    public static final String ITEM = "json item";

    private static final int VARIABLES = 6;

    private JsonQueries() {}

    static Expression of(RexCall call, List<Expression> operands, FunctionCatalog functions) {
        JsonQuery query = new JsonQuery(
                functions,
                JsonQuerySpec.parse(call.getOperator().getName()),
                PgTypeFactory.sqlType(call.getType()),
                (String) Constant.valueOf(call.getOperands().get(3)));
        Expression document = operands.getFirst();
        Paths paths = Paths.of(call.getOperands().get(1), operands.get(1));
        Variables variables = Variables.of(
                call.getOperands().get(2), call.getOperands().subList(VARIABLES, operands.size()), operands);
        return frame -> {
            Object item = document.evaluate(frame);
            if (item == null) {
                return null;
            }
            JsonPath path = paths.path(frame);
            if (path == null) {
                return null;
            }
            JsonTree tree = item instanceof JsonTree given ? given : JsonTree.parse((String) item);
            JsonQuery.Defaults defaults = new JsonQuery.Defaults(
                    () -> operands.get(4).evaluate(frame), () -> operands.get(5).evaluate(frame));
            return query.evaluate(tree, path, variables.values(frame), defaults, frame.context());
        };
    }

    /** A path, which is a constant as a rule. */
    private record Paths(@Nullable JsonPath constant, Expression expression) {
        static Paths of(RexNode node, Expression expression) {
            Object text = Constant.isConstant(node) ? Constant.valueOf(node) : null;
            return new Paths(text == null ? null : JsonQuery.path((String) text), expression);
        }

        @Nullable JsonPath path(Frame frame) {
            if (constant != null) {
                return constant;
            }
            Object text = expression.evaluate(frame);
            return text == null ? null : JsonQuery.path((String) text);
        }
    }

    /** The variables of a path: PASSING. */
    public record Variables(List<String> names, List<SqlType> types, List<Expression> expressions) {
        /**
         * The last of the compiled operands of a call.
         *
         * @param names a constant
         * @param values the call's operands that hold the values
         */
        public static Variables of(RexNode names, List<RexNode> values, List<Expression> operands) {
            ArrayValue texts = (ArrayValue) Objects.requireNonNull(Constant.valueOf(names));
            return new Variables(
                    texts.values().stream().map(String::valueOf).toList(),
                    values.stream()
                            .map(value -> PgTypeFactory.sqlType(value.getType()))
                            .toList(),
                    List.copyOf(operands.subList(operands.size() - values.size(), operands.size())));
        }

        public JsonTree values(Frame frame) {
            @Nullable Object[] values = new @Nullable Object[expressions.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = expressions.get(i).evaluate(frame);
            }
            return JsonQuery.variables(names, types, values, frame.context());
        }
    }
}
