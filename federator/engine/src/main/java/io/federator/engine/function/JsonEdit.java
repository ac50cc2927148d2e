package io.federator.engine.function;

import io.federator.engine.format.JsonParser;
import io.federator.engine.format.JsonPrinter;
import io.federator.engine.format.JsonTree;
import io.federator.engine.format.JsonTree.Arr;
import io.federator.engine.format.JsonTree.Obj;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes to JSON values: set, insert, delete, concatenate. */
final class JsonEdit {
    private JsonEdit() {}

    static @Nullable JsonTree follow(JsonTree tree, List<@Nullable String> path) {
        JsonTree at = tree;
        for (String step : path) {
            if (step == null || at == null) {
                return null;
            }
            if (at instanceof Arr) {
                at = step.matches("[+-]?\\d{1,9}") ? at.item(Integer.parseInt(step)) : null;
            } else {
                at = at.member(step);
            }
        }
        return at;
    }

    private enum Action {
        SET,
        REPLACE,
        INSERT_BEFORE,
        INSERT_AFTER,
        DELETE
    }

    static JsonTree set(JsonTree tree, List<@Nullable String> path, JsonTree value, boolean create) {
        requireContainer(tree, "cannot set path in scalar");
        return changed(tree, path, 0, value, create ? Action.SET : Action.REPLACE);
    }

    static JsonTree insert(JsonTree tree, List<@Nullable String> path, JsonTree value, boolean after) {
        requireContainer(tree, "cannot set path in scalar");
        return changed(tree, path, 0, value, after ? Action.INSERT_AFTER : Action.INSERT_BEFORE);
    }

    static JsonTree delete(JsonTree tree, List<@Nullable String> path) {
        requireContainer(tree, "cannot delete path in scalar");
        return changed(tree, path, 0, new JsonTree.Null(), Action.DELETE);
    }

