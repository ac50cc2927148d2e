package io.federator.engine.session;

import java.util.Optional;

/** The sessions of the gateway by the number that {@code pg_backend_pid()} tells. Any thread. */
@FunctionalInterface
public interface Backends {
    Optional<Session> find(int backendPid);
}
