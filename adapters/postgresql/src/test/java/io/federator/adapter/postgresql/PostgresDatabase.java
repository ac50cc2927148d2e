package io.federator.adapter.postgresql;

import static io.federator.adapter.testkit.TestedDatabase.ValueCase.value;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.TestServer;
import io.federator.adapter.testkit.TestedDatabase;
import io.federator.spi.source.SourceAdapter;
import io.federator.spi.type.SqlType;
import io.federator.spi.type.TypeKind;
import java.util.List;
import java.util.Optional;

final class PostgresDatabase implements TestedDatabase {
    @Override
    public SourceAdapter adapter() {
        return new PostgresAdapter();
    }

    @Override
    public TestServer server() {
        return EmbeddedPostgres.shared();
    }

    /** English by ICU: "a" before "B", and case and accents decide last. */
    @Override
    public String createDatabase() {
        return server().createDatabase(
                        "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C' ENCODING 'UTF8'");
    }

    @Override
    public TestServer separateServer() {
        return EmbeddedPostgres.separate();
    }

    @Override
    public Optional<String> nativeType(SqlType type) {
        return switch (type.kind()) {
            case ARRAY, ANYARRAY, RECORD, UNKNOWN, VOID -> Optional.empty();
            case CHAR -> Optional.of("\"char\"");
            case NUMERIC -> Optional.of("numeric(" + type.precision() + "," + type.scale() + ")");
            case VARCHAR, BPCHAR -> Optional.of(type.kind().typname() + "(" + type.length() + ")");
            case BIT -> Optional.empty();
            default -> Optional.of(type.kind().typname());
        };
    }

    @Override
    public List<String> sessionStatements() {
        return List.of();
    }

    @Override
    public String storedUuid(String literal) {
        return literal;
    }

    @Override
    public List<String> textTypes() {
        return List.of(
                "text",
                "varchar(40)",
                "text collate \"C\"",
                "text collate \"und-x-icu\"",
                "text collate \"ucs_basic\"",
                "text collate \"en-US-x-icu\"",
                "text collate \"unicode\"",
                "text collate \"pg_c_utf8\"",
                "text collate \"pg_unicode_fast\"",
                "varchar(40) collate \"caseless\"",
                "text collate \"loose\"");
    }

    @Override
    public List<String> preparation() {
        return List.of(
                "create collation loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false)",
                "create collation caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "create type pair as (a int, b text)",
                "create type mood as enum ('sad', 'ok', 'happy')",
                "create domain amount as numeric(8,2) check (value >= 0)");
    }

    @Override
    public String endlessQuery(String mark) {
        return "select count(*) /* " + mark + " */ from generate_series(1, 10000000000)";
    }

    @Override
    public String countRunning(String mark) {
        return "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query"
                + " like '%"
                + mark + "%'";
    }

    @Override
    public String manyRows(int rows) {
        return "select n, repeat('x', 300) from generate_series(1, " + rows + ") as n";
    }

