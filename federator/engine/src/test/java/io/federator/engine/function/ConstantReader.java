package io.federator.engine.function;

import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of an SQL expression of constants, read one by one, and the names of types among them. */
final class ConstantReader {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<string>[eEbBxX]?'(?:[^']|'')*')|(?<number>\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|\\.\\d+(?:[eE][+-]?\\d+)?)"
                + "|(?<word>[A-Za-z_][A-Za-z_0-9]*)|(?<quoted>\"[^\"]*\")|(?<cast>::)|(?<arrow>=>)"
                + "|(?<op>[-+*/<>=~!@#%^&|`?]+)|(?<mark>[(),\\[\\].:]))");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    ConstantReader(String sql) {
        Matcher matcher = TOKEN.matcher(sql);
        int end = 0;
        while (end < sql.length() && matcher.find(end) && matcher.start() == end) {
            String token = matcher.group().strip();
            String operator = matcher.group("op");
            // A trailing sign belongs to the next operand unless the operator has one of these characters.
            while (operator != null
                    && token.length() > 1
                    && (token.endsWith("-") || token.endsWith("+"))
                    && token.chars().noneMatch(c -> "~!@#%^&|`?".indexOf(c) >= 0)) {
                token = token.substring(0, token.length() - 1);
            }
            end = matcher.start() + matcher.group().indexOf(token) + token.length();
            tokens.add(token);
        }
        if (!sql.substring(end).isBlank()) {
            throw new IllegalArgumentException("cannot read: " + sql.substring(end));
        }
    }

    String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    /** The token behind the next one. */
    String second() {
        return at + 1 < tokens.size() ? tokens.get(at + 1) : "";
    }

    String next() {
        return tokens.get(at++);
    }

    void expectEnd() {
        if (at < tokens.size()) {
            throw new IllegalArgumentException("left over: " + tokens.subList(at, tokens.size()));
        }
    }

    boolean accept(String token) {
        if (peek().equalsIgnoreCase(token)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String token) {
        if (!accept(token)) {
            throw new IllegalArgumentException("expected " + token + " at " + peek());
        }
    }

    static boolean isOperator(String token) {
        return !token.isEmpty() && "-+*/<>=~!@#%^&|`?".indexOf(token.charAt(0)) >= 0 && !token.equals("=>");
    }

    SqlType type() {
        StringBuilder name = new StringBuilder(tokens.get(at++).toLowerCase(Locale.ROOT));
        if (name.charAt(0) == '"') {
            name = new StringBuilder(
                    name.substring(1, name.length() - 1).equals("char")
                            ? "\"char\""
                            : name.substring(1, name.length() - 1));
        }
        if (name.toString().equals("double")
                || name.toString().equals("character")
                || name.toString().equals("bit")) {
            while (List.of("precision", "varying").contains(peek().toLowerCase(Locale.ROOT))) {
                name.append(' ').append(tokens.get(at++).toLowerCase(Locale.ROOT));
            }
        }
        List<Integer> modifiers = new ArrayList<>();
        if (accept("(")) {
            do {
                int sign = accept("-") ? -1 : 1;
                modifiers.add(sign * Integer.parseInt(tokens.get(at++)));
            } while (accept(","));
            expect(")");
        }
        if (accept("with") || accept("without")) {
            boolean with = tokens.get(at - 1).equalsIgnoreCase("with");
            at += 2;
            name.append(with ? "tz" : "");
        }
        SqlType type = modified(kind(name.toString()), modifiers);
        while (peek().equals("[") && tokens.get(at + 1).equals("]")) {
            at += 2;
            type = SqlType.array(type);
        }
        return type;
    }

    private static TypeKind kind(String name) {
        return switch (name) {
            case "int" -> TypeKind.INT4;
            case "float", "double precision" -> TypeKind.FLOAT8;
            case "character varying" -> TypeKind.VARCHAR;
            case "char", "character" -> TypeKind.BPCHAR;
            case "decimal" -> TypeKind.NUMERIC;
            case "bit varying" -> TypeKind.VARBIT;
            default ->
                Arrays.stream(TypeKind.values())
                        .filter(kind ->
                                kind.typname().equals(name) || kind.display().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no type " + name));
        };
    }

    private static SqlType modified(TypeKind kind, List<Integer> modifiers) {
        if (modifiers.isEmpty()) {
            return kind == TypeKind.BIT ? SqlType.of(kind, 1) : SqlType.of(kind);
        }
        int first = modifiers.getFirst();
        return switch (kind) {
            case NUMERIC -> SqlType.numeric(first, modifiers.size() > 1 ? modifiers.get(1) : 0);
            case VARCHAR, BPCHAR -> SqlType.of(kind, first + 4);
            case INTERVAL -> SqlType.of(kind, (0x7fff << 16) | first);
            default -> SqlType.of(kind, first);
        };
    }
}
