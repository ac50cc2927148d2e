package io.federator.engine.executor.local;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.function.ScalarFunction;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.Interval;
import io.federator.spi.value.NumericSpecial;
import io.federator.spi.value.TimeTz;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's {@code in_range} support functions: whether a value lies on one side of another moved by an offset. A sum beyond the
 * type's range counts as infinite instead of failing.
 */
@FunctionalInterface
interface RangeOffset {
    /**
     * Whether {@code value <= base ± offset} (with {@code less}) or {@code value >= base ± offset}.
     *
     * @param subtract whether the base is moved downwards
     */
    boolean reaches(
            Object value, Object base, Object offset, boolean subtract, boolean less, EvaluationContext context);

    static RangeOffset of(SqlType key, SqlType offset, FunctionCatalog functions) {
        return switch (key.kind()) {
            case INT2, INT4, INT8 ->
                (v, b, o, subtract, less, c) -> integers(long_(v), long_(b), long_(o), subtract, less);
            case FLOAT4, FLOAT8 ->
                (v, b, o, subtract, less, c) -> floats(double_(v), double_(b), double_(o), subtract, less);
            case TIME ->
                (v, b, o, subtract, less, c) -> integers(long_(v), long_(b), ((Interval) o).micros(), subtract, less);
            case TIMETZ -> (v, b, o, subtract, less, c) -> zoned((TimeTz) v, (TimeTz) b, (Interval) o, subtract, less);
            case NUMERIC -> numerics(functions);
            default -> moved(key, offset, functions);
        };
    }

    /** @throws SqlException 22013 for a negative or undefined offset */
    static void check(Object offset) {
        boolean wrong = switch (offset) {
            case Interval interval -> interval.compareTo(new Interval(0, 0, 0)) < 0;
            case NumericSpecial special -> special != NumericSpecial.POSITIVE_INFINITY;
            case Number number -> number.doubleValue() < 0 || Double.isNaN(number.doubleValue());
            default -> false;
        };
        if (wrong) {
            throw new SqlException(
                    SqlState.INVALID_PRECEDING_OR_FOLLOWING_SIZE,
                    "invalid preceding or following size in window function");
        }
    }

    private static long long_(Object value) {
        return ((Number) value).longValue();
    }

    private static double double_(Object value) {
        return ((Number) value).doubleValue();
    }

    private static boolean integers(long value, long base, long offset, boolean subtract, boolean less) {
        long sum = subtract ? base - offset : base + offset;
        boolean overflow = subtract ? sum > base : sum < base;
        if (overflow) {
            return subtract != less;
        }
        return less ? value <= sum : value >= sum;
    }

    private static boolean floats(double value, double base, double offset, boolean subtract, boolean less) {
        if (Double.isNaN(value)) {
            return Double.isNaN(base) || !less;
        }
        if (Double.isNaN(base)) {
            return less;
        }
        if (Double.isInfinite(offset) && Double.isInfinite(base) && (subtract ? base > 0 : base < 0)) {
            return true;
        }
        double sum = subtract ? base - offset : base + offset;
        return less ? value <= sum : value >= sum;
    }

    private static boolean zoned(TimeTz value, TimeTz base, Interval offset, boolean subtract, boolean less) {
        long micros = subtract ? base.micros() - offset.micros() : base.micros() + offset.micros();
        boolean overflow = subtract ? micros > base.micros() : micros < base.micros();
        if (overflow) {
            return subtract != less;
        }
        int order = value.compareTo(new TimeTz(micros, base.zoneSeconds()));
        return less ? order <= 0 : order >= 0;
    }

    private static RangeOffset numerics(FunctionCatalog functions) {
        Comparator<Object> order = functions.order(SqlType.NUMERIC);
        ScalarFunction plus = functions.scalar("+", List.of(SqlType.NUMERIC, SqlType.NUMERIC), SqlType.NUMERIC);
        ScalarFunction minus = functions.scalar("-", List.of(SqlType.NUMERIC, SqlType.NUMERIC), SqlType.NUMERIC);
        return (value, base, offset, subtract, less, context) -> {
            if (value == NumericSpecial.NAN) {
                return base == NumericSpecial.NAN || !less;
            }
            if (base == NumericSpecial.NAN) {
                return less;
            }
            if (offset instanceof NumericSpecial
                    && base == (subtract ? NumericSpecial.POSITIVE_INFINITY : NumericSpecial.NEGATIVE_INFINITY)) {
                return true;
            }
            Object sum = (subtract ? minus : plus).apply(new @Nullable Object[] {base, offset}, context);
            return verdict(order, value, sum, less);
        };
    }

    /** Dates and times move by intervals, dates as timestamps. */
    private static RangeOffset moved(SqlType key, SqlType offset, FunctionCatalog functions) {
        SqlType moving = key.is(TypeKind.DATE) ? SqlType.TIMESTAMP : key.bare();
        ScalarFunction widen = functions.cast(key, moving, true);
        Comparator<Object> order = functions.order(moving);
        ScalarFunction plus = functions.scalar("+", List.of(moving, offset), moving);
        ScalarFunction minus = functions.scalar("-", List.of(moving, offset), moving);
        return (value, base, by, subtract, less, context) -> {
            Object from = widen.apply(new @Nullable Object[] {base}, context);
            if (from == null || isEndless(by) && isAtEnd(from, subtract)) {
                return true;
            }
            Object sum = (subtract ? minus : plus).apply(new @Nullable Object[] {from, by}, context);
            Object compared = widen.apply(new @Nullable Object[] {value}, context);
            return verdict(order, compared, sum, less);
        };
    }

    private static boolean isEndless(Object offset) {
        return offset instanceof Interval interval
                && interval.micros() == Long.MAX_VALUE
                && interval.months() == Integer.MAX_VALUE;
    }

    /** Whether a value is the infinity that an endless offset leads away from. */
    private static boolean isAtEnd(Object value, boolean subtract) {
        long micros = value instanceof Interval interval ? interval.micros() : (long) value;
        boolean whole = !(value instanceof Interval interval)
                || interval.months() == (subtract ? Integer.MAX_VALUE : Integer.MIN_VALUE);
        return whole && micros == (subtract ? Long.MAX_VALUE : Long.MIN_VALUE);
    }

    private static boolean verdict(
            Comparator<Object> order, @Nullable Object value, @Nullable Object sum, boolean less) {
        if (value == null || sum == null) {
            throw new IllegalStateException("a frame bound without its value");
        }
        int compared = order.compare(value, sum);
        return less ? compared <= 0 : compared >= 0;
    }
}
