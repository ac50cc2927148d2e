package io.federator.engine.session;

/**
 * Who a session is.
 *
 * @param backendPid the number that {@code pg_backend_pid()} and cancel requests name
 * @param administrator whether it may cancel and end the sessions of other users
 * @param clientAddress host and port of the client, for logs
 */
public record SessionIdentity(
        int backendPid, String user, boolean administrator, String database, String clientAddress) {}
