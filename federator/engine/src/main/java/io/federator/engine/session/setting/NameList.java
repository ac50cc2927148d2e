package io.federator.engine.session.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lists of identifiers in settings, such as {@code search_path}: commas between, quotes where needed. */
public final class NameList {
    private NameList() {}

    /** The names, folded to lower case where they are not quoted; empty when the text is no such list. */
    public static Optional<List<String>> parse(String text) {
        List<String> names = new ArrayList<>();
        int i = skipBlanks(text, 0);
        if (i == text.length()) {
            return Optional.of(List.of());
        }
        while (true) {
            StringBuilder name = new StringBuilder();
            if (i < text.length() && text.charAt(i) == '"') {
                i = quoted(text, i + 1, name);
                if (i < 0) {
                    return Optional.empty();
                }
            } else {
                int start = i;
                while (i < text.length() && text.charAt(i) != ',' && !Character.isWhitespace(text.charAt(i))) {
                    i++;
                }
                if (i == start) {
                    return Optional.empty();
                }
                name.append(text.substring(start, i).toLowerCase(Locale.ROOT));
            }
            names.add(name.toString());
            i = skipBlanks(text, i);
            if (i == text.length()) {
                return Optional.of(names);
            }
            if (text.charAt(i) != ',') {
                return Optional.empty();
            }
            i = skipBlanks(text, i + 1);
        }
    }

    /** A name as an identifier, in quotes unless it reads back as itself. */
    static String quote(String name) {
        boolean plain = !name.isEmpty() && !Character.isDigit(name.charAt(0));
        for (int i = 0; i < name.length() && plain; i++) {
            char c = name.charAt(i);
            plain = c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        }
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static int quoted(String text, int from, StringBuilder name) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '"') {
                name.append(c);
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                name.append('"');
                i++;
            } else {
                return i + 1;
            }
        }
        return -1;
    }

    private static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
