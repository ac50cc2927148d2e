package io.federator.engine.function;

import io.federator.engine.context.FormatSettings;
import io.federator.engine.format.JsonTree;
import io.federator.engine.format.JsonTree.Arr;
import io.federator.engine.format.JsonTree.Num;
import io.federator.engine.format.JsonTree.Obj;
import io.federator.engine.format.JsonTree.Str;
import io.federator.engine.format.TextFormat;
import io.federator.engine.jsonpath.JsonPath;
import io.federator.engine.jsonpath.JsonPath.Method;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.NumericSpecial;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The methods of SQL/JSON paths, except those on dates and times. */
final class JsonPathMethods {
    private JsonPathMethods() {}

    /**
     * Applies a method to a value that is no array unless the method is for arrays.
     *
     * @param isRoot whether the value is the whole document
     * @param lax whether a scalar counts as an array of one
     * @param lenient whether a wrong kind of value is no error for {@code size}
     */
    static List<JsonTree> apply(Method method, JsonTree item, boolean isRoot, boolean lax, boolean lenient) {
        String name = method.name();
        return switch (name) {
            case "type" -> List.of(new Str(item.typeName()));
            case "size" -> {
                if (item instanceof Arr(List<JsonTree> items)) {
                    yield List.of(number(items.size()));
                }
                if (!lax && !lenient) {
                    throw new JsonPathFailure(
                            SqlState.SQL_JSON_ARRAY_NOT_FOUND,
                            "jsonpath item method .size() can only be applied to an array");
                }
                yield lax ? List.of(number(1)) : List.of();
            }
            case "abs" -> List.of(new Num(numeric(name, item).abs()));
            case "floor" -> List.of(new Num(numeric(name, item).setScale(0, RoundingMode.FLOOR)));
            case "ceiling" -> List.of(new Num(numeric(name, item).setScale(0, RoundingMode.CEILING)));
            case "keyvalue" -> keyValue(item, isRoot);
            case "double" -> List.of(new Num(asDouble(item)));
            case "bigint" -> List.of(integer(name, SqlType.INT8, item));
            case "integer" -> List.of(integer(name, SqlType.INT4, item));
            case "number" -> List.of(new Num(decimal(name, item)));
            case "decimal" -> List.of(new Num(limited(method, decimal(name, item))));
            case "boolean" -> List.of(new JsonTree.Bool(bool(item)));
            case "string" -> List.of(new Str(string(item)));
            default ->
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "jsonpath item method ." + name + "() is not supported by Federator");
        };
    }

    private static Num number(long value) {
        return new Num(BigDecimal.valueOf(value));
    }

    private static BigDecimal numeric(String name, JsonTree item) {
        if (item instanceof Num(BigDecimal value)) {
            return value;
        }
        throw wrongKind(name, "a numeric value");
    }

    private static JsonPathFailure wrongKind(String name, String wanted) {
        return new JsonPathFailure(
                SqlState.NON_NUMERIC_SQL_JSON_ITEM,
                "jsonpath item method ." + name + "() can only be applied to " + wanted);
    }

    private static JsonPathFailure invalid(String name, String argument, String type) {
        return new JsonPathFailure(
                SqlState.NON_NUMERIC_SQL_JSON_ITEM,
                "argument \"" + argument + "\" of jsonpath item method ." + name + "() is invalid for type " + type);
    }

    private static List<JsonTree> keyValue(JsonTree item, boolean isRoot) {
        if (!(item instanceof Obj(Map<String, JsonTree> members))) {
            throw new JsonPathFailure(
                    SqlState.SQL_JSON_OBJECT_NOT_FOUND,
                    "jsonpath item method .keyvalue() can only be applied to an object");
        }
        if (!isRoot && !members.isEmpty()) {
            // The id would be the object's place in PostgreSQL's binary form.
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "jsonpath item method .keyvalue() of an inner object is not supported by Federator");
        }
        List<JsonTree> pairs = new ArrayList<>();
        members.forEach(
                (key, value) -> pairs.add(new Obj(Map.of("id", number(0), "key", new Str(key), "value", value))));
        return pairs;
    }

    private static BigDecimal asDouble(JsonTree item) {
        String text = textOrNumber("double", item);
        double value;
        try {
            value = (double) TextFormat.parse(SqlType.FLOAT8, text, FormatSettings.DEFAULT);
        } catch (SqlException e) {
            throw invalid("double", text, "double precision");
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new JsonPathFailure(
                    SqlState.NON_NUMERIC_SQL_JSON_ITEM,
                    "NaN or Infinity is not allowed for jsonpath item method .double()");
        }
        if (item instanceof Num(BigDecimal same)) {
            return same;
        }
        return (BigDecimal) TextFormat.parse(
                SqlType.NUMERIC,
                BigDecimal.valueOf(value).round(new java.math.MathContext(15)).toString(),
                FormatSettings.DEFAULT);
    }

    private static String textOrNumber(String name, JsonTree item) {
        return switch (item) {
            case Num(BigDecimal value) -> value.toPlainString();
            case Str(String value) -> value;
            default -> throw wrongKind(name, "a string or numeric value");
        };
    }

    private static JsonTree integer(String name, SqlType type, JsonTree item) {
        String text = textOrNumber(name, item);
        try {
            if (item instanceof Num(BigDecimal value)) {
                BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
                return number(type.equals(SqlType.INT4) ? rounded.intValueExact() : rounded.longValueExact());
            }
            return number(((Number) TextFormat.parse(type, text, FormatSettings.DEFAULT)).longValue());
        } catch (SqlException | ArithmeticException e) {
            throw invalid(name, text, type.toString());
        }
    }

    private static BigDecimal decimal(String name, JsonTree item) {
        String text = textOrNumber(name, item);
        try {
            Object value = TextFormat.parse(SqlType.NUMERIC, text, FormatSettings.DEFAULT);
            if (value instanceof NumericSpecial) {
                throw new JsonPathFailure(
                        SqlState.NON_NUMERIC_SQL_JSON_ITEM,
                        "NaN or Infinity is not allowed for jsonpath item method ." + name + "()");
            }
            return (BigDecimal) value;
        } catch (SqlException e) {
            throw invalid(name, text, "numeric");
        }
    }

    private static BigDecimal limited(Method method, BigDecimal value) {
        if (method.arguments().isEmpty()) {
            return value;
        }
        int precision = Integer.parseInt(method.arguments().getFirst());
        int scale = method.arguments().size() > 1
                ? Integer.parseInt(method.arguments().get(1))
                : 0;
        if (precision < 1 || precision > 1000) {
            throw new JsonPathFailure(
                    SqlState.INVALID_PARAMETER_VALUE, "NUMERIC precision " + precision + " must be between 1 and 1000");
        }
        if (scale < -1000 || scale > 1000) {
            throw new JsonPathFailure(
                    SqlState.INVALID_PARAMETER_VALUE, "NUMERIC scale " + scale + " must be between -1000 and 1000");
        }
        BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
        if (rounded.signum() != 0 && rounded.precision() - rounded.scale() > precision - scale) {
            throw invalid("decimal", value.toPlainString(), "numeric");
        }
        return scale < 0 ? rounded.setScale(0) : rounded;
    }

    private static boolean bool(JsonTree item) {
        return switch (item) {
            case JsonTree.Bool(boolean value) -> value;
            case Num(BigDecimal value) -> {
                try {
                    yield (int) TextFormat.parse(SqlType.INT4, value.toPlainString(), FormatSettings.DEFAULT) != 0;
                } catch (SqlException e) {
                    throw invalid("boolean", value.toPlainString(), "boolean");
                }
            }
            case Str(String value) -> {
                try {
                    yield (boolean) TextFormat.parse(SqlType.BOOL, value, FormatSettings.DEFAULT);
                } catch (SqlException e) {
                    throw invalid("boolean", value, "boolean");
                }
            }
            default -> throw wrongKind("boolean", "a boolean, string, or numeric value");
        };
    }

    private static String string(JsonTree item) {
        return switch (item) {
            case Str(String value) -> value;
            case Num(BigDecimal value) -> value.toPlainString();
            case JsonTree.Bool(boolean value) -> value ? "true" : "false";
            default -> throw wrongKind("string", "a boolean, string, numeric, or datetime value");
        };
    }

    /** Whether a step is for what is in an array rather than for the array, in lax mode. */
    static boolean opensArrays(JsonPath.Step step) {
        return switch (step) {
            case JsonPath.Member m -> true;
            case JsonPath.AnyMember m -> true;
            case JsonPath.Filter f -> true;
            case Method(String name, List<String> arguments) -> !name.equals("type") && !name.equals("size");
            default -> false;
        };
    }
}
