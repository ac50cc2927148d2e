package io.federator.it.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** ON CONFLICT over indexes that only the source knows: over expressions, and over a part of the table. */
class PartialIndexTest {
    private static final String[] TABLE = {
        "create table t (id integer primary key, owner text, state varchar(10), n integer default 5)",
        "create unique index on t (owner) where state = 'new'",
        "create unique index on t (lower(owner), (n + 1))",
        "create unique index on t (n) where n > 100 and state is not null"
    };
    private static final String CATALOG = """
        version: 1
        gateway: {port: 5433}
        sources: {pg: {type: postgresql, url: "${URL}", user: postgres, password: ""}}
        schemas:
          public:
            t: {key: [id], at: pg/t}
            s: {key: [id], rows: [{where: "id < 10", at: pg/t1}, {where: "id >= 10", at: pg/t2}]}
        """;
    private static final String ROWS =
            "insert into t values (1, 'Anna', 'new', 1), (2, 'Bert', 'new', 2), (3, 'Anna', 'old', 3), (4, 'x', 'y',"
                    + " 101)";

    private static final List<String> STATEMENTS = List.of(
            "insert into t values (10, 'Anna', 'new', 10) on conflict (owner) where state = 'new' do nothing",
            "insert into t values (10, 'Anna', 'old', 10) on conflict (owner) where state = 'new' do nothing",
            "insert into t values (10, 'Anna', 'new', 10), (11, 'Cleo', 'new', 11), (12, 'Cleo', 'new', 12)"
                    + " on conflict (owner) where state = 'new' do nothing",
            "insert into t values (10, 'Anna', 'new', 10), (11, 'Dora', 'new', 3) on conflict (owner)"
                    + " where state = 'new' do update set n = t.n + excluded.n, state = 'seen'",
            "insert into t values (10, 'Anna', 'new', 10), (11, 'Bert', 'new', 3) on conflict (owner)"
                    + " where state = 'new' do update set n = excluded.n where t.n > 1",
            "insert into t values (10, 'Cleo', 'new', 10), (11, 'Cleo', 'new', 3) on conflict (owner)"
                    + " where state = 'new' do update set n = 1",
            "insert into t as target values (10, 'Anna', 'new', 1) on conflict (owner) where state = 'new'"
                    + " do update set owner = target.owner || '!', n = default",
            "insert into t values (10, 'ANNA', 'old', 1) on conflict (lower(owner), (n + 1)) do nothing",
            "insert into t values (10, 'ANNA', 'old', 1) on conflict ((n + 1), lower(owner)) do update set"
                    + " state = excluded.state",
            "insert into t values (10, 'x', 'z', 101) on conflict (n) where n > 100 and state is not null do update"
                    + " set state = 'again'",
            "insert into t (id, owner, state) select i, 'Bert', 'new' from generate_series(20, 22) i on conflict"
                    + " (owner) where state = 'new' do nothing",
            "insert into t values (1, 'Zoe', 'new', 9) on conflict (owner) where state = 'new' do nothing",
            "insert into t values (1, 'Zoe', 'new', 9) on conflict (id) where state = 'new' do update set n = 77",
            "insert into t values (10, 'Anna', 'new', 10) on conflict (owner) do nothing",
            "insert into t values (10, 'Anna', 'new', 10) on conflict (owner) where state = 'other' do nothing",
            "insert into t values (10, 'Anna', 'new', 10) on conflict (upper(owner)) do nothing",
            "insert into t values (10, 'Anna', 'new', 10) on conflict (owner) where nothing do nothing",
            "insert into t values (10, 'Anna', 'new', 10) on conflict (owner) where state = 'new' do update set"
                    + " state = excluded.state || ' is too long'",
            "insert into t values (10, 'Anna', 'too long for it', 10) on conflict (owner) where state = 'new' do"
                    + " nothing");

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();

    @Test
    void theSourceDecides() throws SQLException {
        String database = postgres.createDatabase();
        String oracle = postgres.createDatabase();
        postgres.execute(database, TABLE);
        postgres.execute(database, "create table t1 (like t)", "create table t2 (like t)");
        postgres.execute(oracle, TABLE);
        List<String> differences = new ArrayList<>();
        try (Gateway gateway = Gateway.serving(CATALOG, Map.of("URL", postgres.url(database)));
                Connection whole = postgres.connect(oracle);
                Connection connection = gateway.connect()) {
            for (String sql : STATEMENTS) {
                for (Connection each : List.of(whole, connection)) {
                    Asking.ask(each, "delete from t");
                    Asking.ask(each, ROWS);
                }
                for (String asked : List.of(sql, "select * from t")) {
                    String difference = Asking.ask(connection, asked).differenceFrom(Asking.ask(whole, asked), false);
                    if (!difference.isEmpty()) {
                        differences.add(sql + "\n   " + difference);
                    }
                }
            }
            assertThat(differences).isEmpty();
            for (String refused : List.of(
                    "insert into s values (1, 'a', 'new', 1) on conflict (owner) where state = 'new' do nothing",
                    "insert into t values (1, 'a', 'new', 1) on conflict (owner) where state = 'new' do nothing"
                            + " returning id",
                    "with w as (delete from t returning id) insert into t values (1, 'a', 'new', 1)"
                            + " on conflict (owner) where state = 'new' do nothing")) {
                assertThat(Asking.ask(connection, refused))
                        .isInstanceOfSatisfying(
                                Answer.Failure.class,
                                failure -> assertThat(failure.state()).isEqualTo("0A000"));
            }
        }
    }
}
