package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.format.TextFormat;
import io.federator.engine.function.FunctionRegistry.StrictFunction;
import io.federator.engine.names.ObjectNames;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.Inet;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on character strings. Letters change case in the C collation: ASCII only. */
final class TextFunctions implements FunctionFamily {
    @Override
    public void contribute(FunctionRegistry f) {
        concatenation(f);
        lengths(f);
        cases(f);
        parts(f);
        trimming(f);
        replacing(f);
        f.strict("ascii(text)", (a, c) -> ((String) a[0]).isEmpty() ? 0 : ((String) a[0]).codePointAt(0));
        f.strict("chr(int4)", (a, c) -> character((int) a[0]));
        f.strict("starts_with(text,text)", (a, c) -> ((String) a[0]).startsWith((String) a[1]));
        f.strict("quote_ident(text)", (a, c) -> ObjectNames.quote((String) a[0]));
        f.strict("quote_literal(text)", (a, c) -> literal((String) a[0]));
        f.strictTyped(
                "quote_literal(anyelement)",
                (types, result) -> (a, c) -> literal(TextFormat.print(types.getFirst(), a[0], c)));
        f.lenient("quote_nullable(text)", (a, c) -> a[0] == null ? "NULL" : literal((String) a[0]));
        f.lenientTyped(
                "quote_nullable(anyelement)",
                (types, result) ->
                        (a, c) -> a[0] == null ? "NULL" : literal(TextFormat.print(types.getFirst(), a[0], c)));
        f.lenientTyped("format(text,any)", (types, result) -> new FormatFunction(types));
        f.lenientTyped("format(text)", (types, result) -> new FormatFunction(types));
        f.strict("normalize(text,text)", (a, c) -> Normalizer.normalize((String) a[0], form((String) a[1])));
        f.strict("is_normalized(text,text)", (a, c) -> Normalizer.isNormalized((String) a[0], form((String) a[1])));
        f.strict(
                "unicode_assigned(text)", (a, c) -> ((String) a[0]).codePoints().allMatch(Character::isDefined));
    }

