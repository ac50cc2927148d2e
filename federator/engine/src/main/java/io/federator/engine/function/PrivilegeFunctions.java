package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.names.ObjectNames;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code has_table_privilege} and its like. The gateway lets a user see what it serves; so everybody has every privilege on what
 * exists. Roles, objects and privileges that there are none of are errors, as in PostgreSQL.
 */
final class PrivilegeFunctions implements FunctionFamily {
    private static final String GRANT = " WITH GRANT OPTION";
    private static final Set<String> PARAMETER = Set.of("SET", "ALTER SYSTEM");
    private static final Set<String> COLUMN = Set.of("SELECT", "INSERT", "UPDATE", "REFERENCES");

    /**
     * A kind of object.
     *
     * @param type of the names of such objects, null where they are not looked up
     */
    private record Kind(String name, @Nullable TypeKind type, Set<String> privileges) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "table",
                    TypeKind.REGCLASS,
                    Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN")),
            new Kind("any_column", TypeKind.REGCLASS, COLUMN),
            new Kind("sequence", TypeKind.REGCLASS, Set.of("USAGE", "SELECT", "UPDATE")),
            new Kind("schema", TypeKind.REGNAMESPACE, Set.of("CREATE", "USAGE")),
            new Kind("function", TypeKind.REGPROCEDURE, Set.of("EXECUTE")),
            new Kind("type", TypeKind.REGTYPE, Set.of("USAGE")),
            new Kind("database", null, Set.of("CREATE", "CONNECT", "TEMPORARY", "TEMP")),
            new Kind("tablespace", null, Set.of("CREATE")),
            new Kind("language", null, Set.of("USAGE")),
            new Kind("foreign_data_wrapper", null, Set.of("USAGE")),
            new Kind("server", null, Set.of("USAGE")));

    @Override
    public void contribute(FunctionRegistry f) {
        for (String user : List.of("", "name,", "oid,")) {
            int at = user.isEmpty() ? 0 : 1;
            for (Kind kind : KINDS) {
                String name = "has_" + kind.name + "_privilege(" + user;
                f.strict(name + "text,text)", (a, c) -> {
                    checkRole(at, a, true, c);
                    checkObject(kind, (String) a[at], c);
                    return has(kind.privileges, a[at + 1]);
                });
                f.strict(name + "oid,text)", (a, c) -> {
                    checkRole(at, a, true, c);
                    boolean granted = has(kind.privileges, a[at + 1]);
                    return kind.type == TypeKind.REGCLASS && isUnknown(a[at], c) ? null : (Boolean) granted;
                });
            }
            for (String relation : List.of("text,", "oid,")) {
                for (String column : List.of("text,", "int2,")) {
                    f.strict("has_column_privilege(" + user + relation + column + "text)", (a, c) -> {
                        checkRole(at, a, true, c);
                        boolean granted = has(COLUMN, a[at + 2]);
                        long table = a[at] instanceof String name
                                ? ObjectNames.parse(SqlType.of(TypeKind.REGCLASS), name, c)
                                : (long) a[at];
                        return isUnknown(table, c) || isNoColumn(table, a[at + 1], c) ? null : (Boolean) granted;
                    });
                }
            }
            f.strict("has_parameter_privilege(" + user + "text,text)", (a, c) -> {
                checkRole(at, a, true, c);
                return has(PARAMETER, a[at + 1]);
            });
            f.strict("pg_has_role(" + user + "name,text)", (a, c) -> {
                checkRole(at, a, false, c);
                requireRole((String) a[at], c);
                return isMember(a[at + 1]);
            });
            f.strict("pg_has_role(" + user + "oid,text)", (a, c) -> {
                checkRole(at, a, false, c);
                return isMember(a[at + 1]);
            });
        }
    }

    private static boolean isUnknown(Object relation, EvaluationContext context) {
        return context.names().relationName((long) relation).isEmpty();
    }

    /** A number that no column has; a name that none has is an error. */
    private static boolean isNoColumn(long table, Object column, EvaluationContext context) {
        if (column instanceof String name) {
            ObjectNames.requireColumn(table, name, context);
            return false;
        }
        int number = ((Number) column).intValue();
        return number == 0 || number > context.names().columns(table).size();
    }

    /** The role that is asked about, where one is named. */
    private static void checkRole(int roles, Object[] args, boolean publicToo, EvaluationContext context) {
        if (roles == 1 && args[0] instanceof String role && !(publicToo && role.equals("public"))) {
            requireRole(role, context);
        }
    }

    private static void requireRole(String role, EvaluationContext context) {
        if (!role.equals(context.currentUser()) && context.names().role(role).isEmpty()) {
            throw new SqlException(SqlState.UNDEFINED_OBJECT, "role \"" + role + "\" does not exist");
        }
    }

    private static void checkObject(Kind kind, String name, EvaluationContext context) {
        if (kind.type == TypeKind.REGNAMESPACE) {
            // The name as it is: not folded, not quoted.
            if (context.names().namespace(name).isEmpty()) {
                throw new SqlException(SqlState.INVALID_SCHEMA_NAME, "schema \"" + name + "\" does not exist");
            }
        } else if (kind.type != null) {
            ObjectNames.parse(SqlType.of(kind.type), name, context);
        } else if (kind.name.equals("database") && !name.equals(context.database())) {
            throw new SqlException(SqlState.INVALID_CATALOG_NAME, "database \"" + name + "\" does not exist");
        }
    }

    /** @param text names of privileges with commas between them, of which one is enough */
    private static boolean has(Set<String> known, Object text) {
        for (String item : ((String) text).split(",", -1)) {
            String privilege = item.strip().toUpperCase(Locale.ROOT);
            boolean grant = privilege.endsWith(GRANT);
            if (!known.contains(grant ? privilege.substring(0, privilege.length() - GRANT.length()) : privilege)) {
                throw unrecognized(item);
            }
        }
        return true;
    }

    private static boolean isMember(Object text) {
        for (String item : ((String) text).split(",", -1)) {
            String privilege = item.strip().toUpperCase(Locale.ROOT);
            String bare = privilege.replaceFirst(" WITH (GRANT|ADMIN) OPTION$", "");
            if (!Set.of("USAGE", "MEMBER", "SET").contains(bare)) {
                throw unrecognized(item);
            }
        }
        return true;
    }

    private static SqlException unrecognized(String privilege) {
        return new SqlException(
                SqlState.INVALID_PARAMETER_VALUE, "unrecognized privilege type: \"" + privilege.strip() + "\"");
    }
}
