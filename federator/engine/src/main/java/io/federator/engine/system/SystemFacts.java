package io.federator.engine.system;

import io.federator.config.TableConfig;
import io.federator.engine.context.EvaluationContext;
import io.federator.spi.transaction.TransactionInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the system tables tell beside the logical catalog; the gateway provides it. Asked anew whenever a query reads the table
 * in question, on that query's thread. Safe for any thread. Instants are microseconds since 1970-01-01 UTC.
 */
public interface SystemFacts {
    /** The one database that clients connect to. */
    String database();

    /** The order of text without another collation, by PostgreSQL's name. */
    default String collation() {
        return "C";
    }

    /** Who owns all tables: a role that cannot log in. */
    default String owner() {
        return "federator";
    }

    /** Everyone who may be connected: the declared users, and where anybody is let in, those connected now. */
    List<Role> roles();

    /** The sessions of now. */
    default List<Activity> activity() {
        return List.of();
    }

    /** The sources and how they are; may ask each of them, all at once: see {@link SourceProbe}. */
    default List<SourceState> sources() {
        return List.of();
    }

    /** The tables of the catalog file, for {@code federator.fragments} and {@code federator.placements}. */
    default List<TableConfig> tables() {
        return List.of();
    }

    /** The transactions over several sources that are open, being committed or in doubt. */
    default List<TransactionInfo> transactions() {
        return List.of();
    }

    default List<PreparedStatement> preparedStatements(EvaluationContext session) {
        return List.of();
    }

    default List<Cursor> cursors(EvaluationContext session) {
        return List.of();
    }

    default List<PreparedTransaction> preparedTransactions() {
        return List.of();
    }

    /** A user. */
    record Role(String name, boolean superuser) {}

    /**
     * A session, as pg_stat_activity shows it.
     *
     * @param clientAddress without the port; empty when unknown
     * @param state {@code active}, {@code idle}, {@code idle in transaction} …
     * @param transactionStart empty outside a transaction
     */
    record Activity(
            int pid,
            String user,
            String applicationName,
            Optional<String> clientAddress,
            OptionalInt clientPort,
            long backendStart,
            OptionalLong transactionStart,
            OptionalLong queryStart,
            OptionalLong stateChange,
            String state,
            String query) {}

    /**
     * A source.
     *
     * @param state {@code up}, {@code down} or {@code unknown}
     * @param latencyMillis of the last probe that succeeded
     */
    record SourceState(
            String name,
            String kind,
            Optional<String> region,
            String state,
            Optional<Double> latencyMillis,
            int poolActive,
            int poolIdle,
            int poolWaiting,
            int poolMax,
            Optional<String> version,
            Optional<String> message) {}

    /** @param parameterTypes OIDs; so the result types */
    record PreparedStatement(
            String name,
            String statement,
            long prepareTime,
            List<Integer> parameterTypes,
            List<Integer> resultTypes,
            boolean fromSql) {
        public PreparedStatement {
            parameterTypes = List.copyOf(parameterTypes);
            resultTypes = List.copyOf(resultTypes);
        }
    }

    record Cursor(
            String name, String statement, boolean holdable, boolean binary, boolean scrollable, long creationTime) {}

    record PreparedTransaction(String gid, long prepared, String owner) {}
}
