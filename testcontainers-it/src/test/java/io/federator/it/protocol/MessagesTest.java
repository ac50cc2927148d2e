package io.federator.it.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Gateway;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same raw messages to PostgreSQL and to the gateway over it: the same bytes come back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesTest {
    private static final List<String> SCRIPTS = List.of(
            "startup",
            "simple",
            "extended",
            "portals",
            "cursors",
            "copy",
            "copyin",
            "settings",
            "encodings",
            "strings",
            "notifications",
            "limits");

    private final EmbeddedPostgres oracle = EmbeddedPostgres.shared();
    private String database;
    private Gateway gateway;

    @BeforeAll
    void start() {
        database = oracle.createDatabase();
        // What the gateway tells of itself: its clients are no superusers, and its time zone is UTC.
        oracle.execute(
                database,
                "do $$ begin if not exists (select from pg_roles where rolname = 'tester')"
                        + " then create role tester login; end if; end $$",
                "alter database \"" + database + "\" set timezone = 'UTC'",
                "create table t (id int primary key, name text, price numeric(10,2), at timestamptz)",
                "insert into t select g, 'n' || g, g * 1.5, timestamptz '2024-01-01 00:00Z' + g * interval '1 day'"
                        + " from generate_series(1, 5) g",
                "create schema other create table t2 (id int primary key, name text, price numeric(10,2),"
                        + " at timestamptz)",
                "insert into other.t2 select * from t",
                "grant usage on schema other to tester",
                "create table loaded (id int primary key, name text)",
                "grant all on loaded to tester",
                "grant select on t, other.t2 to tester");
        gateway = Gateway.serving("""
            version: 1
            gateway: {port: 5433, database: "%s"}
            sources:
              a: {type: postgresql, url: "${URL}", user: postgres, password: ""}
            schemas:
              public:
                t: {key: [id], at: a/t}
                loaded: {key: [id], at: a/loaded}
              other:
                t2: {key: [id], at: a/other.t2}
            """.formatted(database), Map.of("URL", oracle.url(database)));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    static Stream<Scenario> scenarios() {
        return SCRIPTS.stream().flatMap(file -> Scenario.read(file).stream());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void sameAsPostgres(Scenario scenario) throws IOException {
        Map<String, String> startup = Map.of("user", "tester", "database", database);

        assertThat(scenario.run(gateway.port(), startup))
                .containsExactlyElementsOf(scenario.run(oracle.port(), startup));
    }
}
