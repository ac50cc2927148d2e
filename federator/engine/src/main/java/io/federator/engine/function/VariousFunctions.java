package io.federator.engine.function;

import io.federator.engine.format.Calendar;
import io.federator.engine.format.JsonTree;
import io.federator.engine.names.ClientEncoding;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.NumericSpecial;
import io.federator.spi.value.TimeTz;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Functions on parts of UUIDs, on thresholds, on chance, and a few that stand alone. */
final class VariousFunctions implements FunctionFamily {
    /** 1582-10-15 in milliseconds and the like: UUIDs of version 1 count from there in tenths of microseconds. */
    private static final long GREGORIAN_MICROS = 12_219_292_800_000_000L;

    @Override
    public void contribute(FunctionRegistry f) {
        uuids(f);
        arrays(f);
        dates(f);
        f.strict("random(numeric,numeric)", (a, c) -> between(a[0], a[1]));
        f.lenient("jsonb_set_lax(jsonb,_text,jsonb,bool,text)", (a, c) -> setLax(a));
        f.strict("getdatabaseencoding()", (a, c) -> "UTF8");
        f.strict("unicode_version()", (a, c) -> "16.0");
        f.strict("pg_trigger_depth()", (a, c) -> 0);
        f.strict("pg_blocking_pids(int4)", (a, c) -> ArrayValue.of(SqlType.INT4, List.of()));
        f.strict("icu_unicode_version()", (a, c) -> null);
        f.strict("system_user()", (a, c) -> null);
        f.strict(
                "pg_basetype(regtype)",
                (a, c) -> c.names().baseType((long) a[0]).stream()
                        .boxed()
                        .findFirst()
                        .orElse(null));
        f.strict(
                "pg_encoding_max_length(int4)",
                (a, c) -> ClientEncoding.numbered((int) a[0])
                        .flatMap(ClientEncoding::find)
                        .map(ClientEncoding::width)
                        .orElse(null));
    }

    private static void uuids(FunctionRegistry f) {
        f.strict("uuid_extract_version(uuid)", (a, c) -> {
            UUID uuid = (UUID) a[0];
            return uuid.variant() == 2 ? uuid.version() : null;
        });
        f.strict("uuid_extract_timestamp(uuid)", (a, c) -> {
            UUID uuid = (UUID) a[0];
            if (uuid.variant() != 2) {
                return null;
            }
            return switch (uuid.version()) {
                case 1 -> uuid.timestamp() / 10 - GREGORIAN_MICROS;
                case 7 -> (uuid.getMostSignificantBits() >>> 16) * 1000;
                default -> null;
            };
        });
        f.strict(
                "uuid_cmp(uuid,uuid)",
                (a, c) -> Integer.signum(Ordering.of(SqlType.UUID).compare(a[0], a[1])));
    }

