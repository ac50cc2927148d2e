package io.federator.gateway.wire;

import java.util.Arrays;

/**
 * Reads the content of one message or value: big-endian integers, strings that a zero byte ends. Every method throws {@link
 * MalformedContent} beyond the end.
 */
public final class MessageReader {
    private static final String VIOLATION = "08P01";

    private final byte[] bytes;
    private final int end;
    private final TextCodec codec;
    private int at;

    public MessageReader(byte[] bytes, int start, int end) {
        this(bytes, start, end, TextCodec.UTF8);
    }

    /** @param codec of the strings in it */
    public MessageReader(byte[] bytes, int start, int end, TextCodec codec) {
        this.codec = codec;
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    public int remaining() {
        return end - at;
    }

    /** Unsigned. */
    public int int8() {
        need(1);
        return bytes[at++] & 0xff;
    }

    /** Signed. */
    public int int16() {
        need(2);
        int value = (short) ((bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff));
        at += 2;
        return value;
    }

    public int int32() {
        need(4);
        int value = (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
        at += 4;
        return value;
    }

    public long int64() {
        long high = int32();
        return high << 32 | (int32() & 0xffff_ffffL);
    }

    public byte[] bytes(int length) {
        need(length);
        byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return copy;
    }

    public byte[] rest() {
        return bytes(remaining());
    }

    /** What is left, as text. */
    public String restAsText() {
        String text = codec.decode(bytes, at, end);
        at = end;
        return text;
    }

    /** A reader of the next {@code length} bytes alone. */
    public MessageReader part(int length) {
        byte[] copy = bytes(length);
        return new MessageReader(copy, 0, copy.length, codec);
    }

    public String string() {
        int zero = at;
        while (zero < end && bytes[zero] != 0) {
            zero++;
        }
        if (zero == end) {
            throw new MalformedContent(VIOLATION, "invalid string in message");
        }
        String text = codec.decode(bytes, at, zero);
        at = zero + 1;
        return text;
    }

    /** Nothing may follow. */
    public void end() {
        if (at != end) {
            throw new MalformedContent(VIOLATION, "invalid message format");
        }
    }

    private void need(int length) {
        if (length < 0 || length > end - at) {
            throw new MalformedContent(VIOLATION, "insufficient data left in message");
        }
    }
}
