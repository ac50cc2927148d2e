package io.federator.engine.regex;

import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;

/** Classes of characters between which an expression does not distinguish. */
final class Alphabet {
    /** What a place looks like from one side. */
    static final int EDGE = 0;

    static final int NEWLINE = 1;
    static final int WORD = 2;
    static final int OTHER = 3;

    private final int[] starts;
    private final int[] ascii = new int[128];
    private final int[] kinds;

    Alphabet(Collection<CharSet> sets) {
        TreeSet<Integer> bounds = new TreeSet<>();
        bounds.add(0);
        sets.forEach(set -> {
            for (int bound : set.bounds()) {
                bounds.add(bound);
            }
        });
        bounds.remove(Character.MAX_CODE_POINT + 1);
        for (CharSet set : new CharSet[] {CharSet.NEWLINE, CharSet.WORD}) {
            for (int bound : set.bounds()) {
                bounds.add(bound);
            }
        }
        starts = bounds.stream().mapToInt(Integer::intValue).toArray();
        kinds = new int[starts.length];
        for (int i = 0; i < starts.length; i++) {
            kinds[i] = CharSet.NEWLINE.contains(starts[i]) ? NEWLINE : CharSet.WORD.contains(starts[i]) ? WORD : OTHER;
        }
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] = search(i);
        }
    }

    /** The number of classes; it also stands for the end of the text. */
    int size() {
        return starts.length;
    }

    int classOf(int point) {
        return point < ascii.length ? ascii[point] : search(point);
    }

    /** EDGE, NEWLINE, WORD or OTHER. */
    int kind(int charClass) {
        return charClass == starts.length ? EDGE : kinds[charClass];
    }

    boolean isIn(int charClass, CharSet set) {
        return set.contains(starts[charClass]);
    }

    private int search(int point) {
        int at = Arrays.binarySearch(starts, point);
        return at >= 0 ? at : -at - 2;
    }
}
