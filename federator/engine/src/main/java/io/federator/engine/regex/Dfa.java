package io.federator.engine.regex;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic automaton that is made while it runs. Steps that depend on the neighbourhood are made for a pair of
 * character kinds; those that depend on more of the text (lookahead and lookbehind) are never kept. Safe for concurrent use:
 * what is kept is immutable, and a lost race makes it twice.
 */
final class Dfa {
    private static final int KEPT_STATES = 4_000;

    private final Nfa nfa;
    private final Alphabet alphabet;
    private final boolean looks;
    private final boolean places;
    private final Map<Key, Node> nodes = new ConcurrentHashMap<>();

    Dfa(Nfa nfa, Alphabet alphabet) {
        this.nfa = nfa;
        this.alphabet = alphabet;
        this.looks = nfa.hasLooks();
        this.places = nfa.hasPlaces();
    }

    private record Key(int before, int[] states) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key(int theirBefore, int[] theirs)
                    && before == theirBefore
                    && Arrays.equals(states, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(states) * 31 + before;
        }
    }

    /** Where the automaton may be after a character; {@code before} is that character's kind. */
    static final class Node {
        private final Key key;
        private final @Nullable Step[] steps;

        private Node(Key key, int classes) {
            this.key = key;
            this.steps = new Step[classes + 1];
        }
    }

    /** Whether the match may end in front of a character, and where its reading leads, or null if nowhere. */
    record Step(boolean accepts, @Nullable Node next) {}

    Node start(int before) {
        return node(new Key(places ? before : Alphabet.OTHER, new int[] {nfa.start()}));
    }

    private Node node(Key key) {
        Node known = nodes.get(key);
        if (known != null) {
            return known;
        }
        if (nodes.size() >= KEPT_STATES) {
            nodes.clear();
        }
        Node made = new Node(key, alphabet.size());
        nodes.put(key, made);
        return made;
    }

    /** @param charClass of the next character, or the alphabet's size at the end of the text */
    Step step(Node node, int charClass, RegexInput input, int position) {
        Step known = node.steps[charClass];
        if (known != null) {
            return known;
        }
        Step made = make(node, charClass, input, position);
        if (!looks) {
            node.steps[charClass] = made;
        }
        return made;
    }

    private Step make(Node node, int charClass, RegexInput input, int position) {
        int after = alphabet.kind(charClass);
        boolean[] seen = new boolean[nfa.size()];
        int[] stack = new int[nfa.size() * 2 + 2];
        int depth = 0;
        for (int state : node.key.states) {
            stack[depth++] = state;
        }
        int[] next = new int[nfa.size()];
        int count = 0;
        boolean accepts = false;
        while (depth > 0) {
            int number = stack[--depth];
            if (seen[number]) {
                continue;
            }
            seen[number] = true;
            switch (nfa.state(number)) {
                case Nfa.State.Accept() -> accepts = true;
                case Nfa.State.Split(int first, int second) -> {
                    stack[depth++] = first;
                    stack[depth++] = second;
                }
                case Nfa.State.Chars(CharSet set, int to) -> {
                    if (charClass < alphabet.size() && alphabet.isIn(charClass, set)) {
                        next[count++] = to;
                    }
                }
                case Nfa.State.Place(Syntax.Place.Kind kind, int to) -> {
                    if (holds(kind, node.key.before, after)) {
                        stack[depth++] = to;
                    }
                }
                case Nfa.State.Look(int look, int to) -> {
                    if (input.holds(look, position)) {
                        stack[depth++] = to;
                    }
                }
            }
        }
        if (count == 0) {
            return new Step(accepts, null);
        }
        int[] targets = Arrays.stream(next, 0, count).sorted().distinct().toArray();
        return new Step(accepts, node(new Key(places ? after : Alphabet.OTHER, targets)));
    }

    private static boolean holds(Syntax.Place.Kind kind, int before, int after) {
        boolean wordBefore = before == Alphabet.WORD;
        boolean wordAfter = after == Alphabet.WORD;
        return switch (kind) {
            case TEXT_START -> before == Alphabet.EDGE;
            case TEXT_END -> after == Alphabet.EDGE;
            case LINE_START -> before == Alphabet.EDGE || before == Alphabet.NEWLINE;
            case LINE_END -> after == Alphabet.EDGE || after == Alphabet.NEWLINE;
            case WORD_START -> !wordBefore && wordAfter;
            case WORD_END -> wordBefore && !wordAfter;
            case WORD_BOUNDARY -> wordBefore != wordAfter;
            case NO_WORD_BOUNDARY -> wordBefore == wordAfter;
        };
    }

    /** The last place up to {@code stop} where a match from {@code begin} may end, or -1. */
    int longest(RegexInput input, int begin, int stop) {
        Node node = start(input.kindBefore(begin));
        int last = -1;
        for (int at = begin; ; at++) {
            Step step = step(node, input.classAt(at), input, at);
            if (step.accepts) {
                last = at;
            }
            Node next = step.next;
            if (at >= stop || next == null) {
                return last;
            }
            node = next;
        }
    }

    /** The first place from {@code least} to {@code stop} where a match from {@code begin} may end, or -1. */
    int shortest(RegexInput input, int begin, int least, int stop) {
        Node node = start(input.kindBefore(begin));
        for (int at = begin; ; at++) {
            Step step = step(node, input.classAt(at), input, at);
            if (step.accepts && at >= least) {
                return at;
            }
            Node next = step.next;
            if (at >= stop || next == null) {
                return -1;
            }
            node = next;
        }
    }
}
