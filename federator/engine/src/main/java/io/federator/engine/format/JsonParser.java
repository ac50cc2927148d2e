package io.federator.engine.format;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads JSON text as PostgreSQL does, for json (the text is kept, so any number will do) and jsonb. */
public final class JsonParser {
    private static final int MAX_DEPTH = 6_400;

    private final String text;
    private final String type;
    private int at;
    private int depth;

    JsonParser(String text, String type) {
        this.text = text;
        this.type = type;
    }

    /** A member of an object or an item of an array as it stands in the text. */
    public record Part(@Nullable String key, String text, JsonTree value) {}

    JsonTree value() {
        JsonTree tree = next();
        skipSpaces();
        if (at < text.length()) {
            throw unexpected("end of input");
        }
        return tree;
    }

    /** The members or items at the top, in the order and spelling of the text; empty for a scalar. */
    public static List<Part> parts(String json) {
        JsonParser parser = new JsonParser(json, "json");
        List<Part> parts = new ArrayList<>();
        parser.skipSpaces();
        if (parser.at < json.length()) {
            switch (json.charAt(parser.at)) {
                case '{' -> parser.members(parts);
                case '[' -> parser.items(parts);
                default -> parser.next();
            }
        }
        return parts;
    }

    private JsonTree next() {
        skipSpaces();
        if (at >= text.length()) {
            throw ended();
        }
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> {
                List<Part> parts = new ArrayList<>();
                members(parts);
                Map<String, JsonTree> members = new TreeMap<>(JsonTree.KEY_ORDER);
                for (Part part : parts) {
                    if (part.key != null) {
                        members.put(part.key, part.value);
                    }
                }
                yield new JsonTree.Obj(members);
            }
            case '[' -> {
                List<Part> parts = new ArrayList<>();
                items(parts);
                yield new JsonTree.Arr(parts.stream().map(Part::value).toList());
            }
            case '"' -> new JsonTree.Str(string());
            case ']', '}', ',', ':' -> throw unexpected("JSON value");
            default -> scalar(c);
        };
    }

    private void members(List<Part> parts) {
        enter();
        skipSpaces();
        if (peek() == '}') {
            leave();
            return;
        }
        while (true) {
            skipSpaces();
            if (at >= text.length()) {
                throw ended();
            }
            if (text.charAt(at) != '"') {
                throw unexpected(parts.isEmpty() ? "string or \"}\"" : "string");
            }
            String key = string();
            skipSpaces();
            if (peek() != ':') {
                throw unexpected("\":\"");
            }
            at++;
            part(parts, key);
            skipSpaces();
            char c = peek();
            if (c == '}') {
                leave();
                return;
            }
            if (c != ',') {
                throw unexpected("\",\" or \"}\"");
            }
            at++;
        }
    }

    private void items(List<Part> parts) {
        enter();
        skipSpaces();
        if (peek() == ']') {
            leave();
            return;
        }
        while (true) {
            part(parts, null);
            skipSpaces();
            char c = peek();
            if (c == ']') {
                leave();
                return;
            }
            if (c != ',') {
                throw unexpected("\",\" or \"]\"");
            }
            at++;
        }
    }

    private void part(List<Part> parts, @Nullable String key) {
        skipSpaces();
        int start = at;
        JsonTree value = next();
        parts.add(new Part(key, text.substring(start, at), value));
    }

    private void enter() {
        at++;
        if (++depth > MAX_DEPTH) {
            throw new SqlException(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded");
        }
    }

    private void leave() {
        at++;
        depth--;
    }

    /** The next character, or 0 at the end, which is an error wherever this is asked. */
    private char peek() {
        if (at >= text.length()) {
            throw ended();
        }
        return text.charAt(at);
    }

    private JsonTree scalar(char c) {
        if (c == '-' || (c >= '0' && c <= '9')) {
            return number();
        }
        int end = wordEnd();
        String word = text.substring(at, end);
        JsonTree value = switch (word) {
            case "true" -> new JsonTree.Bool(true);
            case "false" -> new JsonTree.Bool(false);
            case "null" -> new JsonTree.Null();
            default -> throw token(word.isEmpty() ? Character.toString(text.codePointAt(at)) : word);
        };
        at = end;
        return value;
    }

    private JsonTree number() {
        int end = at;
        if (text.charAt(end) == '-') {
            end++;
        }
        int digits = end;
        end = digitsEnd(end);
        boolean good = end > digits && (text.charAt(digits) != '0' || end == digits + 1);
        if (end < text.length() && text.charAt(end) == '.') {
            int from = end + 1;
            end = digitsEnd(from);
            good &= end > from;
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            end++;
            if (end < text.length() && (text.charAt(end) == '+' || text.charAt(end) == '-')) {
                end++;
            }
            int from = end;
            end = digitsEnd(from);
            good &= end > from;
        }
        if (!good || (end < text.length() && isWord(text.charAt(end)))) {
            throw token(text.substring(at, Math.max(wordEnd(), end)));
        }
        String number = text.substring(at, end);
        at = end;
        Object value = NumberText.numeric(number);
        return new JsonTree.Num((BigDecimal) value);
    }

    private int digitsEnd(int from) {
        int end = from;
        while (end < text.length() && DateTimeTokens.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int wordEnd() {
        int end = at;
        while (end < text.length() && (isWord(text.charAt(end)) || (end == at && text.charAt(end) == '-'))) {
            end++;
        }
        return end;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c > 127;
    }

    private String string() {
        int start = at++;
        StringBuilder out = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw token(text.substring(start));
            }
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            if (c < ' ') {
                throw syntax("Character with value 0x" + String.format("%02x", (int) c) + " must be escaped.");
            }
            out.append(c == '\\' ? escape(start) : Character.toString(c));
        }
    }

    private String escape(int start) {
        if (at >= text.length()) {
            throw token(text.substring(start));
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> Character.toString(c);
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'u' -> unicode();
            default -> throw syntax("Escape sequence \"\\" + c + "\" is invalid.");
        };
    }

    private String unicode() {
        char first = hex();
        if (first == 0 && type.equals("jsonb")) {
            throw new SqlException(SqlState.UNTRANSLATABLE_CHARACTER, "unsupported Unicode escape sequence")
                    .withDetail("\\u0000 cannot be converted to text.");
        }
        if (Character.isLowSurrogate(first)) {
            throw syntax("Unicode low surrogate must follow a high surrogate.");
        }
        if (!Character.isHighSurrogate(first)) {
            return Character.toString(first);
        }
        if (!text.startsWith("\\u", at)) {
            throw syntax("Unicode low surrogate must follow a high surrogate.");
        }
        at += 2;
        char second = hex();
        if (!Character.isLowSurrogate(second)) {
            throw syntax("Unicode low surrogate must follow a high surrogate.");
        }
        return new String(new char[] {first, second});
    }

    private char hex() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at++), 16) : -1;
            if (digit < 0) {
                throw syntax("\"\\u\" must be followed by four hexadecimal digits.");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private void skipSpaces() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private SqlException syntax(String detail) {
        return new SqlException(SqlState.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type json")
                .withDetail(detail);
    }

    private SqlException token(String token) {
        return syntax("Token \"" + token + "\" is invalid.");
    }

    private SqlException ended() {
        return syntax("The input string ended unexpectedly.");
    }

    private SqlException unexpected(String wanted) {
        if (at >= text.length()) {
            return ended();
        }
        char c = text.charAt(at);
        int end = isWord(c) || c == '-' ? wordEnd() : at + 1;
        if (c == '"') {
            int save = at;
            string();
            end = at;
            at = save;
        }
        return syntax("Expected " + wanted + ", but found \"" + text.substring(at, end) + "\".");
    }
}
