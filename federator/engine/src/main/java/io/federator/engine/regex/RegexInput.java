package io.federator.engine.regex;

/** A text as the automata of one expression read it. Not thread-safe. */
final class RegexInput {
    private final Automata automata;
    private final Alphabet alphabet;
    private final String text;
    private final int[] points;
    private final int[] classes;
    private final boolean wide;
    private final byte[][] looks;

    RegexInput(Automata automata, String text) {
        this.automata = automata;
        this.alphabet = automata.alphabet();
        this.text = text;
        this.points = text.codePoints().toArray();
        this.wide = points.length != text.length();
        this.classes = new int[points.length + 1];
        for (int i = 0; i < points.length; i++) {
            classes[i] = alphabet.classOf(points[i]);
        }
        classes[points.length] = alphabet.size();
        this.looks = new byte[automata.looks()][];
    }

    int length() {
        return points.length;
    }

    int pointAt(int position) {
        return points[position];
    }

    int classAt(int position) {
        return classes[position];
    }

    int kindBefore(int position) {
        return position == 0 ? Alphabet.EDGE : alphabet.kind(classes[position - 1]);
    }

    /** Whether a condition of the expression holds at a place. */
    boolean holds(int look, int position) {
        byte[] known = looks[look];
        if (known == null) {
            known = new byte[points.length + 1];
            looks[look] = known;
        }
        if (known[position] == 0) {
            known[position] = (byte) (automata.holds(look, this, position) ? 1 : 2);
        }
        return known[position] == 1;
    }

    /** The place of a character in the Java string. */
    int charIndex(int position) {
        return wide ? text.offsetByCodePoints(0, position) : position;
    }

    int position(int charIndex) {
        return wide ? text.codePointCount(0, charIndex) : charIndex;
    }
}
