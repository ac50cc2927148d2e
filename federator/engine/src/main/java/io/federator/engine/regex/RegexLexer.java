package io.federator.engine.regex;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;

/** Tokens of a pattern outside of brackets; those inside are read by {@link BracketParser}. */
final class RegexLexer {
    private final int[] points;
    private int at;
    private RegexOptions options;

    /** Kinds of tokens. */
    enum Kind {
        CHAR,
        CLASS,
        ANY,
        BRACKET,
        OPEN,
        CLOSE,
        LOOK,
        BAR,
        QUANTIFIER,
        PLACE,
        BACK_REFERENCE,
        END
    }

    /**
     * @param point of a character, number of a back reference; of a parenthesis 1 if it captures; of a bracket 1 if complemented
     * @param set of a class
     * @param place of a constraint
     * @param item the quantifier, its atom without meaning
     * @param ahead of a look
     * @param positive of a look
     */
    record Token(
            Kind kind,
            int point,
            CharSet set,
            Syntax.Place.Kind place,
            Syntax.Item item,
            boolean ahead,
            boolean positive) {
        private static final Syntax NOTHING = new Syntax.Chars(CharSet.NONE);

        static Token of(Kind kind, int point) {
            return new Token(
                    kind, point, CharSet.NONE, Syntax.Place.Kind.TEXT_START, Syntax.Item.once(NOTHING), false, false);
        }

        static Token of(CharSet set) {
            return new Token(Kind.CLASS, 0, set, Syntax.Place.Kind.TEXT_START, Syntax.Item.once(NOTHING), false, false);
        }

        static Token of(Syntax.Place.Kind place) {
            return new Token(Kind.PLACE, 0, CharSet.NONE, place, Syntax.Item.once(NOTHING), false, false);
        }

        static Token quantifier(int min, int max, Syntax.Greed greed) {
            return new Token(
                    Kind.QUANTIFIER,
                    0,
                    CharSet.NONE,
                    Syntax.Place.Kind.TEXT_START,
                    new Syntax.Item(NOTHING, min, max, greed),
                    false,
                    false);
        }

        static Token look(boolean ahead, boolean positive) {
            return new Token(
                    Kind.LOOK,
                    0,
                    CharSet.NONE,
                    Syntax.Place.Kind.TEXT_START,
                    Syntax.Item.once(NOTHING),
                    ahead,
                    positive);
        }
    }

    RegexLexer(String pattern, RegexOptions options) {
        this.points = pattern.codePoints().toArray();
        this.options = options;
        readPrefixes();
    }

    static SqlException invalid(String reason) {
        return new SqlException(SqlState.INVALID_REGULAR_EXPRESSION, "invalid regular expression: " + reason);
    }

    RegexOptions options() {
        return options;
    }

    boolean isAdvanced() {
        return options.flavour() == RegexOptions.Flavour.ADVANCED;
    }

    /** The next character without taking it, -1 at the end. */
    int peek(int ahead) {
        return at + ahead < points.length ? points[at + ahead] : -1;
    }

    /** Takes a character, -1 at the end. */
    int take() {
        return at < points.length ? points[at++] : -1;
    }

    boolean accept(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (peek(i) != text.charAt(i)) {
                return false;
            }
        }
        at += text.length();
        return true;
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    private void readPrefixes() {
        if (options.flavour() == RegexOptions.Flavour.LITERAL) {
            return;
        }
        if (points.length >= 4 && accept("***")) {
            switch (take()) {
                case '=' -> {
                    options = options.with('s').with('t').with(RegexOptions.Flavour.LITERAL);
                    return;
                }
                case ':' -> options = options.with(RegexOptions.Flavour.ADVANCED);
                case '?' -> throw invalid("invalid regexp (reg version 0.8)");
                default -> throw invalid("quantifier operand invalid");
            }
        }
        if (isAdvanced() && peek(0) == '(' && peek(1) == '?' && isLetter(peek(2))) {
            at += 2;
            while (isLetter(peek(0))) {
                char letter = (char) take();
                if (!RegexOptions.isLetter(letter)) {
                    throw invalid("invalid embedded option");
                }
                options = options.with(letter);
            }
            if (take() != ')') {
                throw invalid("invalid embedded option");
            }
            if (options.flavour() == RegexOptions.Flavour.LITERAL) {
                options = options.with('s').with('t');
            }
        }
    }

