package io.federator.engine.function;

import io.federator.engine.format.JsonTree;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.Interval;
import io.federator.spi.value.RowValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values in a form in which {@code equals} means equality in SQL. */
final class HashKeys {
    private HashKeys() {}

    static Object key(SqlType type, Object value) {
        return switch (type.kind()) {
            case NUMERIC -> value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
            // Adding zero turns -0.0 into 0.0; Float and Double take all NaNs as equal.
            case FLOAT4 -> (float) value + 0.0f;
            case FLOAT8 -> (double) value + 0.0d;
            case BPCHAR -> Ordering.withoutBlanks((String) value);
            case INTERVAL -> span((Interval) value);
            case JSONB -> JsonTree.parse((String) value).normalized();
            case ARRAY, INT2VECTOR, OIDVECTOR -> array((ArrayValue) value);
            case RECORD -> row((RowValue) value);
            case JSON, VOID, ANYARRAY, POINT, LSEG, PATH, BOX, POLYGON, LINE, CIRCLE ->
                throw new SqlException(
                        SqlState.UNDEFINED_FUNCTION, "could not identify an equality operator for type " + type);
            default -> value;
        };
    }

    private static Object span(Interval interval) {
        BigInteger days = BigInteger.valueOf(interval.months() * 30L + interval.days());
        return days.multiply(BigInteger.valueOf(86_400_000_000L)).add(BigInteger.valueOf(interval.micros()));
    }

    private static Object array(ArrayValue array) {
        List<@Nullable Object> keys = new ArrayList<>();
        for (Object value : array.values()) {
            keys.add(value == null ? null : key(array.element(), value));
        }
        return List.of(array.lengths(), array.lowerBounds(), keys);
    }

    private static Object row(RowValue row) {
        List<@Nullable Object> keys = new ArrayList<>();
        for (int i = 0; i < row.fields().size(); i++) {
            Object field = row.fields().get(i);
            keys.add(field == null ? null : key(row.types().get(i), field));
        }
        return keys;
    }
}
