package io.federator.adapter.postgresql;

import io.federator.adapter.jdbc.text.ValueText;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Type names and constants in PostgreSQL's SQL. */
final class PostgresText {
    private PostgresText() {}

    /** The type as a cast may name it. */
    static @Nullable String typeName(SqlType type) {
        SqlType element = type.element();
        if (element != null) {
            String name = typeName(element);
            return name == null ? null : name + "[]";
        }
        String bare = bareName(type.kind());
        if (type.typmod() < 0 || bare == null) {
            return bare;
        }
        return switch (type.kind()) {
            case NUMERIC -> bare + "(" + type.precision() + "," + type.scale() + ")";
            case VARCHAR, BPCHAR -> bare + "(" + type.length() + ")";
            case BIT, VARBIT, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> bare + "(" + type.typmod() + ")";
            default -> null;
        };
    }

    private static @Nullable String bareName(TypeKind kind) {
        return switch (kind) {
            case CHAR -> "\"char\"";
            case RECORD, UNKNOWN, VOID, ANYARRAY, ARRAY, PG_NODE_TREE, ACLITEM -> null;
            default -> kind.typname();
        };
    }

    /** {@code 'text'::type}, self-contained; null for a type without constants. */
    static @Nullable String constant(SqlType type, @Nullable Object value) {
        String name = typeName(type.bare());
        if (name == null) {
            return null;
        }
        if (value == null) {
            return "NULL::" + name;
        }
        if (value instanceof Integer number && type.is(TypeKind.INT4) && number >= 0) {
            return number.toString();
        }
        if (value instanceof Boolean bool) {
            return bool ? "true" : "false";
        }
        String text = ValueText.format(type, value);
        if (text.indexOf('\0') >= 0) {
            return null;
        }
        String quoted = "'" + text.replace("'", "''") + "'";
        // A cast to bare bit would cut the string to one bit.
        return type.is(TypeKind.BIT) ? "B" + quoted : quoted + "::" + name;
    }
}
