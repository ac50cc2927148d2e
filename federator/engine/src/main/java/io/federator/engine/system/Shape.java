package io.federator.engine.system;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a system table, and rows of it by column name. Immutable. */
final class Shape {
    private final Relation relation;
    private final List<CatalogColumn> columns = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final @Nullable Object[] blank;

    Shape(Relation relation, SystemTypes types) {
        this.relation = relation;
        blank = new @Nullable Object[relation.columns().size()];
        for (Relation.Column column : relation.columns()) {
            SqlType type = types.sqlType(column.type(), column.modifier());
            int at = columns.size();
            positions.put(column.name(), at);
            blank[at] = column.notNull() ? zero(type) : null;
            columns.add(new CatalogColumn(column.name(), type, column.notNull()));
        }
    }

    Relation relation() {
        return relation;
    }

    List<CatalogColumn> columns() {
        return columns;
    }

    int position(String column) {
        Integer at = positions.get(column);
        if (at == null) {
            throw new IllegalArgumentException("no column " + column + " in " + relation.name());
        }
        return at;
    }

    /** A row with NULL, or the type's zero where the column is not null. */
    Row row() {
        return new Row(blank.clone());
    }

    /** A row being made. */
    final class Row {
        private final @Nullable Object[] values;

        private Row(@Nullable Object[] values) {
            this.values = values;
        }

        Row set(String column, @Nullable Object value) {
            values[position(column)] = value;
            return this;
        }

        /** An object identifier, which is a Long. */
        Row oid(String column, int oid) {
            return set(column, (long) oid);
        }

        /** {@code YES} or {@code NO}. */
        Row yes(String column, boolean yes) {
            return set(column, yes ? "YES" : "NO");
        }

        Row no(String... names) {
            for (String name : names) {
                set(name, "NO");
            }
            return this;
        }

        @Nullable Object[] done() {
            return values;
        }
    }

    private static @Nullable Object zero(SqlType type) {
        return switch (type.kind()) {
            case BOOL -> false;
            case INT2, INT4 -> 0;
            case INT8, XID, CID -> 0L;
            case FLOAT4 -> 0f;
            case INT2VECTOR -> StaticTables.vector(SqlType.INT2, List.of());
            case OIDVECTOR -> StaticTables.vector(SqlType.OID, List.of());
            case CHAR, NAME, TEXT -> "";
            default -> type.kind().isOid() ? (Object) 0L : null;
        };
    }
}
