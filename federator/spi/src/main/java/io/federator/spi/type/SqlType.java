package io.federator.spi.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL type with its modifier.
 *
 * @param kind the base type, or {@link TypeKind#ARRAY}
 * @param typmod PostgreSQL's {@code atttypmod}: -1 for none; length + 4 for varchar and bpchar; {@code (precision << 16 |
 *     scale & 0x7ff) + 4} for numeric; the length for bit types; the number of fractional digits for time types; PostgreSQL's
 *     packed range and precision for interval
 * @param element the element type of an array, else null
 */
public record SqlType(TypeKind kind, int typmod, @Nullable SqlType element) {
    /** A field that an interval can be restricted to, from the largest. */
    private record IntervalField(String name, int bit) {}

    private static final List<IntervalField> INTERVAL_FIELDS = List.of(
            new IntervalField("year", 1 << 2),
            new IntervalField("month", 1 << 1),
            new IntervalField("day", 1 << 3),
            new IntervalField("hour", 1 << 10),
            new IntervalField("minute", 1 << 11),
            new IntervalField("second", 1 << 12));
    private static final int FULL_RANGE = 0x7fff;
    private static final int FULL_PRECISION = 0xffff;

    public static final SqlType BOOL = of(TypeKind.BOOL);
    public static final SqlType INT2 = of(TypeKind.INT2);
    public static final SqlType INT4 = of(TypeKind.INT4);
    public static final SqlType INT8 = of(TypeKind.INT8);
    public static final SqlType NUMERIC = of(TypeKind.NUMERIC);
    public static final SqlType FLOAT4 = of(TypeKind.FLOAT4);
    public static final SqlType FLOAT8 = of(TypeKind.FLOAT8);
    public static final SqlType TEXT = of(TypeKind.TEXT);
    public static final SqlType VARCHAR = of(TypeKind.VARCHAR);
    public static final SqlType BPCHAR = of(TypeKind.BPCHAR);
    public static final SqlType NAME = of(TypeKind.NAME);
    public static final SqlType BYTEA = of(TypeKind.BYTEA);
    public static final SqlType DATE = of(TypeKind.DATE);
    public static final SqlType TIME = of(TypeKind.TIME);
    public static final SqlType TIMETZ = of(TypeKind.TIMETZ);
    public static final SqlType TIMESTAMP = of(TypeKind.TIMESTAMP);
    public static final SqlType TIMESTAMPTZ = of(TypeKind.TIMESTAMPTZ);
    public static final SqlType INTERVAL = of(TypeKind.INTERVAL);
    public static final SqlType UUID = of(TypeKind.UUID);
    public static final SqlType JSON = of(TypeKind.JSON);
    public static final SqlType JSONB = of(TypeKind.JSONB);
    public static final SqlType OID = of(TypeKind.OID);
    public static final SqlType UNKNOWN = of(TypeKind.UNKNOWN);
    public static final SqlType VOID = of(TypeKind.VOID);

    public SqlType {
        if ((kind == TypeKind.ARRAY) != (element != null)) {
            throw new IllegalArgumentException("an array has an element type and nothing else has: " + kind);
        }
    }

    public static SqlType of(TypeKind kind) {
        return new SqlType(kind, -1, null);
    }

    public static SqlType of(TypeKind kind, int typmod) {
        return new SqlType(kind, typmod, null);
    }

    public static SqlType array(SqlType element) {
        return new SqlType(TypeKind.ARRAY, element.typmod, element.kind == TypeKind.ARRAY ? element.element : element);
    }

    /** {@code numeric(precision, scale)}. */
    public static SqlType numeric(int precision, int scale) {
        return of(TypeKind.NUMERIC, ((precision << 16) | (scale & 0x7ff)) + 4);
    }

    public static SqlType varchar(int length) {
        return of(TypeKind.VARCHAR, length + 4);
    }

    public static SqlType bpchar(int length) {
        return of(TypeKind.BPCHAR, length + 4);
    }

    /** The OID that clients see. */
    public int oid() {
        return element != null ? element.kind.arrayOid() : kind.oid();
    }

    /** The same type without its modifier. */
    public SqlType bare() {
        return typmod == -1 ? this : new SqlType(kind, -1, element == null ? null : element.bare());
    }

    /** Total digits of a numeric with a modifier, else -1. */
    public int precision() {
        return kind == TypeKind.NUMERIC && typmod >= 4 ? ((typmod - 4) >> 16) & 0xffff : -1;
    }

    /** Fractional digits of a numeric with a modifier (may be negative, as PostgreSQL allows), else -1. */
    public int scale() {
        return kind == TypeKind.NUMERIC && typmod >= 4 ? (((typmod - 4) & 0x7ff) ^ 1024) - 1024 : -1;
    }

    /** Characters of a varchar or bpchar with a modifier, else -1. */
    public int length() {
        return (kind == TypeKind.VARCHAR || kind == TypeKind.BPCHAR) && typmod >= 4 ? typmod - 4 : -1;
    }

    public boolean is(TypeKind other) {
        return kind == other;
    }

    /** As {@code format_type(oid, typmod)} shows it, such as {@code numeric(12,2)} or {@code integer[]}. */
    @Override
    public String toString() {
        if (element != null) {
            return element + "[]";
        }
        return switch (kind) {
            case NUMERIC -> typmod < 4 ? kind.display() : "numeric(" + precision() + "," + scale() + ")";
            case VARCHAR, BPCHAR -> typmod < 4 ? kind.display() : kind.display() + "(" + length() + ")";
            case BIT, VARBIT -> typmod < 0 ? kind.display() : kind.display() + "(" + typmod + ")";
            case TIME -> typmod < 0 ? kind.display() : "time(" + typmod + ") without time zone";
            case TIMETZ -> typmod < 0 ? kind.display() : "time(" + typmod + ") with time zone";
            case TIMESTAMP -> typmod < 0 ? kind.display() : "timestamp(" + typmod + ") without time zone";
            case TIMESTAMPTZ -> typmod < 0 ? kind.display() : "timestamp(" + typmod + ") with time zone";
            case INTERVAL -> typmod < 0 ? kind.display() : kind.display() + intervalFields(typmod);
            default -> kind.display();
        };
    }

    private static String intervalFields(int typmod) {
        int range = (typmod >> 16) & FULL_RANGE;
        int precision = typmod & FULL_PRECISION;
        StringBuilder fields = new StringBuilder();
        if (range != FULL_RANGE) {
            List<String> named = INTERVAL_FIELDS.stream()
                    .filter(field -> (range & field.bit()) != 0)
                    .map(IntervalField::name)
                    .toList();
            fields.append(' ').append(named.getFirst());
            if (named.size() > 1) {
                fields.append(" to ").append(named.getLast());
            }
        }
        return precision == FULL_PRECISION ? fields.toString() : fields + "(" + precision + ")";
    }
}
