package io.federator.it.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Assignments to elements and slices of arrays give the arrays that PostgreSQL gives, wherever the table is kept. */
class ArrayAssignmentTest {
    private static final String TABLE =
            "create table t (id integer primary key, kind integer, a integer[], m integer[], s varchar(5)[])";
    private static final String CATALOG = """
        version: 1
        gateway: {port: 5433}
        sources:
          one: {type: postgresql, url: "${ONE}", user: postgres, password: ""}
          two: {type: postgresql, url: "${TWO}", user: postgres, password: ""}
        schemas: {public: {t: {key: [id], PLACEMENT}}}
        """;
    private static final String ROWS = """
        insert into t values (1, 1, '{1,2,3}', '{{1,2},{3,4}}', '{x,y}'), (2, 2, null, null, null),
          (3, 1, '{}', '{}', '{}'), (4, 2, '[0:2]={7,8,9}', '[2:3][-1:0]={{1,2},{3,4}}', '{abc}')\
        """;

    private static final List<String> STATEMENTS = List.of(
            "update t set a[1] = 10 returning id, a",
            "update t set a[5] = 50 where id < 3 returning a",
            "update t set a[-2] = 20, a[7] = kind where id in (1, 4) returning a",
            "update t set a[1] = a[2], a[2] = a[1] returning *",
            "update t set a[id] = null returning a",
            "update t set a[null] = 1",
            "update t set a[null] = 1 where id = 99",
            "update t set a[1:null] = '{1}'",
            "update t set a[2:3] = '{5,6,7}' returning id, a",
            "update t set a[2:3] = '{5}'",
            "update t set a[:2] = '{1,2}' where id = 1 returning a",
            "update t set a[2:] = '{1,2}' where id = 1 returning a",
            "update t set a[:] = '{4,5,6}' where id in (1, 4) returning a",
            "update t set a[1:] = '{4,5,6}' where id = 3",
            "update t set a[3:2] = '{4,5,6}' where id = 1",
            "update t set a[3:2] = '{4,5,6}' where id = 3 returning a",
            "update t set a[3:1] = '{4,5,6}' where id = 3",
            "update t set a[10:11] = '{{4,5},{6,7}}' returning a",
            "update t set a[2:3] = null returning id, a",
            "update t set m[1][2] = 9 where id = 1 returning m",
            "update t set m[1][2] = 9 where id = 2 returning m",
            "update t set m[3][2] = 9 where id = 1",
            "update t set m[2] = 9 where id = 1",
            "update t set m[1:2][1:1] = '{7,8}' where id = 1 returning m",
            "update t set m[2:2] = '{7,8}' where id = 1 returning m",
            "update t set m[2] = 9 where id = 3 returning m",
            "update t set m[2][3:4] = '{1,2,3,4}' where id = 3 returning m",
            "update t set m[2:3][-1:0] = a[1:4] where id = 4 returning m",
            "update t set a[1] = 'x'",
            "update t set a[1] = current_date",
            "update t set a['x'] = 1",
            "update t set a[1] = 1, a = '{}'",
            "update t set a = '{}', a[1] = 1",
            "update t set a = default, a[1] = 1",
            "update t set a[1] = default",
            "update t set kind[1] = 1",
            "update t set (a[1], a[2], kind) = (1, 2, kind) where id = 1 returning a",
            "update t set (a[1], m[1][1]) = (select 7, 8) where id = 1 returning a, m",
            "update t set a[1] = n from (values (1, 11), (2, 12)) v(i, n) where id = i returning id, a",
            "update t set a[(select 2)] = (select max(kind) from t) where id = 1 returning a",
            "update t set s[1] = 'long enough'",
            "update t set s[2] = 'abcde' where id = 1 returning s",
            "update t set a[2147483647] = 1 where id = 3",
            "update t set a[2147483647] = 1 where id = 1",
            "update t set a[1][2][3][4][5][6][7] = 1",
            "insert into t (id, kind, a[1]) values (10, 1, 5) returning a",
            "insert into t (id, kind, a[2], a[4], m[1][1]) values (11, 1, 5, 6, 7), (12, 2, 8, 9, 1) returning *",
            "insert into t (id, kind, a[1:2]) values (13, 1, '{1,2}') returning a",
            "insert into t (id, kind, a[1], a[3]) select 14, 2, 3, 4 returning a",
            "insert into t (id, kind, a[1], a) values (15, 1, 1, '{}')",
            "insert into t (id, kind, a[1]) values (15, 1, default)",
            "insert into t (id, kind, kind[1]) values (15, 1, 1)",
            "insert into t (id, kind, a) values (1, 1, '{1}') on conflict (id) do update set a[2] = excluded.a[1],"
                    + " a[3] = t.a[1] returning a",
            "merge into t using (values (1), (20)) v(n) on id = n when matched then update set a[4] = n"
                    + " when not matched then insert (id, kind, a[2]) values (n, 2, n)",
            "select * from t order by id");

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at: one/t",
                "at: [one/t, two/t]",
                "rows: [{where: \"kind = 1\", at: one/t}, {where: \"kind = 2\", at: two/t}]",
                "columns: [{has: [kind, a], at: one/t}, {has: [m, s], at: two/t}]"
            })
    void arraysAreAsInPostgres(String placement) throws SQLException {
        String one = postgres.createDatabase();
        String two = postgres.createDatabase();
        String oracle = postgres.createDatabase();
        postgres.execute(one, TABLE);
        postgres.execute(two, TABLE);
        postgres.execute(oracle, TABLE);
        List<String> differences = new ArrayList<>();
        try (Gateway gateway = Gateway.serving(
                        CATALOG.replace("PLACEMENT", placement),
                        Map.of("ONE", postgres.url(one), "TWO", postgres.url(two)));
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
        }
        assertThat(differences).isEmpty();
    }
}
