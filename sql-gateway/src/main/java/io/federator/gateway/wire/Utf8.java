package io.federator.gateway.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Strict UTF-8, with PostgreSQL's error. */
public final class Utf8 {
    private Utf8() {}

    /** @throws MalformedContent 22021, also for a zero byte, which no text can hold */
    public static String decode(byte[] bytes, int from, int to) {
        ByteBuffer input = ByteBuffer.wrap(bytes, from, to - from);
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(input)
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid(bytes, input.position(), to);
        }
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            throw new MalformedContent("22021", "invalid byte sequence for encoding \"UTF8\": 0x00");
        }
        return text;
    }

    /** Shows as many bytes as the first of them announces. */
    private static MalformedContent invalid(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xff;
        int announced = first >= 0xf0 && first < 0xf8
                ? 4
                : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc0 && first < 0xe0 ? 2 : 1;
        StringBuilder shown = new StringBuilder("invalid byte sequence for encoding \"UTF8\":");
        for (int i = at; i < Math.min(to, at + announced); i++) {
            shown.append(String.format(Locale.ROOT, " 0x%02x", bytes[i] & 0xff));
        }
        return new MalformedContent("22021", shown.toString());
    }
}
