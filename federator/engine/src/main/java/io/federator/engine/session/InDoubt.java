package io.federator.engine.session;

/** Ends transactions in doubt by hand. Safe for any thread; blocks. */
@FunctionalInterface
public interface InDoubt {
    /** See {@link io.federator.spi.transaction.TransactionCoordinator#resolve}. */
    void resolve(String transaction, boolean commit);
}
