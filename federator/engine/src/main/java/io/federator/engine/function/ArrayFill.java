package io.federator.engine.function;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code array_fill}. */
final class ArrayFill {
    private static final int MAX_DIMENSIONS = 6;
    private static final int MAX_SIZE = 134_217_727;

    private ArrayFill() {}

    static Object filled(@Nullable Object value, SqlType element, @Nullable ArrayValue lengths) {
        List<Integer> sizes = sizes(lengths);
        return filled(value, element, sizes, Collections.nCopies(sizes.size(), 1));
    }

    static Object filled(
            @Nullable Object value, SqlType element, @Nullable ArrayValue lengths, @Nullable ArrayValue bounds) {
        if (bounds == null) {
            throw noNull();
        }
        List<Integer> sizes = sizes(lengths);
        return filled(value, element, sizes, dimensionValues(bounds, "Low bound array must be one dimensional."));
    }

    private static SqlException noNull() {
        return new SqlException(SqlState.NULL_VALUE_NOT_ALLOWED, "dimension array or low bound array cannot be null");
    }

    private static List<Integer> sizes(@Nullable ArrayValue lengths) {
        if (lengths == null) {
            throw noNull();
        }
        List<Integer> sizes = dimensionValues(lengths, "Dimension array must be one dimensional.");
        if (sizes.size() > MAX_DIMENSIONS) {
            throw new SqlException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    "number of array dimensions (" + sizes.size() + ") exceeds the maximum allowed (" + MAX_DIMENSIONS
                            + ")");
        }
        return sizes;
    }

    private static Object filled(@Nullable Object value, SqlType element, List<Integer> sizes, List<Integer> low) {
        if (low.size() != sizes.size()) {
            throw new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "wrong number of array subscripts")
                    .withDetail("Low bound array has different size than dimensions array.");
        }
        long count = 1;
        for (int size : sizes) {
            count *= size;
            if (size < 0 || count > MAX_SIZE) {
                throw new SqlException(
                        SqlState.PROGRAM_LIMIT_EXCEEDED, "array size exceeds the maximum allowed (" + MAX_SIZE + ")");
            }
        }
        return sizes.isEmpty() || count == 0
                ? ArrayValue.of(element, List.of())
                : new ArrayValue(element, sizes, low, Collections.nCopies((int) count, value));
    }

    private static List<Integer> dimensionValues(ArrayValue array, String onlyOne) {
        if (array.lengths().size() > 1) {
            throw new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "wrong number of array subscripts")
                    .withDetail(onlyOne);
        }
        List<Integer> values = new ArrayList<>();
        for (Object value : array.values()) {
            if (!(value instanceof Integer size)) {
                throw new SqlException(SqlState.NULL_VALUE_NOT_ALLOWED, "dimension values cannot be null");
            }
            values.add(size);
        }
        return values;
    }
}
