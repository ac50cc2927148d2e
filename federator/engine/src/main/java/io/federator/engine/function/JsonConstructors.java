package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.JsonParser;
import io.federator.engine.format.JsonPrinter;
import io.federator.engine.format.JsonTree;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code JSON_OBJECT}, {@code JSON_ARRAY} and {@code IS JSON} of the SQL standard. */
public final class JsonConstructors {
    private JsonConstructors() {}

    /** @param absentOnNull whether members whose value is NULL are left out */
    public static String object(
            List<SqlType> types,
            @Nullable Object[] values,
            boolean absentOnNull,
            boolean uniqueKeys,
            EvaluationContext context) {
        List<String> members = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i + 1 < values.length; i += 2) {
            String key = JsonBuild.key(types.get(i), values[i], context, "null value not allowed for object key");
            if (absentOnNull && values[i + 1] == null) {
                continue;
            }
            if (uniqueKeys && !keys.add(key)) {
                throw new SqlException(
                        SqlState.INVALID_JSON_TEXT, "duplicate JSON object key value: " + JsonPrinter.quote(key));
            }
            members.add(JsonPrinter.quote(key) + " : " + JsonBuild.json(types.get(i + 1), values[i + 1], context));
        }
        return "{" + String.join(", ", members) + "}";
    }

    public static String array(
            List<SqlType> types, @Nullable Object[] values, boolean absentOnNull, EvaluationContext context) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (!absentOnNull || values[i] != null) {
                items.add(JsonBuild.json(types.get(i), values[i], context));
            }
        }
        return "[" + String.join(", ", items) + "]";
    }

    /** JSON text as jsonb keeps it. */
    public static String binary(String json) {
        return JsonTree.parse(json).print();
    }

    /**
     * Whether a text is JSON of a kind.
     *
     * @param kind {@code SCALAR}, {@code ARRAY}, {@code OBJECT}, or {@code ANY}
     * @param uniqueKeys whether no object in it has a key twice
     */
    public static boolean isJson(String text, String kind, boolean uniqueKeys) {
        JsonTree tree;
        try {
            tree = JsonTree.parse(text);
        } catch (SqlException notJson) {
            return false;
        }
        boolean fits = switch (kind) {
            case "SCALAR" -> tree.isScalar();
            case "ARRAY" -> tree instanceof JsonTree.Arr;
            case "OBJECT" -> tree instanceof JsonTree.Obj;
            default -> true;
        };
        return fits && (!uniqueKeys || hasUniqueKeys(tree, text));
    }

    private static boolean hasUniqueKeys(JsonTree tree, String text) {
        if (tree.isScalar()) {
            return true;
        }
        Set<String> keys = new HashSet<>();
        for (JsonParser.Part part : JsonParser.parts(text)) {
            String key = part.key();
            if ((key != null && !keys.add(key)) || !hasUniqueKeys(part.value(), part.text())) {
                return false;
            }
        }
        return true;
    }
}
