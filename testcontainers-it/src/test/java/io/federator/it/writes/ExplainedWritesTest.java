package io.federator.it.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.TestServer;
import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** EXPLAIN of statements that change or lock rows: how they are done, and that only ANALYZE does it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainedWritesTest {
    private static final String TABLE = "create table job (id integer primary key, kind varchar(5), state varchar(10))";
    private static final String CATALOG = """
        version: 1
        gateway: {port: 5433}
        sources:
          pg: {type: postgresql, url: "${PG_URL}", user: postgres, password: ""}
          maria: {type: mariadb, url: "${MARIA_URL}", user: root, password: ""}
        schemas:
          public:
            job:
              key: [id]
              rows:
                - {where: "kind = 'a'", at: pg/job}
                - {where: "kind = 'b'", at: maria/job}
        """;

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();
    private final TestServer mariadb = EmbeddedMariaDb.shared();
    private Gateway gateway;
    private Connection connection;

    @BeforeAll
    void start() throws SQLException {
        String inPostgres = postgres.createDatabase();
        String inMariaDb = mariadb.createDatabase();
        postgres.execute(inPostgres, TABLE, "insert into job values (2, 'a', 'new')");
        mariadb.execute(inMariaDb, TABLE, "insert into job values (1, 'b', 'new')");
        gateway = Gateway.serving(
                CATALOG, Map.of("PG_URL", postgres.url(inPostgres), "MARIA_URL", mariadb.url(inMariaDb)));
        connection = gateway.connect();
    }

    @AfterAll
    void stop() throws SQLException {
        connection.close();
        gateway.close();
    }

    private List<String> lines(String sql) throws SQLException {
        return Asking.column(connection, sql);
    }

    private List<String> states() throws SQLException {
        return lines("select state from job order by id");
    }

    @Test
    void statementsOfTheSourcesAreShown() throws SQLException {
        assertThat(lines("explain update job set state = 'done' where kind = 'a' and id > 0"))
                .containsExactly(
                        "Update on job",
                        "  Rows: found and written by the sources",
                        "  Statement on pg",
                        "    SQL: UPDATE \"job\" SET \"state\" = ? WHERE (\"kind\" = 'a'::text) AND (\"id\" > 0)",
                        "    Arguments: character varying 'done'#String",
                        "    Skipped when the parameters contradict the predicate of: pg/job");
        assertThat(lines("explain delete from job"))
                .startsWith("Delete on job", "  Rows: found and written by the sources", "  Statement on pg")
                .contains("  Statement on maria");
        assertThat(states()).containsExactly("new", "new");
    }

    @Test
    void rowsThatAreFoundFirstAreShown() throws SQLException {
        assertThat(lines("explain update job set kind = 'a' where id = 1 returning id, state"))
                .startsWith(
                        "Update on job",
                        "  Rows: found, locked and written by key",
                        "  Written: pg/job, maria/job",
                        "  Found")
                .contains("  Returning")
                .anyMatch(line -> line.contains("Leaf on maria"));
        assertThat(lines("explain merge into job using (values (1)) v(n) on id = n when matched then delete"))
                .startsWith("Merge on job", "  Rows: found, locked and written by key");
        assertThat(states()).containsExactly("new", "new");
    }

    @Test
    void insertsAreShown() throws SQLException {
        assertThat(lines("explain insert into job values (3, 'a', 'x'), (4, 'b', 'x')"))
                .containsExactly("Insert on job", "  Listed Rows: 2", "  Written: pg/job, maria/job");
        assertThat(lines("explain insert into job select id + 10, kind, state from job on conflict do nothing"))
                .startsWith("Insert on job", "  Conflict Resolution: NOTHING", "  Written: pg/job, maria/job")
                .contains("  Inserted");
        assertThat(states()).hasSize(2);
    }

    @Test
    void locksAndPartsAreShown() throws SQLException {
        assertThat(lines("explain select id from job for update skip locked"))
                .startsWith("Lock", "  Locks: job FOR UPDATE SKIP LOCKED", "  Rows");
        assertThat(lines("explain with gone as (delete from job returning id) select count(*) from gone"))
                .startsWith("Parts", "  Delete on job", "    Part: 0")
                .contains("  Query");
        assertThat(lines("explain (format json) with gone as (delete from job returning id) select * from gone"))
                .singleElement()
                .asString()
                .contains("\"Node Type\": \"Parts\"", "\"Table\": \"job\"", "\"Purpose\": \"Found\"");
        assertThat(states()).containsExactly("new", "new");
    }

    @Test
    void onlyAnalyzeRunsTheStatement() throws SQLException {
        Asking.ask(connection, "begin");
        assertThat(lines("explain analyze update job set state = 'done'"))
                .startsWith("Update on job")
                .contains("Rows Changed: 2")
                .anyMatch(line -> line.startsWith("Execution Time: "));
        assertThat(lines("explain analyze delete from job where id = 1 returning *"))
                .contains("Rows Returned: 1")
                .anyMatch(line -> line.contains("actual rows=1"));
        assertThat(states()).containsExactly("done");
        Asking.ask(connection, "prepare deleting(int) as delete from job where id = $1");
        assertThat(lines("explain analyze execute deleting(2)")).contains("Rows Changed: 1");
        assertThat(states()).isEmpty();
        Asking.ask(connection, "rollback");
        assertThat(states()).containsExactly("new", "new");
    }

    @Test
    void theRowOfACursorIsShownAndFound() throws SQLException {
        Asking.ask(connection, "begin");
        Asking.ask(connection, "declare c cursor for select 1 from job order by id for update");
        assertThat(lines("explain delete from job where current of c"))
                .startsWith("Delete on job", "  Rows: found and written by the sources");
        Asking.ask(connection, "fetch c");
        assertThat(lines("explain analyze delete from job where current of c")).contains("Rows Changed: 1");
        assertThat(lines("select id from job")).containsExactly("2");
        Asking.ask(connection, "rollback");
        assertThat(states()).containsExactly("new", "new");
    }

    @Test
    void readingTransactionsMayOnlyLook() throws SQLException {
        Asking.ask(connection, "begin read only");
        assertThat(lines("explain delete from job")).startsWith("Delete on job");
        assertThat(Asking.ask(connection, "explain analyze delete from job"))
                .isInstanceOfSatisfying(
                        Answer.Failure.class,
                        failure -> assertThat(failure.toString())
                                .contains("25006", "cannot execute DELETE in a read-only transaction"));
        Asking.ask(connection, "rollback");
    }
}
