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

    /** What {@code pg_get_constraintdef}, {@code pg_get_indexdef} and {@code pg_get_viewdef} show. */
    Optional<Definition> definition(long oid);

    /**
     * {@code obj_description} and {@code col_description}; {@code column} 0 is the object itself.
     *
     * @param catalog OID of the object's system table, 0 for any
     */
    Optional<String> comment(long catalog, long oid, int column);

    /** Of a table, view or index; empty when there is none. */
    default List<String> columns(long relation) {
        return List.of();
    }

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

    /**
     * A text with the name of a relation in it, which is qualified where the search path does not lead to it.
     *
     * @param relation OID of the one that is named between the two texts, 0 for none
     * @param columns of an index, quoted where they have to be
     */
    record Definition(String before, long relation, String after, List<String> columns) {
        public Definition {
            columns = List.copyOf(columns);
        }

        /** With this name for the relation. */
        public String text(String name) {
            return relation == 0 ? before : before + name + after;
        }
    }
}
