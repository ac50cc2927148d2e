package io.federator.adapter.testkit;

import static io.federator.adapter.testkit.TestedDatabase.ValueCase.error;
import static io.federator.adapter.testkit.TestedDatabase.ValueCase.value;

import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the tests of MySQL and MariaDB have in common. */
public abstract class FamilyDatabase implements TestedDatabase {
    private static final String UUID_TEXT = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";

    @Override
    public Optional<String> nativeType(SqlType type) {
        return switch (type.kind()) {
            case BOOL -> Optional.of("tinyint(1)");
            case INT2 -> Optional.of("smallint");
            case INT4 -> Optional.of("int");
            case INT8 -> Optional.of("bigint");
            case NUMERIC -> Optional.of("decimal(" + type.precision() + "," + type.scale() + ")");
            case FLOAT4 -> Optional.of("float");
            case FLOAT8 -> Optional.of("double");
            case TEXT -> Optional.of("text character set utf8mb4 collate utf8mb4_general_ci");
            case VARCHAR ->
                Optional.of("varchar(" + type.length() + ") character set utf8mb4 collate utf8mb4_unicode_ci");
            case BPCHAR -> Optional.of("char(" + type.length() + ") character set utf8mb4 collate utf8mb4_bin");
            case BYTEA -> Optional.of("varbinary(100)");
            case DATE -> Optional.of("date");
            case TIME -> Optional.of("time(6)");
            case TIMESTAMP -> Optional.of("datetime(6)");
            case TIMESTAMPTZ -> Optional.of("timestamp(6) null");
            case UUID -> Optional.of("binary(16)");
            default -> Optional.empty();
        };
    }

    @Override
    public List<String> sessionStatements() {
        return List.of("SET SESSION sql_mode = 'ANSI_QUOTES,STRICT_ALL_TABLES', time_zone = '+00:00'");
    }

    @Override
    public List<String> insertionStatements() {
        return List.of("SET SESSION sql_mode = '', time_zone = '+00:00'");
    }

    @Override
    public String analyze(String table) {
        return "ANALYZE TABLE " + table;
    }

    @Override
    public String storedUuid(String literal) {
        return "UNHEX(REPLACE(" + literal + ", '-', ''))";
    }

