package io.federator.it.operation;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.TestServer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/** A table in either source, one split over both, and views that take their time. */
final class TwoSources implements AutoCloseable {
    /** Of the tables. */
    static final int ROWS = 10_000;

    static final String CATALOG = """
        version: 1
        gateway: {port: 5433, database: two, admin-port: 8433}
        sources:
          left: {type: postgresql, url: "${LEFT_URL}", user: postgres, password: "", pool: {connection-timeout: 5s}}
          right: {type: mariadb, url: "${RIGHT_URL}", user: root, password: "", pool: {connection-timeout: 5s}}
        schemas:
          public:
            items: {key: [id], at: left/items, comment: In PostgreSQL}
            things: {key: [id], at: right/things, references: {id: items(id)}}
            parts:
              key: [id]
              rows:
                - {where: "id <= 5000", at: left/parts}
                - {where: "id > 5000", at: right/parts}
            slow: {at: left/slow}
            endless: {at: left/endless}
        """;

    final EmbeddedPostgres left = EmbeddedPostgres.shared();
    final TestServer right;
    final String leftDatabase = left.createDatabase();
    final String rightDatabase;
    final Map<String, String> environment;

    TwoSources() {
        this(EmbeddedMariaDb.shared());
    }

    TwoSources(TestServer right) {
        this.right = right;
        this.rightDatabase = right.createDatabase();
        left.execute(
                leftDatabase,
                "create table items (id integer primary key, name varchar(40) not null, price numeric(10,2))",
                "insert into items select i, 'item ' || i, i / 4.0 from generate_series(1, " + ROWS + ") i",
                "create table parts (id integer primary key, name varchar(40) not null)",
                "insert into parts select i, 'part ' || i from generate_series(1, 5000) i",
                "create view slow as select 1 as id from pg_sleep(2)",
                "create view endless as select 1 as id from pg_sleep(1000)",
                "analyze");
        right.execute(
                rightDatabase,
                "create table things (id integer primary key, name varchar(40) not null)",
                "insert into things select seq, concat('thing ', seq) from seq_1_to_" + ROWS,
                "create table parts (id integer primary key, name varchar(40) not null)",
                "insert into parts select seq, concat('part ', seq) from seq_5001_to_" + ROWS);
        environment = Map.of("LEFT_URL", left.url(leftDatabase), "RIGHT_URL", right.url(rightDatabase));
    }

    Gateway serve() {
        return Gateway.serving(CATALOG, environment);
    }

    /** How many statements of the gateway run in PostgreSQL that contain a text. */
    int running(String part) throws SQLException {
        try (Connection connection = left.connect(leftDatabase)) {
            return Integer.parseInt(Asking.column(
                            connection,
                            "select count(*) from pg_stat_activity where datname = current_database() and state ="
                                    + " 'active' and pid <> pg_backend_pid() and query like '%" + part + "%'")
                    .getFirst());
        }
    }

    /** Asks again until it is so; false when it is not in time. */
    static boolean becomes(Duration within, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + within.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    @Override
    public void close() {
        left.dropDatabase(leftDatabase + " with (force)");
    }
}
