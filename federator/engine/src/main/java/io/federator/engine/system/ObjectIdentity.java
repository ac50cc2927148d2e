package io.federator.engine.system;

import static io.federator.engine.names.ObjectNames.quote;

import io.federator.engine.context.SystemNames.Identity;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.ArrayValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code pg_identify_object}: names that do not depend on the search path. For one snapshot. */
final class ObjectIdentity {
    private static final int PG_TYPE = 1247;
    private static final int PG_PROC = 1255;
    private static final int PG_CLASS = 1259;
    private static final int PG_AUTHID = 1260;
    private static final int PG_CONSTRAINT = 2606;
    private static final int PG_NAMESPACE = 2615;

    /** array_subscript_handler, which the types of arrays have; those of vectors too, which are kept plain. */
    private static final long ARRAY_SUBSCRIPTS = 6179;

    /** Types with names of the SQL standard, which are not looked up and so never qualified. */
    private static final Set<String> STANDARD = Set.of(
            "bit",
            "bool",
            "bpchar",
            "float4",
            "float8",
            "int2",
            "int4",
            "int8",
            "interval",
            "json",
            "numeric",
            "time",
            "timestamp",
            "timestamptz",
            "timetz",
            "varbit",
            "varchar");

    private final RowSources sources;
    private final Snapshot snapshot;
    private final SystemFacts facts;

    ObjectIdentity(RowSources sources, Snapshot snapshot, SystemFacts facts) {
        this.sources = sources;
        this.snapshot = snapshot;
        this.facts = facts;
    }

    /** @param catalog OID of the object's system table */
    Identity of(long catalog, long oid, int column) {
        return switch ((int) catalog) {
            case PG_CLASS -> relation(oid, column);
            case PG_PROC -> row("pg_proc", oid).map(this::function).orElse(new Identity("routine", null, null, null));
            case PG_TYPE ->
                row("pg_type", oid)
                        .map(found -> new Identity(
                                "type",
                                quote(schema("pg_type", found, "typnamespace")),
                                quote(text("pg_type", found, "typname")),
                                type(oid)))
                        .orElse(new Identity("type", null, null, null));
            case PG_NAMESPACE -> new Identity("schema", snapshot.schemaName(oid).map(n -> quote(n)));
            case PG_AUTHID ->
                new Identity(
                        "role",
                        RoleTables.all(facts).stream()
                                .filter(role -> role.oid() == oid)
                                .map(role -> quote(role.name()))
                                .findFirst());
            case PG_CONSTRAINT -> constraint(oid);
            default ->
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "names of objects of catalog " + catalog + " are not supported by Federator");
        };
    }

    private Identity relation(long oid, int column) {
        Relation found = snapshot.relation(oid).orElse(null);
        if (found == null) {
            return new Identity("relation", null, null, null);
        }
        String kind = found.kind() == 'v' ? "view" : found.kind() == 'i' ? "index" : "table";
        if (column > found.columns().size()) {
            return new Identity(kind + " column", null, null, null);
        }
        String of = column > 0 ? "." + quote(found.column(column).name()) : "";
        return new Identity(
                column > 0 ? kind + " column" : kind, quote(found.schema()), quote(found.name()), name(found) + of);
    }

    private static String name(Relation relation) {
        return quote(relation.schema()) + "." + quote(relation.name());
    }

    private Identity function(@Nullable Object[] row) {
        Shape shape = sources.shapes().pg("pg_proc");
        String kind = switch (text("pg_proc", row, "prokind")) {
            case "a" -> "aggregate";
            case "p" -> "procedure";
            default -> "function";
        };
        List<@Nullable Object> types =
                row[shape.position("proargtypes")] instanceof ArrayValue array ? array.values() : List.of();
        String schema = quote(schema("pg_proc", row, "pronamespace"));
        String arguments = types.stream()
                .map(oid -> type(oid instanceof Number number ? number.longValue() : 0))
                .collect(Collectors.joining(",", "(", ")"));
        return new Identity(kind, schema, null, schema + "." + quote(text("pg_proc", row, "proname")) + arguments);
    }

    private String type(long oid) {
        @Nullable Object[] row = row("pg_type", oid).orElse(null);
        if (row == null) {
            return "-";
        }
        Shape shape = sources.shapes().pg("pg_type");
        if (Long.valueOf(ARRAY_SUBSCRIPTS).equals(row[shape.position("typsubscript")])
                && !"p".equals(text("pg_type", row, "typstorage"))
                && row[shape.position("typelem")] instanceof Number element) {
            return type(element.longValue()) + "[]";
        }
        String name = text("pg_type", row, "typname");
        String schema = schema("pg_type", row, "typnamespace");
        return schema.equals(Shapes.PG_CATALOG) && STANDARD.contains(name)
                ? sources.shapes().types().display((int) oid)
                : quote(schema) + "." + quote(name);
    }

    private Identity constraint(long oid) {
        for (Relation table : snapshot.all()) {
            for (Relation.Constraint constraint : table.constraints()) {
                if (constraint.oid() == oid) {
                    return new Identity(
                            "table constraint",
                            quote(table.schema()),
                            null,
                            quote(constraint.name()) + " on " + name(table));
                }
            }
        }
        return new Identity("constraint", null, null, null);
    }

    private Optional<@Nullable Object[]> row(String catalog, long oid) {
        Shape shape = sources.shapes().pg(catalog);
        int position = shape.position("oid");
        return sources.rows(shape, snapshot).stream()
                .filter(row -> Long.valueOf(oid).equals(row[position]))
                .findFirst();
    }

    private String text(String catalog, @Nullable Object[] row, String column) {
        return String.valueOf(row[sources.shapes().pg(catalog).position(column)]);
    }

    private String schema(String catalog, @Nullable Object[] row, String column) {
        return row[sources.shapes().pg(catalog).position(column)] instanceof Number number
                ? snapshot.schemaName(number.longValue()).orElse("")
                : "";
    }
}
