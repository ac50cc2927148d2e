package io.federator.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What users may learn of each other, and do to each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsersTest {
    private final EmbeddedPostgres source = EmbeddedPostgres.shared();
    private final String database = source.createDatabase();
    private Gateway gateway;

    @BeforeAll
    void start() {
        gateway = Gateway.serving("""
            version: 1
            gateway:
              port: 5433
              database: users
              users:
                boss: {password: secret, administrator: true}
                ann: {password: secret}
                bob: {password: secret}
            sources:
              a: {type: postgresql, url: "${URL}", user: postgres, password: ""}
            schemas: {}
            """, Map.of("URL", source.url(database)));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void onlyAdministratorsSeeWhatOthersDo() throws SQLException {
        String activity = "select concat_ws(' ', usename, state, query, client_addr) from pg_stat_activity"
                + " where usename in ('ann', 'bob') order by 1";
        String sessions = "select concat_ws(' ', user_name, state, query, client_address) from federator.sessions"
                + " where user_name in ('ann', 'bob') order by 1";
        String statements = "select query from federator.statements where user_name = 'ann'";
        try (Connection ann = connect("ann");
                Connection bob = connect("bob");
                Connection boss = connect("boss")) {
            Asking.column(ann, "select 'of ann'");
            for (String query : List.of(activity, sessions)) {
                assertThat(Asking.column(bob, query))
                        .containsExactly("ann <insufficient privilege>", "bob active " + query + " 127.0.0.1");
                assertThat(Asking.column(boss, query)).contains("ann idle select 'of ann' 127.0.0.1");
            }
            assertThat(Asking.column(bob, statements)).containsOnly("<insufficient privilege>");
            assertThat(Asking.column(boss, statements)).contains("select $1");
        }
    }

    @Test
    void onlyAdministratorsForgetWhatWasCounted() throws SQLException {
        try (Connection ann = connect("ann");
                Connection boss = connect("boss")) {
            assertThat(Asking.ask(ann, "select federator.statements_reset()"))
                    .isEqualTo(new Answer.Failure("42501", "permission denied for function statements_reset"));
            assertThat(Asking.column(boss, "select federator.statements_reset()"))
                    .hasSize(1);
        }
    }

    @Test
    void nobodyBecomesSomebodyElse() throws SQLException {
        try (Connection ann = connect("ann")) {
            for (String sql : List.of("set role bob", "select set_config('role', 'bob', false)")) {
                assertThat(Asking.ask(ann, sql))
                        .as(sql)
                        .isEqualTo(new Answer.Failure("42501", "permission denied to set role \"bob\""));
            }
        }
    }

    /** Constants stay out of the statistics however they are written. */
    @Test
    void statementsShowNoConstants() throws SQLException {
        try (Connection ann = connect("ann")) {
            Asking.ask(ann, "set standard_conforming_strings = off");
            Asking.column(ann, "select 'a\\'b hidden'");
            assertThat(Asking.column(ann, "select query from federator.statements where query like '%hidden%'"))
                    .isEmpty();
        }
    }

    private Connection connect(String user) throws SQLException {
        return DriverManager.getConnection(gateway.url(), user, "secret");
    }
}
