package io.federator.duckdb;

import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.Rendered;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.Bytes;
import io.federator.spi.value.Interval;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Constants and placeholders. Each is cast, so that DuckDB never chooses a type by itself. */
final class DuckDbLiterals {
    static final TextCollation CODE_POINT = new TextCollation(TextCollation.Kind.CODE_POINT, "", "");
    static final String NULL = "NULL";

    private static final Pattern INTEGER = Pattern.compile("CAST\\((-?\\d{1,9}) AS (?:SMALLINT|INTEGER|BIGINT)\\)");
    private static final String TEXT_START = "CAST('";
    private static final String TEXT_END = "' AS VARCHAR)";

    private DuckDbLiterals() {}

    static @Nullable Rendered literal(SqlType type, @Nullable Object value) {
        if (value == null) {
            return ofNull(type);
        }
        if (value instanceof BigDecimal number) {
            int scale = Math.max(0, number.scale());
            int precision = Math.max(number.precision() - number.scale(), 0) + scale;
            precision = Math.max(precision, 1);
            return DuckDbTypes.isDecimal(precision, scale)
                    ? constant(cast(number.toPlainString(), DuckDbTypes.decimal(precision, scale)), type)
                            .withDigits(precision, scale)
                    : null;
        }
        String name = DuckDbTypes.name(type);
        String sql = text(type.kind(), value);
        return name == null || sql == null ? null : constant(cast(sql, name), type);
    }

    private static @Nullable Rendered ofNull(SqlType type) {
        if (type.is(TypeKind.NUMERIC)) {
            return constant(NULL, type).withDigits(0, -1);
        }
        String name = DuckDbTypes.name(type);
        return name == null ? null : constant(cast(NULL, name), type);
    }

    static @Nullable Rendered parameter(SqlType type) {
        String name = DuckDbTypes.name(type);
        if (name == null) {
            return null;
        }
        return constant(
                switch (type.kind()) {
                    case BYTEA -> "unhex(CAST(? AS VARCHAR))";
                    case UUID -> "CAST(CAST(? AS VARCHAR) AS UUID)";
                    default -> cast("?", name);
                },
                type);
    }

    /** The value for a placeholder as the driver takes it. */
    static @Nullable Object parameterValue(Argument argument) {
        return switch (argument.value()) {
            case Bytes bytes -> HexFormat.of().formatHex(bytes.array());
            case UUID uuid -> uuid.toString();
            case Interval interval -> IntervalText.of(interval);
            case null -> null;
            case Object value -> value;
        };
    }

    /** The value of an integer literal; empty for anything else. */
    static OptionalInt integer(Rendered rendered) {
        Matcher literal = INTEGER.matcher(rendered.sql());
        return literal.matches() ? OptionalInt.of(Integer.parseInt(literal.group(1))) : OptionalInt.empty();
    }

    /** The value of a text literal; null for anything else. */
    static @Nullable String string(Rendered rendered) {
        String sql = rendered.sql();
        return rendered.constant() && sql.startsWith(TEXT_START) && sql.endsWith(TEXT_END)
                ? sql.substring(TEXT_START.length(), sql.length() - TEXT_END.length())
                        .replace("''", "'")
                : null;
    }

    private static @Nullable String text(TypeKind kind, Object value) {
        return switch (kind) {
            case BOOL, INT2, INT4, INT8, OID, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> value.toString();
            case FLOAT4, FLOAT8, UUID -> quoted(value.toString());
            case TEXT, VARCHAR, BPCHAR, NAME, JSON, JSONB -> quoted(value.toString());
            case INTERVAL -> value instanceof Interval interval ? quoted(IntervalText.of(interval)) : null;
            case BYTEA ->
                value instanceof Bytes bytes ? "unhex('" + HexFormat.of().formatHex(bytes.array()) + "')" : null;
            default -> null; // numeric: not a number
        };
    }

    static String cast(String sql, String type) {
        return "CAST(" + sql + " AS " + type + ")";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static Rendered constant(String sql, SqlType type) {
        Rendered rendered = Rendered.computed(sql, type).asConstant();
        return type.kind().isText() ? rendered.withCollation(CODE_POINT) : rendered;
    }
}
