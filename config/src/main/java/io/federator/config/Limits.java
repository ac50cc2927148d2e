package io.federator.config;

import java.time.Duration;
import java.util.Objects;

/**
 * What one client may cost. A duration of zero is no limit, as in PostgreSQL.
 *
 * @param maxMessageSize the longest message that a logged-in client may send, in bytes
 * @param statementTimeout the session's initial {@code statement_timeout}
 * @param idleInTransactionTimeout the session's initial {@code idle_in_transaction_session_timeout}
 * @param authenticationTimeout how long a client may take to log in; positive
 * @param shutdownTimeout how long a stopping server waits for sessions to finish
 */
public record Limits(
        int maxMessageSize,
        Duration statementTimeout,
        Duration idleInTransactionTimeout,
        Duration authenticationTimeout,
        Duration shutdownTimeout,
        SourceLocation location) {
    public Limits {
        Objects.requireNonNull(statementTimeout, "statementTimeout");
        Objects.requireNonNull(idleInTransactionTimeout, "idleInTransactionTimeout");
        Objects.requireNonNull(authenticationTimeout, "authenticationTimeout");
        Objects.requireNonNull(shutdownTimeout, "shutdownTimeout");
        Objects.requireNonNull(location, "location");
    }
}
