package io.federator.engine.context;

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

    /** Any function of pg_catalog of that name, also those that no query can call, such as {@code array_in}. */
    default OptionalLong function(String name) {
        return OptionalLong.empty();
    }

    default Optional<String> functionName(long oid) {
        return Optional.empty();
    }

    default OptionalLong collation(String name) {
        return OptionalLong.empty();
    }

    /** The row type of a table, or the type of arrays over it. */
    default Optional<QualifiedName> rowTypeName(long oid) {
        return Optional.empty();
    }

    /** {@code SETOF integer}, as {@code pg_get_function_result} shows it. */
    default Optional<String> functionResult(long oid) {
        return Optional.empty();
    }

    /** {@code VARIADIC numbers integer[], label text DEFAULT ''::text}; without defaults where they identify it. */
    default Optional<String> functionArguments(long oid, boolean withDefaults) {
        return Optional.empty();
    }

    /** {@code table orders}, {@code column id of table orders}; {@code catalog} is the OID of the object's system table. */
    default Optional<String> describe(long catalog, long oid, int column) {
        return Optional.empty();
    }

    /** {@code pg_get_functiondef}. */
    default Optional<String> functionDefinition(long oid) {
        return Optional.empty();
    }

    /** A domain or the row type of a table; the name ends in [] for the type of arrays of it. */
    default OptionalLong type(String schema, String name) {
        return OptionalLong.empty();
    }

    record QualifiedName(String schema, String name) {}
}
