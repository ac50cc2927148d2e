package io.federator.spi.value;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;

/**
 * PostgreSQL's {@code macaddr} and {@code macaddr8}.
 *
 * @param value the octets, the first one the most significant
 * @param octets 6 or 8
 */
public record MacAddress(long value, int octets) implements Comparable<MacAddress> {
    /** Before each of the last five octets: a separator, {@code ' '} for none; first whether octets have any length. */
    private static final String[] FORMS = {":::::", "-----", "  :  ", "  -  ", " . . ", " - - ", "     "};

    /**
     * Reads a {@code macaddr}.
     *
     * @throws SqlException 22P02, 22003 for an octet above 255
     */
    public static MacAddress parse(String text) {
        for (int form = 0; form < FORMS.length; form++) {
            long[] parts = scan(text, FORMS[form], form < 2 ? Integer.MAX_VALUE : 2);
            if (parts.length == 6) {
                return packed(parts, text);
            }
        }
        throw InputErrors.syntax("macaddr", text);
    }

    private static MacAddress packed(long[] parts, String text) {
        long value = 0;
        for (long part : parts) {
            if (part < 0 || part > 255) {
                throw new SqlException(
                        SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                        "invalid octet value in \"macaddr\" value: \"" + text + "\"");
            }
            value = value << 8 | part;
        }
        return new MacAddress(value, 6);
    }

    private static long[] scan(String text, String separators, int width) {
        long[] parts = new long[6];
        int at = 0;
        for (int i = 0; i < parts.length; i++) {
            if (i > 0 && separators.charAt(i - 1) != ' ') {
                if (at >= text.length() || text.charAt(at) != separators.charAt(i - 1)) {
                    return new long[0];
                }
                at++;
            }
            at = skipBlanks(text, at);
            int start = at;
            while (at < text.length() && at - start < width && hexDigit(text.charAt(at)) >= 0) {
                parts[i] = Math.min(parts[i] << 4 | hexDigit(text.charAt(at)), 0xffff);
                at++;
            }
            if (at == start) {
                return new long[0];
            }
        }
        return skipBlanks(text, at) == text.length() ? parts : new long[0];
    }

    /**
     * Reads a {@code macaddr8}; six octets get {@code ff:fe} in their middle.
     *
     * @throws SqlException 22P02
     */
    public static MacAddress parse8(String text) {
        int at = skipBlanks(text, 0);
        long value = 0;
        int count = 0;
        char separator = 0;
        // A single character that is left over at the end does not count.
        while (at + 1 < text.length()) {
            int high = hexDigit(text.charAt(at));
            int low = hexDigit(text.charAt(at + 1));
            if (high < 0 || low < 0 || ++count > 8) {
                throw InputErrors.syntax("macaddr8", text);
            }
            value = value << 8 | high << 4 | low;
            at += 2;
            if (at < text.length() && ":-.".indexOf(text.charAt(at)) >= 0) {
                if (separator != 0 && separator != text.charAt(at)) {
                    throw InputErrors.syntax("macaddr8", text);
                }
                separator = text.charAt(at);
                at++;
            }
            if ((count == 6 || count == 8) && at < text.length() && InputErrors.isSpace(text.charAt(at))) {
                at = skipBlanks(text, at);
                if (at < text.length()) {
                    throw InputErrors.syntax("macaddr8", text);
                }
            }
        }
        return switch (count) {
            case 6 -> new MacAddress(value, 6).extended();
            case 8 -> new MacAddress(value, 8);
            default -> throw InputErrors.syntax("macaddr8", text);
        };
    }

    /** Six octets as eight. */
    public MacAddress extended() {
        return new MacAddress((value >> 24) << 40 | 0xfffeL << 24 | value & 0xff_ffffL, 8);
    }

    /**
     * Eight octets as six.
     *
     * @throws SqlException 22003 when the middle is not {@code ff:fe}
     */
    public MacAddress shortened() {
        if ((value >> 24 & 0xffff) != 0xfffe) {
            throw new SqlException(
                            SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "macaddr8 data out of range to convert to macaddr")
                    .withHint("Only addresses that have FF and FE as values in the 4th and 5th bytes from the left,"
                            + " for example xx:xx:xx:ff:fe:xx:xx:xx, are eligible to be converted from macaddr8 to"
                            + " macaddr.");
        }
        return new MacAddress((value >>> 40) << 24 | value & 0xff_ffffL, 6);
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && InputErrors.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int shift = (octets - 1) * 8; shift >= 0; shift -= 8) {
            int octet = (int) (value >> shift) & 0xff;
            out.append(out.isEmpty() ? "" : ":")
                    .append(Character.forDigit(octet >> 4, 16))
                    .append(Character.forDigit(octet & 15, 16));
        }
        return out.toString();
    }
}
