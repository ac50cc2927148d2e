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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code json_to_record}, {@code json_to_recordset} and their jsonb kin: JSON objects as rows of declared columns. Immutable and
 * thread-safe.
 */
public final class JsonRecords implements SetFunction {
    private static final Set<String> ONE = Set.of("json_to_record", "jsonb_to_record");
    private static final Set<String> SEVERAL = Set.of("json_to_recordset", "jsonb_to_recordset");

    private final String name;
    private final List<String> columns;
    private final List<SqlType> types;
    private final List<ScalarFunction> modifiers;

    /**
     * @param name one of the functions' names
     * @param columns the names of the declared columns
     * @param types their types
     */
    public JsonRecords(FunctionCatalog functions, String name, List<String> columns, List<SqlType> types) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.types = List.copyOf(types);
        this.modifiers = types.stream()
                .map(type -> functions.cast(type.bare(), type, false))
                .toList();
    }

    /** Whether a function gives records whose columns a query has to declare, and is computed here. */
    public static boolean isOne(String name) {
        return ONE.contains(name) || SEVERAL.contains(name);
    }

    @Override
    public Iterator<@Nullable Object[]> rows(@Nullable Object[] args, EvaluationContext context) {
        String json = (String) args[0];
        if (SEVERAL.contains(name)) {
            return json == null ? Collections.emptyIterator() : elements(json, context);
        }
        @Nullable Object[] row = json == null ? new @Nullable Object[columns.size()] : row(json, context);
        return Collections.<@Nullable Object[]>singletonList(row).iterator();
    }

    private Iterator<@Nullable Object[]> elements(String json, EvaluationContext context) {
        JsonTree tree = JsonTree.parse(json);
        if (!(tree instanceof JsonTree.Arr)) {
            String kind =
                    tree instanceof JsonTree.Obj ? "an object" : name.startsWith("jsonb") ? "a non-array" : "a scalar";
            throw wrong("cannot call " + name + " on " + kind);
        }
        return JsonParser.parts(json).stream()
                .map(part -> {
                    if (!(part.value() instanceof JsonTree.Obj)) {
                        throw wrong("argument of " + name + " must be an array of objects");
                    }
                    return row(part.text(), context);
                })
                .iterator();
    }

    private @Nullable Object[] row(String json, EvaluationContext context) {
        JsonTree tree = JsonTree.parse(json);
        if (!(tree instanceof JsonTree.Obj)) {
            throw wrong("cannot call " + name + " on " + (tree.isScalar() ? "a scalar" : "an array"));
        }
        Map<String, JsonParser.Part> members = new HashMap<>();
        for (JsonParser.Part part : JsonParser.parts(json)) {
            members.put(String.valueOf(part.key()), part);
        }
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            JsonParser.Part part = members.get(columns.get(i));
            if (part != null && !(part.value() instanceof JsonTree.Null)) {
                Object value = value(types.get(i).bare(), part, context);
                row[i] = modifiers.get(i).apply(new @Nullable Object[] {value}, context);
            }
        }
        return row;
    }

    private static SqlException wrong(String message) {
        return new SqlException(SqlState.INVALID_PARAMETER_VALUE, message);
    }

    private @Nullable Object value(SqlType type, JsonParser.Part part, EvaluationContext context) {
        if (part.value() instanceof JsonTree.Null) {
            return null;
        }
        SqlType element = type.element();
        if (element != null && !(part.value() instanceof JsonTree.Str)) {
            return array(element, part, context);
        }
        if (type.is(TypeKind.JSON)) {
            return name.startsWith("jsonb") ? part.value().print() : part.text();
        }
        if (type.is(TypeKind.JSONB)) {
            return part.value().print();
        }
        String text = part.value() instanceof JsonTree.Str(String string)
                ? string
                : name.startsWith("jsonb") ? part.value().print() : part.text();
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
