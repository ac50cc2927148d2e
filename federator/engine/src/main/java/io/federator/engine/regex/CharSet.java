package io.federator.engine.regex;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * A set of code points.
 *
 * @param bounds where membership changes, ascending: the first point that is in, the next that is out, and so on
 */
record CharSet(int[] bounds) {
    private static final int END = Character.MAX_CODE_POINT + 1;
    static final CharSet NONE = new CharSet(new int[0]);
    static final CharSet ALL = range(0, Character.MAX_CODE_POINT);
    static final CharSet NEWLINE = range('\n', '\n');
    static final CharSet DIGIT = range('0', '9');
    static final CharSet LOWER = range('a', 'z');
    static final CharSet UPPER = range('A', 'Z');
    static final CharSet ALPHA = LOWER.or(UPPER);
    static final CharSet ALNUM = ALPHA.or(DIGIT);
    static final CharSet WORD = ALNUM.or(range('_', '_'));
    static final CharSet SPACE = range('\t', '\r').or(range(' ', ' '));

    static CharSet of(int point) {
        return range(point, point);
    }

    static CharSet range(int first, int last) {
        return new CharSet(new int[] {first, last + 1});
    }

    boolean contains(int point) {
        int at = Arrays.binarySearch(bounds, point);
        return at >= 0 ? (at & 1) == 0 : ((-at - 1) & 1) == 1;
    }

    CharSet or(CharSet other) {
        TreeSet<Integer> points = new TreeSet<>();
        for (int bound : bounds) {
            points.add(bound);
        }
        for (int bound : other.bounds) {
            points.add(bound);
        }
        int[] merged = new int[points.size()];
        int count = 0;
        boolean inside = false;
        for (int point : points) {
            boolean now = contains(point) || other.contains(point);
            if (now != inside) {
                merged[count++] = point;
                inside = now;
            }
        }
        return new CharSet(Arrays.copyOf(merged, count));
    }

    CharSet complement() {
        TreeSet<Integer> points = new TreeSet<>();
        for (int bound : bounds) {
            points.add(bound);
        }
        for (int end : new int[] {0, END}) {
            if (!points.remove(end)) {
                points.add(end);
            }
        }
        return new CharSet(points.stream().mapToInt(Integer::intValue).toArray());
    }

    CharSet without(CharSet other) {
        return complement().or(other).complement();
    }

    /** With both cases of every letter that is in; only ASCII letters have two in the C locale. */
    CharSet ignoringCase() {
        CharSet all = this;
        for (char letter = 'a'; letter <= 'z'; letter++) {
            char upper = (char) (letter - 'a' + 'A');
            if (contains(letter) != contains(upper)) {
                all = all.or(of(letter)).or(of(upper));
            }
        }
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharSet(int[] theirs) && Arrays.equals(bounds, theirs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return Arrays.toString(bounds);
    }
}
