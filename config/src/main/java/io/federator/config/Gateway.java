package io.federator.config;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The server that clients connect to.
 *
 * @param host the address to listen on
 * @param port TCP port; 0 lets the system choose a free one
 * @param database the name that clients connect to
 * @param adminPort health and metrics over HTTP; empty switches them off
 * @param tls empty: clients that ask for TLS are told no
 * @param maxConnections how many clients may be connected at once
 * @param reservedConnections how many of these are kept for administrators, if any user is one
 * @param settings initial values in every session, by name
 * @param users by name; empty: only clients from the loopback interface are let in, without a password
 * @param collation the order of text in every logical table
 * @param refreshInterval how often what is known of the sources' tables is read anew; zero for never
 */
public record Gateway(
        String host,
        int port,
        String database,
        OptionalInt adminPort,
        Optional<Tls> tls,
        int maxConnections,
        int reservedConnections,
        Map<String, String> settings,
        Map<String, User> users,
        String collation,
        Duration refreshInterval,
        SourceLocation location) {

    public Gateway {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(adminPort, "adminPort");
        Objects.requireNonNull(tls, "tls");
        settings = Ordered.copyOf(settings);
        users = Ordered.copyOf(users);
        Objects.requireNonNull(collation, "collation");
        Objects.requireNonNull(refreshInterval, "refreshInterval");
        Objects.requireNonNull(location, "location");
    }
}
