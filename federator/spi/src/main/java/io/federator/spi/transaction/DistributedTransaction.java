package io.federator.spi.transaction;

import io.federator.spi.source.Source;
import io.federator.spi.source.SourceBranch;

/**
 * A transaction of one client. Used by one thread at a time; statements run on the branches themselves. The branches belong to the
 * transaction: each of its ends closes them.
 */
public interface DistributedTransaction extends AutoCloseable {
    /** As in the names of its branches. */
    String id();

    /**
     * Begins the branch's part. Each source has at most one branch.
     *
     * @param branch just taken from {@link Source#beginBranch}; closed when this fails
     * @throws io.federator.spi.error.SqlException the source's error; 0A000 when this source cannot join the others; 25P04 when the
     *     transaction is open for too long
     */
    void enlist(Source source, SourceBranch branch);

    /**
     * Commits everywhere or nowhere. Returns normally when that is decided and cannot be lost, even if a source that is down has yet to
     * be told.
     *
     * @throws io.federator.spi.error.SqlException what kept it from committing, everything being rolled back: a source's error (23505 of a
     *     deferred constraint, 40001), 08006 when a source was lost, 53100 when the log cannot be written, 25P04 after the time-out,
     *     40000 when another gateway aborted it; or 40003 when the outcome cannot be known at the moment
     */
    void commit();

    /** Never fails: a source that cannot be told has, or will have, rolled back by itself. */
    void rollback();

    /** Rolls back what is still open. */
    @Override
    void close();
}
