package io.federator.config;

import java.util.Objects;

/** Someone who may connect to the gateway, with SCRAM-SHA-256. The password is not empty. */
public record User(String name, Secret password, SourceLocation location) {
    public User {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(location, "location");
    }
}
