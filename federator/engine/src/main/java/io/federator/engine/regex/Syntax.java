package io.federator.engine.regex;

import java.util.List;

/** A parsed regular expression. */
sealed interface Syntax {
    /** {@link Item#max} without a limit. */
    int UNLIMITED = Integer.MAX_VALUE;

    /** One character of a set. */
    record Chars(CharSet set) implements Syntax {}

    /** Atoms and constraints one after the other. */
    record Branch(List<Item> items) implements Syntax {
        public Branch {
            items = List.copyOf(items);
        }
    }

    /** Two or more branches. */
    record Choice(List<Syntax> branches) implements Syntax {
        public Choice {
            branches = List.copyOf(branches);
        }
    }

    /** Parentheses; {@code number} is 0 when they do not capture. */
    record Group(int number, Syntax content) implements Syntax {}

    /** What a group matched, once more. */
    record BackReference(int number) implements Syntax {}

    /** A condition on the place between two characters. */
    record Place(Kind kind) implements Syntax {
        enum Kind {
            TEXT_START,
            TEXT_END,
            LINE_START,
            LINE_END,
            WORD_START,
            WORD_END,
            WORD_BOUNDARY,
            NO_WORD_BOUNDARY
        }
    }

    /** A condition on what comes after or before a place. */
    record Look(boolean ahead, boolean positive, Syntax content) implements Syntax {}

    /** What a quantifier wants. */
    enum Greed {
        NONE,
        LONGEST,
        SHORTEST
    }

    /** An atom with its quantifier. */
    record Item(Syntax atom, int min, int max, Greed greed) {
        static Item once(Syntax atom) {
            return new Item(atom, 1, 1, Greed.NONE);
        }

        boolean isOnce() {
            return min == 1 && max == 1;
        }
    }

    /** One after the other, without more nesting than needed. */
    static Syntax sequence(Item... items) {
        return items.length == 1 && items[0].isOnce() ? items[0].atom : new Branch(List.of(items));
    }
}
