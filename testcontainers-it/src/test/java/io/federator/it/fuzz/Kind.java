package io.federator.it.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The types that expressions are made of. */
enum Kind {
    BOOL("boolean", true, "true", "false"),
    INT2("smallint", true, "0", "1", "-1", "7", "32767", "-32768"),
    INT4("integer", true, "0", "1", "2", "-1", "5", "42", "2147483647", "-2147483648"),
    INT8("bigint", true, "0", "1", "-1", "10", "9223372036854775807", "-9223372036854775808", "9007199254740993"),
    NUMERIC("numeric", false, "0", "1.5", "-2.50", "0.3333333333", "100", "12345678901234567890.123", "0.00", "-0.5"),
    FLOAT4("real", false, "0", "1.5", "-0.1", "16777217", "0.33333334"),
    FLOAT8("double precision", false, "0", "0.1", "-7.5", "1e15", "0.3333333333333333", "9007199254740993"),
    TEXT("text", true, "", "a", "apple", "Apple", "APPLE", " ", "apple ", "é", "😀", "10", "%", "a_b", "it's", "zebra"),
    BPCHAR("character(6)", false, "ab", "AB", "", "Z", "ß", "x", "10"),
    BYTEA("bytea", true, "\\x", "\\x00", "\\xdeadbeef", "\\x00ff5c27"),
    DATE("date", true, "2024-02-29", "1970-01-01", "0001-01-01", "9999-12-31", "1995-06-17", "2000-01-01"),
    TIME("time", true, "00:00:00", "12:34:56.789012", "23:59:59.999999", "24:00:00"),
    TIMETZ(
            "time with time zone",
            true,
            "12:00:00+00",
            "12:00:00+01",
            "00:00:00-12",
            "23:59:59.999999+05:30",
            "24:00:00+00"),
    TIMESTAMP("timestamp", true, "2024-02-29 12:34:56.789012", "1970-01-01 00:00:00", "2024-03-31 02:30:00"),
    TIMESTAMPTZ("timestamptz", true, "2024-03-31 01:30:00+00", "1969-12-31 23:59:59.5+00", "2024-10-27 00:30:00+00"),
    INTERVAL("interval", false, "1 day", "1 month", "-1 year 2 days", "03:04:05.678", "1 day -24 hours", "0"),
    UUID("uuid", true, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "00000000-0000-0000-0000-000000000000"),
    JSONB("jsonb", false, "{}", "[]", "{\"a\": 1}", "[1, 2.50, null]", "\"text\"", "null", "{\"a\": {\"b\": [true]}}"),
    INT_ARRAY("integer[]", true, "{}", "{1,2,3}", "{NULL,7}", "{5}"),
    TEXT_ARRAY("text[]", true, "{}", "{a,b}", "{apple,NULL,\"\"}"),
    BITS("bit varying", true, "", "0", "1", "101", "0011", "111111111");

    private final String sql;
    private final boolean uniform;
    private final List<String> literals;

    Kind(String sql, boolean uniform, String... literals) {
        this.sql = sql;
        this.uniform = uniform;
        this.literals = List.of(literals);
    }

    /** PostgreSQL's name. */
    String sql() {
        return sql;
    }

    /** Whether equal values are always the same value: of numerics, 1.0 and 1.00 are equal and two values. */
    boolean isUniform() {
        return uniform;
    }

    boolean isWhole() {
        return this == INT2 || this == INT4 || this == INT8;
    }

    /** Values that every kind is tried with, in PostgreSQL's input form. */
    List<String> literals() {
        return literals;
    }

    static Kind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind " + name));
    }

    /**
     * The kind of a column.
     *
     * @param type as format_type prints it
     */
    static Optional<Kind> ofType(String type) {
        return switch (type.replaceAll("\\(.*\\)", "")) {
            case "character varying", "text" -> Optional.of(TEXT);
            case "character" -> Optional.of(BPCHAR);
            case "time without time zone" -> Optional.of(TIME);
            case "timestamp without time zone" -> Optional.of(TIMESTAMP);
            case "timestamp with time zone" -> Optional.of(TIMESTAMPTZ);
            default ->
                Arrays.stream(values())
                        .filter(kind -> kind.sql.equals(type.replaceAll("\\(.*\\)", "")))
                        .findFirst();
        };
    }

    /** A constant in SQL. */
    String literal(String value) {
        boolean bare = isWhole() && this != INT2 && !value.startsWith("-") && value.length() < 10;
        if (this == BOOL || bare) {
            return value;
        }
        return "'" + value.replace("'", "''") + "'::" + sql;
    }
}
