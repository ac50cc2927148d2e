package io.federator.it.clients;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Gateway;
import java.util.Map;

/** People of some countries and a table of all types: whole in one PostgreSQL, and behind a gateway in two databases. */
final class PeopleAndKinds implements AutoCloseable {
    private static final int PEOPLE = 1000;

    private static final String CATALOG = """
        version: 1
        gateway: {port: 5433, database: "${DATABASE}", admin-port: 8433}
        sources:
          left: {type: postgresql, url: "${LEFT_URL}", user: postgres, password: ""}
          right: {type: mariadb, url: "${RIGHT_URL}", user: root, password: ""}
        schemas:
          public:
            country: {key: [id], at: [left/country, right/country], comment: Where people live}
            kinds: {key: [id], at: left/kinds}
            person:
              key: [id]
              references: {country: country(id)}
              rows:
                - {where: "id <= 500", at: left/person}
                - {where: "id > 500", at: right/person}
        """;

    private static final String[] COUNTRIES = {
        "create table country (id integer primary key, name text not null)",
        "insert into country values (1, 'Österreich'), (2, 'Schweiz'), (3, 'Liechtenstein')",
        "comment on table country is 'Where people live'"
    };

    private static final String PERSON =
            "create table person (id bigint primary key, name varchar(40) not null, born date,"
                    + " balance numeric(12,2), country integer %s)";

    private static final String[] KINDS = {
        "create table kinds (id integer primary key, flag boolean, small smallint, big bigint, \"real\" real, double"
                + " double precision, num numeric(10,3), word text, code char(5), day date, moment timestamp, zoned"
                + " timestamptz, span interval, clock time, key uuid, doc jsonb, raw json, bytes bytea, tags text[],"
                + " numbers integer[])",
        "insert into kinds values (1, true, 7, 9007199254740993, 1.5, 0.1, 1234.500, 'a''b', 'ab', '2024-02-29',"
            + " '2024-02-29 12:34:56.789', '2024-07-01 12:00:00+02', '1 year 2 mons 3 days 04:05:06',"
            + " '01:02:03.000004', '00000000-0000-0000-0000-000000000005', '{\"b\": [1, null], \"a\": \"é\"}', '{\"b\""
            + " : 1}', '\\x00ff41', '{a,NULL,\"c d\",\"\"}', '{1,NULL,-3}')",
        "insert into kinds values (2, false, -32768, -9223372036854775808, -0.25, 1e300, -1234567.891, '', '',"
                + " '1970-01-01', '1969-12-31 23:59:59', '1999-12-31 23:59:59.999999+00', '-3 days', '23:59:59.999999',"
                + " 'ffffffff-ffff-ffff-ffff-ffffffffffff', '[]', 'null', '', '{}', '{}')",
        "insert into kinds (id) values (3)"
    };

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();
    private final EmbeddedMariaDb mariaDb = EmbeddedMariaDb.shared();
    private final String whole = postgres.createDatabase();
    private final String left = postgres.createDatabase();
    private final String right = mariaDb.createDatabase();
    private final Gateway gateway;

    PeopleAndKinds() {
        postgres.execute(whole, COUNTRIES);
        postgres.execute(whole, KINDS);
        postgres.execute(whole, PERSON.formatted("references country(id)"), people(1, PEOPLE), "analyze");
        postgres.execute(left, COUNTRIES);
        postgres.execute(left, KINDS);
        postgres.execute(left, PERSON.formatted(""), people(1, PEOPLE / 2), "analyze");
        mariaDb.execute(
                right,
                "create table country (id integer primary key, name text not null)",
                COUNTRIES[1],
                PERSON.formatted(""),
                "insert into person select seq, concat('person ', seq), date_add('1950-01-01', interval seq * 17 day),"
                        + " seq * 1.25, 1 + seq % 3 from seq_" + (PEOPLE / 2 + 1) + "_to_" + PEOPLE);
        gateway = Gateway.serving(
                CATALOG, Map.of("DATABASE", whole, "LEFT_URL", postgres.url(left), "RIGHT_URL", mariaDb.url(right)));
    }

    private static String people(int from, int to) {
        return "insert into person select i, 'person ' || i, date '1950-01-01' + i * 17, i * 1.25, 1 + i % 3 from"
                + " generate_series(" + from + ", " + to + ") i";
    }

    /** libpq's environment variables for the one that has it all. */
    Map<String, String> postgres() {
        return server(postgres.port());
    }

    /** The same for the gateway. */
    Map<String, String> gateway() {
        return server(gateway.port());
    }

    private Map<String, String> server(int port) {
        return Map.of(
                "PGHOST", "127.0.0.1", "PGPORT", Integer.toString(port), "PGUSER", "postgres", "PGDATABASE", whole);
    }

    @Override
    public void close() {
        gateway.close();
        postgres.dropDatabase(whole + " with (force)");
        postgres.dropDatabase(left + " with (force)");
    }
}
