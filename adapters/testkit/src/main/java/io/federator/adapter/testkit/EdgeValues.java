package io.federator.adapter.testkit;

import io.federator.adapter.jdbc.text.ValueText;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;

/** Values of each kind that are likely to show a difference, in PostgreSQL's text form. */
final class EdgeValues {
    private static final List<String> INT2 = List.of("0", "1", "-1", "7", "-7", "32767", "-32768");
    private static final List<String> INT4 = List.of("0", "1", "-1", "2", "-7", "5", "2147483647", "-2147483648");
    private static final List<String> INT8 =
            List.of("0", "1", "-1", "3", "-7", "2147483648", "9223372036854775807", "-9223372036854775808");
    private static final List<String> NUMERIC = List.of(
            "0.00", "1.00", "-1.00", "0.05", "2.50", "-2.50", "1234567.89", "-9999999999999.99", "0.99", "-0.45");
    private static final List<String> FLOAT8 =
            List.of("0", "1", "-1", "0.1", "-2.5", "1e20", "1e-300", "1.7976931348623157e308", "123456789.123456789");
    private static final List<String> FLOAT4 =
            List.of("0", "1", "-1", "0.1", "-2.5", "1.5e10", "3.4028235e38", "16777217");
    private static final List<String> TEXT = List.of(
            "", "a", "A", "b", "ab", "AB", "a ", " a", "ä", "a\u0308", "Ä", "é", "É", "ß", "ss", "日本", "😀", "\uFFFD",
            "\\", "a\\b", "'", "it's", "%", "_", "a%b", "z", "Z", "abc abc", "\t", "\"", "?");
    private static final List<String> BPCHAR = List.of("", "a", "A", "ab", "ä", "é", " a", "z");
    private static final List<String> BYTEA = List.of("\\x", "\\x00", "\\xff", "\\x6162", "\\x616200", "\\x5c27");
    private static final List<String> DATE =
            List.of("1970-01-01", "2000-02-29", "1999-12-31", "2024-12-30", "1000-01-01", "9999-12-31");
    private static final List<String> TIME = List.of("00:00:00", "23:59:59.999999", "12:34:56.789", "00:00:00.000001");
    private static final List<String> TIMESTAMP = List.of(
            "1970-01-01 00:00:00",
            "2000-02-29 23:59:59.999999",
            "1999-12-31 23:59:59.5",
            "2024-12-30 12:00:00",
            "1000-01-01 00:00:00.000001",
            "9999-12-31 23:59:59.999999");
    private static final List<String> TIMESTAMPTZ = List.of(
            "1970-01-02 00:00:00+00",
            "2000-02-29 23:59:59.999999+00",
            "2024-03-31 01:30:00+00",
            "2037-12-31 23:59:59+00");
    private static final List<String> INTERVAL = List.of(
            "00:00:00",
            "1 day",
            "1 mon",
            "-1 mons",
            "-01:00:00",
            "1 year 2 mons 3 days 04:05:06.789",
            "30 days",
            "24:00:00");
    private static final List<String> UUID = List.of(
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            "018f3c3c-0000-7000-8000-000000000001");
    private static final List<String> JSON =
            List.of("null", "{\"a\": 1, \"bb\": [1, 2.50, \"x\"]}", "[1, {\"a\": null}]", "\"a\"", "[]");

    private EdgeValues() {}

    static List<Object> of(TypeKind kind) {
        return texts(kind).stream()
                .map(text -> ValueText.parse(SqlType.of(kind), text))
                .toList();
    }

    static boolean isEmpty(TypeKind kind) {
        return texts(kind).isEmpty();
    }

    private static List<String> texts(TypeKind kind) {
        return switch (kind) {
            case BOOL -> List.of("t", "f");
            case INT2 -> INT2;
            case INT4 -> INT4;
            case INT8 -> INT8;
            case NUMERIC -> NUMERIC;
            case FLOAT4 -> FLOAT4;
            case FLOAT8 -> FLOAT8;
            case TEXT, VARCHAR -> TEXT;
            case BPCHAR -> BPCHAR;
            case NAME -> List.of("a", "A", "pg_class");
            case BYTEA -> BYTEA;
            case DATE -> DATE;
            case TIME -> TIME;
            case TIMETZ -> List.of("12:00:00+00", "12:00:00+05:30", "00:00:00-08");
            case TIMESTAMP -> TIMESTAMP;
            case TIMESTAMPTZ -> TIMESTAMPTZ;
            case INTERVAL -> INTERVAL;
            case UUID -> UUID;
            case JSON, JSONB -> JSON;
            case OID -> List.of("0", "1", "4294967295");
            case BIT, VARBIT -> List.of("0", "1", "101");
            default -> List.of();
        };
    }

    /** The declared type of a test column of this kind, wide enough for all values. */
    static SqlType columnType(TypeKind kind) {
        return switch (kind) {
            case NUMERIC -> SqlType.numeric(15, 2);
            case VARCHAR -> SqlType.varchar(100);
            case BPCHAR -> SqlType.bpchar(10);
            case TIME, TIMESTAMP, TIMESTAMPTZ -> SqlType.of(kind, 6);
            default -> SqlType.of(kind);
        };
    }
}
