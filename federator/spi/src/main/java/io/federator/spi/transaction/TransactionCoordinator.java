package io.federator.spi.transaction;

import java.time.Duration;
import java.util.List;

/** Commits transactions over several sources together or not at all; one a gateway. Safe for any thread. */
public interface TransactionCoordinator extends AutoCloseable {
    /**
     * Costs nothing but memory: sources are spoken to when they are enlisted.
     *
     * @param timeout how long it may be open before a commit is refused; zero for no limit
     */
    DistributedTransaction begin(Duration timeout);

    /**
     * One pass over all sources: finishes what transactions of this gateway, and of others that seem to be dead, have left behind. To
     * be called once before clients are let in; from then on it runs by itself. Sources that are down are tried again later.
     *
     * @return a line for each thing that is left or wrong: a source that is down, one that is not set up for this, a transaction in doubt
     */
    List<String> recover();

    /** Open transactions, those being committed, and those in doubt, as seen here. */
    List<TransactionInfo> transactions();

    /**
     * Ends a transaction in doubt by hand, in all sources that can be reached. Nothing protects from a verdict that differs from
     * one already given.
     *
     * @param transaction as {@link TransactionInfo#id} names it
     * @throws io.federator.spi.error.SqlException 42704 when no such transaction is in doubt, 55000 when it is decided otherwise
     */
    void resolve(String transaction, boolean commit);

    /** Waits for commits that are under way and releases the log. */
    @Override
    void close();
}
