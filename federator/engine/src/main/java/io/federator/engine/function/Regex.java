package io.federator.engine.function;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A compiled regular expression with PostgreSQL's choice of the match: of those that start leftmost the longest, or the shortest
 * when its quantifiers are all non-greedy. Where both kinds are mixed, or a group's content would depend on which branch is
 * tried first, the choice cannot be had from Java's engine and is refused.
 */
final class Regex {
    private final Pattern pattern;
    private final int groups;
    private final boolean deterministic;
    private final boolean shortest;
    private final boolean mixed;
    private final boolean alternation;

    private Regex(
            Pattern pattern, int groups, boolean deterministic, boolean shortest, boolean mixed, boolean alternation) {
        this.pattern = pattern;
        this.groups = groups;
        this.deterministic = deterministic;
        this.shortest = shortest;
        this.mixed = mixed;
        this.alternation = alternation;
    }

    /** A match: the offsets of the whole, then of each group, -1 where it took no part. */
    record Match(int start, int end, List<@Nullable String> groups) {}

    static Regex compile(String source, Flags flags) {
        String body = source;
        boolean ignoreCase = flags.ignoreCase;
        boolean newline = flags.newline;
        boolean expanded = flags.expanded;
        boolean literal = flags.literal;
        if (body.startsWith("***=")) {
            literal = true;
            body = body.substring(4);
        } else if (body.startsWith("***:")) {
            body = body.substring(4);
        }
        Matcher embedded = Pattern.compile("\\(\\?([a-z]+)\\)").matcher(body);
        if (!literal && embedded.lookingAt()) {
            Flags inner = Flags.parse(embedded.group(1), false);
            ignoreCase = inner.ignoreCase || (ignoreCase && embedded.group(1).indexOf('c') < 0);
            newline |= inner.newline;
            expanded |= inner.expanded;
            literal |= inner.literal;
            body = body.substring(embedded.end());
        }
        int options = ignoreCase ? Pattern.CASE_INSENSITIVE : 0;
        if (literal) {
            return new Regex(Pattern.compile(Pattern.quote(body), options), 0, true, false, false, false);
        }
        RegexTranslator translator = new RegexTranslator(body, newline, expanded);
        Pattern pattern = Pattern.compile(translator.translate(), options);
        return new Regex(
                pattern,
                translator.groups(),
                translator.isDeterministic(),
                translator.hasLazy(),
                translator.hasLazy() && (translator.hasGreedy() || translator.hasAlternation()),
                translator.hasAlternation());
    }

    int groups() {
        return groups;
    }

    boolean matches(String text) {
        return pattern.matcher(text).find();
    }

    /** The first match at or after an offset, or null. {@code withGroups} when the groups' contents matter. */
    @Nullable Match find(String text, int from, boolean withGroups) {
        Matcher matcher = pattern.matcher(text);
        if (from > text.length() || !matcher.find(from)) {
            return null;
        }
        if (!deterministic) {
            if (mixed) {
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "regular expressions that mix greedy and non-greedy parts are not supported by Federator here");
            }
            if (withGroups && groups > 0 && alternation && !literalBranches()) {
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "groups of regular expressions with alternatives are not supported by Federator here");
            }
            int start = matcher.start();
            int end = matcher.end();
            matcher.useTransparentBounds(true).useAnchoringBounds(false);
            if (!preferred(matcher, text, start, end)) {
                throw new IllegalStateException("lost a match of " + pattern);
            }
        }
        List<@Nullable String> contents = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            contents.add(matcher.group(i));
        }
        return new Match(matcher.start(), matcher.end(), contents);
    }

    /** Tries the ends from the preferred one on until one matches. */
    private boolean preferred(Matcher matcher, String text, int start, int found) {
        if (shortest) {
            for (int end = start; end <= found; end++) {
                if (matcher.region(start, end).matches()) {
                    return true;
                }
            }
            return false;
        }
        for (int end = text.length(); end >= found; end--) {
            if (matcher.region(start, end).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Whether every alternative is a plain word that is no beginning of another: then only one can match at a place. */
    private boolean literalBranches() {
        Matcher branches = Pattern.compile("\\((?:\\?:)?([A-Za-z0-9 |]*\\|[A-Za-z0-9 |]*)\\)")
                .matcher(pattern.pattern());
        StringBuilder rest = new StringBuilder();
        while (branches.find()) {
            String[] words = branches.group(1).split("\\|", -1);
            for (int i = 0; i < words.length; i++) {
                for (int j = 0; j < words.length; j++) {
                    if (i != j && words[j].startsWith(words[i])) {
                        return false;
                    }
                }
            }
            branches.appendReplacement(rest, "");
        }
        branches.appendTail(rest);
        return rest.indexOf("|") < 0;
    }

    /** The option letters of the regexp functions. */
    record Flags(boolean global, boolean ignoreCase, boolean newline, boolean expanded, boolean literal) {
        static final Flags NONE = new Flags(false, false, false, false, false);
        static final Flags IGNORE_CASE = new Flags(false, true, false, false, false);

        static Flags parse(@Nullable String letters, boolean globalAllowed) {
            boolean global = false;
            boolean ignoreCase = false;
            boolean newline = false;
            boolean expanded = false;
            boolean literal = false;
            for (char c : (letters == null ? "" : letters).toCharArray()) {
                switch (c) {
                    case 'g' -> {
                        if (!globalAllowed) {
                            throw new SqlException(
                                    SqlState.INVALID_PARAMETER_VALUE,
                                    "invalid regular expression option: \"" + c + "\"");
                        }
                        global = true;
                    }
                    case 'i' -> ignoreCase = true;
                    case 'c' -> ignoreCase = false;
                    case 'n', 'm' -> newline = true;
                    case 's' -> newline = false;
                    case 'x' -> expanded = true;
                    case 't' -> expanded = false;
                    case 'q' -> literal = true;
                    case 'e', 'b', 'p', 'w' -> {
                        if (c != 'e') {
                            throw new SqlException(
                                    SqlState.FEATURE_NOT_SUPPORTED,
                                    "regular expression option \"" + c + "\" is not supported by Federator");
                        }
                    }
                    default ->
                        throw new SqlException(
                                SqlState.INVALID_PARAMETER_VALUE, "invalid regular expression option: \"" + c + "\"");
                }
            }
            return new Flags(global, ignoreCase, newline, expanded, literal);
        }
    }
}