    private static boolean isLetter(int point) {
        return CharSet.ALPHA.contains(point);
    }

    private void skipBlanks() {
        while (options.expanded()) {
            while (peek(0) >= 0 && CharSet.SPACE.contains(peek(0))) {
                at++;
            }
            if (peek(0) == '#') {
                while (peek(0) >= 0 && peek(0) != '\n') {
                    at++;
                }
            } else {
                return;
            }
        }
    }

    /** @param groups how many groups have begun: whether digits are a back reference depends on it */
    Token next(int groups) {
        if (options.flavour() == RegexOptions.Flavour.LITERAL) {
            int literal = take();
            return literal < 0 ? Token.of(Kind.END, 0) : Token.of(Kind.CHAR, literal);
        }
        while (true) {
            skipBlanks();
            if (isAdvanced() && accept("(?#")) {
                while (peek(0) >= 0 && peek(0) != ')') {
                    at++;
                }
                take();
            } else {
                break;
            }
        }
        int point = take();
        return switch (point) {
            case -1 -> Token.of(Kind.END, 0);
            case '|' -> Token.of(Kind.BAR, 0);
            case '*' -> Token.quantifier(0, Syntax.UNLIMITED, greed());
            case '+' -> Token.quantifier(1, Syntax.UNLIMITED, greed());
            case '?' -> Token.quantifier(0, 1, greed());
            case '{' -> {
                skipBlanks();
                yield peek(0) >= 0 && CharSet.DIGIT.contains(peek(0)) ? bound() : Token.of(Kind.CHAR, '{');
            }
            case '(' -> open();
            case ')' -> Token.of(Kind.CLOSE, ')');
            case '[' -> {
                if (accept("[:<:]]")) {
                    yield Token.of(Syntax.Place.Kind.WORD_START);
                }
                if (accept("[:>:]]")) {
                    yield Token.of(Syntax.Place.Kind.WORD_END);
                }
                yield Token.of(Kind.BRACKET, accept("^") ? 1 : 0);
            }
            case '.' -> Token.of(Kind.ANY, 0);
            case '^' ->
                Token.of(options.newlineAnchors() ? Syntax.Place.Kind.LINE_START : Syntax.Place.Kind.TEXT_START);
            case '$' -> Token.of(options.newlineAnchors() ? Syntax.Place.Kind.LINE_END : Syntax.Place.Kind.TEXT_END);
            case '\\' -> escape(groups);
            default -> Token.of(Kind.CHAR, point);
        };
    }

    private Syntax.Greed greed() {
        return isAdvanced() && accept("?") ? Syntax.Greed.SHORTEST : Syntax.Greed.LONGEST;
    }

    private Token open() {
        if (!isAdvanced() || !accept("?")) {
            return Token.of(Kind.OPEN, 1);
        }
        return switch (take()) {
            case ':' -> Token.of(Kind.OPEN, 0);
            case '=' -> Token.look(true, true);
            case '!' -> Token.look(true, false);
            case '<' ->
                switch (take()) {
                    case '=' -> Token.look(false, true);
                    case '!' -> Token.look(false, false);
                    default -> throw invalid("quantifier operand invalid");
                };
            default -> throw invalid("quantifier operand invalid");
        };
    }

    /** {@code m}, {@code m,} or {@code m,n} and the closing brace. */
    private Token bound() {
        int min = count();
        int max = min;
        boolean range = false;
        skipBlanks();
        if (accept(",")) {
            range = true;
            skipBlanks();
            if (peek(0) >= 0 && CharSet.DIGIT.contains(peek(0))) {
                max = count();
                if (min > max) {
                    throw invalid("invalid repetition count(s)");
                }
            } else {
                max = Syntax.UNLIMITED;
            }
        }
        skipBlanks();
        int end = take();
        if (end != '}') {
            throw invalid(end < 0 ? "braces {} not balanced" : "invalid repetition count(s)");
        }
        Syntax.Greed greed = greed();
        return Token.quantifier(min, max, range ? greed : Syntax.Greed.NONE);
    }

