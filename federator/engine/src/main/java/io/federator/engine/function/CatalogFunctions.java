package io.federator.engine.function;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.names.CatalogResource;
import io.federator.spi.value.ArrayValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Further functions on the system catalogs: those whose answer has several columns, and the texts of functions. */
final class CatalogFunctions implements FunctionFamily {
    /** The letters of an access control list. */
    private static final Map<Character, String> PRIVILEGES = Map.ofEntries(
            Map.entry('a', "INSERT"),
            Map.entry('r', "SELECT"),
            Map.entry('w', "UPDATE"),
            Map.entry('d', "DELETE"),
            Map.entry('D', "TRUNCATE"),
            Map.entry('x', "REFERENCES"),
            Map.entry('t', "TRIGGER"),
            Map.entry('m', "MAINTAIN"),
            Map.entry('X', "EXECUTE"),
            Map.entry('U', "USAGE"),
            Map.entry('C', "CREATE"),
            Map.entry('T', "TEMPORARY"),
            Map.entry('c', "CONNECT"),
            Map.entry('s', "SET"),
            Map.entry('A', "ALTER SYSTEM"));

    @Override
    public void contribute(FunctionRegistry f) {
        f.strict(
                "pg_get_function_result(oid)",
                (a, c) -> c.names().functionResult((long) a[0]).orElse(null));
        f.strict(
                "pg_get_function_arguments(oid)",
                (a, c) -> c.names().functionArguments((long) a[0], true).orElse(null));
        f.strict(
                "pg_get_function_identity_arguments(oid)",
                (a, c) -> c.names().functionArguments((long) a[0], false).orElse(null));
        f.strict("pg_get_function_sqlbody(oid)", (a, c) -> null);
        // There are none; psql's \dx asks the function and not the view.
        f.set(
                "pg_available_extensions() pg_available_extension_versions()",
                (types, result) -> (a, c) -> Collections.emptyIterator());
        f.set("pg_get_keywords()", (types, result) -> (a, c) -> keywords());
        f.set("_pg_expandarray(anyarray)", (types, result) -> (a, c) -> numbered((ArrayValue) a[0]));
        // No table here is a partition or has any: what is split is split over sources, which clients do not see.
        f.set("pg_partition_ancestors(regclass)", (types, result) -> (a, c) -> Collections.emptyIterator());
        f.set("pg_partition_tree(regclass)", (types, result) -> (a, c) -> Collections.emptyIterator());
        f.set("aclexplode(_aclitem)", (types, result) -> (a, c) -> grants((ArrayValue) a[0], c));
    }

    private static Iterator<@Nullable Object[]> keywords() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        CatalogResource.read(
                "keywords.tsv",
                5,
                fields -> rows.add(
                        new @Nullable Object[] {fields[0], fields[1], fields[2].equals("t"), fields[3], fields[4]}));
        return rows.iterator();
    }

    /** The elements with their positions from 1, whatever the array's own subscripts. */
    private static Iterator<@Nullable Object[]> numbered(@Nullable ArrayValue array) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        if (array != null) {
            for (Object value : array.values()) {
                rows.add(new @Nullable Object[] {value, rows.size() + 1});
            }
        }
        return rows.iterator();
    }

    /** One row a privilege of {@code grantee=letters/grantor}, where * behind a letter is the right to grant it. */
    private static Iterator<@Nullable Object[]> grants(@Nullable ArrayValue list, EvaluationContext context) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Object item : list == null ? List.<@Nullable Object>of() : list.values()) {
            String text = String.valueOf(item);
            int equals = text.lastIndexOf('=');
            int slash = text.lastIndexOf('/');
            if (equals < 0 || slash < equals) {
                continue;
            }
            long grantee = role(text.substring(0, equals), context);
            long grantor = role(text.substring(slash + 1), context);
            String letters = text.substring(equals + 1, slash);
            for (int i = 0; i < letters.length(); i++) {
                String privilege = PRIVILEGES.get(letters.charAt(i));
                if (privilege != null) {
                    boolean grantable = i + 1 < letters.length() && letters.charAt(i + 1) == '*';
                    rows.add(new @Nullable Object[] {grantor, grantee, privilege, grantable});
                }
            }
        }
        return rows.iterator();
    }

    /** No name is PUBLIC, which has the number 0. */
    private static long role(String written, EvaluationContext context) {
        String name = written.startsWith("\"") && written.length() > 1
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written;
        return context.names().role(name).orElse(0);
    }
}
