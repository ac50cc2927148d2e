package io.federator.engine.names;

import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's types by OID, also those that Federator has no values of: overload resolution has to weigh every candidate
 * that PostgreSQL would.
 */
public final class PgTypes {
    public static final int UNKNOWN = 705;
    public static final int TEXT = 25;
    public static final int RECORD = 2249;
    public static final int ANY = 2276;
    public static final int ANYARRAY = 2277;
    private static final int RECORD_ARRAY = 2287;
    public static final int ANYELEMENT = 2283;
    public static final int ANYNONARRAY = 2776;
    public static final int ANYENUM = 3500;
    public static final int ANYRANGE = 3831;
    public static final int ANYMULTIRANGE = 4537;
    public static final int ANYCOMPATIBLE = 5077;
    public static final int ANYCOMPATIBLEARRAY = 5078;
    public static final int ANYCOMPATIBLENONARRAY = 5079;
    public static final int ANYCOMPATIBLERANGE = 5080;
    public static final int ANYCOMPATIBLEMULTIRANGE = 4538;

    private final Map<Integer, Row> rows = new HashMap<>();
    private final Map<String, Row> byName = new HashMap<>();
    private final Map<Integer, SqlType> known = new HashMap<>();

    public PgTypes() {
        CatalogResource.read("types.tsv", 8, fields -> {
            Row row = new Row(
                    Integer.parseInt(fields[0]),
                    fields[1],
                    fields[2].charAt(0),
                    fields[3].equals("t"),
                    fields[4].charAt(0),
                    Integer.parseInt(fields[5]),
                    Integer.parseInt(fields[6]),
                    fields[7]);
            rows.put(row.oid, row);
            byName.put(row.name, row);
        });
        for (TypeKind kind : TypeKind.values()) {
            if (kind != TypeKind.ARRAY) {
                known.put(kind.oid(), SqlType.of(kind));
                if (kind.arrayOid() != 0) {
                    known.put(kind.arrayOid(), SqlType.array(SqlType.of(kind)));
                }
            }
        }
    }

    public record Row(
            int oid,
            String name,
            char category,
            boolean preferred,
            char nature,
            int element,
            int array,
            String display) {}

    public Row row(int oid) {
        Row row = rows.get(oid);
        if (row == null) {
            throw new SqlException(SqlState.UNDEFINED_OBJECT, "type with OID " + oid + " does not exist");
        }
        return row;
    }

    public @Nullable Row byName(String name) {
        return byName.get(name);
    }

    /** By the name that {@code format_type} shows, by {@code typname}, or by another spelling of SQL. */
    public @Nullable Row byDisplay(String name) {
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        String spelled = switch (lower) {
            case "int" -> "int4";
            case "decimal", "dec" -> "numeric";
            case "float" -> "float8";
            case "char" -> "bpchar";
            default -> lower;
        };
        Row row = byName.get(spelled);
        if (row != null) {
            return row;
        }
        return rows.values().stream()
                .filter(candidate -> candidate.display.equals(lower))
                .findFirst()
                .orElse(null);
    }

    public String display(int oid) {
        return oid == 0 ? "none" : row(oid).display;
    }

    public char category(int oid) {
        return row(oid).category;
    }

    public boolean isPreferred(int oid) {
        return row(oid).preferred;
    }

    /** The type of an array's elements, or 0 when it is none. */
    public int element(int oid) {
        Row row = row(oid);
        return row.category == 'A' || oid == RECORD_ARRAY ? row.element : 0;
    }

    /** The type of arrays over this, or 0. */
    public int array(int oid) {
        return row(oid).array;
    }

    /** The type in our language of values. */
    public SqlType sqlType(int oid) {
        SqlType type = known.get(oid);
        if (type == null) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED, "type " + display(oid) + " is not supported by Federator");
        }
        return type;
    }

    public boolean isKnown(int oid) {
        return known.containsKey(oid);
    }

    public static boolean isPolymorphic(int oid) {
        return switch (oid) {
            case ANYARRAY, ANYELEMENT, ANYNONARRAY, ANYENUM, ANYRANGE, ANYMULTIRANGE -> true;
            default -> isCompatibleFamily(oid);
        };
    }

    /** The family whose members need only a common type, not the same one. */
    public static boolean isCompatibleFamily(int oid) {
        return switch (oid) {
            case ANYCOMPATIBLE,
                    ANYCOMPATIBLEARRAY,
                    ANYCOMPATIBLENONARRAY,
                    ANYCOMPATIBLERANGE,
                    ANYCOMPATIBLEMULTIRANGE -> true;
            default -> false;
        };
    }
}
