package io.federator.gateway.server;

import io.federator.config.Gateway;
import io.federator.config.Limits;
import io.federator.engine.session.SessionServices;
import io.federator.gateway.auth.Authenticator;
import io.federator.gateway.relay.Wires;
import io.vertx.core.Vertx;
import java.util.Optional;

/** What all connections of a server share. */
record ServerContext(
        Vertx vertx,
        Gateway gateway,
        Limits limits,
        SessionServices services,
        Authenticator authenticator,
        Sessions sessions,
        ServerEvents events,
        Optional<TlsAcceptor> tls,
        Wires wires) {}
