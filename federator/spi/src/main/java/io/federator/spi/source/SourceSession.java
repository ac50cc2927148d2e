package io.federator.spi.source;

import io.federator.spi.value.RowCursor;
import java.util.List;
import java.util.OptionalLong;

/**
 * One connection of a source, enlisted for one transaction of a client: all statements on it belong to that transaction and see one
 * state of the source, that of the first of them. Used by one thread at a time, except that cursors of a session that
 * {@link #interleaves} may be read by a thread each. Errors are those of {@link Source}; the database may have ended its
 * transaction with one, so after an error only {@link #rollbackTo} or {@link #close} makes sense.
 */
public interface SourceSession extends AutoCloseable {
    /** Whether a statement may be started while the rows of another are still being read. */
    boolean interleaves();

    /**
     * As {@link Source#query}, on this connection.
     *
     * @throws io.federator.spi.error.SqlException 08006 when the connection is lost, and with it the transaction's view of the source
     */
    RowCursor query(LeafStatement statement, QueryScope scope);

    /**
     * Runs a statement that changes rows and gives none back.
     *
     * @param statement without columns
     * @return how many rows it inserted, deleted, or found to be updated
     * @throws io.federator.spi.error.SqlException as {@link Source}; 23505, 23503, 23502, 23514 with the constraint's name where the
     *     database tells it, 40001, 40P01, 55P03
     */
    long update(LeafStatement statement, QueryScope scope);

    /**
     * Runs one statement once for each list of arguments, in this order, in as few round trips as the driver knows how to.
     *
     * @return the count of each
     */
    long[] updateAll(String sql, List<List<LeafStatement.Argument>> arguments, QueryScope scope);

    /**
     * Puts rows into a table by the database's own command for many rows; where {@link SourceDialect#loads} says so of each column, and
     * {@link TableDescription#loadable} of the table.
     *
     * @return how many it has put there; empty when there are none of them, as the database does not allow the command or would not
     *     have kept the rows as they are: INSERT is to be used then, and tells why
     * @throws io.federator.spi.error.SqlException as {@link #update}
     */
    OptionalLong load(TableLoad load, QueryScope scope);

    /** Whether the connection is lost: it broke, or a statement on it was cancelled. Nothing but {@link #close} is left then. */
    boolean isLost();

    /**
     * Marks a place to go back to after an error.
     *
     * @param name of letters, digits and underscores
     */
    void savepoint(String name);

    /** Makes the session usable again after an error; the savepoint stays. */
    void rollbackTo(String name);

    /**
     * Ends the transaction as a success.
     *
     * @throws io.federator.spi.error.SqlException 40001 when what was read turns out not to be serializable
     */
    void commit();

    /** Rolls back what was not committed and gives the connection back. May be called again. */
    @Override
    void close();
}
