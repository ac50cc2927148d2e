package io.federator.gateway.server;

import io.federator.engine.context.SystemNames;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A catalog of the schemas public and pg_catalog with nothing in them. */
final class NoNames implements SystemNames {
    @Override
    public OptionalLong relation(List<String> name, List<String> searchPath) {
        return OptionalLong.empty();
    }

    @Override
    public Optional<QualifiedName> relationName(long oid) {
        return Optional.empty();
    }

    @Override
    public OptionalLong namespace(String name) {
        return name.equals("public") || name.equals("pg_catalog") ? OptionalLong.of(2200) : OptionalLong.empty();
    }

    @Override
    public Optional<String> namespaceName(long oid) {
        return Optional.empty();
    }

    @Override
    public OptionalLong role(String name) {
        return OptionalLong.empty();
    }

    @Override
    public Optional<String> roleName(long oid) {
        return Optional.empty();
    }

    @Override
    public Optional<QualifiedName> collationName(long oid) {
        return Optional.empty();
    }

    @Override
    public Optional<String> definition(long oid) {
        return Optional.empty();
    }

    @Override
    public Optional<String> comment(long oid, int column) {
        return Optional.empty();
    }
}
