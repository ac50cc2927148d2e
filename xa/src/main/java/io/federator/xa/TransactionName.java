package io.federator.xa;

import io.federator.spi.source.BranchXid;
import java.util.Optional;

/**
 * The name of a transaction, as its branches carry it.
 *
 * @param gateway who began it
 * @param run which run of that gateway
 * @param number within the run
 * @param home the {@link BranchXid#key} of the source that decides; {@link #NO_HOME} when the gateway's log does
 */
record TransactionName(String gateway, String run, long number, String home) {
    static final String NO_HOME = "-";

    private static final int PARTS = 4;

    static Optional<TransactionName> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new TransactionName(parts[0], parts[1], Long.parseLong(parts[2], Character.MAX_RADIX), parts[3]));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    TransactionName decidedBy(String key) {
        return new TransactionName(gateway, run, number, key);
    }

    /** Without the deciding source, which is settled only while the transaction runs. */
    String id() {
        return gateway + "." + run + "." + Long.toString(number, Character.MAX_RADIX);
    }

    String text() {
        return id() + "." + home;
    }

    BranchXid branch(String source) {
        return new BranchXid(text(), BranchXid.key(source));
    }
}
