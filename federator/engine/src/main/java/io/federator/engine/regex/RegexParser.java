package io.federator.engine.regex;

import io.federator.engine.regex.RegexLexer.Kind;
import io.federator.engine.regex.RegexLexer.Token;
import io.federator.engine.regex.Syntax.Item;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From a pattern to its syntax. */
final class RegexParser {
    private final RegexLexer lexer;
    private final RegexOptions options;
    private final Map<Integer, Syntax> groups = new HashMap<>();
    private int opened;
    private Token token;

    RegexParser(String pattern, RegexOptions given) {
        this.lexer = new RegexLexer(pattern, given);
        this.options = lexer.options();
        if (options.flavour() == RegexOptions.Flavour.BASIC) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED, "basic regular expressions are not supported by Federator");
        }
        this.token = lexer.next(0);
    }

    /** With what the embedded options say. */
    RegexOptions options() {
        return options;
    }

    /** The content of every group. */
    Map<Integer, Syntax> groups() {
        return groups;
    }

    Syntax parse() {
        Syntax syntax = choice(false, false);
        if (token.kind() == Kind.CLOSE) {
            throw RegexLexer.invalid("parentheses () not balanced");
        }
        return syntax;
    }

    private void advance() {
        token = lexer.next(opened);
    }

    private Syntax choice(boolean nested, boolean inLook) {
        List<Syntax> branches = new ArrayList<>();
        branches.add(branch(nested, inLook));
        while (token.kind() == Kind.BAR) {
            advance();
            branches.add(branch(nested, inLook));
        }
        return branches.size() == 1 ? branches.getFirst() : new Syntax.Choice(branches);
    }

    private Syntax branch(boolean nested, boolean inLook) {
        List<Item> items = new ArrayList<>();
        while (token.kind() != Kind.END && token.kind() != Kind.BAR && !isEnd(nested)) {
            Syntax atom = atom(inLook);
            boolean quantifiable = !(atom instanceof Syntax.Place || atom instanceof Syntax.Look);
            if (quantifiable && token.kind() == Kind.QUANTIFIER) {
                Item quantifier = token.item();
                advance();
                items.add(new Item(atom, quantifier.min(), quantifier.max(), quantifier.greed()));
            } else {
                items.add(Item.once(atom));
            }
        }
        return new Syntax.Branch(items);
    }

    /** A parenthesis that closes nothing is a plain character in POSIX's language only. */
    private boolean isEnd(boolean nested) {
        return token.kind() == Kind.CLOSE && (nested || lexer.isAdvanced());
    }

    private Syntax atom(boolean inLook) {
        Token first = token;
        switch (first.kind()) {
            case BRACKET -> {
                CharSet set = new BracketParser(lexer).parse(first.point() == 1);
                advance();
                return new Syntax.Chars(set);
            }
            case LOOK -> {
                advance();
                Syntax content = content(true);
                return new Syntax.Look(first.ahead(), first.positive(), content);
            }
            case OPEN -> {
                boolean captures = first.point() == 1 && !inLook;
                int number = captures ? ++opened : 0;
                advance();
                Syntax content = content(inLook);
                if (captures) {
                    groups.put(number, content);
                }
                return new Syntax.Group(number, content);
            }
            default -> {}
        }
        Syntax atom = switch (first.kind()) {
            case CHAR, CLOSE -> new Syntax.Chars(cased(CharSet.of(first.point())));
            case CLASS -> new Syntax.Chars(first.set());
            case ANY -> new Syntax.Chars(options.newlineStops() ? CharSet.NEWLINE.complement() : CharSet.ALL);
            case PLACE -> new Syntax.Place(first.place());
            case BACK_REFERENCE -> {
                if (inLook || !groups.containsKey(first.point())) {
                    throw RegexLexer.invalid("invalid backreference number");
                }
                yield new Syntax.BackReference(first.point());
            }
            default -> throw RegexLexer.invalid("quantifier operand invalid");
        };
        advance();
        return atom;
    }

    private Syntax content(boolean inLook) {
        Syntax content = choice(true, inLook);
        if (token.kind() != Kind.CLOSE) {
            throw RegexLexer.invalid("parentheses () not balanced");
        }
        advance();
        return content;
    }

    private CharSet cased(CharSet set) {
        return options.ignoreCase() ? set.ignoringCase() : set;
    }
}
