package io.federator.duckdb;

import io.federator.spi.source.Rendered;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Conversions that are exact, or fail as PostgreSQL's do. */
final class Casts {
    private Casts() {}

    static @Nullable Rendered render(Rendered value, SqlType to) {
        TypeKind from = value.type().kind();
        if (to.is(TypeKind.NUMERIC)) {
            return toNumeric(value, to);
        }
        String sql = switch (to.kind()) {
            case INT2, INT4, INT8 -> toInteger(value, to);
            case FLOAT4, FLOAT8 -> toFloat(value, to);
            case BOOL -> from == TypeKind.INT4 ? "(" + value.sql() + " <> 0)" : same(value, to);
            case TEXT, VARCHAR -> toText(value, to);
            case BPCHAR -> toPadded(value, to);
            case DATE -> from == TypeKind.TIMESTAMP ? macro("timestamp_to_date", value) : same(value, to);
            case TIMESTAMP -> from == TypeKind.DATE ? macro("date_to_timestamp", value) : sameInstant(value, to);
            case TIME ->
                from == TypeKind.TIMESTAMP && to.typmod() < 0
                        ? macro("timestamp_to_time", value)
                        : sameInstant(value, to);
            case TIMESTAMPTZ, INTERVAL -> sameInstant(value, to);
            default -> same(value, to);
        };
        if (sql == null || !DuckDbTypes.carries(to)) {
            return null;
        }
        Rendered rendered = OperationList.value(sql, to);
        return value.constant() && sql.equals(value.sql()) ? rendered.asConstant() : rendered;
    }

    private static @Nullable String same(Rendered value, SqlType to) {
        return value.type().kind() == to.kind() && value.type().element() == null ? value.sql() : null;
    }

    /** A number of fractional digits would have to be rounded to, or fields of an interval left out. */
    private static @Nullable String sameInstant(Rendered value, SqlType to) {
        return to.typmod() < 0 || to.typmod() == value.type().typmod() ? same(value, to) : null;
    }

    private static String macro(String name, Rendered value) {
        return "fed_" + name + "(" + value.sql() + ")";
    }

    private static @Nullable Rendered toNumeric(Rendered value, SqlType to) {
        TypeKind from = value.type().kind();
        if (value.sql().equals(DuckDbLiterals.NULL)) {
            return value;
        }
        Digits digits = from.isInteger() || from == TypeKind.NUMERIC ? Digits.of(value) : null;
        if (digits == null) {
            return null;
        }
        Digits wanted = to.precision() < 0 ? digits : new Digits(to.precision(), to.scale());
        if (!wanted.fits()) {
            return null;
        }
        boolean kept = from == TypeKind.NUMERIC && to.precision() < 0;
        String sql = kept ? value.sql() : DuckDbLiterals.cast(value.sql(), wanted.type());
        Rendered rendered = Rendered.computed(sql, to).withDigits(wanted.precision(), wanted.scale());
        return value.constant() && kept ? rendered.asConstant() : rendered;
    }

    private static @Nullable String toInteger(Rendered value, SqlType to) {
        String name = DuckDbTypes.name(to);
        return switch (value.type().kind()) {
            case INT2, INT4, INT8 -> to.kind() == value.type().kind() ? value.sql() : cast(value, name);
            case NUMERIC -> Digits.of(value) == null ? null : cast(value, name);
            case FLOAT4, FLOAT8 -> cast(value, name);
            case BOOL -> to.is(TypeKind.INT4) ? cast(value, name) : null;
            default -> null;
        };
    }

    private static @Nullable String toFloat(Rendered value, SqlType to) {
        TypeKind from = value.type().kind();
        if (from == to.kind()) {
            return value.sql();
        }
        boolean widens = from == TypeKind.FLOAT4 && to.is(TypeKind.FLOAT8);
        return from.isInteger() || widens ? cast(value, DuckDbTypes.name(to)) : null;
    }

    private static @Nullable String toText(Rendered value, SqlType to) {
        String text = switch (value.type().kind()) {
            case TEXT, VARCHAR, NAME -> value.sql();
            case BPCHAR -> StructuralOperations.stripped(value);
            case BOOL, INT2, INT4, INT8, UUID -> cast(value, "VARCHAR");
            case NUMERIC -> numberText(value);
            default -> null;
        };
        boolean shortened =
                to.length() >= 0 && !(value.type().length() >= 0 && value.type().length() <= to.length());
        if (text == null || !shortened) {
            return text;
        }
        // PostgreSQL cuts only what is text already; a number that is too long is an error.
        return value.type().kind().isText() ? "left(" + text + ", " + to.length() + ")" : null;
    }

    /** A decimal of fractional digits only would be written without its zero before the point. */
    private static @Nullable String numberText(Rendered value) {
        Digits digits = Digits.of(value);
        if (digits == null) {
            return null;
        }
        Digits shown = new Digits(Math.max(digits.precision(), digits.scale() + 1), digits.scale());
        return shown.fits() ? DuckDbLiterals.cast(DuckDbLiterals.cast(value.sql(), shown.type()), "VARCHAR") : null;
    }

    private static @Nullable String toPadded(Rendered value, SqlType to) {
        return switch (value.type().kind()) {
            case TEXT, VARCHAR -> to.length() > 0 ? "rpad(" + value.sql() + ", " + to.length() + ", ' ')" : null;
            case BPCHAR -> value.type().typmod() == to.typmod() ? value.sql() : null;
            default -> null;
        };
    }

    private static String cast(Rendered value, @Nullable String type) {
        return DuckDbLiterals.cast(value.sql(), type == null ? "VARCHAR" : type);
    }
}
