package io.federator.gateway.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The encoding of a client's text, with PostgreSQL's errors. Any thread.
 *
 * @param name PostgreSQL's
 */
public record TextCodec(String name, Charset charset) {
    public static final TextCodec UTF8 = new TextCodec("UTF8", StandardCharsets.UTF_8);

    /** Whether text travels as it is inside. */
    public boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /** @throws MalformedContent 22021 or 22P05, also for a zero byte, which no text can hold */
    public String decode(byte[] bytes, int from, int to) {
        if (isUtf8()) {
            return Utf8.decode(bytes, from, to);
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0) {
                throw new MalformedContent("22021", "invalid byte sequence for encoding \"" + name + "\": 0x00");
            }
        }
        ByteBuffer input = ByteBuffer.wrap(bytes, from, to - from);
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(input)
                    .toString();
        } catch (CharacterCodingException e) {
            byte[] first = {bytes[input.position()]};
            throw untranslatable(first, name, "UTF8");
        }
    }

    /** @throws MalformedContent 22P05 for a character that the encoding has not */
    public byte[] encode(CharSequence text) {
        if (isUtf8()) {
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
        CharBuffer input = CharBuffer.wrap(text);
        try {
            ByteBuffer encoded = charset.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(input);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            int point = Character.codePointAt(input, 0);
            throw untranslatable(Character.toString(point).getBytes(StandardCharsets.UTF_8), "UTF8", name);
        }
    }

    /** The same with a question mark for what cannot be encoded: an error must reach the client whatever it names. */
    byte[] encodeLeniently(String text) {
        return text.getBytes(charset);
    }

    private static MalformedContent untranslatable(byte[] character, String from, String to) {
        StringBuilder bytes = new StringBuilder();
        for (byte b : character) {
            bytes.append(String.format(Locale.ROOT, " 0x%02x", b & 0xff));
        }
        return new MalformedContent(
                "22P05",
                "character with byte sequence" + bytes + " in encoding \"" + from
                        + "\" has no equivalent in encoding \"" + to + "\"");
    }
}
