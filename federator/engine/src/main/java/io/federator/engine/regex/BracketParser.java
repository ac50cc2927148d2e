package io.federator.engine.regex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a bracket expression, from after {@code [} or {@code [^} to its end. */
final class BracketParser {
    /** The names of characters in {@code [.name.]}, from 0 on; several names of one are separated by a bar. */
    private static final List<String> NAMES = Arrays.asList(("NUL SOH STX ETX EOT ENQ ACK BEL|alert BS|backspace HT|tab"
                    + " LF|newline VT|vertical-tab FF|form-feed CR|carriage-return SO SI DLE DC1 DC2 DC3 DC4 NAK SYN"
                    + " ETB CAN EM SUB ESC IS4|FS IS3|GS IS2|RS IS1|US space exclamation-mark quotation-mark"
                    + " number-sign dollar-sign percent-sign ampersand apostrophe left-parenthesis right-parenthesis"
                    + " asterisk plus-sign comma hyphen|hyphen-minus period|full-stop slash|solidus zero one two three"
                    + " four five six seven eight nine colon semicolon less-than-sign equals-sign greater-than-sign"
                    + " question-mark commercial-at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"
                    + " left-square-bracket backslash|reverse-solidus right-square-bracket"
                    + " circumflex|circumflex-accent underscore|low-line grave-accent a b c d e f g h i j k l m n o p"
                    + " q r s t u v w x y z left-brace|left-curly-bracket vertical-line"
                    + " right-brace|right-curly-bracket tilde DEL")
            .split(" "));

    private final RegexLexer lexer;
    private final RegexOptions options;
    private CharSet set = CharSet.NONE;

    BracketParser(RegexLexer lexer) {
        this.lexer = lexer;
        this.options = lexer.options();
    }

    CharSet parse(boolean complemented) {
        boolean first = true;
        while (first || lexer.peek(0) != ']') {
            part(first);
            first = false;
        }
        lexer.take();
        if (!complemented) {
            return set;
        }
        CharSet rest = set.complement();
        return options.newlineStops() ? rest.without(CharSet.NEWLINE) : rest;
    }

    private void part(boolean first) {
        int point = lexer.peek(0);
        if (point < 0) {
            throw RegexLexer.invalid("brackets [] not balanced");
        }
        if (lexer.accept("[:")) {
            add(named(name(':', "invalid character class")));
            return;
        }
        if (lexer.accept("[=")) {
            add(CharSet.of(element(name('=', "invalid collating element"))));
            return;
        }
        int start;
        if (lexer.accept("[.")) {
            start = element(name('.', "invalid collating element"));
        } else if (point == '\\' && lexer.isAdvanced()) {
            lexer.take();
            RegexLexer.Token token = lexer.escape(0);
            switch (token.kind()) {
                case CHAR -> start = token.point();
                case CLASS -> {
                    add(token.set());
                    return;
                }
                default -> throw RegexLexer.invalid("invalid escape \\ sequence");
            }
        } else if (point == '-' && !first && lexer.peek(1) != ']') {
            throw RegexLexer.invalid("invalid character range");
        } else {
            start = lexer.take();
        }
        if (lexer.peek(0) == '-' && lexer.peek(1) != ']') {
            lexer.take();
            int end = end();
            if (end < start) {
                throw RegexLexer.invalid("invalid character range");
            }
            add(CharSet.range(start, end));
        } else {
            add(CharSet.of(start));
        }
    }

    private int end() {
        int point = lexer.peek(0);
        if (point < 0) {
            throw RegexLexer.invalid("brackets [] not balanced");
        }
        if (lexer.accept("[.")) {
            return element(name('.', "invalid collating element"));
        }
        if (point == '[' && (lexer.peek(1) == ':' || lexer.peek(1) == '=')) {
            throw RegexLexer.invalid("invalid character range");
        }
        if (point == '\\' && lexer.isAdvanced()) {
            lexer.take();
            RegexLexer.Token token = lexer.escape(0);
            return switch (token.kind()) {
                case CHAR -> token.point();
                case CLASS -> throw RegexLexer.invalid("invalid character range");
                default -> throw RegexLexer.invalid("invalid escape \\ sequence");
            };
        }
        return lexer.take();
    }

    private String name(char mark, String problem) {
        StringBuilder name = new StringBuilder();
        while (!(lexer.peek(0) == mark && lexer.peek(1) == ']')) {
            int point = lexer.take();
            if (point < 0) {
                throw RegexLexer.invalid("brackets [] not balanced");
            }
            name.appendCodePoint(point);
        }
        lexer.take();
        lexer.take();
        if (name.isEmpty()) {
            throw RegexLexer.invalid(problem);
        }
        return name.toString();
    }

    private static int element(String name) {
        if (name.codePointCount(0, name.length()) == 1) {
            return name.codePointAt(0);
        }
        Map<String, Integer> named = new HashMap<>();
        for (int i = 0; i < NAMES.size(); i++) {
            for (String one : NAMES.get(i).split("\\|")) {
                named.put(one, i);
            }
        }
        Integer point = named.get(name);
        if (point == null) {
            throw RegexLexer.invalid("invalid collating element");
        }
        return point;
    }

    private CharSet named(String name) {
        return switch (name.toLowerCase(Locale.ROOT).equals(name) ? name : "") {
            case "alnum" -> CharSet.ALNUM;
            case "alpha" -> CharSet.ALPHA;
            case "ascii" -> CharSet.range(0, 127);
            case "blank" -> CharSet.of(' ').or(CharSet.of('\t'));
            case "cntrl" -> CharSet.range(0, 31).or(CharSet.of(127));
            case "digit" -> CharSet.DIGIT;
            case "graph" -> CharSet.range('!', '~');
            case "lower" -> options.ignoreCase() ? CharSet.ALPHA : CharSet.LOWER;
            case "print" -> CharSet.range(' ', '~');
            case "punct" -> CharSet.range('!', '~').without(CharSet.ALNUM);
            case "space" -> CharSet.SPACE;
            case "upper" -> options.ignoreCase() ? CharSet.ALPHA : CharSet.UPPER;
            case "word" -> CharSet.WORD;
            case "xdigit" -> CharSet.DIGIT.or(CharSet.range('a', 'f')).or(CharSet.range('A', 'F'));
            default -> throw RegexLexer.invalid("invalid character class");
        };
    }

    private void add(CharSet more) {
        set = set.or(options.ignoreCase() ? more.ignoringCase() : more);
    }
}