    private static void arrays(FunctionRegistry f) {
        f.strictTyped("width_bucket(anycompatible,anycompatiblearray)", (types, result) -> {
            Comparator<Object> order = Ordering.of(types.getFirst());
            return (a, c) -> bucket(a[0], (ArrayValue) a[1], order);
        });
        f.strict("array_shuffle(anyarray)", (a, c) -> {
            ArrayValue array = (ArrayValue) a[0];
            return array.lengths().isEmpty()
                    ? array
                    : sample(array, array.lengths().getFirst());
        });
        f.strict("array_sample(anyarray,int4)", (a, c) -> {
            ArrayValue array = (ArrayValue) a[0];
            int size = array.lengths().isEmpty() ? 0 : array.lengths().getFirst();
            int wanted = (int) a[1];
            if (wanted < 0 || wanted > size) {
                throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "sample size must be between 0 and " + size);
            }
            ArrayValue sample = sample(array, wanted);
            List<Integer> bounds = new ArrayList<>(sample.lowerBounds());
            if (!bounds.isEmpty()) {
                bounds.set(0, 1);
            }
            return new ArrayValue(sample.element(), sample.lengths(), bounds, sample.values());
        });
        f.strict(
                "oidvectortypes(oidvector)",
                (a, c) -> ((ArrayValue) a[0])
                        .values().stream()
                                .map(oid -> io.federator.engine.names.ObjectNames.typeName(
                                                oid instanceof Long number ? number : 0)
                                        .orElse("???"))
                                .collect(Collectors.joining(", ")));
    }

    private static ArrayValue sample(ArrayValue array, int wanted) {
        int size = array.lengths().isEmpty() ? 0 : array.lengths().getFirst();
        if (wanted == 0) {
            return ArrayValue.of(array.element(), List.of());
        }
        int width = array.values().size() / size;
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            places.add(i);
        }
        Collections.shuffle(places, new Random(ThreadLocalRandom.current().nextLong()));
        List<@Nullable Object> values = new ArrayList<>();
        for (int place : places.subList(0, wanted)) {
            values.addAll(array.values().subList(place * width, (place + 1) * width));
        }
        List<Integer> lengths = new ArrayList<>(array.lengths());
        lengths.set(0, wanted);
        return new ArrayValue(array.element(), lengths, array.lowerBounds(), values);
    }

    private static int bucket(Object operand, ArrayValue thresholds, Comparator<Object> order) {
        if (thresholds.lengths().size() > 1) {
            throw new SqlException(SqlState.ARRAY_SUBSCRIPT_ERROR, "thresholds must be one-dimensional array");
        }
        if (thresholds.values().stream().anyMatch(value -> value == null)) {
            throw new SqlException(SqlState.NULL_VALUE_NOT_ALLOWED, "thresholds array must not contain NULLs");
        }
        int left = 0;
        int right = thresholds.values().size();
        while (left < right) {
            int middle = (left + right) / 2;
            Object threshold = thresholds.values().get(middle);
            if (threshold != null && order.compare(operand, threshold) < 0) {
                right = middle;
            } else {
                left = middle + 1;
            }
        }
        return left;
    }

    private static void dates(FunctionRegistry f) {
        f.strict("timestamptz(date,time)", (a, c) -> {
            int date = (int) a[0];
            if (Calendar.isInfinite(date)) {
                return date > 0 ? Calendar.INFINITY : Calendar.MINUS_INFINITY;
            }
            return Calendar.toInstant(local(date, (long) a[1]), c.format().timeZone());
        });
        f.strict("timestamptz(date,timetz)", (a, c) -> {
            int date = (int) a[0];
            if (Calendar.isInfinite(date)) {
                return date > 0 ? Calendar.INFINITY : Calendar.MINUS_INFINITY;
            }
            TimeTz time = (TimeTz) a[1];
            return Math.addExact(local(date, time.micros()), time.zoneSeconds() * Calendar.MICROS_PER_SECOND);
        });
        f.strict("timestamp(date,time)", (a, c) -> {
            int date = (int) a[0];
            if (Calendar.isInfinite(date)) {
                return date > 0 ? Calendar.INFINITY : Calendar.MINUS_INFINITY;
            }
            return local(date, (long) a[1]);
        });
    }

    private static long local(int date, long time) {
        try {
            return Math.addExact(Math.multiplyExact((long) date, Calendar.MICROS_PER_DAY), time);
        } catch (ArithmeticException e) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "date out of range for timestamp", e);
        }
    }

    private static BigDecimal between(Object low, Object high) {
        for (int i = 0; i < 2; i++) {
            if ((i == 0 ? low : high) instanceof NumericSpecial special) {
                String name = i == 0 ? "lower" : "upper";
                throw new SqlException(
                        SqlState.INVALID_PARAMETER_VALUE,
                        name + " bound cannot be " + (special == NumericSpecial.NAN ? "NaN" : "infinity"));
            }
        }
        BigDecimal from = (BigDecimal) low;
        BigDecimal to = (BigDecimal) high;
        if (from.compareTo(to) > 0) {
            throw new SqlException(
                    SqlState.INVALID_PARAMETER_VALUE, "lower bound must be less than or equal to upper bound");
        }
        int scale = Math.max(from.scale(), to.scale());
        BigInteger width = to.subtract(from).setScale(scale).unscaledValue().add(BigInteger.ONE);
        BigInteger chosen;
        do {
            chosen = new BigInteger(
                    width.bitLength(), new Random(ThreadLocalRandom.current().nextLong()));
        } while (chosen.compareTo(width) >= 0);
        return from.setScale(scale).add(new BigDecimal(chosen, scale));
    }

    private static @Nullable Object setLax(@Nullable Object[] a) {
        Object treatment = a[4];
        if (a[0] == null || a[1] == null || a[3] == null) {
            return null;
        }
        JsonTree target = JsonTree.parse((String) a[0]);
        List<@Nullable String> path = new ArrayList<>();
        ((ArrayValue) a[1]).values().forEach(step -> path.add((String) step));
        if (a[2] instanceof String value) {
            return JsonEdit.set(target, path, JsonTree.parse(value), (boolean) a[3])
                    .print();
        }
        return switch (treatment instanceof String text ? text : "") {
            case "use_json_null" ->
                JsonEdit.set(target, path, new JsonTree.Null(), (boolean) a[3]).print();
            case "delete_key" -> JsonEdit.delete(target, path).print();
            case "return_target" -> a[0];
            case "raise_exception" ->
                throw new SqlException(SqlState.NULL_VALUE_NOT_ALLOWED, "JSON value must not be null")
                        .withDetail("Exception was raised because null_value_treatment is \"raise_exception\".")
                        .withHint("To avoid, either change the null_value_treatment argument or ensure that an SQL NULL"
                                + " is not passed.");
            default ->
                throw new SqlException(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "null_value_treatment must be \"delete_key\", \"return_target\", \"use_json_null\", or"
                                + " \"raise_exception\"");
        };
    }
}
