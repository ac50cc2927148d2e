package io.federator.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Names as messages show them, and the nearest known one to a wrong one. */
final class Shown {
    /** Stands for a key that may be a piece of a value. */
    static final String HIDDEN = "(not shown, as it may be a value)";

    private static final int LISTED = 20;

    private Shown() {}

    /** A name in quotes, with control characters made visible and not longer than a line can hold. */
    static String name(String name) {
        StringBuilder shown = new StringBuilder("\"");
        name.codePoints().limit(80).forEach(point -> {
            if (Character.isISOControl(point)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.append(name.codePointCount(0, name.length()) > 80 ? "…\"" : "\"")
                .toString();
    }

    /** A key, unless it does not look like one: {@code {password hunter2}}, without its colon, is a key to YAML. */
    static String key(String key) {
        return key.matches("[\\w.-]{1,63}") ? name(key) : HIDDEN;
    }

    /** "; did you mean …?", or else " (known: …)". */
    static String hint(String wrong, Collection<String> known) {
        if (known.isEmpty()) {
            return "";
        }
        return nearest(wrong, known)
                .map(name -> "; did you mean " + name(name) + "?")
                .orElseGet(() -> " (known: "
                        + String.join(", ", known.stream().limit(LISTED).toList())
                        + (known.size() > LISTED ? ", …)" : ")"));
    }

    /** The known name with the fewest edits from a wrong one, if they are at most a third of its length. */
    static Optional<String> nearest(String wrong, Collection<String> known) {
        Optional<String> best = Optional.empty();
        int fewest = Integer.MAX_VALUE;
        String folded = wrong.toLowerCase(Locale.ROOT).replace('_', '-');
        for (String name : known) {
            int edits = edits(folded, name.toLowerCase(Locale.ROOT).replace('_', '-'));
            if (edits <= Math.max(wrong.length(), name.length()) / 3 && edits < fewest) {
                best = Optional.of(name);
                fewest = edits;
            }
        }
        return best;
    }

    /** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
    private static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int substitution = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(substitution, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