    @Override
    public List<TypeCase> typeCases() {
        return List.of(
                TypeCase.of(
                        "smallint",
                        SqlType.INT2,
                        value("-32768", "-32768"),
                        value("32767", "32767"),
                        value("null", null)),
                TypeCase.of(
                        "integer",
                        SqlType.INT4,
                        value("-2147483648", "-2147483648"),
                        value("2147483647", "2147483647")),
                TypeCase.of(
                        "bigint",
                        SqlType.INT8,
                        value("-9223372036854775808", "-9223372036854775808"),
                        value("null", null)),
                TypeCase.of("integer", SqlType.INT4, value("-5", "-5")).as(SqlType.INT8),
                TypeCase.of("integer", SqlType.INT4, value("-5", "-5")).as(SqlType.NUMERIC),
                TypeCase.of(
                        "numeric",
                        SqlType.NUMERIC,
                        value("'NaN'", "NaN"),
                        value("'-Infinity'", "-Infinity"),
                        value("1.500", "1.500"),
                        value("'1e40'", "10000000000000000000000000000000000000000"),
                        value("1e-20", "0.00000000000000000001")),
                TypeCase.of(
                        "numeric(12,2)",
                        SqlType.numeric(12, 2),
                        value("-9999999999.99", "-9999999999.99"),
                        value("0", "0.00")),
                TypeCase.of(
                        "real",
                        SqlType.FLOAT4,
                        value("3.4028235e38", "3.4028235E38"),
                        value("'NaN'", "NaN"),
                        value("1e-45", "1.4E-45")),
                TypeCase.of(
                        "double precision",
                        SqlType.FLOAT8,
                        value("0.1", "0.1"),
                        value("'-Infinity'", "-Infinity"),
                        value("5e-324", "4.9E-324")),
                TypeCase.of("boolean", SqlType.BOOL, value("true", "t"), value("false", "f"), value("null", null)),
                TypeCase.of(
                        "text",
                        SqlType.TEXT,
                        value("''", ""),
                        value("'a''b\\c'", "a'b\\c"),
                        value("'😀'", "😀"),
                        value("null", null)),
                TypeCase.of("varchar(5)", SqlType.varchar(5), value("'ab   '", "ab   ")),
                TypeCase.of("char(5)", SqlType.bpchar(5), value("'ab'", "ab   ")),
                TypeCase.of("name", SqlType.NAME, value("'abc'", "abc")),
                TypeCase.of("\"char\"", SqlType.of(TypeKind.CHAR), value("'x'", "x")),
                TypeCase.of("bytea", SqlType.BYTEA, value("'\\x00ff5c27'", "\\x00ff5c27"), value("''", "\\x")),
                TypeCase.of(
                        "date",
                        SqlType.DATE,
                        value("'infinity'", "infinity"),
                        value("'-infinity'", "-infinity"),
                        value("'4713-01-01 BC'", "4713-01-01 BC"),
                        value("'5874897-12-31'", "5874897-12-31"),
                        value("'1582-10-10'", "1582-10-10")),
                TypeCase.of(
                        "time",
                        SqlType.TIME,
                        value("'24:00:00'", "24:00:00"),
                        value("'00:00:00.000001'", "00:00:00.000001")),
                TypeCase.of("time(3)", SqlType.of(TypeKind.TIME, 3), value("'12:34:56.789'", "12:34:56.789")),
                TypeCase.of(
                        "timetz",
                        SqlType.TIMETZ,
                        value("'12:34:56.5+05:30'", "12:34:56.5+05:30"),
                        value("'00:00:00-08'", "00:00:00-08")),
                TypeCase.of(
                        "timestamp",
                        SqlType.TIMESTAMP,
                        value("'infinity'", "infinity"),
                        value("'4713-01-01 00:00:00 BC'", "4713-01-01 00:00:00 BC"),
                        value("'294246-12-31 23:59:59.999999'", "294246-12-31 23:59:59.999999"),
                        ValueCase.error("'294276-12-31 23:59:59.999999'", "22008"),
                        value("'2024-03-31 02:30:00'", "2024-03-31 02:30:00")),
                TypeCase.of(
                        "timestamptz",
                        SqlType.TIMESTAMPTZ,
                        value("'2024-03-31 02:30:00+02'", "2024-03-31 00:30:00+00"),
                        value("'1883-01-01 00:00:00+00:19:32'", "1882-12-31 23:40:28+00"),
                        value("'-infinity'", "-infinity")),
                TypeCase.of("timestamp", SqlType.TIMESTAMP, value("'2024-03-31 02:30:00'", "2024-03-31 02:30:00+00"))
                        .as(SqlType.TIMESTAMPTZ),
                TypeCase.of(
                        "interval",
                        SqlType.INTERVAL,
                        value("'1 year -2 mons 3 days -04:05:06.789'", "10 mons 3 days -04:05:06.789"),
                        value("'-1 day +00:00:01'", "-1 days +00:00:01"),
                        value("'0'", "00:00:00"),
                        value("'infinity'", "infinity"),
                        value("'178000000 years'", "178000000 years")),
                TypeCase.of(
                        "uuid",
                        SqlType.UUID,
                        value("'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")),
                TypeCase.of(
                                "text",
                                SqlType.TEXT,
                                value("'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                                ValueCase.error("'x'", "22P02"))
                        .as(SqlType.UUID),
                TypeCase.of("json", SqlType.JSON, value("'{\"b\":1,  \"a\":2}'", "{\"b\":1,  \"a\":2}")),
                TypeCase.of("jsonb", SqlType.JSONB, value("'{\"b\":1,  \"a\":2}'", "{\"a\": 2, \"b\": 1}")),
                TypeCase.of("bit(5)", SqlType.of(TypeKind.BIT, 5), value("B'01011'", "01011")),
                TypeCase.of("varbit", SqlType.of(TypeKind.VARBIT), value("B''", ""), value("B'101'", "101")),
                TypeCase.of("oid", SqlType.OID, value("4294967295", "4294967295")),
                TypeCase.of("regclass", SqlType.of(TypeKind.REGCLASS), value("'pg_class'", "1259")),
                TypeCase.of(
                        "int4[]",
                        SqlType.array(SqlType.INT4),
                        value("'{{1,NULL},{3,4}}'", "{{1,NULL},{3,4}}"),
                        value("'{}'", "{}"),
                        value("'[0:1]={5,6}'", "[0:1]={5,6}")),
                TypeCase.of(
                        "text[]",
                        SqlType.array(SqlType.TEXT),
                        value(
                                "'{\"a b\",\"NULL\",NULL,\"\\\"\\\\\",\"\"}'",
                                "{\"a b\",\"NULL\",NULL,\"\\\"\\\\\",\"\"}")),
                TypeCase.of(
                        "timestamptz[]",
                        SqlType.array(SqlType.TIMESTAMPTZ),
                        value("'{2024-01-01 00:00:00+00}'", "{\"2024-01-01 00:00:00+00\"}")),
                TypeCase.of("mood", SqlType.TEXT, value("'happy'", "happy")),
                TypeCase.of("amount", SqlType.numeric(8, 2), value("12.5", "12.50")),
                TypeCase.of(
                        "inet",
                        SqlType.of(TypeKind.INET),
                        value("'10.0.0.1/8'", "10.0.0.1/8"),
                        value("'10.0.0.1'", "10.0.0.1"),
                        value("'2001:DB8::1/64'", "2001:db8::1/64")),
                TypeCase.of("int4range", SqlType.TEXT, value("'[1,5)'", "[1,5)")),
                TypeCase.of("point", SqlType.of(TypeKind.POINT), value("'(1,2)'", "(1,2)")),
                TypeCase.of("cidr", SqlType.of(TypeKind.CIDR), value("'10.0.0.0/8'", "10.0.0.0/8")),
                TypeCase.of("money", SqlType.of(TypeKind.MONEY), value("'-1234.50'", "-$1,234.50")),
                TypeCase.of("xml", SqlType.TEXT, value("'<a>b</a>'", "<a>b</a>")),
                TypeCase.of("tsvector", SqlType.TEXT, value("'b a'", "'a' 'b'")),
                TypeCase.of("macaddr", SqlType.of(TypeKind.MACADDR), value("'08-00-2b-01-02-03'", "08:00:2b:01:02:03")),
                TypeCase.of(
                        "macaddr8",
                        SqlType.of(TypeKind.MACADDR8),
                        value("'08-00-2b-01-02-03'", "08:00:2b:ff:fe:01:02:03")),
                TypeCase.of("box", SqlType.of(TypeKind.BOX), value("'(1,2),(3,0.5)'", "(3,2),(1,0.5)")),
                TypeCase.of("path", SqlType.of(TypeKind.PATH), value("'[(1,2),(3,4)]'", "[(1,2),(3,4)]")),
                TypeCase.of("circle", SqlType.of(TypeKind.CIRCLE), value("'<(1,2),3>'", "<(1,2),3>")),
                TypeCase.of("pair", SqlType.TEXT, value("row(1, 'x y')", "(1,\"x y\")")),
                TypeCase.of("int4range[]", SqlType.TEXT, value("'{\"[1,5)\"}'", "{\"[1,5)\"}")),
                TypeCase.of("inet[]", SqlType.array(SqlType.of(TypeKind.INET)), value("'{10.0.0.1}'", "{10.0.0.1}")),
                TypeCase.of("mood[]", SqlType.TEXT, value("'{ok,sad}'", "{ok,sad}")));
    }
}
