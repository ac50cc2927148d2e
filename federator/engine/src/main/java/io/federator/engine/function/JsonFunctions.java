package io.federator.engine.function;

import io.federator.engine.format.JsonParser;
import io.federator.engine.format.JsonPrinter;
import io.federator.engine.format.JsonTree;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions and operators that read and build json and jsonb. Parts of json keep the spelling of the text they come from. */
final class JsonFunctions implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        access(f);
        paths(f);
        building(f);
        sets(f);
        f.strict(
                "json_typeof(json) jsonb_typeof(jsonb)",
                (a, c) -> JsonTree.parse((String) a[0]).typeName());
        f.strict("json_array_length(json) jsonb_array_length(jsonb)", (a, c) -> {
            JsonTree tree = JsonTree.parse((String) a[0]);
            if (tree instanceof JsonTree.Arr(List<JsonTree> items)) {
                return items.size();
            }
            throw new SqlException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    tree.isScalar() ? "cannot get array length of a scalar" : "cannot get array length of a non-array");
        });
        f.strict("jsonb_pretty(jsonb)", (a, c) -> JsonPrinter.pretty(JsonTree.parse((String) a[0])));
    }

    private static void access(FunctionRegistry f) {
        f.strict("json_object_field(json,text)", (a, c) -> textOf(jsonField(a)));
        f.strict("json_object_field_text(json,text)", (a, c) -> asText(jsonField(a)));
        f.strict("json_array_element(json,int4)", (a, c) -> textOf(jsonItem((String) a[0], (int) a[1])));
        f.strict("json_array_element_text(json,int4)", (a, c) -> asText(jsonItem((String) a[0], (int) a[1])));
        f.strict("jsonb_object_field(jsonb,text)", (a, c) -> print(tree(a[0]).member((String) a[1])));
        f.strict(
                "jsonb_object_field_text(jsonb,text)",
                (a, c) -> asText(tree(a[0]).member((String) a[1])));
        f.strict("jsonb_array_element(jsonb,int4)", (a, c) -> print(item(tree(a[0]), (int) a[1])));
        f.strict("jsonb_array_element_text(jsonb,int4)", (a, c) -> asText(item(tree(a[0]), (int) a[1])));
        f.strict("jsonb_exists(jsonb,text)", (a, c) -> has(tree(a[0]), (String) a[1]));
        f.strict(
                "jsonb_exists_any(jsonb,_text)",
                (a, c) -> strings(a[1]).stream().anyMatch(key -> key != null && has(tree(a[0]), key)));
        f.strict(
                "jsonb_exists_all(jsonb,_text)",
                (a, c) -> strings(a[1]).stream().allMatch(key -> key == null || has(tree(a[0]), key)));
        f.strict("jsonb_contains(jsonb,jsonb)", (a, c) -> contains(tree(a[0]), tree(a[1])));
        f.strict("jsonb_contained(jsonb,jsonb)", (a, c) -> contains(tree(a[1]), tree(a[0])));
    }

    private static JsonTree tree(Object value) {
        return JsonTree.parse((String) value);
    }

    /** jsonb keeps a scalar as an array of one item, and shows it here. */
    private static @Nullable JsonTree item(JsonTree tree, int index) {
        return tree.isScalar() ? index == 0 || index == -1 ? tree : null : tree.item(index);
    }

    private static @Nullable String print(@Nullable JsonTree tree) {
        return tree == null ? null : tree.print();
    }

    private static @Nullable String asText(@Nullable JsonTree tree) {
        return tree == null ? null : tree.asText();
    }

    private static @Nullable String textOf(JsonParser.@Nullable Part part) {
        return part == null ? null : part.text();
    }

    /** As {@code ->>}: strings without quotes, the rest as it is spelt. */
    static @Nullable String asText(JsonParser.@Nullable Part part) {
        if (part == null || part.value() instanceof JsonTree.Null) {
            return null;
        }
        return part.value() instanceof JsonTree.Str(String text) ? text : part.text();
    }

    /** The last member of that name; json keeps them all. */
    private static JsonParser.@Nullable Part jsonField(Object[] a) {
        JsonParser.Part found = null;
        for (JsonParser.Part part : JsonParser.parts((String) a[0])) {
            if (a[1].equals(part.key())) {
                found = part;
            }
        }
        return found;
    }

    private static JsonParser.@Nullable Part jsonItem(String json, int index) {
        List<JsonParser.Part> parts = JsonParser.parts(json);
        if (parts.isEmpty() || parts.getFirst().key() != null) {
            return null;
        }
        int at = index < 0 ? parts.size() + index : index;
        return at >= 0 && at < parts.size() ? parts.get(at) : null;
    }

    private static List<@Nullable String> strings(Object array) {
        List<@Nullable String> strings = new ArrayList<>();
        for (Object value : ((ArrayValue) array).values()) {
            strings.add((String) value);
        }
        return strings;
    }

    private static boolean has(JsonTree tree, String key) {
        return switch (tree) {
            case JsonTree.Obj(Map<String, JsonTree> members) -> members.containsKey(key);
            case JsonTree.Arr(List<JsonTree> items) -> items.contains(new JsonTree.Str(key));
            case JsonTree.Str(String text) -> text.equals(key);
            default -> false;
        };
    }

    private static boolean contains(JsonTree whole, JsonTree part) {
        // An array may contain a bare scalar, at the top only.
        if (whole instanceof JsonTree.Arr(List<JsonTree> items) && part.isScalar()) {
            return items.stream().anyMatch(item -> equal(item, part));
        }
        return containsDeep(whole, part);
    }

    private static boolean equal(JsonTree a, JsonTree b) {
        return a.normalized().equals(b.normalized());
    }

    private static boolean containsDeep(JsonTree whole, JsonTree part) {
        if (whole instanceof JsonTree.Obj(Map<String, JsonTree> members)
                && part instanceof JsonTree.Obj(Map<String, JsonTree> wanted)) {
            return wanted.entrySet().stream().allMatch(entry -> {
                JsonTree member = members.get(entry.getKey());
                return member != null && containsDeep(member, entry.getValue());
            });
        }
        if (whole instanceof JsonTree.Arr(List<JsonTree> items)
                && part instanceof JsonTree.Arr(List<JsonTree> wanted)) {
            return wanted.stream()
                    .allMatch(each -> items.stream()
                            .anyMatch(item -> each.isScalar()
                                    ? equal(item, each)
                                    : !item.isScalar() && containsDeep(item, each)));
        }
        return whole.isScalar() && part.isScalar() && equal(whole, part);
    }

    private static void paths(FunctionRegistry f) {
        f.strict("json_extract_path(json,_text)", (a, c) -> {
            JsonParser.Part part = follow((String) a[0], strings(a[1]));
            return part == null ? null : part.text();
        });
        f.strict("json_extract_path_text(json,_text)", (a, c) -> asText(follow((String) a[0], strings(a[1]))));
        f.strict("jsonb_extract_path(jsonb,_text)", (a, c) -> print(JsonEdit.follow(tree(a[0]), strings(a[1]))));
        f.strict("jsonb_extract_path_text(jsonb,_text)", (a, c) -> asText(JsonEdit.follow(tree(a[0]), strings(a[1]))));
        f.strict(
                "jsonb_set(jsonb,_text,jsonb,bool)",
                (a, c) -> JsonEdit.set(tree(a[0]), oneDimension(a[1]), tree(a[2]), (boolean) a[3])
                        .print());
        f.strict(
                "jsonb_insert(jsonb,_text,jsonb,bool)",
                (a, c) -> JsonEdit.insert(tree(a[0]), oneDimension(a[1]), tree(a[2]), (boolean) a[3])
                        .print());
        f.strict(
                "jsonb_delete_path(jsonb,_text)",
                (a, c) -> JsonEdit.delete(tree(a[0]), oneDimension(a[1])).print());
        f.strict(
                "jsonb_delete(jsonb,text)",
                (a, c) -> JsonEdit.without(tree(a[0]), List.of((String) a[1])).print());
        f.strict(
                "jsonb_delete(jsonb,_text)",
                (a, c) -> JsonEdit.without(tree(a[0]), oneDimension(a[1])).print());
        f.strict(
                "jsonb_delete(jsonb,int4)",
                (a, c) -> JsonEdit.withoutItem(tree(a[0]), (int) a[1]).print());
        f.strict(
                "jsonb_concat(jsonb,jsonb)",
                (a, c) -> JsonEdit.concatenate(tree(a[0]), tree(a[1])).print());
        f.strict(
                "jsonb_strip_nulls(jsonb,bool)",
                (a, c) -> JsonEdit.stripNulls(tree(a[0]), (boolean) a[1]).print());
        f.strict("json_strip_nulls(json,bool)", (a, c) -> JsonEdit.stripNulls((String) a[0], (boolean) a[1]));
    }

    private static JsonParser.@Nullable Part follow(String json, List<@Nullable String> path) {
        JsonTree whole = JsonTree.parse(json);
        JsonParser.Part part = new JsonParser.Part(null, json.strip(), whole);
        for (String step : path) {
            if (step == null) {
                return null;
            }
            JsonParser.Part next;
            if (part.value() instanceof JsonTree.Obj) {
                next = jsonField(new Object[] {part.text(), step});
            } else if (part.value() instanceof JsonTree.Arr && step.matches("[+-]?\\d{1,9}")) {
                next = jsonItem(part.text(), Integer.parseInt(step));
            } else {
                return null;
            }
            if (next == null) {
                return null;
            }
            part = next;
        }
        return path.isEmpty() ? new JsonParser.Part(null, json, whole) : part;
    }

    private static void building(FunctionRegistry f) {
        f.strictTyped("to_json(anyelement)", (types, result) -> (a, c) -> JsonBuild.json(types.getFirst(), a[0], c));
        f.strictTyped("to_jsonb(anyelement)", (types, result) -> (a, c) -> JsonBuild.jsonb(types.getFirst(), a[0], c));
        f.strictTyped(
                "array_to_json(anyarray) row_to_json(record)",
                (types, result) -> (a, c) -> JsonBuild.json(types.getFirst(), a[0], c));
        f.strictTyped(
                "array_to_json(anyarray,bool) row_to_json(record,bool)",
                (types, result) -> (a, c) -> JsonBuild.json(types.getFirst(), a[0], c, (boolean) a[1]));
        f.lenientTyped("json_build_array(any) json_build_array()", (types, result) -> (a, c) -> {
            List<String> items = new ArrayList<>();
            for (int i = 0; i < a.length; i++) {
                items.add(JsonBuild.json(TextFunctions.typeAt(types, i), a[i], c));
            }
            return "[" + String.join(", ", items) + "]";
        });
        f.lenientTyped("jsonb_build_array(any) jsonb_build_array()", (types, result) -> (a, c) -> {
            List<JsonTree> items = new ArrayList<>();
            for (int i = 0; i < a.length; i++) {
                items.add(JsonBuild.tree(TextFunctions.typeAt(types, i), a[i], c));
            }
            return new JsonTree.Arr(items).print();
        });
        f.lenientTyped("json_build_object(any) json_build_object()", (types, result) -> (a, c) -> {
            requireEven(a);
            List<String> members = new ArrayList<>();
            for (int i = 0; i < a.length; i += 2) {
                String key =
                        JsonBuild.key(TextFunctions.typeAt(types, i), a[i], c, "null value not allowed for object key");
                members.add(JsonPrinter.quote(key) + " : "
                        + JsonBuild.json(TextFunctions.typeAt(types, i + 1), a[i + 1], c));
            }
            return "{" + String.join(", ", members) + "}";
        });
        f.lenientTyped("jsonb_build_object(any) jsonb_build_object()", (types, result) -> (a, c) -> {
            requireEven(a);
            Map<String, JsonTree> members = new TreeMap<>(JsonTree.KEY_ORDER);
            for (int i = 0; i < a.length; i += 2) {
                String key = JsonBuild.key(
                        TextFunctions.typeAt(types, i), a[i], c, "argument " + (i + 1) + ": key must not be null");
                members.put(key, JsonBuild.tree(TextFunctions.typeAt(types, i + 1), a[i + 1], c));
            }
            return new JsonTree.Obj(members).print();
        });
        f.strict("json_object(_text)", (a, c) -> JsonEdit.object((ArrayValue) a[0], null, false));
        f.strict("json_object(_text,_text)", (a, c) -> JsonEdit.object((ArrayValue) a[0], (ArrayValue) a[1], false));
        f.strict("jsonb_object(_text)", (a, c) -> JsonEdit.object((ArrayValue) a[0], null, true));
        f.strict("jsonb_object(_text,_text)", (a, c) -> JsonEdit.object((ArrayValue) a[0], (ArrayValue) a[1], true));
    }

    private static List<@Nullable String> oneDimension(Object array) {
        if (((ArrayValue) array).lengths().size() > 1) {
            throw new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "wrong number of array subscripts");
        }
        return strings(array);
    }

    private static void requireEven(@Nullable Object[] a) {
        if (a.length % 2 != 0) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "argument list must have even number of elements")
                    .withHint("The arguments of jsonb_build_object() must consist of alternating keys and values.");
        }
    }

    private static void sets(FunctionRegistry f) {
        each(f, "json_array_elements(json)", true, part -> new @Nullable Object[] {part.text()});
        each(f, "jsonb_array_elements(jsonb)", true, part ->
                new @Nullable Object[] {part.value().print()});
        each(f, "json_array_elements_text(json)", true, part -> new @Nullable Object[] {asText(part)});
        each(f, "jsonb_array_elements_text(jsonb)", true, part -> new @Nullable Object[] {asText(part)});
        each(f, "json_object_keys(json)", false, part -> new @Nullable Object[] {part.key()});
        each(f, "jsonb_object_keys(jsonb)", false, part -> new @Nullable Object[] {part.key()});
        each(f, "json_each(json)", false, part -> new @Nullable Object[] {part.key(), part.text()});
        each(f, "jsonb_each(jsonb)", false, part ->
                new @Nullable Object[] {part.key(), part.value().print()});
        each(f, "json_each_text(json)", false, part -> new @Nullable Object[] {part.key(), asText(part)});
        each(f, "jsonb_each_text(jsonb)", false, part -> new @Nullable Object[] {part.key(), asText(part)});
    }

    private static void each(
            FunctionRegistry f, String signature, boolean array, Function<JsonParser.Part, @Nullable Object[]> row) {
        String name = signature.substring(0, signature.indexOf('('));
        f.set(signature, (types, result) -> (a, c) -> {
            if (!(a[0] instanceof String json)) {
                return Collections.emptyIterator();
            }
            JsonTree tree = JsonTree.parse(json);
            if (array ? !(tree instanceof JsonTree.Arr) : !(tree instanceof JsonTree.Obj)) {
                throw wrongKind(name, tree, array);
            }
            return JsonParser.parts(json).stream().map(row).iterator();
        });
    }

    private static SqlException wrongKind(String name, JsonTree tree, boolean wantsArray) {
        String message;
        if (wantsArray) {
            message = tree.isScalar()
                    ? "cannot extract elements from a scalar"
                    : "cannot extract elements from an object";
            if (name.startsWith("json_")) {
                message = tree.isScalar()
                        ? "cannot call " + name + " on a scalar"
                        : "cannot call " + name + " on a non-array";
            }
        } else if (name.startsWith("jsonb_each")) {
            message = "cannot call " + name + " on a non-object";
        } else {
            message = name.startsWith("json_each")
                    ? tree.isScalar() ? "cannot deconstruct a scalar" : "cannot deconstruct an array as an object"
                    : tree.isScalar() ? "cannot call " + name + " on a scalar" : "cannot call " + name + " on an array";
        }
        return new SqlException(SqlState.INVALID_PARAMETER_VALUE, message);
    }
}
