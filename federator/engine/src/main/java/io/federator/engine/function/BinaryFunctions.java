package io.federator.engine.function;

import io.federator.engine.format.PlainText;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.BitString;
import io.federator.spi.value.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongBinaryOperator;
import java.util.zip.CRC32;

/** Functions on bytes and bits: digests, encodings, parts. */
final class BinaryFunctions implements FunctionFamily {
    private static final int BASE64_LINE = 76;
    private static final int BASE64_LINE_BYTES = 57;

    @Override
    public void contribute(FunctionRegistry f) {
        f.strict("md5(text)", (a, c) -> hex(digest("MD5", TextFunctions.utf8((String) a[0]))));
        f.strict("md5(bytea)", (a, c) -> hex(digest("MD5", bytes(a[0]))));
        for (String size : new String[] {"224", "256", "384", "512"}) {
            f.strict("sha" + size + "(bytea)", (a, c) -> new Bytes(digest("SHA-" + size, bytes(a[0]))));
        }
        f.strict("crc32(bytea)", (a, c) -> {
            CRC32 crc = new CRC32();
            crc.update(bytes(a[0]));
            return crc.getValue();
        });
        f.strict("encode(bytea,text)", (a, c) -> encode(bytes(a[0]), (String) a[1]));
        f.strict("decode(text,text)", (a, c) -> new Bytes(decode((String) a[0], (String) a[1])));
        f.strict(
                "convert_from(bytea,name)",
                (a, c) -> decodeText(bytes(a[0]), charset((String) a[1], "source "), (String) a[1]));
        f.strict(
                "convert_to(text,name)",
                (a, c) -> encodeText((String) a[0], charset((String) a[1], "destination "), (String) a[1]));
        f.strict("length(bytea,name)", (a, c) -> {
            Charset charset = charset((String) a[1], "");
            String text = decodeText(bytes(a[0]), charset, (String) a[1]);
            return text.codePointCount(0, text.length());
        });
        f.strict("convert(bytea,name,name)", (a, c) -> {
            Charset from = charset((String) a[1], "source ");
            Charset to = charset((String) a[2], "destination ");
            if (!from.equals(to) && !from.equals(StandardCharsets.UTF_8) && !to.equals(StandardCharsets.UTF_8)) {
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "convert from " + a[1] + " to " + a[2] + " is not supported by Federator");
            }
            return encodeText(decodeText(bytes(a[0]), from, (String) a[1]), to, (String) a[2]);
        });
        f.strict("length(bytea) octet_length(bytea)", (a, c) -> bytes(a[0]).length);
        f.strict("bit_length(bytea)", (a, c) -> bytes(a[0]).length * 8);
        f.strict("byteacat(bytea,bytea)", (a, c) -> {
            byte[] joined = Arrays.copyOf(bytes(a[0]), bytes(a[0]).length + bytes(a[1]).length);
            System.arraycopy(bytes(a[1]), 0, joined, bytes(a[0]).length, bytes(a[1]).length);
            return new Bytes(joined);
        });
        f.strict("substr(bytea,int4) substring(bytea,int4)", (a, c) -> part(bytes(a[0]), (int) a[1], Long.MAX_VALUE));
        f.strict(
                "substr(bytea,int4,int4) substring(bytea,int4,int4)",
                (a, c) -> part(bytes(a[0]), (int) a[1], (long) (int) a[1] + (int) a[2]));
        f.strict("get_byte(bytea,int4)", (a, c) -> {
            byte[] in = bytes(a[0]);
            int at = (int) a[1];
            if (at < 0 || at >= in.length) {
                throw new SqlException(
                        SqlState.ARRAY_SUBSCRIPT_ERROR, "index " + at + " out of valid range, 0.." + (in.length - 1));
            }
            return in[at] & 0xff;
        });
        f.strict("reverse(bytea)", (a, c) -> {
            byte[] in = bytes(a[0]);
            byte[] out = new byte[in.length];
            for (int i = 0; i < in.length; i++) {
                out[i] = in[in.length - 1 - i];
            }
            return new Bytes(out);
        });
        f.strict("position(bytea,bytea)", (a, c) -> {
            String in = new String(bytes(a[0]), StandardCharsets.ISO_8859_1);
            return in.indexOf(new String(bytes(a[1]), StandardCharsets.ISO_8859_1)) + 1;
        });
        f.strict("gen_random_uuid() uuidv4()", (a, c) -> UUID.randomUUID());
        f.strict("uuidv7()", (a, c) -> {
            long millis = System.currentTimeMillis();
            ThreadLocalRandom random = ThreadLocalRandom.current();
            return new UUID(
                    (millis << 16) | 0x7000L | (random.nextLong() & 0xfff),
                    0x8000_0000_0000_0000L | (random.nextLong() >>> 2));
        });
        bits(f);
    }

    private static void bits(FunctionRegistry f) {
        f.strict(
                "length(bit) bit_length(bit)",
                (a, c) -> ((BitString) a[0]).bits().length());
        f.strict("octet_length(bit)", (a, c) -> (((BitString) a[0]).bits().length() + 7) / 8);
        f.strict(
                "bit_count(bit)",
                (a, c) -> ((BitString) a[0])
                        .bits()
                        .chars()
                        .filter(bit -> bit == '1')
                        .count());
        f.strict(
                "bitcat(varbit,varbit)",
                (a, c) -> new BitString(((BitString) a[0]).bits() + ((BitString) a[1]).bits()));
        f.strict("bitand(bit,bit)", (a, c) -> combine("AND", a, (x, y) -> x & y));
        f.strict("bitor(bit,bit)", (a, c) -> combine("OR", a, (x, y) -> x | y));
        f.strict("bitxor(bit,bit)", (a, c) -> combine("XOR", a, (x, y) -> x ^ y));
        f.strict(
                "bitnot(bit)",
                (a, c) -> new BitString(((BitString) a[0])
                        .bits()
                        .replace('0', 'x')
                        .replace('1', '0')
                        .replace('x', '1')));
        f.strict("bitshiftleft(bit,int4)", (a, c) -> shift(((BitString) a[0]).bits(), (int) a[1]));
        f.strict("bitshiftright(bit,int4)", (a, c) -> shift(((BitString) a[0]).bits(), -(int) a[1]));
        f.strict(
                "substring(bit,int4)",
                (a, c) -> new BitString(TextFunctions.substring(((BitString) a[0]).bits(), (int) a[1], null)));
        f.strict(
                "substring(bit,int4,int4)",
                (a, c) ->
                        new BitString(TextFunctions.substring(((BitString) a[0]).bits(), (int) a[1], (Integer) a[2])));
        f.strict("position(bit,bit)", (a, c) -> ((BitString) a[0]).bits().indexOf(((BitString) a[1]).bits()) + 1);
    }

    private static BitString combine(String name, Object[] a, LongBinaryOperator operator) {
        String x = ((BitString) a[0]).bits();
        String y = ((BitString) a[1]).bits();
        if (x.length() != y.length()) {
            throw new SqlException(
                    SqlState.STRING_DATA_LENGTH_MISMATCH, "cannot " + name + " bit strings of different sizes");
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < x.length(); i++) {
            out.append(operator.applyAsLong(x.charAt(i) - '0', y.charAt(i) - '0'));
        }
        return new BitString(out.toString());
    }

    private static BitString shift(String bits, int left) {
        int size = bits.length();
        int by = Math.min(size, Math.abs(left));
        String zeros = "0".repeat(by);
        return new BitString(left >= 0 ? bits.substring(by) + zeros : zeros + bits.substring(0, size - by));
    }

    private static byte[] bytes(Object value) {
        return ((Bytes) value).array();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] digest(String algorithm, byte[] input) {
        try {
            return MessageDigest.getInstance(algorithm).digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "digest " + algorithm + " is not available", e);
        }
    }

    private static Bytes part(byte[] in, int start, long end) {
        if (end < start) {
            throw new SqlException(SqlState.SUBSTRING_ERROR, "negative substring length not allowed");
        }
        int from = (int) Math.max(0L, start - 1L);
        int to = (int) Math.min(in.length, end == Long.MAX_VALUE ? in.length : end - 1);
        return new Bytes(to <= from ? new byte[0] : Arrays.copyOfRange(in, from, to));
    }

    private static String encode(byte[] in, String format) {
        return switch (TextFunctions.lower(format)) {
            case "hex" -> hex(in);
            case "base64" -> base64(in);
            case "escape" -> escape(in);
            default -> throw unrecognized(format);
        };
    }

    /** Every full line ends with a line break, the last one too unless it is padded. */
    private static String base64(byte[] in) {
        String lines = Base64.getMimeEncoder(BASE64_LINE, new byte[] {'\n'}).encodeToString(in);
        boolean full = in.length > 0 && in.length % BASE64_LINE_BYTES == 0;
        return full ? lines + '\n' : lines;
    }

    /** {@code encode(…, 'escape')} leaves control characters other than zero as they are. */
    private static String escape(byte[] in) {
        StringBuilder out = new StringBuilder();
        for (byte b : in) {
            int value = b & 0xff;
            if (value == 0 || value > 127) {
                out.append('\\').append(Integer.toOctalString(0x200 + value), 1, 4);
            } else if (value == '\\') {
                out.append("\\\\");
            } else {
                out.append((char) value);
            }
        }
        return out.toString();
    }

    private static byte[] decode(String text, String format) {
        return switch (TextFunctions.lower(format)) {
            case "hex" -> PlainText.hex(text);
            case "base64" -> base64(text);
            case "escape" -> PlainText.escaped(text);
            default -> throw unrecognized(format);
        };
    }

    private static byte[] base64(String text) {
        String digits = text.replaceAll("[ \\t\\n\\r]", "");
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            boolean known = (c < 128 && Character.isLetterOrDigit(c)) || c == '+' || c == '/' || c == '=';
            if (!known) {
                throw new SqlException(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "invalid symbol \"" + c + "\" found while decoding base64 sequence");
            }
        }
        try {
            if (digits.length() % 4 != 0) {
                throw new IllegalArgumentException("padding");
            }
            return Base64.getDecoder().decode(digits);
        } catch (IllegalArgumentException e) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "invalid base64 end sequence", e)
                    .withHint("Input data is missing padding, is truncated, or is otherwise corrupted.");
        }
    }

    private static SqlException unrecognized(String format) {
        return new SqlException(SqlState.INVALID_PARAMETER_VALUE, "unrecognized encoding: \"" + format + "\"");
    }

    /** @param role for the message about an unknown one */
    private static Charset charset(String name, String role) {
        try {
            return switch (TextFunctions.lower(name).replace("-", "").replace("_", "")) {
                case "utf8", "unicode" -> StandardCharsets.UTF_8;
                case "latin1", "iso88591" -> StandardCharsets.ISO_8859_1;
                case "sqlascii" -> StandardCharsets.US_ASCII;
                default -> Charset.forName(name);
            };
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new SqlException(
                    SqlState.INVALID_PARAMETER_VALUE, "invalid " + role + "encoding name \"" + name + "\"", e);
        }
    }

    private static Bytes encodeText(String text, Charset charset, String name) {
        CharsetEncoder encoder = charset.newEncoder();
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            String character = text.substring(at, text.offsetByCodePoints(at, 1));
            if (!encoder.canEncode(character)) {
                String bytes = HexFormat.ofDelimiter(" ")
                        .withPrefix("0x")
                        .formatHex(character.getBytes(StandardCharsets.UTF_8));
                throw new SqlException(
                        SqlState.UNTRANSLATABLE_CHARACTER,
                        "character with byte sequence " + bytes
                                + " in encoding \"UTF8\" has no equivalent in encoding \"" + TextFunctions.upper(name)
                                + "\"");
            }
        }
        return new Bytes(text.getBytes(charset));
    }

    private static String decodeText(byte[] in, Charset charset, String name) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(in)).toString();
        } catch (CharacterCodingException e) {
            throw new SqlException(
                    SqlState.CHARACTER_NOT_IN_REPERTOIRE,
                    "invalid byte sequence for encoding \"" + TextFunctions.upper(name) + "\"",
                    e);
        }
    }
}
