package io.federator.gateway.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.TextFormat;
import io.federator.gateway.wire.MalformedContent;
import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.Utf8;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the values of Bind. */
public final class ParameterReader {
    private ParameterReader() {}

    /**
     * The values in the classes that the kinds of their types name.
     *
     * @param formats none for all text, one for all, or one each
     * @param statement the statement's name, for the message about a wrong number
     * @throws SqlException 08P01 for a wrong number of values or formats, 22P03 for bytes that are no value of the type, and what
     *     the types' input functions say
     */
    public static List<@Nullable Object> read(
            List<SqlType> types,
            List<Integer> formats,
            List<byte @Nullable []> values,
            String statement,
            EvaluationContext context) {
        if (formats.size() > 1 && formats.size() != values.size()) {
            throw new SqlException(
                    SqlState.PROTOCOL_VIOLATION,
                    "bind message has " + formats.size() + " parameter formats but " + values.size() + " parameters");
        }
        if (values.size() != types.size()) {
            throw new SqlException(
                    SqlState.PROTOCOL_VIOLATION,
                    "bind message supplies " + values.size() + " parameters, but prepared statement \"" + statement
                            + "\" requires " + types.size());
        }
        List<@Nullable Object> read = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            byte[] bytes = values.get(i);
            int format = formats.isEmpty() ? 0 : formats.size() == 1 ? formats.getFirst() : formats.get(i);
            read.add(bytes == null ? null : value(types.get(i), format, bytes, i + 1, context));
        }
        return read;
    }

    private static Object value(SqlType type, int format, byte[] bytes, int number, EvaluationContext context) {
        try {
            return switch (format) {
                case 0 -> TextFormat.parse(type, Utf8.decode(bytes, 0, bytes.length), context);
                case 1 -> binary(type, bytes, number);
                default ->
                    throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "unsupported format code: " + format);
            };
        } catch (MalformedContent e) {
            SqlState state = e.state().equals(SqlState.CHARACTER_NOT_IN_REPERTOIRE.code())
                    ? SqlState.CHARACTER_NOT_IN_REPERTOIRE
                    : SqlState.PROTOCOL_VIOLATION;
            throw new SqlException(state, e.text());
        }
    }

    private static Object binary(SqlType type, byte[] bytes, int number) {
        MessageReader in = new MessageReader(bytes, 0, bytes.length);
        Object value = WireTypes.of(type).fromBinary(type, in);
        if (in.remaining() > 0) {
            throw WireTypes.badBinary("incorrect binary data format in bind parameter " + number);
        }
        return value;
    }
}
