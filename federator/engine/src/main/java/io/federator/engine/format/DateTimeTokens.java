package io.federator.engine.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Splits the text of a date or time into fields, as PostgreSQL's {@code ParseDateTime}. */
final class DateTimeTokens {
    private DateTimeTokens() {}

    enum Kind {
        NUMBER,
        DATE,
        TIME,
        ZONE,
        WORD,
        SPECIAL
    }

    /** A field; words are in lower case. */
    record Token(Kind kind, String text) {}

    /** The fields, or an empty list when a character fits none. */
    static List<Token> split(String text, Predicate<String> isKeyword) {
        List<Token> tokens = new ArrayList<>();
        Reader in = new Reader(text.toLowerCase(Locale.ROOT));
        while (!in.atEnd()) {
            char c = in.peek();
            if (isSpace(c)) {
                in.next();
            } else if (isDigit(c)) {
                tokens.add(number(in));
            } else if (c == '.') {
                in.next();
                tokens.add(new Token(Kind.NUMBER, "." + in.take(DateTimeTokens::isDigit)));
            } else if (Character.isLetter(c)) {
                tokens.add(word(in, isKeyword));
            } else if (c == '+' || c == '-') {
                in.next();
                in.take(DateTimeTokens::isSpace);
                if (!in.atEnd() && isDigit(in.peek())) {
                    tokens.add(new Token(Kind.ZONE, c + in.take(d -> isDigit(d) || d == ':' || d == '.' || d == '-')));
                } else if (!in.atEnd() && Character.isLetter(in.peek())) {
                    tokens.add(new Token(Kind.SPECIAL, c + in.take(Character::isLetter)));
                } else {
                    return List.of();
                }
            } else if (c > ' ' && c < 127) {
                in.next();
            } else {
                return List.of();
            }
        }
        return tokens;
    }

    private static Token number(Reader in) {
        StringBuilder out = new StringBuilder(in.take(DateTimeTokens::isDigit));
        if (in.atEnd()) {
            return new Token(Kind.NUMBER, out.toString());
        }
        char c = in.peek();
        if (c == ':') {
            out.append(in.take(d -> isDigit(d) || d == ':' || d == '.'));
            return new Token(Kind.TIME, out.toString());
        }
        if (c != '-' && c != '/' && c != '.') {
            return new Token(Kind.NUMBER, out.toString());
        }
        out.append(in.next());
        if (!in.atEnd() && isDigit(in.peek())) {
            Kind kind = c == '.' ? Kind.NUMBER : Kind.DATE;
            out.append(in.take(DateTimeTokens::isDigit));
            if (!in.atEnd() && in.peek() == c) {
                kind = Kind.DATE;
                out.append(in.take(d -> isDigit(d) || d == c));
            }
            return new Token(kind, out.toString());
        }
        if (in.atEnd() || !Character.isLetterOrDigit(in.peek())) {
            return new Token(c == '.' ? Kind.NUMBER : Kind.DATE, out.toString());
        }
        out.append(in.take(d -> Character.isLetterOrDigit(d) || d == c));
        return new Token(Kind.DATE, out.toString());
    }

    private static Token word(Reader in, Predicate<String> isKeyword) {
        StringBuilder out = new StringBuilder(in.take(Character::isLetter));
        if (in.atEnd()) {
            return new Token(Kind.WORD, out.toString());
        }
        char c = in.peek();
        boolean joined = c == '-' || c == '/' || c == '.';
        if (!joined && (c == '+' || isDigit(c))) {
            joined = !isKeyword.test(out.toString());
        }
        if (!joined) {
            return new Token(Kind.WORD, out.toString());
        }
        out.append(in.take(d ->
                Character.isLetterOrDigit(d) || d == '+' || d == '-' || d == '/' || d == '_' || d == '.' || d == ':'));
        return new Token(Kind.DATE, out.toString());
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** A place in a text. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        boolean atEnd() {
            return at >= text.length();
        }

        char peek() {
            return text.charAt(at);
        }

        char next() {
            return text.charAt(at++);
        }

        String take(CharTest test) {
            int start = at;
            while (at < text.length() && test.test(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }
    }

    @FunctionalInterface
    private interface CharTest {
        boolean test(char c);
    }
}
