package io.federator.it.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Bytes of a client's messages, from lines of a script ({@link Scenario}). */
final class Messages {
    private static final String NO_NAME = "-";

    private Messages() {}

    /** A message that a line describes. */
    static byte[] of(String line) {
        char type = line.charAt(0);
        String rest = line.substring(1).strip();
        List<String> parts =
                Arrays.stream(rest.split("\\|", -1)).map(String::strip).toList();
        return switch (type) {
            case 'Q', 'f' -> typed(type, string(rest));
            case 'P' -> parse(rest.substring(0, rest.indexOf('|')).strip(), rest.substring(rest.indexOf('|') + 1));
            case 'B' -> bind(parts);
            case 'D', 'C' ->
                typed(type, bytes(rest.substring(0, 1)), name(rest.substring(1).strip()));
            case 'E' ->
                typed(type, name(parts.getFirst()), int32(parts.size() > 1 ? Integer.parseInt(parts.get(1)) : 0));
            case 'd' -> typed(type, bytes(rest));
            case 'H', 'S', 'X', 'c' -> typed(type);
            default -> throw new IllegalArgumentException(line);
        };
    }

    /** The first message of a connection. */
    static byte[] startup(int minor, Map<String, String> parameters) {
        byte[] content = joined(
                int32(3 << 16 | minor),
                joined(parameters.entrySet().stream()
                        .flatMap(e -> Stream.of(string(e.getKey()), string(e.getValue())))
                        .toArray(byte[][]::new)),
                new byte[1]);
        return joined(int32(content.length + 4), content);
    }

    static byte[] typed(char type, byte[]... content) {
        byte[] all = joined(content);
        return joined(new byte[] {(byte) type}, int32(all.length + 4), all);
    }

    /** {@code SQL :: oid oid}. */
    private static byte[] parse(String statement, String text) {
        int types = text.lastIndexOf(" :: ");
        String sql = (types < 0 ? text : text.substring(0, types)).strip();
        List<String> oids = types < 0
                ? List.of()
                : List.of(text.substring(types + 4).strip().split(" +", -1));
        return typed(
                'P',
                name(statement),
                string(sql),
                int16(oids.size()),
                joined(oids.stream()
                        .map(oid -> int32(Integer.parseUnsignedInt(oid)))
                        .toArray(byte[][]::new)));
    }

    /** Portal, statement, formats, values, formats of the result. */
    private static byte[] bind(List<String> parts) {
        String values = part(parts, 3);
        List<String> split = values.isEmpty() ? List.of() : List.of(values.split(",", -1));
        return typed(
                'B',
                name(part(parts, 0)),
                name(part(parts, 1)),
                formats(part(parts, 2)),
                int16(split.size()),
                joined(split.stream().map(Messages::value).toArray(byte[][]::new)),
                formats(part(parts, 4)));
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    private static byte[] value(String text) {
        String stripped = text.strip();
        if (stripped.equals("NULL")) {
            return int32(-1);
        }
        byte[] value = stripped.startsWith("0x") ? HexFormat.of().parseHex(stripped.substring(2)) : bytes(stripped);
        return joined(int32(value.length), value);
    }

    private static byte[] formats(String text) {
        List<String> codes = text.isEmpty() ? List.of() : List.of(text.split("[, ]+", -1));
        return joined(
                int16(codes.size()),
                joined(codes.stream().map(code -> int16(Integer.parseInt(code))).toArray(byte[][]::new)));
    }

    private static byte[] name(String name) {
        return string(name.equals(NO_NAME) ? "" : name);
    }

    private static byte[] string(String text) {
        return joined(bytes(text), new byte[1]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] int16(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    static byte[] int32(int value) {
        return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Printable ASCII as it is, other bytes as escapes. */
    static String shown(byte[] bytes, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            text.append(b >= 32 && b < 127 ? String.valueOf((char) b) : String.format(Locale.ROOT, "\\%02x", b));
        }
        return text.toString();
    }
}
