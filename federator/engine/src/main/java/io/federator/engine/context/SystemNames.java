package io.federator.engine.context;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

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

    /** The types of its input parameters; empty when there is no such function. */
    default Optional<List<Integer>> functionParameters(long oid) {
        return Optional.empty();
    }

    /** Any function of pg_catalog of that name and with input parameters of these types. */
    default OptionalLong function(String name, List<Integer> parameters) {
        return OptionalLong.empty();
    }

    /** @param catalog pg_ts_config or pg_ts_dict */
    default OptionalLong textSearch(String catalog, String name) {
        return OptionalLong.empty();
    }

    /** @param catalog pg_ts_config or pg_ts_dict */
    default Optional<String> textSearchName(String catalog, long oid) {
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

    /** {@code pg_identify_object}. */
    default Identity identity(long catalog, long oid, int column) {
        return new Identity("", Optional.empty());
    }

    /**
     * What a table or view of pg_catalog holds, for the functions that PostgreSQL's views of that kind read; see
     * {@code pg_show_all_settings}.
     */
    default List<@Nullable Object[]> rows(String view, EvaluationContext session) {
        return List.of();
    }

    /** {@code pg_get_functiondef}. */
    default Optional<String> functionDefinition(long oid) {
        return Optional.empty();
    }

    /** A domain or the row type of a table; the name ends in [] for the type of arrays of it. */
    default OptionalLong type(String schema, String name) {
        return OptionalLong.empty();
    }

    /** What a domain is over in the end, and of other types the type itself; empty when there is none. */
    default OptionalLong baseType(long type) {
        return OptionalLong.empty();
    }

    record QualifiedName(String schema, String name) {}

    /**
     * An object by names that mean it whatever the search path is.
     *
     * @param name empty where the schema and the name alone do not tell it from others
     * @param identity empty when there is no such object
     */
    record Identity(
            String kind,
            @Nullable String schema,
            @Nullable String name,
            @Nullable String identity) {
        /** Of an object that is in no schema. */
        public Identity(String kind, Optional<String> name) {
            this(kind, null, name.orElse(null), name.orElse(null));
        }
    }

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
