package io.federator.engine.function;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays with an item or a slice of them replaced, as {@code UPDATE … SET array[i] = …} makes them. */
final class ArrayAssignment {
    private static final int MAX_SIZE = 134_217_727;

    private ArrayAssignment() {}

    /** {@code array[i][j]… = value}; the array, the value, the subscripts. An array of one dimension grows as far as it has to. */
    static ArrayValue item(@Nullable Object[] a, SqlType element) {
        List<Integer> at = new ArrayList<>();
        for (int i = 2; i < a.length; i++) {
            at.add(subscript(a[i]));
        }
        ArrayValue array = array(a[0], element);
        int dimensions = array.lengths().size();
        if (dimensions == 0) {
            return checked(
                    new ArrayValue(element, Collections.nCopies(at.size(), 1), at, Collections.singletonList(a[1])));
        }
        if (dimensions != at.size()) {
            throw wrongNumber();
        }
        return replaced(array, at, at, Collections.singletonList(a[1]));
    }

    /**
     * {@code array[l:u][l:u]… = value}; the array, the value, which bounds are written (a bit for each), and the pairs of bounds. Only
     * as many items are taken from the value as there is room for, whatever its shape.
     */
    static ArrayValue slice(@Nullable Object[] a, SqlType element) {
        int given = a[2] instanceof Integer bits ? bits : 0;
        List<@Nullable Integer> lower = new ArrayList<>();
        List<@Nullable Integer> upper = new ArrayList<>();
        for (int i = 3; i < a.length; i++) {
            boolean written = (given >> (i - 3) & 1) != 0;
            (i % 2 == 1 ? lower : upper).add(written ? subscript(a[i]) : null);
        }
        ArrayValue array = array(a[0], element);
        if (!(a[1] instanceof ArrayValue value)) {
            return array;
        }
        int dimensions = array.lengths().size();
        if (dimensions == 0) {
            return created(lower, upper, value, element);
        }
        if (dimensions < lower.size()) {
            throw wrongNumber();
        }
        List<Integer> from = new ArrayList<>();
        List<Integer> to = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            int low = array.lowerBounds().get(i);
            Integer first = i < lower.size() ? lower.get(i) : null;
            Integer last = i < upper.size() ? upper.get(i) : null;
            from.add(first == null ? low : first);
            to.add(last == null ? low + array.lengths().get(i) - 1 : last);
            if (from.getLast() > to.getLast()) {
                throw new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "upper bound cannot be less than lower bound");
            }
        }
        return replaced(array, from, to, value.values());
    }

    private static ArrayValue array(@Nullable Object array, SqlType element) {
        return array instanceof ArrayValue value ? value : ArrayValue.of(element, List.of());
    }

    private static int subscript(@Nullable Object subscript) {
        if (!(subscript instanceof Integer index)) {
            throw new SqlException(SqlState.NULL_VALUE_NOT_ALLOWED, "array subscript in assignment must not be null");
        }
        return index;
    }

    private static SqlException wrongNumber() {
        return new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "wrong number of array subscripts");
    }

    private static SqlException tooSmall() {
        return new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "source array too small");
    }

    private static SqlException tooLarge() {
        return new SqlException(
                SqlState.PROGRAM_LIMIT_EXCEEDED, "array size exceeds the maximum allowed (" + MAX_SIZE + ")");
    }

    /** A slice of an array that is empty yet. */
    private static ArrayValue created(
            List<@Nullable Integer> lower, List<@Nullable Integer> upper, ArrayValue value, SqlType element) {
        List<Integer> lengths = new ArrayList<>();
        List<Integer> bounds = new ArrayList<>();
        for (int i = 0; i < lower.size(); i++) {
            Integer first = lower.get(i);
            Integer last = upper.get(i);
            if (first == null || last == null) {
                throw new SqlException(
                                SqlState.ARRAY_SUBSCRIPT_ERROR, "array slice subscript must provide both boundaries")
                        .withDetail("When assigning to a slice of an empty array value, slice boundaries must be fully"
                                + " specified.");
            }
            long length = (long) last - first + 1;
            if (length != (int) length) {
                throw tooLarge();
            }
            lengths.add((int) length);
            bounds.add(first);
        }
        int count = count(lengths);
        if (value.values().size() < count) {
            throw tooSmall();
        }
        return count == 0
                ? ArrayValue.of(element, List.of())
                : checked(
                        new ArrayValue(element, lengths, bounds, value.values().subList(0, count)));
    }

    /** The array with the items from the first bounds to the last, both included, replaced in their order. */
    private static ArrayValue replaced(
            ArrayValue array, List<Integer> from, List<Integer> to, List<@Nullable Object> values) {
        ArrayValue whole = array.lengths().size() == 1 ? grown(array, from.getFirst(), to.getFirst()) : array;
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            int low = whole.lowerBounds().get(i);
            if (from.get(i) < low || to.get(i) - (long) low >= whole.lengths().get(i)) {
                throw new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "array subscript out of range");
            }
            lengths.add(to.get(i) - from.get(i) + 1);
        }
        if (count(lengths) > values.size()) {
            throw tooSmall();
        }
        List<@Nullable Object> items = new ArrayList<>(whole.values());
        put(whole, from, lengths, 0, 0, values, 0, items);
        return new ArrayValue(whole.element(), whole.lengths(), whole.lowerBounds(), items);
    }

    /** @return how many of the values have been put */
    private static int put(
            ArrayValue array,
            List<Integer> from,
            List<Integer> lengths,
            int dimension,
            int base,
            List<@Nullable Object> values,
            int taken,
            List<@Nullable Object> items) {
        if (dimension == lengths.size()) {
            items.set(base, values.get(taken));
            return taken + 1;
        }
        int next = taken;
        int first = from.get(dimension) - array.lowerBounds().get(dimension);
        for (int i = 0; i < lengths.get(dimension); i++) {
            int row = base * array.lengths().get(dimension) + first + i;
            next = put(array, from, lengths, dimension + 1, row, values, next, items);
        }
        return next;
    }

    /** An array of one dimension with room for these subscripts; what is between is null. */
    private static ArrayValue grown(ArrayValue array, int first, int last) {
        int low = array.lowerBounds().getFirst();
        int length = array.lengths().getFirst();
        long before = Math.max(0, (long) low - first);
        long after = Math.max(0, (long) last - low - length + 1);
        if (before + length + after > MAX_SIZE) {
            throw tooLarge();
        }
        if (before == 0 && after == 0) {
            return array;
        }
        List<@Nullable Object> values = new ArrayList<>();
        values.addAll(Collections.<@Nullable Object>nCopies((int) before, null));
        values.addAll(array.values());
        values.addAll(Collections.<@Nullable Object>nCopies((int) after, null));
        return checked(new ArrayValue(array.element(), List.of(values.size()), List.of(Math.min(low, first)), values));
    }

    private static int count(List<Integer> lengths) {
        long count = 1;
        for (int length : lengths) {
            count *= length;
            if (length < 0 || count > MAX_SIZE) {
                throw tooLarge();
            }
        }
        return (int) count;
    }

    /** A subscript behind the last has to be a number too. */
    private static ArrayValue checked(ArrayValue array) {
        for (int i = 0; i < array.lengths().size(); i++) {
            int low = array.lowerBounds().get(i);
            if ((long) low + array.lengths().get(i) > Integer.MAX_VALUE) {
                throw new SqlException(SqlState.PROGRAM_LIMIT_EXCEEDED, "array lower bound is too large: " + low);
            }
        }
        return array;
    }
}
