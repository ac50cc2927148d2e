package io.federator.gateway.wire;

import java.util.Arrays;

/**
 * Bytes on their way to the client: big-endian integers, UTF-8, and lengths that are filled in when they are known. Grows as
 * needed and is used again after {@link #clear}. Not thread-safe.
 */
public final class WireBuffer {
    private static final int KEPT_CAPACITY = 256 * 1024;

    private byte[] bytes;
    private int size;
    private TextCodec codec = TextCodec.UTF8;

    public WireBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    public int size() {
        return size;
    }

    /** The memory behind; only the first {@link #size} bytes mean something. */
    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public void clear() {
        size = 0;
        if (bytes.length > KEPT_CAPACITY) {
            bytes = new byte[KEPT_CAPACITY / 4];
        }
    }

    /** Forgets what was written after {@link #size} was {@code newSize}: a message that could not be finished. */
    public void truncate(int newSize) {
        size = newSize;
    }

    public WireBuffer int8(int value) {
        need(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public WireBuffer int16(int value) {
        need(2);
        bytes[size] = (byte) (value >> 8);
        bytes[size + 1] = (byte) value;
        size += 2;
        return this;
    }

    public WireBuffer int32(int value) {
        need(4);
        put32(size, value);
        size += 4;
        return this;
    }

    public WireBuffer int64(long value) {
        int32((int) (value >> 32));
        return int32((int) value);
    }

    public WireBuffer bytes(byte[] source) {
        need(source.length);
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
        return this;
    }

    /** The encoding of all text that is written from now on. */
    public void encodeAs(TextCodec newCodec) {
        codec = newCodec;
    }

    /** Text without an end mark, in the client's encoding. */
    public WireBuffer text(String text) {
        return codec.isUtf8() ? utf8(text) : bytes(codec.encode(text));
    }

    /** UTF-8 without an end mark. A lone surrogate becomes {@code ?}, as Java's encoder has it. */
    private WireBuffer utf8(String text) {
        int length = text.length();
        need(length);
        int i = 0;
        // Most text is ASCII, one byte a character.
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                break;
            }
            bytes[size++] = (byte) c;
        }
        for (; i < length; i++) {
            char c = text.charAt(i);
            need(4);
            if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xc0 | c >> 6);
                bytes[size++] = (byte) (0x80 | (c & 0x3f));
            } else if (!Character.isSurrogate(c)) {
                three(c);
            } else if (i + 1 < length && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                bytes[size++] = (byte) (0xf0 | point >> 18);
                bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3f));
                bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3f));
                bytes[size++] = (byte) (0x80 | (point & 0x3f));
            } else {
                bytes[size++] = '?';
            }
        }
        return this;
    }

    private void three(char c) {
        bytes[size++] = (byte) (0xe0 | c >> 12);
        bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        bytes[size++] = (byte) (0x80 | (c & 0x3f));
    }

    /** Text with a zero byte at the end. A zero within would end it early and is dropped. */
    public WireBuffer string(String text) {
        return text(text.indexOf('\0') < 0 ? text : text.replace("\0", "")).int8(0);
    }

    /** The same of a message for people, where a character that the client cannot read becomes a question mark. */
    WireBuffer message(String text) {
        String whole = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        return (codec.isUtf8() ? utf8(whole) : bytes(codec.encodeLeniently(whole))).int8(0);
    }

    /** A decimal number as text. */
    public WireBuffer decimal(long value) {
        if (value == Long.MIN_VALUE) {
            return text("-9223372036854775808");
        }
        need(20);
        long rest = value;
        if (rest < 0) {
            bytes[size++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long power = 10; digits < 19 && rest >= power; power *= 10) {
            digits++;
        }
        for (int at = size + digits - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    /** Begins a message; {@link #endMessage} takes what this returns. */
    public int beginMessage(char type) {
        int8(type);
        int mark = size;
        int32(0);
        return mark;
    }

    /** Fills in the length, which counts itself. */
    public void endMessage(int mark) {
        put32(mark, size - mark);
    }

    /** Begins a value with its length in front; {@link #endValue} takes what this returns. */
    public int beginValue() {
        int mark = size;
        int32(0);
        return mark;
    }

    /** Fills in the length, which does not count itself. */
    public void endValue(int mark) {
        put32(mark, size - mark - 4);
    }

    private void put32(int at, int value) {
        bytes[at] = (byte) (value >> 24);
        bytes[at + 1] = (byte) (value >> 16);
        bytes[at + 2] = (byte) (value >> 8);
        bytes[at + 3] = (byte) value;
    }

    private void need(int more) {
        if (bytes.length - size < more) {
            long wanted = Math.max(2L * bytes.length, (long) size + more);
            if ((long) size + more > Integer.MAX_VALUE - 8L) {
                throw new ProtocolViolation("54000", "a message of more than 2 GB cannot be sent");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8L));
        }
    }
}
