package io.federator.engine.evaluator;

import io.federator.engine.function.JsonConstructors;
import io.federator.spi.type.SqlType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SQL/JSON's own expressions, whose operators are named by their words: {@code json object absent unique binary}. */
final class JsonExpressions {
    private JsonExpressions() {}

    static boolean isOne(String name) {
        return name.startsWith("json object") || name.startsWith("json array") || name.startsWith("is json");
    }

    static Expression of(String name, List<SqlType> types, List<Expression> operands) {
        Set<String> words = Set.of(name.split(" "));
        if (words.contains("is")) {
            String kind = name.substring(name.lastIndexOf(' ') + 1);
            boolean unique = words.contains("unique");
            Expression operand = operands.getFirst();
            return frame -> {
                Object text = operand.evaluate(frame);
                return text == null ? null : (Object) JsonConstructors.isJson((String) text, kind, unique);
            };
        }
        boolean absent = words.contains("absent");
        boolean unique = words.contains("unique");
        boolean binary = words.contains("binary");
        boolean object = words.contains("object");
        return frame -> {
            @Nullable Object[] values = new @Nullable Object[operands.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = operands.get(i).evaluate(frame);
            }
            String json = object
                    ? JsonConstructors.object(types, values, absent, unique, frame.context())
                    : JsonConstructors.array(types, values, absent, frame.context());
            return binary ? JsonConstructors.binary(json) : json;
        };
    }
}
