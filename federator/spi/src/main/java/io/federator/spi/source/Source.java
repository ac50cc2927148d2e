package io.federator.spi.source;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.RowCursor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.transaction.xa.XAResource;

/**
 * One database. Safe for any number of threads; every call may block and runs on virtual threads, never on an event loop.
 * Errors are {@link io.federator.spi.error.SqlException} carrying the source's name: 08006 when it cannot be reached (the
 * next call tries again: a source recovers without a restart), 53300 when the pool stayed exhausted, 57014 when the query was
 * cancelled, 42P01 for a table that is not there, and PostgreSQL's nearest SQLSTATE for what the database itself reports.
 */
public interface Source extends AutoCloseable {
    String name();

    /** The adapter's kind. */
    String kind();

    /** How to write SQL for this database. Never connects: safe to call while the source is down. */
    SourceDialect dialect();

    /** Columns, keys and indexes of a table or view, read from the database's own catalog. */
    TableDescription describe(TableName table);

    /** Row count and column statistics as the database itself keeps them; cheap, never a scan of the data. */
    TableStatistics statistics(TableName table);

    /**
     * Runs one query and streams its rows, with the connection held until the cursor is closed. The session is pinned: time zone
     * UTC, exact float output, standard strings. A value that {@code statement.columns} cannot represent is an error, never an
     * approximation.
     */
    RowCursor query(LeafStatement statement, QueryScope scope);

    /**
     * Takes a connection out of the pool for one transaction of a client, which holds it until the session is closed. The source's
     * state that the transaction sees is that of its first statement, or of this call.
     *
     * @throws io.federator.spi.error.SqlException 0A000 when this kind of source has no such transactions
     */
    SourceSession begin(TransactionMode mode, QueryScope scope);

    /**
     * As {@link #begin}, for a transaction that may come to span several sources. Takes the connection; the transaction begins with
     * {@code resource().start(xid)}.
     *
     * @throws io.federator.spi.error.SqlException 0A000 when this kind of source has no such transactions
     */
    default SourceBranch beginBranch(TransactionMode mode, QueryScope scope) {
        throw noBranches();
    }

    /**
     * Lists and ends prepared branches of sessions that are gone; takes a pooled connection for each call. {@code recover} with
     * TMSTARTRSCAN returns all at once: Federator's own branches of this source, each a {@link BranchXid}, of whichever gateway.
     *
     * @throws io.federator.spi.error.SqlException 0A000 as {@link #beginBranch}
     */
    default XAResource recoveryResource() {
        throw noBranches();
    }

    /** Looks into the database at each call. Never fails for what it finds there, but 08006 and the like are thrown. */
    default TwoPhaseSupport twoPhase() {
        return new TwoPhaseSupport(
                false,
                List.of("a source of type " + kind() + " cannot take part in transactions over several sources"));
    }

    /** @throws io.federator.spi.error.SqlException 0A000 as {@link #beginBranch} */
    default DecisionTable decisions() {
        throw noBranches();
    }

    private SqlException noBranches() {
        return new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "source \"" + name() + "\" cannot take part in transactions over several sources")
                .fromSource(name());
    }

    /**
     * Runs one statement that changes rows and is a transaction of its own; one round trip.
     *
     * @param statement without columns
     * @return as {@link SourceSession#update}
     * @throws io.federator.spi.error.SqlException as {@link SourceSession#update}; 08006 when nothing can have been changed, 40003 when
     *     the connection was lost before the database answered
     */
    long update(LeafStatement statement, QueryScope scope);

    /** Whether {@link #wire} may give a connection. Never connects. */
    default boolean hasWire() {
        return false;
    }

    /**
     * Takes a connection out of the pool for a caller that speaks PostgreSQL's protocol itself.
     *
     * @return empty when the source speaks another protocol, or this one encrypted
     */
    default Optional<WireLease> wire(QueryScope scope) {
        return Optional.empty();
    }

    /** One round trip on a pooled connection. */
    SourceHealth probe(Duration timeout);

    PoolUsage pool();

    @Override
    void close();
}
