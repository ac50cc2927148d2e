package io.federator.engine.system;

import io.federator.spi.type.SqlType;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How information_schema describes a type: the columns that columns, domains, routines and parameters share. */
final class TypeInformation {
    private static final int MAX_OCTETS = 1 << 30;
    private static final int BYTES_A_CHARACTER = 4;
    private static final int FULL_PRECISION = 0xffff;
    private static final int DEFAULT_COLLATION = 100;

    /** The fields that an interval's modifier can restrict it to, by the bits of utils/timestamp.h. */
    private static final Map<Integer, String> INTERVAL_FIELDS = Map.ofEntries(
            Map.entry(1 << 2, "YEAR"),
            Map.entry(1 << 1, "MONTH"),
            Map.entry(1 << 3, "DAY"),
            Map.entry(1 << 10, "HOUR"),
            Map.entry(1 << 11, "MINUTE"),
            Map.entry(1 << 12, "SECOND"),
            Map.entry((1 << 2) | (1 << 1), "YEAR TO MONTH"),
            Map.entry((1 << 3) | (1 << 10), "DAY TO HOUR"),
            Map.entry((1 << 3) | (1 << 10) | (1 << 11), "DAY TO MINUTE"),
            Map.entry((1 << 3) | (1 << 10) | (1 << 11) | (1 << 12), "DAY TO SECOND"),
            Map.entry((1 << 10) | (1 << 11), "HOUR TO MINUTE"),
            Map.entry((1 << 10) | (1 << 11) | (1 << 12), "HOUR TO SECOND"),
            Map.entry((1 << 11) | (1 << 12), "MINUTE TO SECOND"));

    private final SystemTypes types;
    private final String database;
    private final Map<Integer, String> collations;

    /** @param collations names by OID */
    TypeInformation(SystemTypes types, String database, Map<Integer, String> collations) {
        this.types = types;
        this.database = database;
        this.collations = collations;
    }

    /** {@code data_type}: a domain counts as what is under it. */
    String dataType(int oid) {
        SystemTypes.Type type = base(oid);
        if (type.isArray()) {
            return "ARRAY";
        }
        return type.namespace() == Oids.PG_CATALOG_SCHEMA ? types.display(type.oid()) : "USER-DEFINED";
    }

    /** {@code udt_schema} and {@code udt_name}, or {@code type_udt_…}. */
    void name(Shape.Row row, String prefix, int oid) {
        SystemTypes.Type type = base(oid);
        row.set(prefix + "udt_catalog", database)
                .set(prefix + "udt_schema", schema(type))
                .set(prefix + "udt_name", type.name());
    }

    void domain(Shape.Row row, int oid) {
        SystemTypes.Type type = types.byOid(oid);
        if (type.kind() == 'd') {
            row.set("domain_catalog", database)
                    .set("domain_schema", schema(type))
                    .set("domain_name", type.name());
        }
    }

    void collation(Shape.Row row, int collation) {
        String name = collations.get(collation);
        if (name != null && collation != DEFAULT_COLLATION) {
            row.set("collation_catalog", database)
                    .set("collation_schema", Shapes.PG_CATALOG)
                    .set("collation_name", name);
        }
    }

    /** Lengths and precisions. */
    void modifier(Shape.Row row, int oid, int declared) {
        SystemTypes.Type type = types.byOid(oid);
        int modifier = type.kind() == 'd' ? type.modifier() : declared;
        int base = base(oid).oid();
        SqlType sql = types.sqlType(base, modifier);
        if (base != sql.oid() || sql.element() != null) {
            return;
        }
        switch (sql.kind()) {
            case VARCHAR, BPCHAR -> {
                row.set("character_maximum_length", modifier < 0 ? null : sql.length());
                row.set("character_octet_length", modifier < 0 ? MAX_OCTETS : sql.length() * BYTES_A_CHARACTER);
            }
            case TEXT -> row.set("character_octet_length", MAX_OCTETS);
            case BIT, VARBIT -> row.set("character_maximum_length", modifier < 0 ? null : modifier);
            case INT2 -> number(row, 16, 2, 0);
            case INT4 -> number(row, 32, 2, 0);
            case INT8 -> number(row, 64, 2, 0);
            case FLOAT4 -> number(row, 24, 2, null);
            case FLOAT8 -> number(row, 53, 2, null);
            case NUMERIC -> number(row, modifier < 0 ? null : sql.precision(), 10, modifier < 0 ? null : sql.scale());
            case DATE -> row.set("datetime_precision", 0);
            case TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> row.set("datetime_precision", modifier < 0 ? 6 : modifier);
            case INTERVAL -> {
                int precision = modifier & FULL_PRECISION;
                row.set("datetime_precision", modifier < 0 || precision == FULL_PRECISION ? 6 : precision);
                row.set("interval_type", modifier < 0 ? null : intervalType(modifier));
            }
            default -> {}
        }
    }

    private static void number(Shape.Row row, @Nullable Integer precision, int radix, @Nullable Integer scale) {
        row.set("numeric_precision", precision)
                .set("numeric_precision_radix", radix)
                .set("numeric_scale", scale);
    }

    private static @Nullable String intervalType(int modifier) {
        String fields = INTERVAL_FIELDS.get((modifier >> 16) & 0x7fff);
        int precision = modifier & FULL_PRECISION;
        boolean hasPrecision = precision != FULL_PRECISION;
        if (fields == null) {
            return null;
        }
        return fields.toUpperCase(Locale.ROOT) + (hasPrecision ? "(" + precision + ")" : "");
    }

    private SystemTypes.Type base(int oid) {
        SystemTypes.Type type = types.byOid(oid);
        return type.kind() == 'd' ? types.byOid(type.base()) : type;
    }

    private static String schema(SystemTypes.Type type) {
        return type.namespace() == Oids.PG_CATALOG_SCHEMA ? Shapes.PG_CATALOG : Shapes.INFORMATION_SCHEMA;
    }
}
