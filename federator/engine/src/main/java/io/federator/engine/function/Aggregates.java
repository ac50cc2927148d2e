package io.federator.engine.function;

import io.federator.engine.function.FunctionRegistry.AggregateFactory;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.BitString;
import io.federator.spi.value.Bytes;
import io.federator.spi.value.Interval;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Aggregates that count, add, choose and collect. */
final class Aggregates implements FunctionFamily {
    private static final String[] EXTREME_TYPES = {
        "int2",
        "int4",
        "int8",
        "numeric",
        "float4",
        "float8",
        "text",
        "bpchar",
        "bytea",
        "date",
        "time",
        "timetz",
        "timestamp",
        "timestamptz",
        "interval",
        "oid",
        "anyarray",
        "record",
        "tid",
        "pg_lsn",
        "inet",
        "money"
    };

    @Override
    public void contribute(FunctionRegistry f) {
        f.aggregate("count()", (types, result) -> context -> new Count(false));
        f.aggregate("count(any)", (types, result) -> context -> new Count(true));
        sums(f);
        for (String type : EXTREME_TYPES) {
            f.aggregate("min(" + type + ")", extreme(-1));
            f.aggregate("max(" + type + ")", extreme(1));
        }
        f.aggregate("bool_and(bool) every(bool)", fold((a, b) -> (boolean) a && (boolean) b));
        f.aggregate("bool_or(bool)", fold((a, b) -> (boolean) a || (boolean) b));
        bits(f);
        f.aggregate("any_value(anyelement)", fold((a, b) -> a));
        f.aggregate("string_agg(text,text)", (types, result) -> context -> new Joined());
        f.aggregate("string_agg(bytea,bytea)", (types, result) -> context -> new JoinedBytes());
        f.aggregate("array_agg(anynonarray)", (types, result) -> context -> new Collected(types.getFirst()));
        f.aggregate("array_agg(anyarray)", (types, result) -> arrays(types.getFirst(), result));
    }

    /** A strict aggregate that combines two values of the input's type into one. */
    static AggregateFactory fold(BinaryOperator<Object> operator) {
        return (types, result) -> context -> new Fold(operator);
    }

    /** Of equal values the last one, as PostgreSQL's {@code larger} functions choose. */
    private static AggregateFactory extreme(int sign) {
        return (types, result) -> {
            Comparator<Object> order = Ordering.of(types.getFirst());
            Comparator<Object> better = sign > 0 ? order : order.reversed();
            return context -> new Fold((a, b) -> better.compare(a, b) > 0 ? a : b);
        };
    }

    private static void sums(FunctionRegistry f) {
        f.aggregate(
                "sum(int2) sum(int4)",
                (types, result) -> context ->
                        new Mapped((sum, value) -> addLongs((long) sum, ((Number) value).longValue()), () -> 0L));
        f.aggregate(
                "sum(int8)",
                (types, result) -> context -> new Mapped(
                        (sum, value) -> ((BigDecimal) sum).add(BigDecimal.valueOf((long) value)),
                        () -> BigDecimal.ZERO));
        f.aggregate("sum(numeric)", fold(NumericFunctions::add));
        f.aggregate("sum(float4)", fold((a, b) -> {
            float sum = (float) a + (float) b;
            return (Object) (float) FloatFunctions.checked(sum, (float) a, (float) b);
        }));
        f.aggregate(
                "sum(float8)", fold((a, b) -> FloatFunctions.checked((double) a + (double) b, (double) a, (double) b)));
        f.aggregate("sum(money)", fold((a, b) -> MoneyFunctions.add((long) a, (long) b)));
        f.aggregate("sum(interval)", fold((a, b) -> IntervalMath.add((Interval) a, (Interval) b)));
    }

    private static Object addLongs(long a, long b) {
        try {
            return Math.addExact(a, b);
        } catch (ArithmeticException e) {
            throw new SqlException(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "bigint out of range", e);
        }
    }

    private static void bits(FunctionRegistry f) {
        f.aggregate("bit_and(int2) bit_and(int4)", fold((a, b) -> (int) a & (int) b));
        f.aggregate("bit_or(int2) bit_or(int4)", fold((a, b) -> (int) a | (int) b));
        f.aggregate("bit_xor(int2) bit_xor(int4)", fold((a, b) -> (int) a ^ (int) b));
        f.aggregate("bit_and(int8)", fold((a, b) -> (long) a & (long) b));
        f.aggregate("bit_or(int8)", fold((a, b) -> (long) a | (long) b));
        f.aggregate("bit_xor(int8)", fold((a, b) -> (long) a ^ (long) b));
        f.aggregate("bit_and(bit)", fold((a, b) -> combined((BitString) a, (BitString) b, '0')));
        f.aggregate("bit_or(bit)", fold((a, b) -> combined((BitString) a, (BitString) b, '1')));
        f.aggregate("bit_xor(bit)", fold((a, b) -> combined((BitString) a, (BitString) b, 'x')));
    }

    /** AND and OR are decided by the digit given; anything else is XOR. */
    private static BitString combined(BitString a, BitString b, char deciding) {
        if (a.bits().length() != b.bits().length()) {
            String name = deciding == '0' ? "AND" : deciding == '1' ? "OR" : "XOR";
            throw new SqlException(
                    SqlState.STRING_DATA_LENGTH_MISMATCH, "cannot " + name + " bit strings of different sizes");
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < a.bits().length(); i++) {
            char x = a.bits().charAt(i);
            char y = b.bits().charAt(i);
            out.append(deciding == 'x' ? x == y ? '0' : '1' : x == deciding ? x : y);
        }
        return new BitString(out.toString());
    }

