package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.Calendar;
import io.federator.engine.format.JsonTree;
import io.federator.engine.format.PlainText;
import io.federator.engine.format.TextFormat;
import io.federator.engine.function.FunctionRegistry.StrictFunction;
import io.federator.engine.names.PgTypes;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.Interval;
import io.federator.spi.value.TimeTz;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What casts compute: the conversion between two types, then the target's modifier. */
final class Casts {
    private final PgTypes types;
    private final CastRules rules;

    Casts(PgTypes types, CastRules rules) {
        this.types = types;
        this.rules = rules;
    }

    StrictFunction conversion(SqlType from, SqlType to, boolean explicit) {
        CastRules.Method method = from.is(TypeKind.UNKNOWN)
                ? CastRules.Method.TEXT
                : rules.method(from.oid(), to.oid(), CastContext.EXPLICIT);
        if (method == null) {
            throw new SqlException(
                    SqlState.CANNOT_COERCE,
                    "cannot cast type " + types.display(from.oid()) + " to " + types.display(to.oid()));
        }
        StrictFunction convert = switch (method) {
            case RELABEL -> relabel(from.kind(), to.kind());
            case ELEMENTS -> elements(from, to, explicit);
            case TEXT -> throughText(from, to);
            case FUNCTION -> function(from, to);
        };
        if (from.is(TypeKind.ARRAY) && method == CastRules.Method.RELABEL) {
            return to.typmod() < 0 || to.typmod() == from.typmod() ? convert : elements(from, to, explicit);
        }
        StrictFunction modifier = TypeModifiers.enforcing(to, explicit);
        if (modifier == null || (from.kind() == to.kind() && from.typmod() == to.typmod())) {
            return convert;
        }
        return method == CastRules.Method.RELABEL
                ? modifier
                : (a, c) -> {
                    Object converted = convert.apply(a, c);
                    return converted == null ? null : modifier.apply(new Object[] {converted}, c);
                };
    }

    /** Object identifiers are unsigned numbers of 32 bits and so longs with us. */
    private static StrictFunction relabel(TypeKind from, TypeKind to) {
        if (from == TypeKind.INT4 && to.isOid()) {
            return (a, c) -> (int) a[0] & 0xffff_ffffL;
        }
        return from.isOid() && to == TypeKind.INT4 ? (a, c) -> (int) (long) a[0] : (a, c) -> a[0];
    }

    private StrictFunction elements(SqlType from, SqlType to, boolean explicit) {
        SqlType fromElement = element(from);
        SqlType toElement = element(to);
        StrictFunction each = conversion(fromElement, toElement, explicit);
        return (a, c) -> {
            ArrayValue array = (ArrayValue) a[0];
            List<@Nullable Object> values = new ArrayList<>(array.values().size());
            for (Object value : array.values()) {
                values.add(value == null ? null : each.apply(new Object[] {value}, c));
            }
            return new ArrayValue(toElement.bare(), array.lengths(), array.lowerBounds(), values);
        };
    }

    private static SqlType element(SqlType array) {
        SqlType element = array.element();
        if (element != null) {
            return element;
        }
        return array.is(TypeKind.INT2VECTOR) ? SqlType.INT2 : SqlType.OID;
    }

    private static StrictFunction throughText(SqlType from, SqlType to) {
        boolean isText = to.is(TypeKind.TEXT) || to.is(TypeKind.VARCHAR) || to.is(TypeKind.BPCHAR);
        if (from.is(TypeKind.UNKNOWN) || from.kind().isText()) {
            return (a, c) -> TextFormat.parse(to, (String) a[0], c);
        }
        return isText
                ? (a, c) -> TextFormat.print(from, a[0], c)
                : (a, c) -> TextFormat.parse(to, TextFormat.print(from, a[0], c), c);
    }