    private int count() {
        int value = 0;
        while (peek(0) >= 0 && CharSet.DIGIT.contains(peek(0))) {
            value = value * 10 + (take() - '0');
            if (value > 255) {
                throw invalid("invalid repetition count(s)");
            }
        }
        return value;
    }

    /** What follows a backslash; also read within brackets. */
    Token escape(int groups) {
        int point = take();
        if (point < 0) {
            throw invalid("invalid escape \\ sequence");
        }
        if (!isAdvanced() || !CharSet.ALNUM.contains(point)) {
            return Token.of(Kind.CHAR, point);
        }
        return switch (point) {
            case 'a' -> Token.of(Kind.CHAR, 7);
            case 'b' -> Token.of(Kind.CHAR, '\b');
            case 'B' -> Token.of(Kind.CHAR, '\\');
            case 'c' -> Token.of(Kind.CHAR, required(take()) & 31);
            case 'e' -> Token.of(Kind.CHAR, 27);
            case 'f' -> Token.of(Kind.CHAR, '\f');
            case 'n' -> Token.of(Kind.CHAR, '\n');
            case 'r' -> Token.of(Kind.CHAR, '\r');
            case 't' -> Token.of(Kind.CHAR, '\t');
            case 'v' -> Token.of(Kind.CHAR, 11);
            case 'u' -> Token.of(Kind.CHAR, digits(16, 4, 4));
            case 'U' -> Token.of(Kind.CHAR, digits(16, 8, 8));
            case 'x' -> Token.of(Kind.CHAR, digits(16, 1, 255));
            case 'd' -> Token.of(CharSet.DIGIT);
            case 'D' -> Token.of(CharSet.DIGIT.complement());
            case 's' -> Token.of(CharSet.SPACE);
            case 'S' -> Token.of(CharSet.SPACE.complement());
            case 'w' -> Token.of(CharSet.WORD);
            case 'W' -> Token.of(CharSet.WORD.complement());
            case 'A' -> Token.of(Syntax.Place.Kind.TEXT_START);
            case 'Z' -> Token.of(Syntax.Place.Kind.TEXT_END);
            case 'm' -> Token.of(Syntax.Place.Kind.WORD_START);
            case 'M' -> Token.of(Syntax.Place.Kind.WORD_END);
            case 'y' -> Token.of(Syntax.Place.Kind.WORD_BOUNDARY);
            case 'Y' -> Token.of(Syntax.Place.Kind.NO_WORD_BOUNDARY);
            case '0' -> octal();
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                int start = at;
                at--;
                int number = digits(10, 1, 255);
                if (at == start || (number > 0 && number <= groups)) {
                    yield Token.of(Kind.BACK_REFERENCE, number);
                }
                at = start;
                yield octal();
            }
            default -> throw invalid("invalid escape \\ sequence");
        };
    }

    private static int required(int point) {
        if (point < 0) {
            throw invalid("invalid escape \\ sequence");
        }
        return point;
    }

    private Token octal() {
        at--;
        int value = digits(8, 1, 3);
        if (value > 0xff) {
            at--;
            value >>= 3;
        }
        return Token.of(Kind.CHAR, value);
    }

    private int digits(int radix, int least, int most) {
        long value = 0;
        int count = 0;
        while (count < most && peek(0) >= 0 && peek(0) < 128 && Character.digit(peek(0), radix) >= 0) {
            value = Math.min(value * radix + Character.digit(take(), radix), Integer.MAX_VALUE);
            count++;
        }
        if (count < least || value > Character.MAX_CODE_POINT) {
            throw invalid("invalid escape \\ sequence");
        }
        return (int) value;
    }
}
