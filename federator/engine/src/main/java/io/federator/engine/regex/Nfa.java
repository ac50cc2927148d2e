package io.federator.engine.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A finite automaton for an expression; back references match whatever their group could, which is more than they may. */
final class Nfa {
    private static final int LIMIT = 200_000;
    /** About what PostgreSQL has room for: characters in a pattern with its repetitions spelled out. */
    private static final int MAX_CHARACTERS = 60_000;
    /** About what PostgreSQL has room for: pairs of characters that may follow each other. */
    private static final int MAX_ARCS = 1_400_000;

    /** A state; the kinds of {@link Syntax} stay visible in it. */
    sealed interface State {
        record Chars(CharSet set, int next) implements State {}

        record Split(int first, int second) implements State {}

        record Place(Syntax.Place.Kind kind, int next) implements State {}

        record Look(int number, int next) implements State {}

        record Accept() implements State {}
    }

    private final Map<Integer, Syntax> groups;
    private final List<Syntax.Look> looks;
    private final List<State> states = new ArrayList<>();
    private final int start;

    /**
     * @param anywhere whether a match may begin later than where the search does
     * @param looks collects the conditions of all automata of an expression
     */
    Nfa(Syntax syntax, boolean anywhere, Map<Integer, Syntax> groups, List<Syntax.Look> looks) {
        this.groups = groups;
        this.looks = looks;
        int first = build(syntax, add(new State.Accept()));
        if (anywhere) {
            int loop = add(new State.Accept());
            states.set(loop, new State.Split(first, add(new State.Chars(CharSet.ALL, loop))));
            first = loop;
        }
        this.start = first;
        checkArcs();
    }

    private void checkArcs() {
        int[] seen = new int[states.size()];
        int[] waiting = new int[states.size()];
        int arcs = 0;
        int characters = 0;
        for (int i = 0; i < states.size(); i++) {
            if (!(states.get(i) instanceof State.Chars(CharSet set, int from))) {
                continue;
            }
            characters++;
            int count = 0;
            waiting[count++] = from;
            while (count > 0) {
                int state = waiting[--count];
                if (seen[state] == i + 1) {
                    continue;
                }
                seen[state] = i + 1;
                switch (states.get(state)) {
                    case State.Chars chars -> arcs++;
                    case State.Split(int one, int other) -> {
                        count = push(waiting, count, one, seen, i + 1);
                        count = push(waiting, count, other, seen, i + 1);
                    }
                    case State.Place(Syntax.Place.Kind kind, int next) ->
                        count = push(waiting, count, next, seen, i + 1);
                    case State.Look(int number, int next) -> count = push(waiting, count, next, seen, i + 1);
                    case State.Accept() -> {}
                }
            }
            if (arcs > MAX_ARCS || characters > MAX_CHARACTERS) {
                throw RegexLexer.invalid("regular expression is too complex");
            }
        }
    }

    private static int push(int[] waiting, int count, int state, int[] seen, int round) {
        if (seen[state] == round || count == waiting.length) {
            return count;
        }
        waiting[count] = state;
        return count + 1;
    }

    int start() {
        return start;
    }

    State state(int number) {
        return states.get(number);
    }

    int size() {
        return states.size();
    }

    boolean hasLooks() {
        return states.stream().anyMatch(State.Look.class::isInstance);
    }

    boolean hasPlaces() {
        return states.stream().anyMatch(State.Place.class::isInstance);
    }

    private int add(State state) {
        if (states.size() >= LIMIT) {
            throw RegexLexer.invalid("regular expression is too complex");
        }
        states.add(state);
        return states.size() - 1;
    }

    private int build(Syntax syntax, int next) {
        return switch (syntax) {
            case Syntax.Chars(CharSet set) -> add(new State.Chars(set, next));
            case Syntax.Branch(List<Syntax.Item> items) -> {
                int first = next;
                for (Syntax.Item item : items.reversed()) {
                    first = build(item, first);
                }
                yield first;
            }
            case Syntax.Choice(List<Syntax> branches) -> {
                int first = build(branches.getLast(), next);
                for (Syntax branch : branches.reversed().subList(1, branches.size())) {
                    first = add(new State.Split(build(branch, next), first));
                }
                yield first;
            }
            case Syntax.Group(int number, Syntax content) -> build(content, next);
            case Syntax.BackReference(int number) -> {
                Syntax content = groups.get(number);
                yield content == null ? next : build(withoutConditions(content), next);
            }
            case Syntax.Place(Syntax.Place.Kind kind) -> add(new State.Place(kind, next));
            case Syntax.Look look -> {
                if (!looks.contains(look)) {
                    looks.add(look);
                }
                yield add(new State.Look(looks.indexOf(look), next));
            }
        };
    }

    private int build(Syntax.Item item, int next) {
        int first = next;
        if (item.max() == Syntax.UNLIMITED) {
            int loop = add(new State.Accept());
            states.set(loop, new State.Split(build(item.atom(), loop), next));
            first = loop;
        } else {
            for (int i = item.min(); i < item.max(); i++) {
                first = add(new State.Split(build(item.atom(), first), next));
            }
        }
        for (int i = 0; i < item.min(); i++) {
            first = build(item.atom(), first);
        }
        return first;
    }

    private static Syntax withoutConditions(Syntax syntax) {
        return switch (syntax) {
            case Syntax.Place place -> new Syntax.Branch(List.of());
            case Syntax.Look look -> new Syntax.Branch(List.of());
            case Syntax.Chars chars -> chars;
            case Syntax.BackReference reference -> reference;
            case Syntax.Group(int number, Syntax content) -> withoutConditions(content);
            case Syntax.Choice(List<Syntax> branches) ->
                new Syntax.Choice(branches.stream().map(Nfa::withoutConditions).toList());
            case Syntax.Branch(List<Syntax.Item> items) ->
                new Syntax.Branch(items.stream()
                        .map(item ->
                                new Syntax.Item(withoutConditions(item.atom()), item.min(), item.max(), item.greed()))
                        .toList());
        };
    }
}
