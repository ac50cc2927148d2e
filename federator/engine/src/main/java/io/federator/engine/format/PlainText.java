package io.federator.engine.format;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.BitString;
import io.federator.spi.value.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** Booleans, bytes, bits, UUIDs and names as text. */
public final class PlainText {
    private static final int NAME_BYTES = 63;

    private PlainText() {}

    static boolean bool(String text) {
        String word = NumberText.strip(text).toLowerCase(Locale.ROOT);
        if (!word.isEmpty()) {
            if ("true".startsWith(word) || "yes".startsWith(word) || word.equals("on") || word.equals("1")) {
                return true;
            }
            if ("false".startsWith(word)
                    || "no".startsWith(word)
                    || word.equals("of")
                    || word.equals("off")
                    || word.equals("0")) {
                return false;
            }
        }
        throw SyntaxErrors.invalid("boolean", text);
    }

    /** At most 63 bytes, cut between characters. */
    public static String name(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= NAME_BYTES) {
            return text;
        }
        int end = NAME_BYTES;
        while ((bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** The one byte of {@code "char"}, as a character of the same number: the first one of a text, or an octal escape. */
    public static String character(String text) {
        boolean octal = text.length() == 4
                && text.charAt(0) == '\\'
                && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '7');
        int value = octal
                ? Integer.parseInt(text.substring(1), 8) & 0xff
                : text.isEmpty() ? 0 : text.getBytes(StandardCharsets.UTF_8)[0] & 0xff;
        return value == 0 ? "" : String.valueOf((char) value);
    }

    /** The text of a {@code "char"}: bytes above 127 as an octal escape. */
    public static String ofCharacter(String value) {
        return value.isEmpty() || value.charAt(0) < 0x80 ? value : "\\" + Integer.toOctalString(value.charAt(0));
    }

    static UUID uuid(String text) {
        String digits = text;
        if (digits.startsWith("{")) {
            if (!digits.endsWith("}")) {
                throw SyntaxErrors.invalid("uuid", text);
            }
            digits = digits.substring(1, digits.length() - 1);
        }
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c == '-'
                    && !hex.isEmpty()
                    && hex.length() % 4 == 0
                    && hex.length() < 32
                    && digits.charAt(i - 1) != '-') {
                continue;
            }
            if (Character.digit(c, 16) < 0 || c > 'f') {
                throw SyntaxErrors.invalid("uuid", text);
            }
            hex.append(c);
        }
        if (hex.length() != 32) {
            throw SyntaxErrors.invalid("uuid", text);
        }
        return new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16));
    }

    static BitString bits(String text) {
        if (text.startsWith("x") || text.startsWith("X")) {
            StringBuilder bits = new StringBuilder();
            for (char c : text.substring(1).toCharArray()) {
                int digit = c < 128 ? Character.digit(c, 16) : -1;
                if (digit < 0) {
                    throw new SqlException(
                            SqlState.INVALID_TEXT_REPRESENTATION, "\"" + c + "\" is not a valid hexadecimal digit");
                }
                bits.append(Integer.toBinaryString(16 + digit), 1, 5);
            }
            return new BitString(bits.toString());
        }
        String digits = text.startsWith("b") || text.startsWith("B") ? text.substring(1) : text;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c != '0' && c != '1') {
                throw new SqlException(
                        SqlState.INVALID_TEXT_REPRESENTATION, "\"" + c + "\" is not a valid binary digit");
            }
        }
        return new BitString(digits);
    }

    static Bytes bytes(String text) {
        return text.startsWith("\\x") ? new Bytes(hex(text.substring(2))) : new Bytes(escaped(text));
    }

    /** Hexadecimal digits, with white space between the bytes. */
    public static byte[] hex(String digits) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int high = -1;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (high < 0 && (c == ' ' || c == '\n' || c == '\t' || c == '\r')) {
                continue;
            }
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw new SqlException(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "invalid hexadecimal digit: \"" + new String(Character.toChars(digits.codePointAt(i))) + "\"");
            }
            if (high < 0) {
                high = digit;
            } else {
                out.write(high * 16 + digit);
                high = -1;
            }
        }
        if (high >= 0) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "invalid hexadecimal data: odd number of digits");
        }
        return out.toByteArray();
    }

    /** The escape format: {@code \\} and {@code \ooo}. */
    public static byte[] escaped(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '\\') {
                out.write(in[i]);
            } else if (i + 1 < in.length && in[i + 1] == '\\') {
                out.write('\\');
                i++;
            } else if (i + 3 < in.length
                    && in[i + 1] >= '0'
                    && in[i + 1] <= '3'
                    && isOctal(in[i + 2])
                    && isOctal(in[i + 3])) {
                out.write((in[i + 1] - '0') * 64 + (in[i + 2] - '0') * 8 + in[i + 3] - '0');
                i += 3;
            } else {
                throw new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type bytea");
            }
        }
        return out.toByteArray();
    }

    /** Bytes in the escape format. */
    public static String escape(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            int value = b & 0xff;
            if (value == '\\') {
                out.append("\\\\");
            } else if (value < 0x20 || value > 0x7e) {
                out.append('\\').append(Integer.toOctalString(0x200 + value), 1, 4);
            } else {
                out.append((char) value);
            }
        }
        return out.toString();
    }

    private static boolean isOctal(byte b) {
        return b >= '0' && b <= '7';
    }
}
