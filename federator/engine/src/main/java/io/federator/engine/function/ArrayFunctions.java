package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.TextFormat;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Functions and operators on arrays. */
final class ArrayFunctions implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        f.strict("array_length(anyarray,int4)", (a, c) -> dimension(a, ((ArrayValue) a[0]).lengths()::get));
        f.strict("array_lower(anyarray,int4)", (a, c) -> dimension(a, ((ArrayValue) a[0]).lowerBounds()::get));
        f.strict(
                "array_upper(anyarray,int4)",
                (a, c) -> dimension(
                        a,
                        i -> ((ArrayValue) a[0]).lowerBounds().get(i)
                                + ((ArrayValue) a[0]).lengths().get(i)
                                - 1));
        f.strict("array_ndims(anyarray)", (a, c) -> {
            int dimensions = ((ArrayValue) a[0]).lengths().size();
            return dimensions == 0 ? null : dimensions;
        });
        f.strict("array_dims(anyarray)", (a, c) -> dimensions((ArrayValue) a[0]));
        f.strict("cardinality(anyarray)", (a, c) -> ((ArrayValue) a[0]).values().size());
        building(f);
        searching(f);
        texts(f);
        containment(f);
    }

    private static @Nullable Object dimension(Object[] a, IntFunction<Integer> part) {
        int wanted = (int) a[1];
        return wanted <= 0 || wanted > ((ArrayValue) a[0]).lengths().size() ? null : part.apply(wanted - 1);
    }

    private static @Nullable Object dimensions(ArrayValue array) {
        if (array.lengths().isEmpty()) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < array.lengths().size(); i++) {
            int low = array.lowerBounds().get(i);
            out.append('[')
                    .append(low)
                    .append(':')
                    .append(low + array.lengths().get(i) - 1)
                    .append(']');
        }
        return out.toString();
    }

    private static void building(FunctionRegistry f) {
        f.lenientTyped(
                "array_append(anycompatiblearray,anycompatible)",
                (types, result) -> (a, c) -> extended((ArrayValue) a[0], elementOf(result), a[1], false));
        f.lenientTyped(
                "array_prepend(anycompatible,anycompatiblearray)",
                (types, result) -> (a, c) -> extended((ArrayValue) a[1], elementOf(result), a[0], true));
        f.lenient(
                "array_cat(anycompatiblearray,anycompatiblearray)",
                (a, c) ->
                        a[0] == null ? a[1] : a[1] == null ? a[0] : concatenated((ArrayValue) a[0], (ArrayValue) a[1]));
        f.lenientTyped(
                "array_fill(anyelement,_int4)",
                (types, result) -> (a, c) -> ArrayFill.filled(a[0], elementOf(result), (ArrayValue) a[1]));
        f.lenientTyped(
                "array_fill(anyelement,_int4,_int4)",
                (types, result) ->
                        (a, c) -> ArrayFill.filled(a[0], elementOf(result), (ArrayValue) a[1], (ArrayValue) a[2]));
        f.strict("trim_array(anyarray,int4)", (a, c) -> {
            ArrayValue array = (ArrayValue) a[0];
            int length = array.lengths().isEmpty() ? 0 : array.lengths().getFirst();
            if ((int) a[1] < 0 || (int) a[1] > length) {
                throw new SqlException(
                        SqlState.ARRAY_SUBSCRIPT_ERROR, "number of elements to trim must be between 0 and " + length);
            }
            int perItem = length == 0 ? 0 : array.values().size() / length;
            return sliced(array, 0, length - (int) a[1], perItem);
        });
        f.strict("array_reverse(anyarray)", (a, c) -> {
            ArrayValue array = (ArrayValue) a[0];
            return joined(array, slices(array).reversed());
        });
        f.strictTyped("array_sort(anyarray)", (types, result) -> (a, c) -> sorted((ArrayValue) a[0], false, false));
        f.strictTyped(
                "array_sort(anyarray,bool)",
                (types, result) -> (a, c) -> sorted((ArrayValue) a[0], (boolean) a[1], (boolean) a[1]));
        f.strictTyped(
                "array_sort(anyarray,bool,bool)",
                (types, result) -> (a, c) -> sorted((ArrayValue) a[0], (boolean) a[1], (boolean) a[2]));
    }

    private static ArrayValue sorted(ArrayValue array, boolean descending, boolean nullsFirst) {
        if (array.lengths().isEmpty() || array.lengths().getFirst() < 2) {
            return array;
        }
        if (!Ordering.isOrderable(array.element())) {
            throw new SqlException(
                    array.lengths().size() > 1 ? SqlState.UNDEFINED_FUNCTION : SqlState.FEATURE_NOT_SUPPORTED,
                    "could not identify a comparison function for type " + array.element());
        }
        if (array.lengths().size() > 1) {
            Comparator<Object> slices = Ordering.of(SqlType.array(array.element()));
            return joined(
                    array,
                    slices(array).stream()
                            .sorted(descending ? slices.reversed() : slices)
                            .toList());
        }
        Comparator<Object> order = descending ? Ordering.of(array.element()).reversed() : Ordering.of(array.element());
        List<@Nullable Object> values = new ArrayList<>();
        List<Object> present = new ArrayList<>();
        int nulls = 0;
        for (Object value : array.values()) {
            if (value == null) {
                nulls++;
            } else {
                present.add(value);
            }
        }
        present.sort(order);
        values.addAll(present);
        values.addAll(nullsFirst ? 0 : values.size(), Collections.nCopies(nulls, null));
        return new ArrayValue(array.element(), array.lengths(), array.lowerBounds(), values);
    }

    /** What the first dimension counts. */
    private static List<ArrayValue> slices(ArrayValue array) {
        List<ArrayValue> slices = new ArrayList<>();
        int count = array.lengths().isEmpty() ? 0 : array.lengths().getFirst();
        int width = count == 0 ? 0 : array.values().size() / count;
        for (int i = 0; i < count; i++) {
            slices.add(ArrayValue.of(
                    array.element(), new ArrayList<>(array.values().subList(i * width, (i + 1) * width))));
        }
        return slices;
    }

    private static ArrayValue joined(ArrayValue like, List<ArrayValue> slices) {
        List<@Nullable Object> values = new ArrayList<>();
        slices.forEach(slice -> values.addAll(slice.values()));
        return new ArrayValue(like.element(), like.lengths(), like.lowerBounds(), values);
    }

    static SqlType elementOf(SqlType array) {
        SqlType element = array.element();
        if (element == null) {
            throw new SqlException(SqlState.INTERNAL_ERROR, "no array type: " + array);
        }
        return element;
    }

    private static ArrayValue sliced(ArrayValue array, int from, int count, int perItem) {
        if (count == 0) {
            return ArrayValue.of(array.element(), List.of());
        }
        List<Integer> lengths = new ArrayList<>(array.lengths());
        lengths.set(0, count);
        return new ArrayValue(
                array.element(),
                lengths,
                lengths.stream().map(length -> 1).toList(),
                array.values().subList(from * perItem, (from + count) * perItem));
    }

    private static ArrayValue extended(
            @Nullable ArrayValue array, SqlType element, @Nullable Object value, boolean atStart) {
        if (array == null || array.lengths().isEmpty()) {
            return ArrayValue.of(element, Collections.singletonList(value));
        }
        if (array.lengths().size() > 1) {
            throw new SqlException(SqlState.DATA_EXCEPTION, "argument must be empty or one-dimensional array");
        }
        List<@Nullable Object> values = new ArrayList<>(array.values());
        values.add(atStart ? 0 : values.size(), value);
        return new ArrayValue(element, List.of(values.size()), array.lowerBounds(), values);
    }

    private static ArrayValue concatenated(ArrayValue a, ArrayValue b) {
        if (a.lengths().isEmpty()) {
            return b;
        }
        if (b.lengths().isEmpty()) {
            return a;
        }
        int difference = a.lengths().size() - b.lengths().size();
        List<Integer> lengths;
        List<Integer> bounds;
        if (difference == 0) {
            if (!a.lengths()
                    .subList(1, a.lengths().size())
                    .equals(b.lengths().subList(1, b.lengths().size()))) {
                throw incompatible();
            }
            lengths = new ArrayList<>(a.lengths());
            lengths.set(0, a.lengths().getFirst() + b.lengths().getFirst());
            bounds = a.lowerBounds();
        } else {
            ArrayValue outer = difference > 0 ? a : b;
            ArrayValue inner = difference > 0 ? b : a;
            if (Math.abs(difference) != 1
                    || !outer.lengths().subList(1, outer.lengths().size()).equals(inner.lengths())) {
                throw incompatible();
            }
            lengths = new ArrayList<>(outer.lengths());
            lengths.set(0, outer.lengths().getFirst() + 1);
            bounds = outer.lowerBounds();
        }
        List<@Nullable Object> values = new ArrayList<>(a.values());
        values.addAll(b.values());
        return new ArrayValue(a.element(), lengths, bounds, values);
    }

    private static SqlException incompatible() {
        return new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "cannot concatenate incompatible arrays");
    }

    private static void searching(FunctionRegistry f) {
        f.lenient("array_position(anycompatiblearray,anycompatible)", (a, c) -> position(a[0], a[1], null));
        f.lenient(
                "array_position(anycompatiblearray,anycompatible,int4)",
                (a, c) -> position(a[0], a[1], (Integer) a[2]));
        f.lenient("array_positions(anycompatiblearray,anycompatible)", (a, c) -> {
            if (!(a[0] instanceof ArrayValue array)) {
                return null;
            }
            requireOneDimension(array, "searching for elements in multidimensional arrays is not supported");
            List<Integer> found = IntStream.range(0, array.values().size())
                    .filter(i -> same(array, array.values().get(i), a[1]))
                    .mapToObj(i -> i + array.lowerBounds().getFirst())
                    .toList();
            return ArrayValue.of(SqlType.INT4, found);
        });
        f.lenient("array_remove(anycompatiblearray,anycompatible)", (a, c) -> {
            if (!(a[0] instanceof ArrayValue array)) {
                return null;
            }
            requireOneDimension(array, "removing elements from multidimensional arrays is not supported");
            List<@Nullable Object> kept = new ArrayList<>();
            for (Object value : array.values()) {
                if (!same(array, value, a[1])) {
                    kept.add(value);
                }
            }
            return kept.isEmpty()
                    ? ArrayValue.of(array.element(), kept)
                    : new ArrayValue(array.element(), List.of(kept.size()), array.lowerBounds(), kept);
        });
        f.lenient("array_replace(anycompatiblearray,anycompatible,anycompatible)", (a, c) -> {
            if (!(a[0] instanceof ArrayValue array)) {
                return null;
            }
            List<@Nullable Object> values = new ArrayList<>();
            for (Object value : array.values()) {
                values.add(same(array, value, a[1]) ? a[2] : value);
            }
            return new ArrayValue(array.element(), array.lengths(), array.lowerBounds(), values);
        });
    }

    private static void requireOneDimension(ArrayValue array, String message) {
        if (array.lengths().size() > 1) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, message);
        }
    }

    private static boolean same(ArrayValue array, @Nullable Object value, @Nullable Object wanted) {
        if (value == null || wanted == null) {
            return value == null && wanted == null;
        }
        return Ordering.of(array.element()).compare(value, wanted) == 0;
    }

    private static @Nullable Object position(@Nullable Object in, @Nullable Object wanted, @Nullable Integer from) {
        if (!(in instanceof ArrayValue array)) {
            return null;
        }
        requireOneDimension(array, "searching for elements in multidimensional arrays is not supported");
        int low = array.lowerBounds().isEmpty() ? 1 : array.lowerBounds().getFirst();
        for (int i = from == null ? 0 : Math.max(0, from - low);
                i < array.values().size();
                i++) {
            if (same(array, array.values().get(i), wanted)) {
                return i + low;
            }
        }
        return null;
    }

    private static void texts(FunctionRegistry f) {
        f.lenientTyped("array_to_string(anyarray,text)", (types, result) -> (a, c) -> joined(a[0], a[1], null, c));
        f.lenientTyped(
                "array_to_string(anyarray,text,text)",
                (types, result) -> (a, c) -> joined(a[0], a[1], (String) a[2], c));
        f.lenient("string_to_array(text,text)", (a, c) -> toArray((String) a[0], (String) a[1], null));
        f.lenient("string_to_array(text,text,text)", (a, c) -> toArray((String) a[0], (String) a[1], (String) a[2]));
        f.set(
                "string_to_table(text,text)",
                (types, result) -> (a, c) -> SetFunctions.values(toArray((String) a[0], (String) a[1], null)));
        f.set(
                "string_to_table(text,text,text)",
                (types, result) -> (a, c) -> SetFunctions.values(toArray((String) a[0], (String) a[1], (String) a[2])));
    }

    private static @Nullable Object joined(
            @Nullable Object in, @Nullable Object delimiter, @Nullable String forNull, EvaluationContext context) {
        if (!(in instanceof ArrayValue array) || delimiter == null) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (Object value : array.values()) {
            String text = value == null ? forNull : TextFormat.print(array.element(), value, context);
            if (text != null) {
                out.append(first ? "" : delimiter).append(text);
                first = false;
            }
        }
        return out.toString();
    }

    static @Nullable ArrayValue toArray(@Nullable String text, @Nullable String delimiter, @Nullable String forNull) {
        if (text == null) {
            return null;
        }
        List<@Nullable Object> values = new ArrayList<>();
        List<String> parts;
        if (text.isEmpty()) {
            parts = List.of();
        } else if (delimiter == null) {
            parts = text.codePoints().mapToObj(Character::toString).toList();
        } else if (delimiter.isEmpty()) {
            parts = List.of(text);
        } else {
            parts = split(text, delimiter);
        }
        for (String part : parts) {
            values.add(part.equals(forNull) ? null : part);
        }
        return ArrayValue.of(SqlType.TEXT, values);
    }

    static List<String> split(String text, String delimiter) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
            parts.add(text.substring(from, at));
            from = at + delimiter.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static void containment(FunctionRegistry f) {
        f.strict("arraycontains(anyarray,anyarray)", (a, c) -> contains((ArrayValue) a[0], (ArrayValue) a[1]));
        f.strict("arraycontained(anyarray,anyarray)", (a, c) -> contains((ArrayValue) a[1], (ArrayValue) a[0]));
        f.strict("arrayoverlap(anyarray,anyarray)", (a, c) -> {
            ArrayValue x = (ArrayValue) a[0];
            return ((ArrayValue) a[1])
                    .values().stream()
                            .anyMatch(value ->
                                    value != null && x.values().stream().anyMatch(other -> same(x, other, value)));
        });
    }

    private static boolean contains(ArrayValue array, ArrayValue part) {
        return part.values().stream()
                .allMatch(
                        value -> value != null && array.values().stream().anyMatch(other -> same(array, other, value)));
    }
}
