package io.federator.engine.function;

import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items and slices of arrays. */
final class ArraySubscripts {
    private ArraySubscripts() {}

    /** {@code array[i][j]…}: null out of bounds or with another number of subscripts. */
    static @Nullable Object subscript(@Nullable Object[] a) {
        if (!(a[0] instanceof ArrayValue array)
                || a.length - 1 != array.lengths().size()) {
            return null;
        }
        int at = 0;
        for (int i = 1; i < a.length; i++) {
            if (!(a[i] instanceof Integer index)) {
                return null;
            }
            int offset = index - array.lowerBounds().get(i - 1);
            if (offset < 0 || offset >= array.lengths().get(i - 1)) {
                return null;
            }
            at = at * array.lengths().get(i - 1) + offset;
        }
        return array.values().get(at);
    }

    /** {@code array[l:u][l:u]…}: pairs of bounds, a null bound being the array's own. */
    static @Nullable Object slice(@Nullable Object[] a) {
        if (!(a[0] instanceof ArrayValue array)) {
            return null;
        }
        int dimensions = array.lengths().size();
        int given = (a.length - 1) / 2;
        if (given > dimensions) {
            return ArrayValue.of(array.element(), List.of());
        }
        List<Integer> from = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            int low = array.lowerBounds().get(i);
            int high = low + array.lengths().get(i) - 1;
            Object lower = i < given ? a[1 + 2 * i] : null;
            Object upper = i < given ? a[2 + 2 * i] : null;
            int first = lower == null ? low : Math.max(low, (int) lower);
            int last = upper == null ? high : Math.min(high, (int) upper);
            if (first > last) {
                return ArrayValue.of(array.element(), List.of());
            }
            from.add(first - low);
            lengths.add(last - first + 1);
        }
        List<@Nullable Object> values = new ArrayList<>();
        collect(array, from, lengths, 0, 0, values);
        return new ArrayValue(
                array.element(), lengths, lengths.stream().map(length -> 1).toList(), values);
    }

    private static void collect(
            ArrayValue array,
            List<Integer> from,
            List<Integer> lengths,
            int dimension,
            int base,
            List<@Nullable Object> out) {
        if (dimension == lengths.size()) {
            out.add(array.values().get(base));
            return;
        }
        for (int i = 0; i < lengths.get(dimension); i++) {
            int next = base * array.lengths().get(dimension) + from.get(dimension) + i;
            collect(array, from, lengths, dimension + 1, next, out);
        }
    }
}
