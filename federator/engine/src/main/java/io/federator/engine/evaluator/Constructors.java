package io.federator.engine.evaluator;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.RowValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ARRAY[…]} and {@code ROW(…)} (PostgreSQL's manual, 4.2.12 and 4.2.13). */
final class Constructors {
    private Constructors() {}

    /** @param nested whether the operands are arrays themselves, which become the inner dimensions */
    static Expression array(SqlType type, boolean nested, List<Expression> operands) {
        SqlType element = elementOf(type);
        return frame -> {
            List<@Nullable Object> values = new ArrayList<>();
            for (Expression operand : operands) {
                values.add(operand.evaluate(frame));
            }
            return nested ? stacked(element, values) : ArrayValue.of(element, values);
        };
    }

    static Expression row(List<String> names, List<SqlType> types, List<Expression> operands) {
        return frame -> {
            List<@Nullable Object> fields = new ArrayList<>();
            for (Expression operand : operands) {
                fields.add(operand.evaluate(frame));
            }
            return new RowValue(names, types, fields);
        };
    }

    /** {@code IS [NOT] NULL} of a row: of itself and each of its fields, not of theirs. */
    static Expression nullTest(Expression operand, boolean whenNull) {
        return frame -> {
            Object value = operand.evaluate(frame);
            return value instanceof RowValue row
                    ? row.fields().stream().allMatch(field -> (field == null) == whenNull)
                    : (value == null) == whenNull;
        };
    }

    private static @Nullable Object stacked(SqlType element, List<@Nullable Object> arrays) {
        List<@Nullable Object> values = new ArrayList<>();
        List<Integer> inner = null;
        for (Object value : arrays) {
            List<Integer> lengths = value == null ? List.of() : ((ArrayValue) value).lengths();
            if (inner != null && !inner.equals(lengths)) {
                throw new SqlException(
                        SqlState.ARRAY_SUBSCRIPT_ERROR,
                        "multidimensional arrays must have array expressions with matching dimensions");
            }
            inner = lengths;
            if (value != null) {
                values.addAll(((ArrayValue) value).values());
            }
        }
        if (inner == null || inner.isEmpty()) {
            return ArrayValue.of(element, List.of());
        }
        List<Integer> lengths = new ArrayList<>();
        lengths.add(arrays.size());
        lengths.addAll(inner);
        return new ArrayValue(element, lengths, Collections.nCopies(lengths.size(), 1), values);
    }

    private static SqlType elementOf(SqlType type) {
        SqlType element = type.element();
        if (element == null) {
            throw new IllegalArgumentException("no array: " + type);
        }
        return element;
    }
}
