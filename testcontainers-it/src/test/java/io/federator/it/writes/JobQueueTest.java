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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several clients at once take rows from a table whose fragments are in two databases, by statements of several parts. */
class JobQueueTest {
    private static final int JOBS = 40;
    private static final int WORKERS = 4;
    private static final String TABLE = "create table job (id integer primary key, kind varchar(5), state varchar(10))";
    private static final String DONE = "create table done (id integer primary key, state varchar(10))";
    private static final String CATALOG = """
        version: 1
        gateway: {port: 5433}
        sources:
          pg: {type: postgresql, url: "${PG_URL}", user: postgres, password: ""}
          maria: {type: mariadb, url: "${MARIA_URL}", user: root, password: ""}
        schemas:
          public:
            done: {key: [id], at: pg/done}
            job:
              key: [id]
              rows:
                - {where: "kind = 'a'", at: pg/job}
                - {where: "kind = 'b'", at: maria/job}
        """;

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();
    private final TestServer mariadb = EmbeddedMariaDb.shared();
    private final String inPostgres = postgres.createDatabase();
    private final String inMariaDb = mariadb.createDatabase();

    private Gateway gateway() {
        postgres.execute(inPostgres, TABLE, DONE);
        mariadb.execute(inMariaDb, TABLE);
        for (int id = 1; id <= JOBS; id++) {
            if (id % 2 == 0) {
                postgres.execute(inPostgres, "insert into job values (" + id + ", 'a', 'new')");
            } else {
                mariadb.execute(inMariaDb, "insert into job values (" + id + ", 'b', 'new')");
            }
        }
        return Gateway.serving(
                CATALOG, Map.of("PG_URL", postgres.url(inPostgres), "MARIA_URL", mariadb.url(inMariaDb)));
    }

    @Test
    void eachJobIsTakenByOne() throws Exception {
        try (Gateway gateway = gateway()) {
            List<String> taken = together(gateway, """
                update job set state = 'taken' where id in
                  (select id from job where state = 'new' order by id limit 3 for update skip locked) returning id\
                """);
            assertThat(taken).containsExactlyInAnyOrderElementsOf(all());
            try (Connection connection = gateway.connect()) {
                assertThat(Asking.column(connection, "select distinct state from job"))
                        .containsExactly("taken");
            }
        }
    }

    @Test
    void eachJobIsMovedByOne() throws Exception {
        try (Gateway gateway = gateway()) {
            List<String> moved = together(gateway, """
                with next as (select id from job order by id limit 3 for update skip locked),
                  gone as (delete from job using next where job.id = next.id returning job.id, job.state)
                insert into done select * from gone returning id\
                """);
            assertThat(moved).containsExactlyInAnyOrderElementsOf(all());
            try (Connection connection = gateway.connect()) {
                assertThat(Asking.column(connection, "select count(*) from job"))
                        .containsExactly("0");
                assertThat(Asking.column(connection, "select id from done")).containsExactlyInAnyOrderElementsOf(all());
            }
        }
    }

    @Test
    void onlyTheLockedJobsAreReadAgain() throws SQLException {
        try (Gateway gateway = gateway();
                Connection connection = gateway.connect()) {
            String taking = """
                explain analyze update job set state = 'taken' where id %s
                  (select id from job where state = 'new' order by id limit %d for update skip locked) returning id\
                """;
            assertThat(readAgain(Asking.column(connection, taking.formatted("in", 3))))
                    .isEqualTo(3);
            assertThat(readAgain(Asking.column(connection, taking.formatted("=", 1))))
                    .isEqualTo(1);
            assertThat(readAgain(Asking.column(connection, """
                explain analyze with next as (select id from job order by id limit 20 for update skip locked)
                delete from job using next where job.id = next.id\
                """))).isEqualTo(20);
            assertThat(readAgain(Asking.column(connection, taking.formatted("in", 0))))
                    .isZero();
            assertThat(Asking.ask(connection, """
                update job set state = 'taken' where id = (select id - 100 from job limit 2 for update skip locked)\
                """))
                    .isInstanceOfSatisfying(
                            Answer.Failure.class,
                            failure -> assertThat(failure.state()).isEqualTo("21000"));
            assertThat(Asking.column(connection, "select count(*) from job")).containsExactly("20");
        }
    }

    /** The rows that were found to be written, from EXPLAIN's figures. */
    private static long readAgain(List<String> plan) {
        Pattern rows = Pattern.compile("Leaf on .* \\(actual rows=(\\d+) ");
        return plan.subList(plan.indexOf("    Found"), plan.size()).stream()
                .map(rows::matcher)
                .filter(Matcher::find)
                .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                .sum();
    }

    @Test
    void aRowThatChangesMeanwhileIsReadAgain() throws Exception {
        try (Gateway gateway = gateway();
                Connection first = gateway.connect();
                Connection second = gateway.connect();
                Connection watching = postgres.connect(inPostgres);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Asking.ask(first, "begin");
            Asking.ask(first, "update job set state = 'changed' where id = 2");
            Future<List<String>> moved = threads.submit(() -> Asking.column(second, """
                with gone as (delete from job where id < 4 and state <> 'none' returning id, state)
                insert into done select * from gone returning id || state\
                """));
            awaitLock(watching);
            Asking.ask(first, "commit");
            assertThat(moved.get()).containsExactlyInAnyOrder("1new", "2changed", "3new");
            assertThat(Asking.column(second, "select min(id) from job")).containsExactly("4");
        }
    }

    private static List<String> all() {
        return IntStream.rangeClosed(1, JOBS).mapToObj(String::valueOf).toList();
    }

    /** What the workers get, each asking until it gets nothing. */
    private static List<String> together(Gateway gateway, String sql) throws Exception {
        List<String> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
            List<Callable<List<String>>> workers = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                workers.add(() -> untilEmpty(gateway, sql));
            }
            for (Future<List<String>> worker : threads.invokeAll(workers)) {
                all.addAll(worker.get());
            }
        }
        return all;
    }

    private static List<String> untilEmpty(Gateway gateway, String sql) throws SQLException {
        List<String> got = new ArrayList<>();
        try (Connection connection = gateway.connect()) {
            List<String> rows = Asking.column(connection, sql);
            while (!rows.isEmpty()) {
                got.addAll(rows);
                rows = Asking.column(connection, sql);
            }
        }
        return got;
    }

    private static void awaitLock(Connection watching) throws SQLException {
        long until = System.nanoTime() + 20_000_000_000L;
        while (Asking.column(watching, "select 1 from pg_locks where not granted")
                .isEmpty()) {
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
