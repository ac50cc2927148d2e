package io.federator.engine.writer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values by which a row is known, such that equal ones in SQL are equal in Java. */
final class Keys {
    private Keys() {}

    /** @param columns positions in the row */
    static List<@Nullable Object> of(@Nullable Object[] row, List<Integer> columns) {
        List<@Nullable Object> key = new ArrayList<>(columns.size());
        for (int column : columns) {
            key.add(comparable(row[column]));
        }
        return key;
    }

    /** Numerics of the same value have several scales, and floats two zeros. */
    private static @Nullable Object comparable(@Nullable Object value) {
        return switch (value) {
            case BigDecimal number -> number.stripTrailingZeros();
            case Double number -> number + 0.0;
            case Float number -> number + 0.0f;
            case null, default -> value;
        };
    }
}
