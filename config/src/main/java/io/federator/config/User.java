package io.federator.config;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Someone who may connect to the gateway.
 *
 * @param password for SCRAM-SHA-256, in clear or as PostgreSQL stores it; not empty text
 * @param certificate whether the client has to show a certificate with the user's name
 * @param administrator whether it may take kept connections and end the sessions of others
 * @param settings initial values in the user's sessions, by name
 */
public record User(
        String name,
        Optional<Secret> password,
        boolean certificate,
        boolean administrator,
        Map<String, String> settings,
        SourceLocation location) {
    public User {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(password, "password");
        settings = Ordered.copyOf(settings);
        Objects.requireNonNull(location, "location");
    }

    /** A user with a password and no more. */
    public User(String name, Secret password, SourceLocation location) {
        this(name, Optional.of(password), false, false, Map.of(), location);
    }
}