    @Override
    public boolean holds(String textType, String text) {
        if (textType.contains("ascii")) {
            return text.chars().allMatch(c -> c < 0x80);
        }
        if (textType.contains("latin1")) {
            return text.chars().allMatch(c -> c < 0x80 || (c >= 0xA0 && c <= 0xFF));
        }
        return !textType.contains("utf8mb3") || text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    @Override
    public String endlessQuery(String mark) {
        return "WITH RECURSIVE d(x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM d WHERE x < 99) " + "SELECT /* " + mark
                + " */ COUNT(*) AS n FROM d a, d b, d c, d e, d f, d g WHERE a.x + b.x + c.x + e.x + f.x + g.x <> 7";
    }

    @Override
    public String countRunning(String mark) {
        return "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND INFO LIKE '%" + mark
                + "%'";
    }

    @Override
    public String manyRows(int rows) {
        return "WITH RECURSIVE d(x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM d WHERE x < 99) "
                + "SELECT 1 + a.x + 100 * b.x + 10000 * c.x AS n, REPEAT('x', 300) FROM d a, d b, d c "
                + "WHERE a.x + 100 * b.x + 10000 * c.x < " + rows;
    }

    @Override
    public List<TypeCase> typeCases() {
        List<TypeCase> cases = new ArrayList<>(List.of(
                TypeCase.of("tinyint", SqlType.INT2, value("-128", "-128"), value("127", "127"), value("NULL", null)),
                TypeCase.of("tinyint unsigned", SqlType.INT2, value("255", "255")),
                TypeCase.of("tinyint(1)", SqlType.INT2, value("7", "7"), value("1", "1")),
                TypeCase.of(
                                "tinyint(1)",
                                SqlType.INT2,
                                value("7", "t"),
                                value("1", "t"),
                                value("0", "f"),
                                value("NULL", null))
                        .as(SqlType.BOOL),
                TypeCase.of("smallint", SqlType.INT2, value("-32768", "-32768")),
                TypeCase.of("smallint unsigned", SqlType.INT4, value("65535", "65535")),
                TypeCase.of("mediumint unsigned", SqlType.INT4, value("16777215", "16777215")),
                TypeCase.of(
                        "int", SqlType.INT4, value("-2147483648", "-2147483648"), value("2147483647", "2147483647")),
                TypeCase.of("int unsigned", SqlType.INT8, value("4294967295", "4294967295")),
                TypeCase.of("bigint", SqlType.INT8, value("-9223372036854775808", "-9223372036854775808")),
                TypeCase.of(
                        "bigint unsigned",
                        SqlType.numeric(20, 0),
                        value("18446744073709551615", "18446744073709551615")),
                TypeCase.of(
                        "decimal(65,30)",
                        SqlType.numeric(65, 30),
                        value(
                                "-12345678901234567890123456789012345.123456789012345678901234567890",
                                "-12345678901234567890123456789012345.123456789012345678901234567890")),
                TypeCase.of(
                        "decimal(10,2)",
                        SqlType.numeric(10, 2),
                        value("0", "0.00"),
                        value("-99999999.99", "-99999999.99")),
                TypeCase.of("decimal(10,2)", SqlType.numeric(10, 2), value("1.5", "1.50"))
                        .as(SqlType.NUMERIC),
                TypeCase.of(
                        "float",
                        SqlType.FLOAT4,
                        value("16777217", "1.6777216E7"),
                        value("0.1", "0.1"),
                        value("3.4028234e38", "3.4028235E38"),
                        value("-123456.789", "-123456.79")),
                TypeCase.of(
                        "double",
                        SqlType.FLOAT8,
                        value("0.1", "0.1"),
                        value("1.7976931348623157e308", "1.7976931348623157E308"),
                        value("-2.2250738585072014e-308", "-2.2250738585072014E-308"),
                        value("123456789.123456789", "1.2345678912345679E8")),
                TypeCase.of(
                        "varchar(20) character set utf8mb4",
                        SqlType.varchar(20),
                        value("'a ''\\\\b '", "a '\\b "),
                        value("'😀'", "😀"),
                        value("''", "")),
                TypeCase.of("varchar(20) character set latin1", SqlType.varchar(20), value("'é'", "é")),
                TypeCase.of("char(5)", SqlType.bpchar(5), value("'ab'", "ab   "), value("''", "     ")),
                TypeCase.of("char(5)", SqlType.bpchar(5), value("'ab'", "ab")).as(SqlType.TEXT),
                TypeCase.of("mediumtext", SqlType.TEXT, value("'text'", "text"), error("CHAR(0)", "22021")),
                TypeCase.of("enum('sad','ok')", SqlType.TEXT, value("'ok'", "ok")),
                TypeCase.of("set('x','y')", SqlType.TEXT, value("'y,x'", "x,y")),
                TypeCase.of("varbinary(10)", SqlType.BYTEA, value("x'00ff5c27'", "\\x00ff5c27"), value("x''", "\\x")),
                TypeCase.of("binary(3)", SqlType.BYTEA, value("x'01'", "\\x010000")),
                TypeCase.of("blob", SqlType.BYTEA, value("x'ff00'", "\\xff00")),
                TypeCase.of(
                        "date",
                        SqlType.DATE,
                        value("'1000-01-01'", "1000-01-01"),
                        value("'9999-12-31'", "9999-12-31"),
                        error("'0000-00-00'", "22008"),
                        error("'2024-00-10'", "22008")),
                TypeCase.of(
                        "datetime(6)",
                        SqlType.of(TypeKind.TIMESTAMP, 6),
                        value("'9999-12-31 23:59:59.999999'", "9999-12-31 23:59:59.999999"),
                        value("'2024-03-31 02:30:00'", "2024-03-31 02:30:00"),
                        error("'0000-00-00 00:00:00'", "22008")),
                TypeCase.of(
                        "datetime",
                        SqlType.of(TypeKind.TIMESTAMP, 0),
                        value("'2024-03-31 02:30:00'", "2024-03-31 02:30:00")),
                TypeCase.of(
                                "datetime",
                                SqlType.of(TypeKind.TIMESTAMP, 0),
                                value("'2024-03-31 02:30:00'", "2024-03-31 02:30:00+00"))
                        .as(SqlType.TIMESTAMPTZ),
                TypeCase.of(
                        "timestamp(6) null",
                        SqlType.of(TypeKind.TIMESTAMPTZ, 6),
                        value("'1970-01-01 00:00:01'", "1970-01-01 00:00:01+00"),
                        value("'2038-01-19 03:14:07.999999'", "2038-01-19 03:14:07.999999+00"),
                        value("NULL", null)),
                TypeCase.of(
                        "time(6)",
                        SqlType.of(TypeKind.TIME, 6),
                        value("'23:59:59.999999'", "23:59:59.999999"),
                        value("'24:00:00'", "24:00:00"),
                        error("'838:59:59'", "22008"),
                        error("'-00:00:01'", "22008")),
                TypeCase.of(
                                "time(6)",
                                SqlType.of(TypeKind.TIME, 6),
                                value("'838:59:59'", "838:59:59"),
                                value("'-01:30:00.5'", "-01:30:00.5"))
                        .as(SqlType.INTERVAL),
                TypeCase.of("year", SqlType.INT4, value("1901", "1901"), value("2155", "2155")),
                TypeCase.of(
                        "bit(10)",
                        SqlType.of(TypeKind.BIT, 10),
                        value("b'1000000001'", "1000000001"),
                        value("b'1'", "0000000001")),
                TypeCase.of("bit(1)", SqlType.of(TypeKind.BIT, 1), value("b'1'", "t"), value("b'0'", "f"))
                        .as(SqlType.BOOL),
                TypeCase.of("json", SqlType.JSONB, value("'{\"b\": 1.50, \"a\": [1e3, \"ä\\\\u0041\"]}'", jsonb())),
                TypeCase.of(
                                "longtext",
                                SqlType.TEXT,
                                value("'{\"b\":1,  \"a\":2}'", "{\"a\": 2, \"b\": 1}"),
                                error("'{x'", "22P02"))
                        .as(SqlType.JSONB),
                TypeCase.of(
                                "char(36)",
                                SqlType.bpchar(36),
                                value("'" + UUID_TEXT.toUpperCase(Locale.ROOT) + "'", UUID_TEXT),
                                error("'x'", "22P02"))
                        .as(SqlType.UUID),
                TypeCase.of(
                                "binary(16)",
                                SqlType.BYTEA,
                                value("UNHEX(REPLACE('" + UUID_TEXT + "', '-', ''))", UUID_TEXT))
                        .as(SqlType.UUID),
                TypeCase.of("point", SqlType.TEXT, value("ST_GeomFromText('POINT(1 2)')", "POINT(1 2)"))));
        cases.addAll(ownTypeCases());
        return cases;
    }

    /**
     * How the JSON text {@code {"b": 1.50, "a": [1e3, "äA"]}} comes back: MySQL keeps numbers as doubles, MariaDB as
     * text.
     */
    protected abstract String jsonb();

    /** Types that only this member of the family has. */
    protected abstract List<TypeCase> ownTypeCases();
}
