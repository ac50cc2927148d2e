package io.federator.engine.regex;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All automata of one expression: they share the classes of characters and the conditions. */
final class Automata {
    private final Map<Integer, Syntax> groups;
    private final Alphabet alphabet;
    private final List<Syntax.Look> looks = new ArrayList<>();
    private final List<Dfa> lookDfas = new ArrayList<>();

    Automata(Syntax whole, Map<Integer, Syntax> groups) {
        this.groups = groups;
        Set<CharSet> sets = new HashSet<>();
        collect(whole, sets);
        this.alphabet = new Alphabet(sets);
    }

    Alphabet alphabet() {
        return alphabet;
    }

    int looks() {
        return looks.size();
    }

    Dfa dfa(Syntax syntax, boolean anywhere) {
        Nfa nfa = new Nfa(syntax, anywhere, groups, looks);
        while (lookDfas.size() < looks.size()) {
            Syntax.Look look = looks.get(lookDfas.size());
            lookDfas.add(new Dfa(new Nfa(look.content(), !look.ahead(), groups, looks), alphabet));
        }
        return new Dfa(nfa, alphabet);
    }

    boolean holds(int number, RegexInput input, int position) {
        Syntax.Look look = looks.get(number);
        Dfa dfa = lookDfas.get(number);
        boolean found = look.ahead()
                ? dfa.shortest(input, position, position, input.length()) >= 0
                : dfa.longest(input, 0, position) == position;
        return found == look.positive();
    }

    private static void collect(Syntax syntax, Set<CharSet> sets) {
        switch (syntax) {
            case Syntax.Chars(CharSet set) -> sets.add(set);
            case Syntax.Branch(List<Syntax.Item> items) -> items.forEach(item -> collect(item.atom(), sets));
            case Syntax.Choice(List<Syntax> branches) -> branches.forEach(branch -> collect(branch, sets));
            case Syntax.Group(int number, Syntax content) -> collect(content, sets);
            case Syntax.Look look -> collect(look.content(), sets);
            case Syntax.BackReference reference -> {}
            case Syntax.Place place -> {}
        }
    }
}
