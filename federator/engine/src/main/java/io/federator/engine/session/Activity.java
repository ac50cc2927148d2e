package io.federator.engine.session;

import java.util.OptionalLong;

/**
 * What a session does at one moment, as pg_stat_activity shows it. Instants are microseconds since 1970-01-01 UTC.
 *
 * @param state {@code active}, {@code idle}, {@code idle in transaction} or {@code idle in transaction (aborted)}
 * @param query the statement that runs, or the last one
 * @param transactionStart empty outside a transaction
 * @param queryStart empty before the first statement
 */
public record Activity(
        String state, String query, OptionalLong transactionStart, OptionalLong queryStart, long stateChange) {}
