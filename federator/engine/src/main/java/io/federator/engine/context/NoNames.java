package io.federator.engine.context;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Knows no name; what knows a few overrides what is asked for them. Immutable. */
public class NoNames implements SystemNames {
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
        return OptionalLong.empty();
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
    public Optional<Definition> definition(long oid) {
        return Optional.empty();
    }

    @Override
    public Optional<String> comment(long catalog, long oid, int column) {
        return Optional.empty();
    }
}
