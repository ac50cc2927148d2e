package io.federator.engine.session;

/**
 * Who a session is.
 *
 * @param backendPid the number that {@code pg_backend_pid()} and cancel requests name
 * @param clientAddress host and port of the client, for logs
 */
public record SessionIdentity(int backendPid, String user, String database, String clientAddress) {}