    private static void concatenation(FunctionRegistry f) {
        f.strict("textcat(text,text)", (a, c) -> (String) a[0] + a[1]);
        f.strictTyped(
                "textanycat(text,anynonarray)", (types, result) -> (a, c) -> a[0] + asText(types.get(1), a[1], c));
        f.strictTyped(
                "anytextcat(anynonarray,text)", (types, result) -> (a, c) -> asText(types.get(0), a[0], c) + a[1]);
        f.lenientTyped("concat(any)", (types, result) -> (a, c) -> {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < a.length; i++) {
                Object value = a[i];
                if (value != null) {
                    out.append(TextFormat.print(typeAt(types, i), value, c));
                }
            }
            return out.toString();
        });
        f.lenientTyped("concat_ws(text,any)", (types, result) -> (a, c) -> {
            if (a[0] == null) {
                return null;
            }
            StringBuilder out = new StringBuilder();
            boolean first = true;
            for (int i = 1; i < a.length; i++) {
                Object value = a[i];
                if (value != null) {
                    out.append(first ? "" : a[0]).append(TextFormat.print(typeAt(types, i), value, c));
                    first = false;
                }
            }
            return out.toString();
        });
    }

    /** The type of an argument; of an array that was spread the last type is that of all elements. */
    static SqlType typeAt(List<SqlType> types, int index) {
        return types.get(Math.min(index, types.size() - 1));
    }

    /** As the cast to text prints it, where booleans are words and blanks at the end of characters go. */
    static String asText(SqlType type, Object value, EvaluationContext context) {
        return switch (type.kind()) {
            case BOOL -> (boolean) value ? "true" : "false";
            case BPCHAR -> Ordering.withoutBlanks((String) value);
            case INET, CIDR -> ((Inet) value).cidrText();
            default -> TextFormat.print(type, value, context);
        };
    }

    private static void lengths(FunctionRegistry f) {
        f.strict(
                "length(text) char_length(text) character_length(text) textlen(text)",
                (a, c) -> ((String) a[0]).codePointCount(0, ((String) a[0]).length()));
        f.strict("length(bpchar) char_length(bpchar) character_length(bpchar)", (a, c) -> {
            String text = Ordering.withoutBlanks((String) a[0]);
            return text.codePointCount(0, text.length());
        });
        f.strict("octet_length(text) octet_length(bpchar)", (a, c) -> utf8((String) a[0]).length);
        f.strict("bit_length(text)", (a, c) -> utf8((String) a[0]).length * 8);
    }

    private static void cases(FunctionRegistry f) {
        f.strict("lower(text)", (a, c) -> lower((String) a[0]));
        f.strict("casefold(text)", (a, c) -> lower((String) a[0]));
        f.strict("upper(text)", (a, c) -> upper((String) a[0]));
        f.strict("initcap(text)", (a, c) -> {
            StringBuilder out = new StringBuilder((String) a[0]);
            boolean inWord = false;
            for (int i = 0; i < out.length(); i++) {
                char letter = out.charAt(i);
                boolean alphanumeric = letter < 128 && Character.isLetterOrDigit(letter);
                out.setCharAt(i, inWord ? lower(letter) : upper(letter));
                inWord = alphanumeric;
            }
            return out.toString();
        });
    }

    static String lower(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            out.setCharAt(i, lower(out.charAt(i)));
        }
        return out.toString();
    }

    static String upper(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            out.setCharAt(i, upper(out.charAt(i)));
        }
        return out.toString();
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    }

    private static void parts(FunctionRegistry f) {
        f.strict("substr(text,int4) substring(text,int4)", (a, c) -> substring((String) a[0], (int) a[1], null));
        f.strict(
                "substr(text,int4,int4) substring(text,int4,int4)",
                (a, c) -> substring((String) a[0], (int) a[1], (Integer) a[2]));
        f.strict("left(text,int4)", (a, c) -> {
            String text = (String) a[0];
            int n = (int) a[1];
            int count = text.codePointCount(0, text.length());
            int end = n >= 0 ? Math.min(n, count) : (int) Math.max(0, count + (long) n);
            return text.substring(0, text.offsetByCodePoints(0, end));
        });
        f.strict("right(text,int4)", (a, c) -> {
            String text = (String) a[0];
            int n = (int) a[1];
            int count = text.codePointCount(0, text.length());
            int start = n >= 0 ? Math.max(0, count - n) : (int) Math.min(count, -(long) n);
            return text.substring(text.offsetByCodePoints(0, start));
        });
        StrictFunction position = (a, c) -> {
            String text = (String) a[0];
            int at = text.indexOf((String) a[1]);
            return at < 0 ? 0 : text.codePointCount(0, at) + 1;
        };
        f.strict("strpos(text,text) position(text,text)", position);
        f.strict("split_part(text,text,int4)", (a, c) -> splitPart((String) a[0], (String) a[1], (int) a[2]));
        f.strict(
                "reverse(text)",
                (a, c) -> new StringBuilder((String) a[0]).reverse().toString());
        f.strict(
                "overlay(text,text,int4)",
                (a, c) -> overlay((String) a[0], (String) a[1], (int) a[2], codePoints((String) a[1])));
        f.strict(
                "overlay(text,text,int4,int4)",
                (a, c) -> overlay((String) a[0], (String) a[1], (int) a[2], (int) a[3]));
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    static String substring(String text, int start, @Nullable Integer length) {
        long end = length == null ? Long.MAX_VALUE : (long) start + length;
        if (end < start) {
            throw new SqlException(SqlState.SUBSTRING_ERROR, "negative substring length not allowed");
        }
        int count = codePoints(text);
        long from = Math.max(1, start);
        long to = Math.min(end, count + 1L);
        if (to <= from) {
            return "";
        }
        int first = text.offsetByCodePoints(0, (int) from - 1);
        return text.substring(first, text.offsetByCodePoints(first, (int) (to - from)));
    }

    private static String overlay(String text, String with, int from, int length) {
        if (from <= 0) {
            throw new SqlException(SqlState.SUBSTRING_ERROR, "negative substring length not allowed");
        }
        long after = (long) from + length;
        if (after > Integer.MAX_VALUE) {
            throw NumberCasts.outOfRange("integer");
        }
        return substring(text, 1, from - 1) + with + substring(text, (int) after, null);
    }

    private static String splitPart(String text, String delimiter, int field) {
        if (field == 0) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "field position must not be zero");
        }
        if (text.isEmpty()) {
            return "";
        }
        if (delimiter.isEmpty()) {
            return field == 1 || field == -1 ? text : "";
        }
        List<String> parts = ArrayFunctions.split(text, delimiter);
        int at = field > 0 ? field - 1 : parts.size() + field;
        return at >= 0 && at < parts.size() ? parts.get(at) : "";
    }

    private static void trimming(FunctionRegistry f) {
        f.strict("btrim(text)", (a, c) -> trim((String) a[0], " ", true, true));
        f.strict("ltrim(text)", (a, c) -> trim((String) a[0], " ", true, false));
        f.strict("rtrim(text)", (a, c) -> trim((String) a[0], " ", false, true));
        f.strict("btrim(text,text)", (a, c) -> trim((String) a[0], (String) a[1], true, true));
        f.strict("ltrim(text,text)", (a, c) -> trim((String) a[0], (String) a[1], true, false));
        f.strict("rtrim(text,text)", (a, c) -> trim((String) a[0], (String) a[1], false, true));
        f.strict("lpad(text,int4)", (a, c) -> pad((String) a[0], (int) a[1], " ", true));
        f.strict("rpad(text,int4)", (a, c) -> pad((String) a[0], (int) a[1], " ", false));
        f.strict("lpad(text,int4,text)", (a, c) -> pad((String) a[0], (int) a[1], (String) a[2], true));
        f.strict("rpad(text,int4,text)", (a, c) -> pad((String) a[0], (int) a[1], (String) a[2], false));
    }

    private static String trim(String text, String characters, boolean start, boolean end) {
        int[] points = text.codePoints().toArray();
        int from = 0;
        int to = points.length;
        while (start && from < to && characters.indexOf(points[from]) >= 0) {
            from++;
        }
        while (end && to > from && characters.indexOf(points[to - 1]) >= 0) {
            to--;
        }
        return new String(points, from, to - from);
    }

    private static String pad(String text, int length, String fill, boolean before) {
        int wanted = Math.max(0, length);
        int count = codePoints(text);
        if (count >= wanted || fill.isEmpty()) {
            return text.substring(0, text.offsetByCodePoints(0, Math.min(wanted, count)));
        }
        requireLength(wanted);
        int[] filling = fill.codePoints().toArray();
        StringBuilder padding = new StringBuilder();
        for (int i = 0; i < wanted - count; i++) {
            padding.appendCodePoint(filling[i % filling.length]);
        }
        return before ? padding + text : text + padding;
    }

    private static void requireLength(long bytes) {
        if (bytes > 1_073_741_819L) {
            throw new SqlException(SqlState.PROGRAM_LIMIT_EXCEEDED, "requested length too large");
        }
    }

    private static void replacing(FunctionRegistry f) {
        f.strict(
                "replace(text,text,text)",
                (a, c) -> ((String) a[1]).isEmpty() ? a[0] : ((String) a[0]).replace((String) a[1], (String) a[2]));
        f.strict("translate(text,text,text)", (a, c) -> translate((String) a[0], (String) a[1], (String) a[2]));
        f.strict("repeat(text,int4)", (a, c) -> {
            requireLength((long) utf8((String) a[0]).length * Math.max(0, (int) a[1]));
            return ((String) a[0]).repeat(Math.max(0, (int) a[1]));
        });
    }

    private static String translate(String text, String from, String to) {
        int[] source = from.codePoints().toArray();
        int[] target = to.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            for (int i = 0; i < source.length; i++) {
                if (source[i] == point) {
                    if (i < target.length) {
                        out.appendCodePoint(target[i]);
                    }
                    return;
                }
            }
            out.appendCodePoint(point);
        });
        return out.toString();
    }

    private static String character(int code) {
        if (code < 0) {
            throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "character number must be positive");
        }
        if (code == 0) {
            throw new SqlException(SqlState.PROGRAM_LIMIT_EXCEEDED, "null character not permitted");
        }
        if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
            throw new SqlException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED,
                    code > 0x1fffff
                            ? "requested character too large for encoding: " + code
                            : "requested character not valid for encoding: " + code);
        }
        return Character.toString(code);
    }

    static String literal(String text) {
        String quoted = "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
        return text.indexOf('\\') >= 0 ? "E" + quoted : quoted;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Normalizer.Form form(String name) {
        return switch (upper(name)) {
            case "NFC" -> Normalizer.Form.NFC;
            case "NFD" -> Normalizer.Form.NFD;
            case "NFKC" -> Normalizer.Form.NFKC;
            case "NFKD" -> Normalizer.Form.NFKD;
            default -> throw new SqlException(SqlState.INVALID_PARAMETER_VALUE, "invalid normalization form: " + name);
        };
    }
}
