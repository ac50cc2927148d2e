package io.federator.spi.value;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Network addresses as text, in PostgreSQL's grammar. */
final class InetText {
    private static final int WORDS = 8;
    private static final Pattern HOST = Pattern.compile("(\\d+(?:\\.\\d+){0,3})\\.?(?:/(\\d+))?");
    private static final Pattern NETWORK = Pattern.compile("(\\d+(?:\\.\\d+){0,3})(?:/(\\d+))?");
    private static final Pattern HEX_NETWORK = Pattern.compile("0[xX]([0-9a-fA-F]{1,8})(?:/(\\d+))?");
    private static final Pattern V6 =
            Pattern.compile("([0-9a-fA-F:]*?)((?<=:)\\d+(?:\\.\\d+){1,3})?(?:/(0|[1-9]\\d*))?");

    private InetText() {}

    /** Null for what is no address. */
    static @Nullable Inet read(String text, boolean network) {
        return text.indexOf(':') >= 0 ? v6(text) : network ? v4Network(text) : v4Host(text);
    }

    private static @Nullable Inet v4Host(String text) {
        Matcher matcher = HOST.matcher(text);
        byte[] octets = matcher.matches() ? octets(matcher.group(1), false) : null;
        if (octets == null) {
            return null;
        }
        String mask = matcher.group(2);
        int bits = mask != null ? number(mask) : octets.length == 4 ? 32 : -1;
        return bits < 0 || bits / 8 > octets.length ? null : Inet.checked(Arrays.copyOf(octets, 4), bits);
    }

    private static @Nullable Inet v4Network(String text) {
        Matcher hex = HEX_NETWORK.matcher(text);
        if (hex.matches()) {
            String digits = hex.group(1);
            byte[] octets = HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : digits + "0");
            return v4Network(octets, hex.group(2));
        }
        Matcher matcher = NETWORK.matcher(text);
        byte[] octets = matcher.matches() ? octets(matcher.group(1), false) : null;
        return octets == null ? null : v4Network(octets, matcher.group(2));
    }

    private static @Nullable Inet v4Network(byte[] octets, @Nullable String mask) {
        int bits = mask == null ? classBits(octets) : number(mask);
        return Inet.checked(Arrays.copyOf(octets, 4), bits);
    }

    /** The mask that the old classes of networks give, but no shorter than what is written. */
    private static int classBits(byte[] octets) {
        int first = octets[0] & 0xff;
        int byClass = first >= 240 ? 32 : first >= 224 ? 8 : first >= 192 ? 24 : first >= 128 ? 16 : 8;
        int bits = Math.max(byClass, octets.length * 8);
        return bits == 8 && first == 224 ? 4 : bits;
    }

    private static @Nullable Inet v6(String text) {
        Matcher matcher = V6.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        byte[] tail = new byte[0];
        if (matcher.group(2) != null) {
            byte[] octets = octets(matcher.group(2), true);
            if (octets == null) {
                return null;
            }
            tail = Arrays.copyOf(octets, 4);
        }
        byte[] octets = words(matcher.group(1), tail);
        int bits = matcher.group(3) == null ? 128 : number(matcher.group(3));
        return octets == null ? null : Inet.checked(octets, bits);
    }

    /** Words of four digits in front of the octets given; one gap may stand for any number of zeros but none. */
    private static byte @Nullable [] words(String text, byte[] tail) {
        int gap = text.indexOf("::");
        String front = gap < 0 ? text : text.substring(0, gap);
        String back = gap < 0 ? "" : text.substring(gap + 2);
        if (tail.length > 0) {
            // The colon before an embedded address belongs to the word in front of it.
            if (gap < 0) {
                front = withoutColon(front);
            } else if (!back.isEmpty()) {
                back = withoutColon(back);
            }
        }
        byte[] first = hexWords(front);
        byte[] last = hexWords(back);
        if (first == null || last == null) {
            return null;
        }
        int length = first.length + last.length + tail.length;
        if (length > WORDS * 2 || (gap < 0 ? length != WORDS * 2 : length == WORDS * 2)) {
            return null;
        }
        byte[] octets = Arrays.copyOf(first, WORDS * 2);
        System.arraycopy(last, 0, octets, octets.length - tail.length - last.length, last.length);
        System.arraycopy(tail, 0, octets, octets.length - tail.length, tail.length);
        return octets;
    }

    private static String withoutColon(String text) {
        return text.endsWith(":") ? text.substring(0, text.length() - 1) : text + ":";
    }

    private static byte @Nullable [] hexWords(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] words = text.split(":", -1);
        byte[] octets = new byte[words.length * 2];
        for (int i = 0; i < words.length; i++) {
            if (words[i].isEmpty() || words[i].length() > 4) {
                return null;
            }
            int word = Integer.parseInt(words[i], 16);
            octets[2 * i] = (byte) (word >> 8);
            octets[2 * i + 1] = (byte) word;
        }
        return octets;
    }

    private static byte @Nullable [] octets(String text, boolean strict) {
        String[] parts = text.split("\\.");
        byte[] octets = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            int value = number(parts[i]);
            if (value > 255 || (strict && parts[i].length() > 1 && parts[i].startsWith("0"))) {
                return null;
            }
            octets[i] = (byte) value;
        }
        return octets;
    }

    /** Any number that is too large for an octet or a mask is as good as another. */
    private static int number(String digits) {
        String significant = digits.replaceFirst("^0+(?=\\d)", "");
        return significant.length() > 4 ? 9999 : Integer.parseInt(significant);
    }

    /** Dotted octets, or words of which the longest run of zeros is left out. */
    static String address(byte[] octets) {
        if (octets.length == 4) {
            return dotted(octets, 0);
        }
        int[] words = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = (octets[2 * i] & 0xff) << 8 | octets[2 * i + 1] & 0xff;
        }
        int start = 0;
        int length = 0;
        for (int i = 0; i < WORDS; i++) {
            int run = 0;
            while (i + run < WORDS && words[i + run] == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        if (length < 2) {
            return hex(words, 0, WORDS);
        }
        String front = hex(words, 0, start) + "::";
        boolean embedded = start == 0 && (length == 6 || (length == 5 && words[5] == 0xffff));
        if (embedded) {
            return front + (length == 5 ? "ffff:" : "") + dotted(octets, 12);
        }
        return front + hex(words, start + length, WORDS);
    }

    private static String hex(int[] words, int from, int to) {
        StringBuilder out = new StringBuilder();
        for (int i = from; i < to; i++) {
            out.append(i == from ? "" : ":")
                    .append(Integer.toHexString(words[i]).toLowerCase(Locale.ROOT));
        }
        return out.toString();
    }

    private static String dotted(byte[] octets, int from) {
        StringBuilder out = new StringBuilder();
        for (int i = from; i < from + 4; i++) {
            out.append(i == from ? "" : ".").append(octets[i] & 0xff);
        }
        return out.toString();
    }
}
