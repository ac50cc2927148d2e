package io.federator.engine.system;

import io.federator.engine.names.ObjectNames;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of pg_type that a real server has from the start. Immutable. */
final class SystemTypes {
    private final Map<Integer, Type> byOid = new HashMap<>();
    private final Map<String, Type> byName = new HashMap<>();
    private final Map<Integer, SqlType> values = new HashMap<>();

    /**
     * A row of pg_type.
     *
     * @param base the type under a domain, else 0
     * @param modifier of a domain's base type
     * @param element of an array or of another type with subscripts, else 0
     */
    record Type(
            int oid,
            String name,
            int namespace,
            int length,
            boolean byValue,
            String align,
            String storage,
            int collation,
            char kind,
            int element,
            int base,
            int modifier) {
        boolean isArray() {
            return element != 0 && length == -1;
        }
    }

    SystemTypes(ResourceTable table) {
        for (@Nullable String[] row : table.rows()) {
            Type type = new Type(
                    number(table, row, "oid"),
                    text(table, row, "typname"),
                    number(table, row, "typnamespace"),
                    number(table, row, "typlen"),
                    text(table, row, "typbyval").equals("t"),
                    text(table, row, "typalign"),
                    text(table, row, "typstorage"),
                    number(table, row, "typcollation"),
                    text(table, row, "typtype").charAt(0),
                    number(table, row, "typelem"),
                    number(table, row, "typbasetype"),
                    number(table, row, "typtypmod"));
            byOid.put(type.oid, type);
            byName.put(type.name, type);
        }
        for (TypeKind kind : TypeKind.values()) {
            if (kind != TypeKind.ARRAY) {
                values.put(kind.oid(), SqlType.of(kind));
                if (kind.arrayOid() != 0) {
                    values.put(kind.arrayOid(), SqlType.array(SqlType.of(kind)));
                }
            }
        }
    }

    Type byOid(int oid) {
        Type type = byOid.get(oid);
        if (type == null) {
            throw new IllegalArgumentException("no type " + oid);
        }
        return type;
    }

    /** What a domain is over in the end; of other types the type itself. */
    Optional<Long> base(int oid) {
        Type type = byOid.get(oid);
        while (type != null && type.kind == 'd') {
            type = byOid.get(type.base);
        }
        return Optional.ofNullable(type).map(found -> Integer.toUnsignedLong(found.oid));
    }

    int oid(String name) {
        return Objects.requireNonNull(byName.get(name), name).oid;
    }

    /** The type as clients are told it: a domain's base type; text for the few that Federator has no values of. */
    SqlType sqlType(int oid, int modifier) {
        SqlType known = values.get(oid);
        if (known != null) {
            return modifier < 0 ? known : new SqlType(known.kind(), modifier, known.element());
        }
        Type type = byOid(oid);
        if (type.kind == 'd') {
            return sqlType(type.base, type.modifier);
        }
        return type.isArray() ? SqlType.array(sqlType(type.element, -1)) : SqlType.TEXT;
    }

    /** As {@code format_type(oid, null)} for the types of pg_catalog. */
    String display(int oid) {
        SqlType known = values.get(oid);
        if (known != null && !known.is(TypeKind.ARRAY)) {
            return known.kind().display();
        }
        Type type = byOid(oid);
        return type.isArray() ? display(type.element) + "[]" : ObjectNames.quote(type.name);
    }

    private static int number(ResourceTable table, @Nullable String[] row, String column) {
        return Integer.parseInt(text(table, row, column));
    }

    private static String text(ResourceTable table, @Nullable String[] row, String column) {
        return Objects.requireNonNull(row[table.column(column)], column);
    }
}
