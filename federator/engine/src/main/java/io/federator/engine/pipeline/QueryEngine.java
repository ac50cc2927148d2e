package io.federator.engine.pipeline;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.SourceWriting;
import io.federator.engine.parser.ParsedStatement;
import io.federator.engine.transaction.SourceTransaction;
import io.federator.engine.transaction.Span;
import io.federator.engine.writer.LoadInput;
import io.federator.engine.writer.WriteResult;
import io.federator.spi.source.TransactionMode;
import io.federator.spi.type.SqlType;
import io.federator.spi.value.RowCursor;
import java.util.List;
import java.util.Optional;

/**
 * Runs queries (SELECT, VALUES, TABLE, WITH and EXPLAIN of these) and statements that change rows. What changes the session (SET, BEGIN, PREPARE, cursors) is the
 * session's. Safe for any number of threads; blocks, so never called on an event loop.
 */
public interface QueryEngine {
    /**
     * Binds and plans a query, or finds its plan in the cache. Touches sources only to learn of tables not seen before.
     *
     * @param declaredParameters the types the client declared for {@code $1…}; {@link SqlType#UNKNOWN} or a short list where it
     *     declared none
     * @throws io.federator.spi.error.SqlException as PostgreSQL would for this statement
     */
    PreparedQuery prepare(ParsedStatement statement, List<SqlType> declaredParameters, EvaluationContext context);

    /**
     * Raises what PostgreSQL would raise while it plans the query anew for values of parameters.
     *
     * @throws io.federator.spi.error.SqlException for constants of it that cannot be computed
     */
    default void check(PreparedQuery query) {}

    /** Whether the plan is as good for any values of its parameters: each source does its part by itself. */
    boolean isGeneric(PreparedQuery query);

    /** How the statement is passed on to a source word for word; empty when that cannot be. Never blocks. */
    Optional<RelayPlan> relay(PreparedQuery query);

    /**
     * A statement was passed on and has ended.
     *
     * @param startMicros microseconds since 1970-01-01 UTC
     * @param rows those that the client was given, or that were changed
     */
    void relayed(PreparedQuery query, RelayPlan.Statement to, String user, long startMicros, double millis, long rows);

    /** Begins a transaction. Takes no connection yet. */
    SourceTransaction begin(TransactionMode mode, Span span);

    /** Whether {@link #write} runs the statement, as it changes or locks rows, rather than {@link #execute}. */
    boolean isWritten(PreparedQuery query);

    /** The sources that a statement may write to, by name. */
    List<String> written(PreparedQuery query);

    /** The tables whose rows a query locks by its own FOR UPDATE or its like, in the order of FROM; none for other statements. */
    default List<LockedKey> locked(PreparedQuery query) {
        return List.of();
    }

    /** The table that an INSERT, UPDATE, DELETE or MERGE changes, also where it is only explained. */
    default Optional<FederatedTable> target(PreparedQuery query) {
        return Optional.empty();
    }

    /** Starts the query and streams its rows; {@code context} holds the parameters' values and the scope to cancel by. */
    RowCursor execute(PreparedQuery query, EvaluationContext context);

    /**
     * Runs a statement that changes rows to its end; what it gives back is kept in memory.
     *
     * @param context as for {@link #execute}; it reads in the transaction that {@code writing} writes in
     */
    WriteResult write(PreparedQuery query, EvaluationContext context, SourceWriting writing);

    /**
     * Runs a COPY FROM to its end.
     *
     * @return how many rows were written
     */
    long load(PreparedQuery query, LoadInput input, EvaluationContext context, SourceWriting writing);

    /** Forgets what was counted of statements. */
    default void resetStatistics() {}
}