    private StrictFunction function(SqlType from, SqlType to) {
        if (to.is(TypeKind.BIT) && from.kind().isInteger()) {
            // The number's bits are taken from the right, so the length has to be known here.
            int length = Math.max(to.typmod(), 1);
            int width = from.is(TypeKind.INT8) ? 64 : 32;
            return (a, c) -> NumberCasts.toBits(((Number) a[0]).longValue(), width, length);
        }
        StrictFunction found = NumberCasts.between(from.kind(), to.kind());
        if (found == null) {
            found = NetworkFunctions.cast(from.kind(), to.kind());
        }
        if (found == null) {
            found = MoneyFunctions.cast(from.kind(), to.kind());
        }
        if (found == null) {
            found = other(from, to);
        }
        if (found == null) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "cast from " + from + " to " + to + " is not supported by Federator");
        }
        return found;
    }

    private @Nullable StrictFunction other(SqlType from, SqlType to) {
        return switch (from.kind()) {
            case BOOL -> (a, c) -> (boolean) a[0] ? "true" : "false";
            case BPCHAR ->
                switch (to.kind()) {
                    case TEXT, VARCHAR -> (a, c) -> Ordering.withoutBlanks((String) a[0]);
                    case NAME -> (a, c) -> PlainText.name(Ordering.withoutBlanks((String) a[0]));
                    case CHAR -> (a, c) -> PlainText.character((String) a[0]);
                    default -> null;
                };
            case TEXT, VARCHAR ->
                switch (to.kind()) {
                    case NAME -> (a, c) -> PlainText.name((String) a[0]);
                    case CHAR -> (a, c) -> PlainText.character((String) a[0]);
                    case REGCLASS -> (a, c) -> TextFormat.parse(to, (String) a[0], c);
                    default -> null;
                };
            case NAME -> (a, c) -> a[0];
            case CHAR ->
                to.is(TypeKind.INT4)
                        ? (a, c) -> charCode((String) a[0])
                        : (a, c) -> PlainText.ofCharacter((String) a[0]);
            case DATE ->
                switch (to.kind()) {
                    case TIMESTAMP -> (a, c) -> timestamp((int) a[0]);
                    case TIMESTAMPTZ ->
                        (a, c) -> checked(Calendar.toInstant(
                                timestamp((int) a[0]), c.format().timeZone()));
                    default -> null;
                };
            case TIMESTAMP ->
                switch (to.kind()) {
                    case DATE -> (a, c) -> date((long) a[0]);
                    case TIME -> (a, c) -> timeOfDay((long) a[0]);
                    case TIMESTAMPTZ ->
                        (a, c) -> checked(
                                Calendar.toInstant((long) a[0], c.format().timeZone()));
                    default -> null;
                };
            case TIMESTAMPTZ ->
                switch (to.kind()) {
                    case DATE ->
                        (a, c) -> date(Calendar.toLocal((long) a[0], c.format().timeZone()));
                    case TIME ->
                        (a, c) -> timeOfDay(
                                Calendar.toLocal((long) a[0], c.format().timeZone()));
                    case TIMESTAMP ->
                        (a, c) -> Calendar.toLocal((long) a[0], c.format().timeZone());
                    case TIMETZ -> (a, c) -> timeTz((long) a[0], c);
                    default -> null;
                };
            case TIME ->
                switch (to.kind()) {
                    case INTERVAL -> (a, c) -> new Interval(0, 0, (long) a[0]);
                    case TIMETZ ->
                        (a, c) -> new TimeTz(
                                (long) a[0], -Calendar.offsetAt(c.format().timeZone(), c.transactionTimestamp()));
                    default -> null;
                };
            case TIMETZ -> (a, c) -> ((TimeTz) a[0]).micros();
            case INTERVAL -> (a, c) -> intervalTime((Interval) a[0]);
            case JSONB -> (a, c) -> jsonb(JsonTree.parse((String) a[0]), to, c);
            case BIT, VARBIT -> NumberCasts.fromBits(to.kind());
            default -> null;
        };
    }

    private static @Nullable Object intervalTime(Interval value) {
        if (IntervalMath.isInfinite(value)) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "cannot convert infinite interval to time");
        }
        return Math.floorMod(value.micros(), Calendar.MICROS_PER_DAY);
    }

    private static int charCode(String text) {
        return text.isEmpty() ? 0 : (byte) text.charAt(0);
    }

    static long timestamp(int date) {
        if (Calendar.isInfinite(date)) {
            return date > 0 ? Calendar.INFINITY : Calendar.MINUS_INFINITY;
        }
        if (Math.abs((long) date) > 110_000_000L || !Calendar.isTimestamp(date * Calendar.MICROS_PER_DAY)) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "date out of range for timestamp");
        }
        return date * Calendar.MICROS_PER_DAY;
    }

    static long checked(long timestamp) {
        if (!Calendar.isInfinite(timestamp) && !Calendar.isTimestamp(timestamp)) {
            throw new SqlException(SqlState.DATETIME_FIELD_OVERFLOW, "timestamp out of range");
        }
        return timestamp;
    }

    static int date(long local) {
        if (Calendar.isInfinite(local)) {
            return local > 0 ? Calendar.DATE_INFINITY : Calendar.DATE_MINUS_INFINITY;
        }
        return (int) Math.floorDiv(local, Calendar.MICROS_PER_DAY);
    }

    private static @Nullable Object timeOfDay(long local) {
        return Calendar.isInfinite(local) ? null : (Object) Math.floorMod(local, Calendar.MICROS_PER_DAY);
    }

    private static @Nullable Object timeTz(long instant, EvaluationContext context) {
        if (Calendar.isInfinite(instant)) {
            return null;
        }
        int east = Calendar.offsetAt(context.format().timeZone(), instant);
        return new TimeTz(Math.floorMod(instant + east * Calendar.MICROS_PER_SECOND, Calendar.MICROS_PER_DAY), -east);
    }

    private static @Nullable Object jsonb(JsonTree tree, SqlType to, EvaluationContext context) {
        if (tree instanceof JsonTree.Null) {
            return null;
        }
        if (to.is(TypeKind.BOOL) && tree instanceof JsonTree.Bool(boolean value)) {
            return value;
        }
        if (!to.is(TypeKind.BOOL) && tree instanceof JsonTree.Num(var number)) {
            StrictFunction narrow = NumberCasts.between(TypeKind.NUMERIC, to.kind());
            return narrow == null ? number : narrow.apply(new Object[] {number}, context);
        }
        String nature = switch (tree) {
            case JsonTree.Null n -> "null";
            case JsonTree.Str s -> "string";
            case JsonTree.Num n -> "numeric";
            case JsonTree.Bool b -> "boolean";
            case JsonTree.Arr a -> "array";
            case JsonTree.Obj o -> "object";
        };
        throw new SqlException(
                SqlState.INVALID_PARAMETER_VALUE, "cannot cast jsonb " + nature + " to type " + to.bare());
    }
}
