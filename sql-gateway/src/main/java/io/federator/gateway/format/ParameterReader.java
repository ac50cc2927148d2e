package io.federator.gateway.format;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.TextFormat;
import io.federator.gateway.wire.MalformedContent;
import io.federator.gateway.wire.MessageReader;
import io.federator.gateway.wire.TextCodec;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the values of Bind. */
public final class ParameterReader {
    private ParameterReader() {}

    /**
     * The values in the classes that the kinds of their types name.
     *
     * @param formats none for all text, one for all, or one each
     * @param statement the statement's name, for the message about a wrong number
     * @param portal the portal's name, for errors in a value
     * @param codec of the text in them
     * @throws SqlException 08P01 for a wrong number of values or formats, 22P03 for bytes that are no value of the type, and what
     *     the types' input functions say
     */
    public static List<@Nullable Object> read(
            List<SqlType> types,
            List<Integer> formats,
            List<byte @Nullable []> values,
            String statement,
            String portal,
            TextCodec codec,
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
            read.add(bytes == null ? null : value(types.get(i), format, bytes, i + 1, portal, codec, context));
        }
        return read;
    }

    private static Object value(
            SqlType type,
            int format,
            byte[] bytes,
            int number,
            String portal,
            TextCodec codec,
            EvaluationContext context) {
        boolean decoded = false;
        try {
            return switch (format) {
                case 0 -> {
                    String text = codec.decode(bytes, 0, bytes.length);
                    decoded = true;
                    yield TextFormat.parse(type, text, context);
                }
                case 1 -> binary(type, bytes, number, codec);
                default ->
                    throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "unsupported format code: " + format);
            };
        } catch (SqlException e) {
            throw e.inContext(place(portal, number, decoded));
        } catch (MalformedContent e) {
            SqlState state = Stream.of(SqlState.CHARACTER_NOT_IN_REPERTOIRE, SqlState.UNTRANSLATABLE_CHARACTER)
                    .filter(known -> e.state().equals(known.code()))
                    .findFirst()
                    .orElse(SqlState.PROTOCOL_VIOLATION);
            throw new SqlException(state, e.text()).inContext(place(portal, number, decoded));
        }
    }

    /** @param shown whether PostgreSQL would show the value, in place of which it has dots by default */
    private static String place(String portal, int number, boolean shown) {
        return (portal.isEmpty() ? "unnamed portal" : "portal \"" + portal + "\"") + " parameter $" + number
                + (shown ? " = '...'" : "");
    }

    private static Object binary(SqlType type, byte[] bytes, int number, TextCodec codec) {
        MessageReader in = new MessageReader(bytes, 0, bytes.length, codec);
        Object value = WireTypes.of(type).fromBinary(type, in);
        if (in.remaining() > 0) {
            throw WireTypes.badBinary("incorrect binary data format in bind parameter " + number);
        }
        return value;
    }
}