    /** {@code count}. */
    private static final class Count implements Accumulator {
        private final boolean strict;
        private long count;

        Count(boolean strict) {
            this.strict = strict;
        }

        @Override
        public void add(@Nullable Object[] args) {
            if (!strict || args[0] != null) {
                count++;
            }
        }

        @Override
        public Object finish() {
            return count;
        }
    }

    /** One value out of many of its type; null for none. */
    private static final class Fold implements Accumulator {
        private final BinaryOperator<Object> operator;
        private @Nullable Object state;

        Fold(BinaryOperator<Object> operator) {
            this.operator = operator;
        }

        @Override
        public void add(@Nullable Object[] args) {
            Object value = args[0];
            if (value != null) {
                state = state == null ? value : operator.apply(state, value);
            }
        }

        @Override
        public @Nullable Object finish() {
            return state;
        }
    }

    /** As {@link Fold}, with a state of another class than the input. */
    private static final class Mapped implements Accumulator {
        private final BinaryOperator<Object> operator;
        private final Supplier<Object> zero;
        private @Nullable Object state;

        Mapped(BinaryOperator<Object> operator, Supplier<Object> zero) {
            this.operator = operator;
            this.zero = zero;
        }

        @Override
        public void add(@Nullable Object[] args) {
            Object value = args[0];
            if (value != null) {
                state = operator.apply(state == null ? zero.get() : state, value);
            }
        }

        @Override
        public @Nullable Object finish() {
            return state;
        }
    }

    /** {@code string_agg}. */
    private static final class Joined implements Accumulator {
        private @Nullable StringBuilder out;

        @Override
        public void add(@Nullable Object[] args) {
            if (args[0] instanceof String text) {
                if (out == null) {
                    out = new StringBuilder();
                } else if (args[1] instanceof String delimiter) {
                    out.append(delimiter);
                }
                out.append(text);
            }
        }

        @Override
        public @Nullable Object finish() {
            return out == null ? null : out.toString();
        }
    }

    /** {@code string_agg} of bytes. */
    private static final class JoinedBytes implements Accumulator {
        private @Nullable ByteArrayOutputStream out;

        @Override
        public void add(@Nullable Object[] args) {
            if (args[0] instanceof Bytes bytes) {
                if (out == null) {
                    out = new ByteArrayOutputStream();
                } else if (args[1] instanceof Bytes delimiter) {
                    out.writeBytes(delimiter.array());
                }
                out.writeBytes(bytes.array());
            }
        }

        @Override
        public @Nullable Object finish() {
            return out == null ? null : new Bytes(out.toByteArray());
        }
    }

    /** Vectors are the elements of the array that {@code ARRAY(query)} makes of them; array_agg takes them for arrays. */
    private static AggregateFunction arrays(SqlType type, SqlType result) {
        if (!type.is(TypeKind.INT2VECTOR) && !type.is(TypeKind.OIDVECTOR)) {
            return context -> new Stacked();
        }
        if (result.element() != null) {
            return context -> new Collected(type);
        }
        return context -> new Accumulator() {
            @Override
            public void add(@Nullable Object[] args) {
                throw new SqlException(SqlState.DATATYPE_MISMATCH, "array is not a valid " + type.bare());
            }

            @Override
            public @Nullable Object finish() {
                return null;
            }
        };
    }

    /** {@code array_agg} of values, nulls included. */
    private static final class Collected implements Accumulator {
        private final SqlType element;
        private final List<@Nullable Object> values = new ArrayList<>();

        Collected(SqlType element) {
            this.element = element.is(TypeKind.UNKNOWN) ? SqlType.TEXT : element.bare();
        }

        @Override
        public void add(@Nullable Object[] args) {
            values.add(args[0]);
        }

        @Override
        public @Nullable Object finish() {
            return values.isEmpty() ? null : ArrayValue.of(element, values);
        }
    }

    /** {@code array_agg} of arrays, which become the items of one with a dimension more. */
    private static final class Stacked implements Accumulator {
        private final List<ArrayValue> items = new ArrayList<>();

        @Override
        public void add(@Nullable Object[] args) {
            if (!(args[0] instanceof ArrayValue array)) {
                throw new SqlException(SqlState.NULL_VALUE_NOT_ALLOWED, "cannot accumulate null arrays");
            }
            if (array.lengths().isEmpty()) {
                throw new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "cannot accumulate empty arrays");
            }
            if (!items.isEmpty() && !items.getFirst().lengths().equals(array.lengths())) {
                throw new SqlException(
                        SqlState.ARRAY_SUBSCRIPT_ERROR, "cannot accumulate arrays of different dimensionality");
            }
            items.add(array);
        }

        @Override
        public @Nullable Object finish() {
            if (items.isEmpty()) {
                return null;
            }
            ArrayValue first = items.getFirst();
            List<Integer> lengths = new ArrayList<>(List.of(items.size()));
            lengths.addAll(first.lengths());
            List<Integer> bounds = new ArrayList<>(List.of(1));
            bounds.addAll(first.lowerBounds());
            List<@Nullable Object> values = new ArrayList<>();
            items.forEach(item -> values.addAll(item.values()));
            return new ArrayValue(first.element(), lengths, bounds, values);
        }
    }
}
