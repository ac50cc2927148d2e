package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.JsonParser;
import io.federator.engine.format.JsonTree;
import io.federator.engine.format.TextFormat;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON values as values of SQL's types, as {@code json_populate_record} makes them.
 *
 * @param binary whether the document is jsonb, whose values are printed in its canonical form
 */
record JsonPopulation(boolean binary) {
    /** The value of a bare type that a part of a document means; the modifier is the caller's. */
    @Nullable Object value(SqlType type, JsonParser.Part part, EvaluationContext context) {
        if (part.value() instanceof JsonTree.Null) {
            return null;
        }
        SqlType element = type.element();
        if (element != null && !(part.value() instanceof JsonTree.Str)) {
            return array(element, part, context);
        }
        if (type.is(TypeKind.JSON)) {
            return binary ? part.value().print() : part.text();
        }
        if (type.is(TypeKind.JSONB)) {
            return part.value().print();
        }
        String text = part.value() instanceof JsonTree.Str(String string)
                ? string
                : binary ? part.value().print() : part.text();
        return TextFormat.parse(type, text, context);
    }

    /** Nested JSON arrays become dimensions. */
    private ArrayValue array(SqlType element, JsonParser.Part part, EvaluationContext context) {
        List<Integer> lengths = new ArrayList<>();
        JsonTree shape = part.value();
        boolean nests = !element.is(TypeKind.JSON) && !element.is(TypeKind.JSONB);
        while (shape instanceof JsonTree.Arr array) {
            lengths.add(array.items().size());
            shape = nests && !array.items().isEmpty() ? array.items().getFirst() : new JsonTree.Null();
        }
        if (lengths.isEmpty()) {
            throw new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "expected JSON array");
        }
        List<@Nullable Object> values = new ArrayList<>();
        collect(element, part.text(), lengths, 0, values, context);
        return values.isEmpty()
                ? ArrayValue.of(element, List.of())
                : new ArrayValue(element, lengths, Collections.nCopies(lengths.size(), 1), values);
    }

    private void collect(
            SqlType element,
            String json,
            List<Integer> lengths,
            int depth,
            List<@Nullable Object> values,
            EvaluationContext context) {
        List<JsonParser.Part> items = JsonParser.parts(json);
        boolean inner = depth + 1 < lengths.size();
        if (items.size() != lengths.get(depth)
                || (inner && items.stream().anyMatch(i -> !(i.value() instanceof JsonTree.Arr)))) {
            throw new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "malformed JSON array")
                    .withDetail("Multidimensional arrays must have sub-arrays with matching dimensions.");
        }
        for (JsonParser.Part item : items) {
            if (inner) {
                collect(element, item.text(), lengths, depth + 1, values, context);
            } else {
                values.add(value(element, item, context));
            }
        }
    }
}
