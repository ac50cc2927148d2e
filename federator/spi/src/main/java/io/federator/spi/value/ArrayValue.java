package io.federator.spi.value;

import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array of any number of dimensions.
 *
 * @param element the type of the elements
 * @param lengths the length of each dimension, outermost first; empty for the empty array
 * @param lowerBounds the first subscript of each dimension, normally 1
 * @param values the elements in row-major order, null for NULL
 */
public record ArrayValue(
        SqlType element, List<Integer> lengths, List<Integer> lowerBounds, List<@Nullable Object> values) {
    // Not compact: javac drops the annotation of the element type from a compact constructor's parameters.
    public ArrayValue(
            SqlType element, List<Integer> lengths, List<Integer> lowerBounds, List<@Nullable Object> values) {
        this.element = element;
        this.lengths = List.copyOf(lengths);
        this.lowerBounds = List.copyOf(lowerBounds);
        this.values = Collections.unmodifiableList(new ArrayList<>(values));
        if (lengths.size() != lowerBounds.size()) {
            throw new IllegalArgumentException("each dimension has a length and a lower bound");
        }
    }

    /** A one-dimensional array with subscripts from 1. */
    public static ArrayValue of(SqlType element, List<? extends @Nullable Object> values) {
        return values.isEmpty()
                ? new ArrayValue(element, List.of(), List.of(), List.of())
                : new ArrayValue(element, List.of(values.size()), List.of(1), new ArrayList<>(values));
    }
}
