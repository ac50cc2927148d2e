package io.federator.spi.transaction;

import java.time.Duration;
import java.util.List;

/**
 * A transaction as an administrator sees it.
 *
 * @param gateway the name of the gateway that began it
 * @param age since it began or, when it is another's or of an earlier run, since it was first seen
 * @param decidedBy the source that holds or will hold the decision; empty when that is not settled or unknown here
 */
public record TransactionInfo(
        String id, String gateway, State state, Duration age, String decidedBy, List<Branch> branches) {
    public TransactionInfo {
        branches = List.copyOf(branches);
    }

    /** How far it has come. */
    public enum State {
        OPEN,
        PREPARING,
        COMMITTING,
        ROLLING_BACK,
        /** Prepared somewhere, and nobody here knows the verdict yet, or could not deliver it yet. */
        IN_DOUBT
    }

    /**
     * One source's part.
     *
     * @param state such as {@code active}, {@code prepared} or {@code committed}
     */
    public record Branch(String source, String state) {}
}
