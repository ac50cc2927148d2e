package io.federator.engine.regex;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled regular expression with PostgreSQL's choice of the match: of all that start leftmost the longest or the shortest,
 * as the first quantifier with a preference says, and within it every part as long or as short as it prefers, from left to
 * right. Characters are classified as in the C locale. Immutable and thread-safe.
 */
public final class Regex {
    private final Part root;
    private final Automata automata;
    private final Dfa search;
    private final IdentityHashMap<Part, Dfa> dfas = new IdentityHashMap<>();
    private final boolean ignoreCase;
    private final int groups;

    private Regex(RegexParser parser) {
        Syntax syntax = parser.parse();
        this.ignoreCase = parser.options().ignoreCase();
        this.groups = parser.groups().size();
        this.root = Part.of(syntax);
        this.automata = new Automata(syntax, parser.groups());
        this.search = automata.dfa(syntax, true);
        prepare(root);
    }

    private void prepare(Part part) {
        dfas.put(part, automata.dfa(part.syntax, false));
        part.children.forEach(this::prepare);
    }

    /**
     * Reads a pattern.
     *
     * @throws io.federator.spi.error.SqlException 2201B; 0A000 for POSIX's basic expressions
     */
    public static Regex compile(String pattern, RegexOptions options) {
        return new Regex(new RegexParser(pattern, options));
    }

    /** How many groups capture. */
    public int groups() {
        return groups;
    }

    /** Whether there is a match anywhere. */
    public boolean matches(String text) {
        if (root.refersBack()) {
            return on(text).find(0, false) != null;
        }
        RegexInput input = new RegexInput(automata, text);
        return search.shortest(input, 0, 0, input.length()) >= 0;
    }

    /** For searching a text, from one place after the other. */
    public Search on(String text) {
        return new Search(text);
    }

    /**
     * A match; places are those of Java's characters.
     *
     * @param groups where each group starts and ends, from place 2 on; -1 where it took no part
     */
    public record Match(String text, int start, int end, int[] groups) {
        /** What matched. */
        public String whole() {
            return text.substring(start, end);
        }

        /** How many groups there are; 0 when they were not asked for. */
        public int count() {
            return groups.length / 2 - 1;
        }

        /** A group's start, counted from 1, or -1. */
        public int start(int group) {
            return groups[2 * group];
        }

        /** A group's end, counted from 1, or -1. */
        public int end(int group) {
            return groups[2 * group + 1];
        }

        /** What a group holds, counted from 1. */
        public @Nullable String group(int group) {
            return start(group) < 0 ? null : text.substring(start(group), end(group));
        }

        /** What all groups hold. */
        public List<@Nullable String> all() {
            List<@Nullable String> all = new ArrayList<>();
            for (int i = 1; i <= count(); i++) {
                all.add(group(i));
            }
            return all;
        }
    }

    /** Searches in one text. Not thread-safe. */
    public final class Search {
        private final String text;
        private final RegexInput input;

        private Search(String text) {
            this.text = text;
            this.input = new RegexInput(automata, text);
        }

        /**
         * The leftmost match that starts at or after a place, or null.
         *
         * @param withGroups whether what the groups hold is wanted
         */
        public @Nullable Match find(int from, boolean withGroups) {
            if (from > text.length()) {
                return null;
            }
            int first = input.position(from);
            while (true) {
                int last = search.shortest(input, first, first, input.length());
                if (last < 0) {
                    return null;
                }
                for (int begin = first; begin <= last; begin++) {
                    Match match = at(begin, withGroups);
                    if (match != null) {
                        return match;
                    }
                }
                // A back reference has not held. PostgreSQL goes on behind, but not for an empty match at the text's
                // end.
                first = last + 1;
                if (first >= input.length()) {
                    return null;
                }
            }
        }

        private @Nullable Match at(int begin, boolean withGroups) {
            Dfa whole = dfas.get(root);
            if (whole == null) {
                throw new IllegalStateException("no automaton");
            }
            boolean shorter = root.prefersShorter();
            int least = begin;
            int most = input.length();
            while (least <= most) {
                int end = shorter ? whole.shortest(input, begin, least, most) : whole.longest(input, begin, most);
                if (end < 0) {
                    return null;
                }
                if (!root.refersBack() && !(withGroups && groups > 0)) {
                    return match(begin, end, new int[2]);
                }
                Dissector dissector = new Dissector(input, dfas, ignoreCase, groups);
                if (dissector.dissect(root, begin, end)) {
                    return match(begin, end, dissector.groups());
                }
                if (shorter) {
                    least = end + 1;
                } else {
                    most = end - 1;
                }
            }
            return null;
        }

        private Match match(int begin, int end, int[] places) {
            int[] chars = places.clone();
            for (int i = 2; i < chars.length; i++) {
                chars[i] = places[i] < 0 ? -1 : input.charIndex(places[i]);
            }
            return new Match(text, input.charIndex(begin), input.charIndex(end), chars);
        }
    }
}
