package io.federator.engine.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.FormatSettings;
import io.federator.engine.jsonpath.JsonPathParser;
import io.federator.engine.names.ObjectNames;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.BitString;
import io.federator.spi.value.Bytes;
import io.federator.spi.value.Geometry;
import io.federator.spi.value.Inet;
import io.federator.spi.value.Interval;
import io.federator.spi.value.MacAddress;
import io.federator.spi.value.MoneyText;
import io.federator.spi.value.RowValue;
import io.federator.spi.value.TimeTz;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's input and output functions. Values are of the classes that the kinds name; the modifier of a type is not
 * enforced here but by casts (only that of interval says what a bare number means). Thread-safe.
 */
public final class TextFormat {
    private static final Pattern LSN = Pattern.compile("[0-9a-fA-F]{1,8}/[0-9a-fA-F]{1,8}");
    private static final Pattern TID = Pattern.compile("\\(\\s*\\d+\\s*,\\s*\\d+\\)");

    private TextFormat() {}

    /**
     * Reads a value as the type's input function does, where neither the time of day nor the system catalogs matter.
     *
     * @throws SqlException 22P02, 22003, 22007 or 22008 with PostgreSQL's wording
     */
    public static Object parse(SqlType type, String text, FormatSettings settings) {
        return parse(type, text, settings, null);
    }

    /** The same with {@code now}, {@code today} and names of relations, types and roles. */
    public static Object parse(SqlType type, String text, EvaluationContext context) {
        return parse(type, text, context.format(), context);
    }

    /** Prints a value, not null, as the type's output function does. */
    public static String print(SqlType type, Object value, FormatSettings settings) {
        return print(type, value, settings, null);
    }

    /** The same with the names of relations and roles for regclass and its like. */
    public static String print(SqlType type, Object value, EvaluationContext context) {
        return print(type, value, context.format(), context);
    }

    private static int date(String text, FormatSettings settings, @Nullable Long now) {
        long day = IsoForm.day(text);
        return day == IsoForm.NONE ? DateTimeParser.date(text, settings, now) : (int) day;
    }

    private static long timestamp(String text, FormatSettings settings, @Nullable Long now) {
        long micros = IsoForm.timestamp(text);
        return micros == IsoForm.NONE ? DateTimeParser.timestamp(text, settings, now, false) : micros;
    }

