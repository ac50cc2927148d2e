package io.federator.engine.regex;

import io.federator.engine.regex.Syntax.Greed;
import io.federator.engine.regex.Syntax.Item;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression cut up as far as the choice among its matches requires: a part that prefers one length throughout and captures
 * nothing is a single automaton. How it is cut decides which match is chosen, so it follows PostgreSQL's own way exactly.
 */
final class Part {
    static final int LONGER = 1;
    static final int SHORTER = 2;
    /** Prefers both, in different places. */
    static final int MIXED = 4;

    static final int CAPTURES = 8;
    static final int REFERS = 16;

    private static final int LOCAL = LONGER | SHORTER;
    private static final Syntax EMPTY = new Syntax.Branch(List.of());

    /** What is to be done to find how a part matches a stretch of text that is known to match it. */
    enum Kind {
        PLAIN,
        REFERENCE,
        SEQUENCE,
        CHOICE,
        REPETITION,
        GROUP
    }

    final Kind kind;
    final Syntax syntax;
    final List<Part> children;
    final int number;
    final int min;
    final int max;
    final int flags;
    /** The group that is this part, or 0. */
    final int capture;

    private Part(Kind kind, Syntax syntax, List<Part> children, int number, int min, int max, int flags, int capture) {
        this.kind = kind;
        this.syntax = syntax;
        this.children = children;
        this.number = number;
        this.min = min;
        this.max = max;
        this.flags = flags;
        this.capture = capture;
    }

    private static Part plain(Syntax syntax, int flags) {
        return new Part(Kind.PLAIN, syntax, List.of(), 0, 1, 1, flags, 0);
    }

    private static Part sequence(Part first, Part second, int flags) {
        Syntax syntax = Syntax.sequence(Item.once(first.syntax), Item.once(second.syntax));
        return new Part(Kind.SEQUENCE, syntax, List.of(first, second), 0, 1, 1, flags, 0);
    }

    private static int up(int flags) {
        int both = (flags & LOCAL) == LOCAL ? MIXED : 0;
        return (flags & ~LOCAL) | both;
    }

    private static int combine(int first, int second) {
        return up(first | second) | ((first & LOCAL) != 0 ? first & LOCAL : second & LOCAL);
    }

    private static boolean isMessy(int flags) {
        return (flags & (MIXED | CAPTURES | REFERS)) != 0;
    }

    static Part of(Syntax syntax) {
        return switch (syntax) {
            case Syntax.Choice choice -> choice(choice);
            case Syntax.Branch(List<Item> items) -> branch(items);
            default -> branch(List.of(Item.once(syntax)));
        };
    }

    private static Part choice(Syntax.Choice choice) {
        List<Part> branches = choice.branches().stream().map(Part::of).toList();
        int flags = LONGER;
        for (Part branch : branches) {
            flags |= up(flags | branch.flags);
        }
        return isMessy(flags) ? new Part(Kind.CHOICE, choice, branches, 0, 1, 1, flags, 0) : plain(choice, flags);
    }

    private static int preference(Greed greed) {
        return switch (greed) {
            case NONE -> 0;
            case LONGEST -> LONGER;
            case SHORTEST -> SHORTER;
        };
    }

    private static Part branch(List<Item> items) {
        List<Item> prefix = new ArrayList<>();
        int flags = 0;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.max() == 0) {
                continue;
            }
            Part atom = atom(item.atom());
            int preference = preference(item.greed());
            int together = flags | preference | atom.flags;
            boolean captures = item.atom() instanceof Syntax.Group group && group.number() > 0;
            if (!captures && atom.kind != Kind.REFERENCE && !isMessy(up(together))) {
                prefix.add(item);
                flags = together;
                continue;
            }
            Part quantified = quantified(item, atom, preference);
            Part before = plain(new Syntax.Branch(prefix), flags);
            List<Item> rest = items.subList(i + 1, items.size());
            if (rest.isEmpty()) {
                return prefix.isEmpty()
                        ? quantified
                        : sequence(before, quantified, flags | combine(flags, quantified.flags));
            }
            Part after = branch(rest);
            int inner = combine(preference, atom.flags);
            inner |= combine(inner, after.flags);
            Part tail = sequence(quantified, after, inner);
            return prefix.isEmpty() ? tail : sequence(before, tail, flags | combine(flags, tail.flags));
        }
        return plain(prefix.isEmpty() ? EMPTY : new Syntax.Branch(prefix), flags);
    }

    private static Part atom(Syntax atom) {
        return switch (atom) {
            case Syntax.BackReference(int number) -> new Part(Kind.REFERENCE, atom, List.of(), number, 1, 1, REFERS, 0);
            case Syntax.Group(int number, Syntax content) -> {
                Part inner = of(content);
                if (number == 0) {
                    yield inner;
                }
                yield inner.capture == 0
                        ? inner.capturing(number)
                        : new Part(Kind.GROUP, inner.syntax, List.of(inner), 0, 1, 1, inner.flags | CAPTURES, number);
            }
            default -> plain(atom, 0);
        };
    }

    private Part capturing(int group) {
        return new Part(kind, syntax, children, number, min, max, flags | CAPTURES, group);
    }

    private static Part quantified(Item item, Part atom, int preference) {
        int combined = combine(preference, atom.flags);
        Syntax repeated = item.isOnce() ? atom.syntax : new Syntax.Branch(List.of(item));
        if (item.atom() instanceof Syntax.BackReference) {
            return new Part(
                    Kind.REFERENCE, repeated, List.of(), atom.number, item.min(), item.max(), atom.flags | combined, 0);
        }
        int own = atom.flags & (LONGER | SHORTER | MIXED);
        if (item.isOnce() && (preference == 0 || own == 0 || preference == own)) {
            return atom;
        }
        if ((atom.flags & (CAPTURES | REFERS)) == 0) {
            return plain(repeated, combined);
        }
        if (item.min() > 0 && (atom.flags & REFERS) == 0) {
            // Only the last round's groups count: all rounds before it are one automaton.
            int most = item.max() == Syntax.UNLIMITED ? item.max() : item.max() - 1;
            Syntax before = new Syntax.Branch(List.of(new Item(item.atom(), item.min() - 1, most, item.greed())));
            return sequence(plain(before, combined & LOCAL), atom, combined);
        }
        return new Part(Kind.REPETITION, repeated, List.of(atom), 0, item.min(), item.max(), combined, 0);
    }

    boolean prefersShorter() {
        return (flags & SHORTER) != 0;
    }

    boolean refersBack() {
        return (flags & REFERS) != 0;
    }
}
