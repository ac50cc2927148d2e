package io.federator.config;

import java.util.Comparator;
import java.util.Objects;

/**
 * Something wrong with a catalog, in words for its author. Later stages (the binding of predicates, {@code check}) report
 * theirs in the same form. The message never holds a secret. Sorts by position.
 */
public record Problem(SourceLocation location, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::location).thenComparing(Problem::message);

    public Problem {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column: message}, the line that the user sees. */
    @Override
    public String toString() {
        return location + ": " + message;
    }
}
