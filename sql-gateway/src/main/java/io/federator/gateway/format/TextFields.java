package io.federator.gateway.format;

import io.federator.engine.session.CopyInFormat;
import io.federator.gateway.wire.TextCodec;
import java.nio.charset.StandardCharsets;

/** Fields with backslashes for what a line cannot hold. */
final class TextFields extends CopyFields {
    private final char delimiter;
    private final int columns;
    private final StringBuilder value = new StringBuilder();

    TextFields(CopyInFormat format, int columns) {
        super(format.nullText(), format.defaultText());
        this.delimiter = format.delimiter();
        this.columns = columns;
    }

    @Override
    void cut(String line) {
        if (columns == 0 && line.isEmpty()) {
            return;
        }
        int start = 0;
        while (true) {
            int end = end(line, start);
            String raw = line.substring(start, end);
            add(raw, raw.indexOf('\\') < 0 ? raw : unescaped(raw));
            if (end == line.length()) {
                return;
            }
            start = end + 1;
        }
    }

    private int end(String line, int start) {
        int at = start;
        while (at < line.length() && line.charAt(at) != delimiter) {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, line.length());
    }

    private String unescaped(String raw) {
        value.setLength(0);
        boolean bytes = false;
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c != '\\') {
                value.append(c);
                continue;
            }
            if (at == raw.length()) {
                break;
            }
            c = raw.charAt(at++);
            int digits = 0;
            int code = 0;
            if (c >= '0' && c <= '7') {
                code = c - '0';
                for (digits = 1; digits < 3 && at < raw.length() && isOctal(raw.charAt(at)); digits++) {
                    code = code * 8 + (raw.charAt(at++) - '0');
                }
            } else if (c == 'x') {
                for (; digits < 2 && at < raw.length() && isHex(raw.charAt(at)); digits++) {
                    code = code * 16 + Character.digit(raw.charAt(at++), 16);
                }
            }
            if (digits == 0) {
                value.append(named(c));
            } else {
                code &= 0xff;
                bytes |= code >= 0x80 || code == 0;
                // A lone surrogate stands for the byte until all are put together.
                value.append(code >= 0x80 || code == 0 ? (char) (BYTES + code) : (char) code);
            }
        }
        return bytes ? joined() : value.toString();
    }

    private static final char BYTES = 0xdc00;

    /** Bytes that were written one by one are characters only together. */
    private String joined() {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        int at = 0;
        while (at < value.length()) {
            int point = value.codePointAt(at);
            at += Character.charCount(point);
            if (point >= BYTES && point <= BYTES + 0xff) {
                out.write(point - BYTES);
            } else {
                out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] bytes = out.toByteArray();
        return TextCodec.UTF8.decode(bytes, 0, bytes.length);
    }

    private static char named(char c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            default -> c;
        };
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }
}
