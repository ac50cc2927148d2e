package io.federator.engine.function;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Names to object identifiers and back, as the reg* types and the {@code *_is_visible} functions need them. */
public interface SystemNames {
    /** A table, view or index by a name of one or two parts. */
    OptionalLong relation(List<String> name, List<String> searchPath);

    Optional<QualifiedName> relationName(long oid);

    OptionalLong namespace(String name);

    Optional<String> namespaceName(long oid);

    OptionalLong role(String name);

    Optional<String> roleName(long oid);

    Optional<QualifiedName> collationName(long oid);

    /** The definition text that {@code pg_get_constraintdef}, {@code pg_get_indexdef} and {@code pg_get_viewdef} show. */
    Optional<String> definition(long oid);

    /** {@code obj_description} and {@code col_description}; {@code column} 0 is the object itself. */
    Optional<String> comment(long oid, int column);

    record QualifiedName(String schema, String name) {}
}
