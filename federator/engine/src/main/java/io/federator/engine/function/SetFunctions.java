package io.federator.engine.function;

import io.federator.engine.format.TimeZones;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.Interval;
import io.federator.spi.value.NumericSpecial;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Functions that return rows: series and elements of arrays. */
final class SetFunctions implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        f.set("generate_series(int4,int4)", (types, result) -> (a, c) -> integers(a, 1, true));
        f.set("generate_series(int4,int4,int4)", (types, result) -> (a, c) -> integers(a, number(a[2]), true));
        f.set("generate_series(int8,int8)", (types, result) -> (a, c) -> integers(a, 1, false));
        f.set("generate_series(int8,int8,int8)", (types, result) -> (a, c) -> integers(a, number(a[2]), false));
        f.set("generate_series(numeric,numeric)", (types, result) -> (a, c) -> numerics(a[0], a[1], BigDecimal.ONE));
        f.set("generate_series(numeric,numeric,numeric)", (types, result) -> (a, c) -> numerics(a[0], a[1], a[2]));
        f.set(
                "generate_series(timestamp,timestamp,interval)",
                (types, result) -> (a, c) -> times(
                        (long) need(a[0]),
                        (long) need(a[1]),
                        (Interval) need(a[2]),
                        (at, step) -> IntervalMath.addToTimestamp(at, step, 1)));
        f.set(
                "generate_series(timestamptz,timestamptz,interval)",
                (types, result) -> (a, c) -> times(
                        (long) need(a[0]),
                        (long) need(a[1]),
                        (Interval) need(a[2]),
                        (at, step) -> IntervalMath.addToInstant(
                                at, step, 1, c.format().timeZone())));
        f.set(
                "generate_series(timestamptz,timestamptz,interval,text)",
                (types, result) -> (a, c) -> times(
                        (long) need(a[0]),
                        (long) need(a[1]),
                        (Interval) need(a[2]),
                        (at, step) -> IntervalMath.addToInstant(
                                at,
                                step,
                                1,
                                TimeZones.require(
                                        (String) need(a[3]), c.format().timeZone()))));
        f.set("unnest(anyarray)", (types, result) -> (a, c) -> values((ArrayValue) a[0]));
        f.set("generate_subscripts(anyarray,int4)", (types, result) -> (a, c) -> subscripts(a, false));
        f.set(
                "generate_subscripts(anyarray,int4,bool)",
                (types, result) -> (a, c) -> subscripts(a, (boolean) need(a[2])));
    }

    /** One step of a series of times. */
    @FunctionalInterface
    private interface Step {
        long from(long at, Interval step);
    }

    private static Object need(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("a strict function was called with null");
        }
        return value;
    }

    private static long number(@Nullable Object value) {
        return ((Number) need(value)).longValue();
    }

    static Iterator<@Nullable Object[]> values(@Nullable ArrayValue array) {
        return array == null
                ? Collections.emptyIterator()
                : array.values().stream()
                        .map(value -> new @Nullable Object[] {value})
                        .iterator();
    }

    private static Iterator<@Nullable Object[]> integers(@Nullable Object[] a, long step, boolean int4) {
        long first = number(a[0]);
        long last = number(a[1]);
        if (step == 0) {
            throw zeroStep();
        }
        if (step > 0 ? first > last : first < last) {
            return Collections.emptyIterator();
        }
        return new Iterator<>() {
            private long next = first;
            private boolean more = true;

            @Override
            public boolean hasNext() {
                return more;
            }

            @Override
            public @Nullable Object[] next() {
                if (!more) {
                    throw new NoSuchElementException();
                }
                long value = next;
                next = value + step;
                boolean overflowed = step > 0 ? next < value : next > value;
                more = !overflowed && (step > 0 ? next <= last : next >= last);
                return new Object[] {int4 ? (Object) (int) value : (Object) value};
            }
        };
    }

    private static SqlException zeroStep() {
        return new SqlException(SqlState.INVALID_PARAMETER_VALUE, "step size cannot equal zero");
    }

    private static Iterator<@Nullable Object[]> numerics(
            @Nullable Object first, @Nullable Object last, @Nullable Object step) {
        Object[] named = {need(first), need(last), need(step)};
        String[] names = {"start value", "stop value", "step size"};
        for (int i = 0; i < 3; i++) {
            if (named[i] instanceof NumericSpecial special) {
                throw new SqlException(
                        SqlState.INVALID_PARAMETER_VALUE,
                        names[i] + " cannot be " + (special == NumericSpecial.NAN ? "NaN" : "infinity"));
            }
        }
        BigDecimal by = (BigDecimal) named[2];
        BigDecimal end = (BigDecimal) named[1];
        if (by.signum() == 0) {
            throw zeroStep();
        }
        return series(
                named[0],
                at -> by.signum() > 0 ? ((BigDecimal) at).compareTo(end) <= 0 : ((BigDecimal) at).compareTo(end) >= 0,
                at -> NumericMath.add((BigDecimal) at, by));
    }

    private static Iterator<@Nullable Object[]> times(long first, long last, Interval step, Step from) {
        int direction = step.compareTo(new Interval(0, 0, 0));
        if (direction == 0) {
            throw zeroStep();
        }
        if (IntervalMath.isInfinite(step)) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "step size cannot be infinite");
        }
        return series(
                first, at -> direction > 0 ? (long) at <= last : (long) at >= last, at -> from.from((long) at, step));
    }

    private static Iterator<@Nullable Object[]> series(
            Object first, Predicate<Object> within, UnaryOperator<Object> step) {
        return java.util.stream.Stream.iterate(first, within, step)
                .map(value -> new @Nullable Object[] {value})
                .iterator();
    }

    private static Iterator<@Nullable Object[]> subscripts(@Nullable Object[] a, boolean reverse) {
        ArrayValue array = (ArrayValue) need(a[0]);
        int dimension = (int) number(a[1]);
        if (dimension < 1 || dimension > array.lengths().size()) {
            return Collections.emptyIterator();
        }
        int low = array.lowerBounds().get(dimension - 1);
        int length = array.lengths().get(dimension - 1);
        return LongStream.range(0, length)
                .mapToObj(i -> new @Nullable Object[] {(int) (reverse ? low + length - 1 - i : low + i)})
                .iterator();
    }
}
