package io.federator.it.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.TestServer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources check foreign keys when each part of a statement is written; what PostgreSQL allows is allowed in either order of the parts. */
class ForeignKeysTest {
    private static final String[] TABLES = {
        "create table parent (id integer primary key)",
        "create table child (id integer primary key, parent integer, foreign key (parent) references parent (id))",
        "insert into parent values (1), (2), (3), (4)",
        "insert into child values (10, 1), (20, 2), (30, 3), (40, 4)"
    };
    private static final List<String> STATEMENTS = List.of(
            "with c as (delete from child where parent = 1) delete from parent where id = 1",
            "with p as (delete from parent where id = 2) delete from child where parent = 2",
            "with p as (insert into parent values (5)) insert into child values (50, 5)",
            "with c as (insert into child values (60, 6)) insert into parent values (6)",
            "with p as (delete from parent where id = 3), c as (delete from child where parent = 3) select 1",
            "with c as (insert into child values (70, 7)), p as (insert into parent values (7)) select 1",
            "with p as (insert into parent values (8) returning id) insert into child select id * 10, id from p",
            "with c as (delete from child where parent = 4 returning parent) delete from parent using c where id ="
                    + " parent",
            "with p as (delete from parent where id = 8) update child set parent = 7 where parent = 8");

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();
    private final TestServer mariadb = EmbeddedMariaDb.shared();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void partsOfAStatementAreWrittenInAnOrderThatKeysAllow(boolean inMariaDb) throws SQLException {
        String oracle = postgres.createDatabase();
        postgres.execute(oracle, TABLES);
        TestServer server = inMariaDb ? mariadb : postgres;
        String database = inMariaDb ? mariadb.createDatabase() : postgres.createDatabase();
        if (inMariaDb) {
            mariadb.execute(database, TABLES);
        } else {
            postgres.execute(database, TABLES);
        }
        String catalog = """
            version: 1
            gateway: {port: 5433}
            sources: {s: {type: %s, url: "${URL}", user: %s, password: ""}}
            schemas:
              public:
                parent: {key: [id], at: s/parent}
                child: {key: [id], at: s/child, references: {parent: parent(id)}}
            """.formatted(inMariaDb ? "mariadb" : "postgresql", inMariaDb ? "root" : "postgres");
        try (Gateway gateway = Gateway.serving(catalog, Map.of("URL", server.url(database)));
                Connection session = gateway.connect();
                Connection whole = postgres.connect(oracle)) {
            for (String sql : STATEMENTS) {
                assertThat(Asking.ask(session, sql)).as(sql).isEqualTo(Asking.ask(whole, sql));
            }
            String all = "select id, parent from child union all select id, null from parent order by 1";
            assertThat(Asking.ask(session, all)).isEqualTo(Asking.ask(whole, all));
        }
    }
}