    private static Object parse(
            SqlType type, String text, FormatSettings settings, @Nullable EvaluationContext context) {
        Long now = context == null ? null : Long.valueOf(context.transactionTimestamp());
        return switch (type.kind()) {
            case BOOL -> PlainText.bool(text);
            case INT2 -> (int) NumberText.integer(text, "smallint", Short.MIN_VALUE, Short.MAX_VALUE);
            case INT4 -> (int) NumberText.integer(text, "integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INT8 -> NumberText.integer(text, "bigint", Long.MIN_VALUE, Long.MAX_VALUE);
            case NUMERIC -> NumberText.numeric(text);
            case FLOAT4 -> NumberText.float4(text);
            case FLOAT8 -> NumberText.float8(text);
            case TEXT, VARCHAR, BPCHAR, UNKNOWN, PG_NODE_TREE, ACLITEM -> text;
            case VOID -> "";
            case NAME -> PlainText.name(text);
            case CHAR -> PlainText.character(text);
            case BYTEA -> PlainText.bytes(text);
            case DATE -> date(text, settings, now);
            case TIME -> DateTimeParser.time(text, settings, now);
            case TIMETZ -> DateTimeParser.timeTz(text, settings, now);
            case TIMESTAMP -> timestamp(text, settings, now);
            case TIMESTAMPTZ -> DateTimeParser.timestamp(text, settings, now, true);
            case INTERVAL -> IntervalParser.parse(text, type.typmod(), settings);
            case UUID -> PlainText.uuid(text);
            case JSON -> {
                new JsonParser(text, "json").value();
                yield text;
            }
            case JSONB -> new JsonParser(text, "jsonb").value().print();
            case JSONPATH -> {
                JsonPathParser.parse(text);
                yield text;
            }
            case BIT, VARBIT -> PlainText.bits(text);
            case INET -> Inet.parse(text);
            case CIDR -> Inet.parseCidr(text);
            case MACADDR -> MacAddress.parse(text);
            case MACADDR8 -> MacAddress.parse8(text);
            case MONEY -> MoneyText.parse(text);
            case POINT, LSEG, PATH, BOX, POLYGON, LINE, CIRCLE -> Geometry.parse(type.kind(), text);
            case OID -> unsigned(text, "oid");
            case XID -> unsigned(text, "xid");
            case CID -> unsigned(text, "cid");
            case REGCLASS,
                    REGTYPE,
                    REGPROC,
                    REGPROCEDURE,
                    REGOPER,
                    REGOPERATOR,
                    REGNAMESPACE,
                    REGROLE,
                    REGCOLLATION,
                    REGCONFIG,
                    REGDICTIONARY -> ObjectNames.parse(type, NumberText.strip(text), context);
            case TID -> {
                if (!TID.matcher(text).matches()) {
                    throw SyntaxErrors.invalid("tid", text);
                }
                yield text;
            }
            case PG_LSN -> {
                if (!LSN.matcher(text).matches()) {
                    throw SyntaxErrors.invalid("pg_lsn", text);
                }
                int slash = text.indexOf('/');
                yield String.format(
                        "%X/%X",
                        Long.parseLong(text.substring(0, slash), 16), Long.parseLong(text.substring(slash + 1), 16));
            }
            case INT2VECTOR -> vector(SqlType.INT2, text, settings, context);
            case OIDVECTOR -> vector(SqlType.OID, text, settings, context);
            case RECORD ->
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED, "input of anonymous composite types is not implemented");
            case ANYARRAY ->
                throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "cannot accept a value of type anyarray");
            case ARRAY -> {
                SqlType element = elementOf(type);
                yield ArrayText.parse(text, element.bare(), (t, s) -> parse(element, s, settings, context));
            }
        };
    }

    private static String print(
            SqlType type, Object value, FormatSettings settings, @Nullable EvaluationContext context) {
        return switch (type.kind()) {
            case BOOL -> (boolean) value ? "t" : "f";
            case INT2, INT4, INT8, OID, XID, CID -> value.toString();
            case NUMERIC -> NumberText.numeric(value);
            case FLOAT4 -> NumberText.float4((float) value, settings);
            case FLOAT8 -> NumberText.float8((double) value, settings);
            case TEXT, VARCHAR, BPCHAR, NAME, UNKNOWN, PG_NODE_TREE, ACLITEM, VOID, JSON, JSONB, TID, PG_LSN ->
                (String) value;
            case JSONPATH -> JsonPathParser.parse((String) value).toString();
            case CHAR -> PlainText.ofCharacter((String) value);
            case BYTEA ->
                settings.byteaOutput() == FormatSettings.ByteaOutput.HEX
                        ? value.toString()
                        : PlainText.escape(((Bytes) value).array());
            case DATE -> DateTimeText.date((int) value, settings);
            case TIME -> DateTimeText.time((long) value);
            case TIMETZ -> DateTimeText.timeTz((TimeTz) value);
            case TIMESTAMP -> DateTimeText.timestamp((long) value, settings);
            case TIMESTAMPTZ -> DateTimeText.timestampTz((long) value, settings);
            case INTERVAL -> IntervalText.print((Interval) value, settings);
            case UUID, INET, MACADDR, MACADDR8 -> value.toString();
            case CIDR -> ((Inet) value).cidrText();
            case MONEY -> MoneyText.print((long) value);
            case POINT, LSEG, PATH, BOX, POLYGON, LINE, CIRCLE ->
                ((Geometry) value).print(type.kind(), number -> NumberText.float8(number, settings));
            case BIT, VARBIT -> ((BitString) value).bits();
            case REGCLASS,
                    REGTYPE,
                    REGPROC,
                    REGPROCEDURE,
                    REGOPER,
                    REGOPERATOR,
                    REGNAMESPACE,
                    REGROLE,
                    REGCOLLATION,
                    REGCONFIG,
                    REGDICTIONARY -> ObjectNames.print(type, (long) value, context);
            case INT2VECTOR, OIDVECTOR -> printVector((ArrayValue) value);
            case ARRAY, ANYARRAY -> ArrayText.print((ArrayValue) value, (t, v) -> print(t, v, settings, context));
            case RECORD -> ArrayText.print((RowValue) value, (t, v) -> print(t, v, settings, context));
        };
    }

    private static long unsigned(String text, String type) {
        return NumberText.integer(text, type, Integer.MIN_VALUE, 0xffff_ffffL) & 0xffff_ffffL;
    }

    private static ArrayValue vector(
            SqlType element, String text, FormatSettings settings, @Nullable EvaluationContext context) {
        String trimmed = NumberText.strip(text);
        List<@Nullable Object> values = new ArrayList<>();
        if (!trimmed.isEmpty()) {
            Arrays.stream(trimmed.split("\\s+")).forEach(word -> values.add(parse(element, word, settings, context)));
        }
        return new ArrayValue(element, List.of(values.size()), List.of(0), values);
    }

    private static String printVector(ArrayValue value) {
        List<String> words = value.values().stream().map(String::valueOf).toList();
        return String.join(" ", words);
    }

    private static SqlType elementOf(SqlType array) {
        SqlType element = array.element();
        if (element == null) {
            throw new IllegalArgumentException("no array: " + array);
        }
        return element;
    }
}
