package io.federator.engine.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JSON value, with jsonb's order and canonical text. Objects keep their members as jsonb does: sorted, the last one of equal keys. */
public sealed interface JsonTree extends Comparable<JsonTree> {
    /** jsonb's order of keys: shorter ones first, then by bytes. */
    Comparator<String> KEY_ORDER = (a, b) -> {
        byte[] x = a.getBytes(StandardCharsets.UTF_8);
        byte[] y = b.getBytes(StandardCharsets.UTF_8);
        return x.length != y.length ? Integer.compare(x.length, y.length) : Arrays.compareUnsigned(x, y);
    };

    /** JSON's null. */
    record Null() implements JsonTree {}

    record Bool(boolean value) implements JsonTree {}

    record Num(BigDecimal value) implements JsonTree {}

    record Str(String value) implements JsonTree {}

    record Arr(List<JsonTree> items) implements JsonTree {
        public Arr {
            items = List.copyOf(items);
        }
    }

    /** {@code members} in {@link #KEY_ORDER}. */
    record Obj(Map<String, JsonTree> members) implements JsonTree {
        public Obj {
            TreeMap<String, JsonTree> sorted = new TreeMap<>(KEY_ORDER);
            sorted.putAll(members);
            members = java.util.Collections.unmodifiableSortedMap(sorted);
        }
    }

    /**
     * Reads JSON text.
     *
     * @throws io.federator.spi.error.SqlException 22P02
     */
    static JsonTree parse(String text) {
        return new JsonParser(text, "json").value();
    }

    /** The member or null. */
    default @Nullable JsonTree member(String key) {
        return this instanceof Obj object ? object.members().get(key) : null;
    }

    /** The item, from the end when negative, or null. */
    default @Nullable JsonTree item(int index) {
        if (!(this instanceof Arr array)) {
            return null;
        }
        int at = index < 0 ? index + array.items().size() : index;
        return at >= 0 && at < array.items().size() ? array.items().get(at) : null;
    }

    default boolean isScalar() {
        return !(this instanceof Arr || this instanceof Obj);
    }

    /** The text that {@code ->>} gives: strings without quotes, null for JSON's null. */
    default @Nullable String asText() {
        return switch (this) {
            case Null() -> null;
            case Str(String value) -> value;
            default -> print();
        };
    }

    /** jsonb's output. */
    default String print() {
        StringBuilder out = new StringBuilder();
        JsonPrinter.compact(out, this);
        return out.toString();
    }

    /** {@code json_typeof}. */
    default String typeName() {
        return switch (this) {
            case Null() -> "null";
            case Bool b -> "boolean";
            case Num n -> "number";
            case Str s -> "string";
            case Arr a -> "array";
            case Obj o -> "object";
        };
    }

    /** The value with numbers reduced so that {@code equals} is jsonb's equality. */
    default JsonTree normalized() {
        return switch (this) {
            case Num(BigDecimal value) -> new Num(value.stripTrailingZeros());
            case Arr(List<JsonTree> items) ->
                new Arr(items.stream().map(JsonTree::normalized).toList());
            case Obj(Map<String, JsonTree> members) -> {
                Map<String, JsonTree> copy = new TreeMap<>(KEY_ORDER);
                members.forEach((key, value) -> copy.put(key, value.normalized()));
                yield new Obj(copy);
            }
            default -> this;
        };
    }

    /** jsonb's order of whole values, with its old quirk that the empty array is below scalars. */
    @Override
    default int compareTo(JsonTree other) {
        if (this instanceof Arr array && other.isScalar()) {
            return array.items().isEmpty() ? -1 : 1;
        }
        if (isScalar() && other instanceof Arr array) {
            return array.items().isEmpty() ? 1 : -1;
        }
        return inner(this, other);
    }

    private static int inner(JsonTree a, JsonTree b) {
        return switch (a) {
            case Bool(boolean x) when b instanceof Bool(boolean y) -> Boolean.compare(x, y);
            case Num(BigDecimal x) when b instanceof Num(BigDecimal y) -> x.compareTo(y);
            case Str(String x)
            when b instanceof Str(String y) ->
                Arrays.compareUnsigned(x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8));
            case Arr(List<JsonTree> x)
            when b instanceof Arr(List<JsonTree> y) -> {
                int order = Integer.compare(x.size(), y.size());
                for (int i = 0; i < x.size() && order == 0; i++) {
                    order = inner(x.get(i), y.get(i));
                }
                yield order;
            }
            case Obj(Map<String, JsonTree> x) when b instanceof Obj(Map<String, JsonTree> y) -> members(x, y);
            default -> Integer.compare(rank(a), rank(b));
        };
    }

    private static int members(Map<String, JsonTree> a, Map<String, JsonTree> b) {
        int order = Integer.compare(a.size(), b.size());
        List<Map.Entry<String, JsonTree>> x = new ArrayList<>(a.entrySet());
        List<Map.Entry<String, JsonTree>> y = new ArrayList<>(b.entrySet());
        for (int i = 0; i < x.size() && order == 0; i++) {
            order = inner(new Str(x.get(i).getKey()), new Str(y.get(i).getKey()));
            if (order == 0) {
                order = inner(x.get(i).getValue(), y.get(i).getValue());
            }
        }
        return order;
    }

    private static int rank(JsonTree tree) {
        return switch (tree) {
            case Null n -> 0;
            case Str s -> 1;
            case Num n -> 2;
            case Bool b -> 3;
            case Arr a -> 4;
            case Obj o -> 5;
        };
    }
}
