package io.federator.gateway.wire;

import io.federator.gateway.wire.FrontendMessage.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of each typed message of a client. */
final class FrontendMessages {
    private FrontendMessages() {}

    static FrontendMessage read(char type, MessageReader in) {
        FrontendMessage message = switch (type) {
            case 'p' -> new FrontendMessage.AuthenticationResponse(in.rest());
            case 'Q' -> new FrontendMessage.Query(in.string());
            case 'P' -> parse(in);
            case 'B' -> bind(in);
            case 'D' -> new FrontendMessage.Describe(target(in, "DESCRIBE"), in.string());
            case 'C' -> new FrontendMessage.Close(target(in, "CLOSE"), in.string());
            case 'E' -> new FrontendMessage.Execute(in.string(), in.int32());
            case 'H' -> new FrontendMessage.Flush();
            case 'S' -> new FrontendMessage.Sync();
            case 'X' -> new FrontendMessage.Terminate();
            case 'F' -> {
                in.rest();
                yield new FrontendMessage.FunctionCall();
            }
            case 'd' -> new FrontendMessage.CopyData(in.rest());
            case 'c' -> new FrontendMessage.CopyDone();
            case 'f' -> new FrontendMessage.CopyFail(in.string());
            default -> throw new IllegalStateException("unchecked type " + type);
        };
        in.end();
        return message;
    }

    /** String statement, string SQL, int16 count, int32 type of each. */
    private static FrontendMessage parse(MessageReader in) {
        String statement = in.string();
        String sql = in.string();
        int count = count(in);
        List<Integer> types = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            types.add(in.int32());
        }
        return new FrontendMessage.Parse(statement, sql, types);
    }

    /**
     * String portal, string statement, int16 count and int16 format of each, int16 count and for each parameter an int32 length
     * (-1 for NULL) and its bytes, int16 count and int16 format of each result column.
     */
    private static FrontendMessage bind(MessageReader in) {
        String portal = in.string();
        String statement = in.string();
        List<Integer> parameterFormats = formats(in);
        int count = count(in);
        List<byte @Nullable []> values = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            int length = in.int32();
            values.add(length == -1 ? null : in.bytes(length));
        }
        return new FrontendMessage.Bind(portal, statement, parameterFormats, values, formats(in));
    }

    private static List<Integer> formats(MessageReader in) {
        int count = count(in);
        List<Integer> formats = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            formats.add(in.int16());
        }
        return formats;
    }

    /** Counts are unsigned: a statement may have up to 65,535 parameters. */
    private static int count(MessageReader in) {
        return in.int16() & 0xffff;
    }

    private static Target target(MessageReader in, String message) {
        int subtype = in.int8();
        return switch (subtype) {
            case 'S' -> Target.STATEMENT;
            case 'P' -> Target.PORTAL;
            default -> throw new MalformedContent("08P01", "invalid " + message + " message subtype " + subtype);
        };
    }
}
