package io.federator.engine.regex;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * How a pattern is to be read and matched: the option letters of the {@code regexp_…} functions.
 *
 * @param global all matches rather than the first
 * @param newlineStops whether {@code .} and complemented brackets leave out the newline
 * @param newlineAnchors whether {@code ^} and {@code $} also match beside a newline
 * @param expanded whether blanks and comments in the pattern mean nothing
 * @param flavour the language of the pattern
 */
public record RegexOptions(
        boolean global,
        boolean ignoreCase,
        boolean newlineStops,
        boolean newlineAnchors,
        boolean expanded,
        Flavour flavour) {
    public static final RegexOptions NONE = new RegexOptions(false, false, false, false, false, Flavour.ADVANCED);
    public static final RegexOptions IGNORE_CASE = NONE.with('i');

    /** The languages: PostgreSQL's own, POSIX's extended and basic ones, and plain text. */
    public enum Flavour {
        ADVANCED,
        EXTENDED,
        BASIC,
        LITERAL
    }

    /**
     * Reads option letters.
     *
     * @throws SqlException 22023 for a letter that is none
     */
    public static RegexOptions parse(@Nullable String letters, boolean globalAllowed) {
        RegexOptions options = NONE;
        for (char letter : (letters == null ? "" : letters).toCharArray()) {
            if (letter == 'g' && globalAllowed) {
                options = new RegexOptions(
                        true,
                        options.ignoreCase,
                        options.newlineStops,
                        options.newlineAnchors,
                        options.expanded,
                        options.flavour);
            } else if (isLetter(letter)) {
                options = options.with(letter);
            } else {
                throw new SqlException(
                        SqlState.INVALID_PARAMETER_VALUE, "invalid regular expression option: \"" + letter + "\"");
            }
        }
        return options;
    }

    static boolean isLetter(char letter) {
        return "bceimnpqstwx".indexOf(letter) >= 0;
    }

    RegexOptions with(char letter) {
        return switch (letter) {
            case 'b' -> with(Flavour.BASIC);
            case 'c' -> new RegexOptions(global, false, newlineStops, newlineAnchors, expanded, flavour);
            case 'e' -> with(Flavour.EXTENDED);
            case 'i' -> new RegexOptions(global, true, newlineStops, newlineAnchors, expanded, flavour);
            case 'm', 'n' -> new RegexOptions(global, ignoreCase, true, true, expanded, flavour);
            case 'p' -> new RegexOptions(global, ignoreCase, true, false, expanded, flavour);
            case 'q' -> with(Flavour.LITERAL);
            case 's' -> new RegexOptions(global, ignoreCase, false, false, expanded, flavour);
            case 't' -> new RegexOptions(global, ignoreCase, newlineStops, newlineAnchors, false, flavour);
            case 'w' -> new RegexOptions(global, ignoreCase, false, true, expanded, flavour);
            case 'x' -> new RegexOptions(global, ignoreCase, newlineStops, newlineAnchors, true, flavour);
            default -> throw new IllegalArgumentException("no option: " + letter);
        };
    }

    RegexOptions with(Flavour other) {
        return new RegexOptions(global, ignoreCase, newlineStops, newlineAnchors, expanded, other);
    }
}
