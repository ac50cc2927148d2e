package io.federator.duckdb;

import io.federator.adapter.jdbc.text.ValueText;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;

/** Values of each kind at which databases differ, in PostgreSQL's text form. */
final class Edges {
    private Edges() {}

    static SqlType columnType(TypeKind kind) {
        return switch (kind) {
            case NUMERIC -> SqlType.numeric(15, 2);
            case BPCHAR -> SqlType.bpchar(4);
            default -> SqlType.of(kind);
        };
    }

    static List<Object> values(TypeKind kind) {
        return texts(kind).stream()
                .map(text -> ValueText.parse(columnType(kind), text))
                .toList();
    }

    static List<String> texts(TypeKind kind) {
        return switch (kind) {
            case BOOL -> List.of("t", "f");
            case INT2 -> List.of("0", "1", "-1", "2", "7", "-7", "32767", "-32768");
            case INT4 -> List.of("0", "1", "-1", "3", "-7", "2147483647", "-2147483648");
            case INT8 ->
                List.of("0", "1", "-1", "3", "-7", "9223372036854775807", "-9223372036854775808", "4294967296");
            case OID -> List.of("0", "1", "4294967295");
            case NUMERIC ->
                List.of(
                        "0.00",
                        "1.00",
                        "-1.00",
                        "0.05",
                        "-0.45",
                        "2.50",
                        "-2.50",
                        "99.99",
                        "9999999999999.99",
                        "-9999999999999.99");
            case FLOAT4 ->
                List.of(
                        "0",
                        "-0",
                        "1",
                        "-2.5",
                        "0.1",
                        "NaN",
                        "Infinity",
                        "-Infinity",
                        "3.4028235e38",
                        "1e-45",
                        "16777217");
            case FLOAT8 ->
                List.of(
                        "0",
                        "-0",
                        "1",
                        "-2.5",
                        "0.1",
                        "NaN",
                        "Infinity",
                        "-Infinity",
                        "1.7976931348623157e308",
                        "5e-324",
                        "2147483647.5");
            case TEXT, VARCHAR ->
                List.of(
                        "",
                        "a",
                        "A",
                        "ab",
                        "aB",
                        "a ",
                        " a",
                        "  xay  ",
                        "ä",
                        "a\u0308b",
                        "É",
                        "ß",
                        "日本語",
                        "😀x",
                        "👨\u200d👩",
                        "\\",
                        "a\\b",
                        "it's",
                        "%",
                        "_",
                        "a%b",
                        "a,b,,c",
                        "aabaa",
                        "\t",
                        "\uFFFD",
                        "ffi");
            case NAME -> List.of("a", "A", "pg_class");
            case BPCHAR -> List.of("    ", "a   ", "A   ", "ab  ", "a\tb ", "a\t  ", "ä   ", "abcd");
            case BYTEA -> List.of("\\x", "\\x00", "\\xff", "\\x6162", "\\x616200", "\\x5c27");
            case DATE ->
                List.of(
                        "1970-01-01",
                        "2000-02-29",
                        "1999-12-31",
                        "2024-12-30",
                        "0001-01-01",
                        "0001-12-31 BC",
                        "0044-03-15 BC",
                        "4714-11-24 BC",
                        "5874897-12-31",
                        "9999-12-31",
                        "infinity",
                        "-infinity");
            case TIME -> List.of("00:00:00", "23:59:59.999999", "12:34:56.789", "24:00:00", "00:00:00.000001");
            case TIMESTAMP ->
                List.of(
                        "1970-01-01 00:00:00",
                        "1969-12-31 23:59:59.999999",
                        "2000-02-29 23:59:59.5",
                        "2024-12-30 12:34:56.789",
                        "0001-01-01 00:00:00",
                        "0001-12-31 23:59:59.999999 BC",
                        "4714-11-24 00:00:00 BC",
                        "294246-12-31 23:59:59",
                        "infinity",
                        "-infinity");
            case TIMESTAMPTZ -> List.of("1970-01-01 00:00:00+00", "2024-03-31 01:30:00+00", "infinity", "-infinity");
            case UUID ->
                List.of(
                        "00000000-0000-0000-0000-000000000000",
                        "ffffffff-ffff-ffff-ffff-ffffffffffff",
                        "7fffffff-ffff-ffff-ffff-ffffffffffff",
                        "80000000-0000-0000-8000-000000000001");
            case JSON -> List.of("{\"b\":1,  \"a\":[1, 2.50]}", "null");
            case JSONB -> List.of("{\"a\": [1, 2.50], \"b\": 1}", "null");
            case INTERVAL -> List.of("1 mon", "30 days", "-1 years -2 mons +3 days -04:05:06.789", "00:00:00");
            default -> List.of();
        };
    }
}
