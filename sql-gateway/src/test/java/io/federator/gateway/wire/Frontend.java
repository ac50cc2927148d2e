package io.federator.gateway.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages of a client, for tests that speak to a server without a driver. */
public final class Frontend {
    private Frontend() {}

    public static byte[] startup(int minor, Map<String, String> parameters) {
        WireBuffer out = new WireBuffer(64);
        out.int32(0).int32(3 << 16 | minor);
        parameters.forEach((name, value) -> out.string(name).string(value));
        out.int8(0);
        byte[] bytes = out.toByteArray();
        bytes[2] = (byte) (bytes.length >> 8);
        bytes[3] = (byte) bytes.length;
        return bytes;
    }

    public static byte[] query(String sql) {
        WireBuffer out = new WireBuffer(64);
        int mark = out.beginMessage('Q');
        out.string(sql).endMessage(mark);
        return out.toByteArray();
    }

    public static byte[] parse(String name, String sql, Integer... types) {
        WireBuffer out = new WireBuffer(64);
        int mark = out.beginMessage('P');
        out.string(name).string(sql).int16(types.length);
        List.of(types).forEach(out::int32);
        out.endMessage(mark);
        return out.toByteArray();
    }

    /** Text parameters, results in one format. */
    public static byte[] bind(String portal, String statement, int resultFormat, @Nullable String... values) {
        WireBuffer out = new WireBuffer(64);
        int mark = out.beginMessage('B');
        out.string(portal).string(statement).int16(0).int16(values.length);
        for (String value : values) {
            if (value == null) {
                out.int32(-1);
            } else {
                out.int32(value.getBytes(StandardCharsets.UTF_8).length).text(value);
            }
        }
        out.int16(1).int16(resultFormat).endMessage(mark);
        return out.toByteArray();
    }

    public static byte[] describe(char target, String name) {
        WireBuffer out = new WireBuffer(64);
        int mark = out.beginMessage('D');
        out.int8(target).string(name).endMessage(mark);
        return out.toByteArray();
    }

    public static byte[] close(char target, String name) {
        WireBuffer out = new WireBuffer(64);
        int mark = out.beginMessage('C');
        out.int8(target).string(name).endMessage(mark);
        return out.toByteArray();
    }

    public static byte[] execute(String portal, int maxRows) {
        WireBuffer out = new WireBuffer(64);
        int mark = out.beginMessage('E');
        out.string(portal).int32(maxRows).endMessage(mark);
        return out.toByteArray();
    }

    public static byte[] sync() {
        return new byte[] {'S', 0, 0, 0, 4};
    }

    public static byte[] terminate() {
        return new byte[] {'X', 0, 0, 0, 4};
    }

    public static byte[] cancel(int processId, byte[] key) {
        return new WireBuffer(16)
                .int32(12 + key.length)
                .int32(80877102)
                .int32(processId)
                .bytes(key)
                .toByteArray();
    }
}