    private static void requireContainer(JsonTree tree, String message) {
        if (tree.isScalar()) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, message);
        }
    }

    private static JsonTree changed(
            JsonTree tree, List<@Nullable String> path, int depth, JsonTree value, Action action) {
        if (depth >= path.size()) {
            return tree;
        }
        String step = path.get(depth);
        if (step == null) {
            throw new SqlException(
                    SqlState.NULL_VALUE_NOT_ALLOWED, "path element at position " + (depth + 1) + " is null");
        }
        boolean last = depth == path.size() - 1;
        return switch (tree) {
            case Obj(Map<String, JsonTree> members) -> {
                Map<String, JsonTree> copy = new HashMap<>(members);
                JsonTree member = members.get(step);
                if (!last) {
                    if (member != null) {
                        copy.put(step, changed(member, path, depth + 1, value, action));
                    }
                } else if (action == Action.DELETE) {
                    copy.remove(step);
                } else if (member == null) {
                    if (action != Action.REPLACE) {
                        copy.put(step, value);
                    }
                } else if (action == Action.INSERT_BEFORE || action == Action.INSERT_AFTER) {
                    throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "cannot replace existing key")
                            .withHint("Try using the function jsonb_set to replace key value.");
                } else {
                    copy.put(step, value);
                }
                yield new Obj(copy);
            }
            case Arr(List<JsonTree> items) -> array(items, step, path, depth, value, action);
            default -> tree;
        };
    }

    private static JsonTree array(
            List<JsonTree> items, String step, List<@Nullable String> path, int depth, JsonTree value, Action action) {
        if (!step.matches("[+-]?\\d{1,9}")) {
            throw new SqlException(
                    SqlState.INVALID_TEXT_REPRESENTATION,
                    "path element at position " + (depth + 1) + " is not an integer: \"" + step + "\"");
        }
        int index = Integer.parseInt(step);
        int at = index < 0 ? items.size() + index : index;
        boolean inside = at >= 0 && at < items.size();
        List<JsonTree> copy = new ArrayList<>(items);
        if (depth < path.size() - 1) {
            if (inside) {
                copy.set(at, changed(items.get(at), path, depth + 1, value, action));
            }
        } else if (inside) {
            switch (action) {
                case DELETE -> copy.remove(at);
                case INSERT_BEFORE -> copy.add(at, value);
                case INSERT_AFTER -> copy.add(at + 1, value);
                case SET, REPLACE -> copy.set(at, value);
            }
        } else if (action != Action.DELETE && action != Action.REPLACE) {
            copy.add(at < 0 ? 0 : copy.size(), value);
        }
        return new Arr(copy);
    }

    static JsonTree without(JsonTree tree, List<@Nullable String> keys) {
        return switch (tree) {
            case Obj(Map<String, JsonTree> members) -> {
                Map<String, JsonTree> copy = new HashMap<>(members);
                keys.forEach(copy::remove);
                yield new Obj(copy);
            }
            case Arr(List<JsonTree> items) ->
                new Arr(items.stream()
                        .filter(item -> !(item instanceof JsonTree.Str(String text) && keys.contains(text)))
                        .toList());
            default -> throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "cannot delete from scalar");
        };
    }

    static JsonTree withoutItem(JsonTree tree, int index) {
        return switch (tree) {
            case Arr(List<JsonTree> items) -> {
                int at = index < 0 ? items.size() + index : index;
                List<JsonTree> copy = new ArrayList<>(items);
                if (at >= 0 && at < items.size()) {
                    copy.remove(at);
                }
                yield new Arr(copy);
            }
            case Obj o ->
                throw new SqlException(
                        SqlState.INVALID_PARAMETER_VALUE, "cannot delete from object using integer index");
            default -> throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "cannot delete from scalar");
        };
    }

    static JsonTree concatenate(JsonTree a, JsonTree b) {
        if (a instanceof Obj(Map<String, JsonTree> x) && b instanceof Obj(Map<String, JsonTree> y)) {
            Map<String, JsonTree> joined = new HashMap<>(x);
            joined.putAll(y);
            return new Obj(joined);
        }
        List<JsonTree> items = new ArrayList<>(a instanceof Arr(List<JsonTree> x) ? x : List.of(a));
        items.addAll(b instanceof Arr(List<JsonTree> y) ? y : List.of(b));
        return new Arr(items);
    }

    static JsonTree stripNulls(JsonTree tree, boolean inArrays) {
        return switch (tree) {
            case Obj(Map<String, JsonTree> members) -> {
                Map<String, JsonTree> kept = new HashMap<>();
                members.forEach((key, value) -> {
                    if (!(value instanceof JsonTree.Null)) {
                        kept.put(key, stripNulls(value, inArrays));
                    }
                });
                yield new Obj(kept);
            }
            case Arr(List<JsonTree> items) ->
                new Arr(items.stream()
                        .filter(item -> !inArrays || !(item instanceof JsonTree.Null))
                        .map(item -> stripNulls(item, inArrays))
                        .toList());
            default -> tree;
        };
    }

    /** The same for json: members stay in their order, scalars as they are spelt, blanks go. */
    static String stripNulls(String json, boolean inArrays) {
        JsonTree tree = JsonTree.parse(json);
        if (tree.isScalar()) {
            return json.strip();
        }
        StringBuilder out = new StringBuilder();
        boolean object = tree instanceof Obj;
        out.append(object ? '{' : '[');
        boolean first = true;
        for (JsonParser.Part part : JsonParser.parts(json)) {
            if (part.value() instanceof JsonTree.Null && (object || inArrays)) {
                continue;
            }
            out.append(first ? "" : ",");
            if (part.key() != null) {
                out.append(JsonPrinter.quote(part.key())).append(':');
            }
            out.append(
                    part.value() instanceof JsonTree.Str(String text)
                            ? JsonPrinter.quote(text)
                            : stripNulls(part.text(), inArrays));
            first = false;
        }
        return out.append(object ? '}' : ']').toString();
    }

    /** {@code json_object}: from pairs in one array, or from keys and values in two. */
    static String object(ArrayValue keys, @Nullable ArrayValue values, boolean binary) {
        List<@Nullable Object> names = new ArrayList<>();
        List<@Nullable Object> contents = new ArrayList<>();
        int dimensions = keys.lengths().size();
        if (dimensions > (values == null ? 2 : 1)
                || (values != null && values.lengths().size() > 1)) {
            throw new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "wrong number of array subscripts");
        }
        if (values == null) {
            if (dimensions == 2 && keys.lengths().getLast() != 2) {
                throw new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "array must have two columns");
            }
            if (keys.values().size() % 2 != 0) {
                throw new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "array must have even number of elements");
            }
            for (int i = 0; i < keys.values().size(); i += 2) {
                names.add(keys.values().get(i));
                contents.add(keys.values().get(i + 1));
            }
        } else {
            if (keys.values().size() != values.values().size()) {
                throw new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "mismatched array dimensions");
            }
            names.addAll(keys.values());
            contents.addAll(values.values());
        }
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < names.size(); i++) {
            if (!(names.get(i) instanceof String name)) {
                throw new SqlException(SqlState.NULL_VALUE_NOT_ALLOWED, "null value not allowed for object key");
            }
            out.append(i == 0 ? "" : ", ").append(JsonPrinter.quote(name)).append(" : ");
            out.append(contents.get(i) instanceof String text ? JsonPrinter.quote(text) : "null");
        }
        String json = out.append('}').toString();
        return binary ? JsonTree.parse(json).print() : json;
    }

    /** Whether an object text names a member twice. */
    static boolean hasDuplicateKeys(String json) {
        HashSet<@Nullable String> seen = new HashSet<>();
        return JsonParser.parts(json).stream()
                .anyMatch(part -> (part.key() != null && !seen.add(part.key()))
                        || (!part.value().isScalar() && hasDuplicateKeys(part.text())));
    }
}
