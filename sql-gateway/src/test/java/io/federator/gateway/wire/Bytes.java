package io.federator.gateway.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes in tests: hex digits, a lone type character in front, and quoted text in which {@code ~} is a zero byte. */
public final class Bytes {
    private Bytes() {}

    public static byte[] of(String shown) {
        return HexFormat.of().parseHex(hex(shown));
    }

    static String hex(String shown) {
        StringBuilder hex = new StringBuilder();
        String rest = shown.strip();
        if (rest.length() > 1 && rest.charAt(1) == ' ') {
            hex.append(text(rest.substring(0, 1)));
            rest = rest.substring(2);
        }
        boolean quoted = false;
        for (String part : rest.split("'", -1)) {
            hex.append(quoted ? text(part.replace('~', '\0')) : part.replace(" ", ""));
            quoted = !quoted;
        }
        return hex.toString();
    }

    private static String text(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
