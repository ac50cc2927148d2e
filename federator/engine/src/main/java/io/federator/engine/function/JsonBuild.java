package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.FormatSettings;
import io.federator.engine.format.Calendar;
import io.federator.engine.format.DateTimeText;
import io.federator.engine.format.JsonPrinter;
import io.federator.engine.format.JsonTree;
import io.federator.engine.format.TextFormat;
import io.federator.engine.format.ZoneOffsets;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.ArrayValue;
import io.federator.spi.value.RowValue;
import org.jspecify.annotations.Nullable;

/** SQL values as JSON text, with the spacing of each of PostgreSQL's functions. */
final class JsonBuild {
    private JsonBuild() {}

    /** {@code to_json}. */
    static String json(SqlType type, @Nullable Object value, EvaluationContext context) {
        return json(type, value, context, false);
    }

    /** {@code to_jsonb}, as jsonb's text. */
    static String jsonb(SqlType type, @Nullable Object value, EvaluationContext context) {
        return tree(type, value, context).print();
    }

    static JsonTree tree(SqlType type, @Nullable Object value, EvaluationContext context) {
        return JsonTree.parse(json(type, value, context));
    }

    /** As {@code array_to_json} and {@code row_to_json}, whose pretty form breaks lines between the outermost items. */
    static String json(SqlType type, @Nullable Object value, EvaluationContext context, boolean pretty) {
        StringBuilder out = new StringBuilder();
        append(out, type, value, context, pretty);
        return out.toString();
    }

    private static void append(
            StringBuilder out, SqlType type, @Nullable Object value, EvaluationContext context, boolean pretty) {
        if (value == null) {
            out.append("null");
            return;
        }
        switch (type.kind()) {
            case BOOL -> out.append((boolean) value);
            case INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8 -> {
                String text = TextFormat.print(type, value, context);
                boolean number = Character.isDigit(text.charAt(text.length() - 1));
                out.append(number ? text : JsonPrinter.quote(text));
            }
            case JSON, JSONB -> out.append(value);
            case DATE -> out.append(JsonPrinter.quote(DateTimeText.date((int) value, FormatSettings.DEFAULT)));
            case TIMESTAMP -> out.append(JsonPrinter.quote(timestamp((long) value, "")));
            case TIMESTAMPTZ -> {
                int east = Calendar.isInfinite((long) value)
                        ? 0
                        : Calendar.offsetAt(context.format().timeZone(), (long) value);
                String offset = ZoneOffsets.print(east);
                out.append(JsonPrinter.quote(timestamp(
                        Calendar.isInfinite((long) value)
                                ? (long) value
                                : (long) value + east * Calendar.MICROS_PER_SECOND,
                        offset.length() == 3 ? offset + ":00" : offset)));
            }
            case ARRAY, INT2VECTOR, OIDVECTOR -> array(out, (ArrayValue) value, 0, 0, context, pretty);
            case RECORD -> row(out, (RowValue) value, context, pretty);
            default -> out.append(JsonPrinter.quote(TextFormat.print(type, value, context)));
        }
    }

    private static String timestamp(long local, String offset) {
        return Calendar.isInfinite(local) ? local > 0 ? "infinity" : "-infinity" : DateTimeText.json(local, offset);
    }

    private static int array(
            StringBuilder out, ArrayValue array, int dimension, int from, EvaluationContext context, boolean pretty) {
        int next = from;
        out.append('[');
        int length = array.lengths().isEmpty() ? 0 : array.lengths().get(dimension);
        for (int i = 0; i < length; i++) {
            out.append(i == 0 ? "" : pretty ? ",\n " : ",");
            if (dimension + 1 < array.lengths().size()) {
                next = array(out, array, dimension + 1, next, context, false);
            } else {
                append(out, array.element(), array.values().get(next++), context, false);
            }
        }
        out.append(']');
        return next;
    }

    private static void row(StringBuilder out, RowValue row, EvaluationContext context, boolean pretty) {
        out.append('{');
        for (int i = 0; i < row.fields().size(); i++) {
            out.append(i == 0 ? "" : pretty ? ",\n " : ",");
            append(out, SqlType.TEXT, row.name(i), context, false);
            out.append(':');
            append(out, row.types().get(i), row.fields().get(i), context, false);
        }
        out.append('}');
    }

    /** A value as a key of an object. */
    static String key(SqlType type, @Nullable Object value, EvaluationContext context, String messageIfNull) {
        if (value == null) {
            // json and jsonb disagree on the code as they do on the wording.
            throw new SqlException(
                    messageIfNull.startsWith("null value")
                            ? SqlState.NULL_VALUE_NOT_ALLOWED
                            : SqlState.INVALID_PARAMETER_VALUE,
                    messageIfNull);
        }
        if (type.is(TypeKind.ARRAY) || type.is(TypeKind.RECORD) || type.is(TypeKind.JSON) || type.is(TypeKind.JSONB)) {
            throw new SqlException(
                    SqlState.INVALID_PARAMETER_VALUE, "key value must be scalar, not array, composite, or json");
        }
        return type.is(TypeKind.BOOL) ? ((boolean) value ? "true" : "false") : TextFormat.print(type, value, context);
    }
}
