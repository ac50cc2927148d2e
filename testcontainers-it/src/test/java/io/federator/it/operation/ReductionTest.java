package io.federator.it.operation;

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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is read of a large table when another source has the keys of the few rows that matter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReductionTest {
    private static final int ITEMS = 20_000;
    private static final String CATALOG = """
        version: 1
        gateway: {port: 5433}
        sources:
          pg: {type: postgresql, url: "${PG_URL}", user: postgres, password: ""}
          maria: {type: mariadb, url: "${MARIA_URL}", user: root, password: ""}
        schemas:
          public:
            owner: {key: [id], at: maria/owner}
            item:
              key: [id]
              rows:
                - {where: "id <= 10000", at: pg/item}
                - {where: "id > 10000", at: maria/item}
        """;
    private static final String ITEM =
            "create table item (id integer primary key, owner_id bigint, code varchar(20), price decimal(10,2))";

    private final EmbeddedPostgres postgres = EmbeddedPostgres.shared();
    private final TestServer mariadb = EmbeddedMariaDb.shared();
    private final String inPostgres = postgres.createDatabase();
    private final String inMariaDb = mariadb.createDatabase();
    private Gateway gateway;

    @BeforeAll
    void start() {
        postgres.execute(
                inPostgres,
                ITEM,
                "insert into item select i, nullif(i % 1000, 0), 'c' || i % 500, i from generate_series(1, 10000) i",
                "analyze");
        mariadb.execute(
                inMariaDb,
                ITEM,
                "insert into item select seq, nullif(seq % 1000, 0), concat('c', seq % 500), seq from"
                        + " seq_10001_to_20000",
                "create table owner (id integer primary key, name varchar(20), code varchar(20))",
                "insert into owner select seq, concat('o', seq % 100), concat('c', seq) from seq_1_to_2000",
                "analyze table item, owner");
        gateway = Gateway.serving(
                CATALOG, Map.of("PG_URL", postgres.url(inPostgres), "MARIA_URL", mariadb.url(inMariaDb)));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private List<String> ask(String sql) throws SQLException {
        try (Connection connection = gateway.connect()) {
            return Asking.column(connection, sql);
        }
    }

    /** The rows read of each leaf over {@code item}, in the order of the fragments. */
    private List<Integer> readOfItems(String sql) throws SQLException {
        String plan = String.join("\n", ask("explain (analyze, verbose) " + sql));
        return Pattern.compile("Leaf on \\w+ \\(about \\d+ rows\\) \\((skipped|actual rows=(\\d+))[^\\n"
                        + "]*\\n"
                        + " *Fragments: \\w+/item")
                .matcher(plan)
                .results()
                .map(ReductionTest::rows)
                .toList();
    }

    private static int rows(MatchResult leaf) {
        return leaf.group(1).equals("skipped") ? 0 : Integer.parseInt(leaf.group(2));
    }

    @Test
    void onlyTheRowsOfTheKeysAreRead() throws SQLException {
        String sql = "select count(*) from owner join item on owner.id = owner_id where name = 'o7'";
        assertThat(ask(sql)).containsExactly("200");
        assertThat(readOfItems(sql)).containsExactly(100, 100);
    }

    @Test
    void keysMayBeTexts() throws SQLException {
        String sql = "select count(*) from owner join item on owner.code = item.code where name = 'o7'";
        assertThat(ask(sql)).containsExactly("200");
        assertThat(readOfItems(sql)).containsExactly(100, 100);
    }

    @Test
    void aggregatesAreMadeOfTheRowsOfTheKeys() throws SQLException {
        String sql =
                "select sum(n) from owner join (select owner_id, count(*) as n from item group by owner_id) as counted"
                        + " on owner.id = owner_id where name = 'o7'";
        assertThat(ask(sql)).containsExactly("200");
        assertThat(readOfItems(sql)).containsExactly(10, 10);
    }

    @Test
    void withoutAKeyNothingIsRead() throws SQLException {
        String sql = "select count(*) from owner join item on owner.id = owner_id where name = 'nobody'";
        assertThat(ask(sql)).containsExactly("0");
        assertThat(readOfItems(sql)).containsExactly(0, 0);
    }

    @Test
    void whereMostKeysAreWantedAllRowsAreRead() throws SQLException {
        String sql = "select count(*) from owner join item on owner.id = owner_id where name <> 'o7'";
        assertThat(ask(sql)).containsExactly(Integer.toString(ITEMS - ITEMS / 1000 - 200));
        assertThat(readOfItems(sql)).containsExactly(10_000, 10_000);
    }

    @Test
    void rowsWithoutAPartnerAreKeptWhereTheyCount() throws SQLException {
        String all = "select count(*) from item left join owner on owner.id = owner_id and name = 'o7'";
        assertThat(ask(all)).containsExactly(Integer.toString(ITEMS));
        String none = "select count(*) from item where owner_id not in (select id from owner where name = 'o7')";
        assertThat(ask(none)).containsExactly(Integer.toString(ITEMS - ITEMS / 1000 - 200));
        String few =
                "select count(*), count(item.id) from owner left join item on owner.id = owner_id where name = 'o7'";
        assertThat(ask(few)).containsExactly("210");
        assertThat(readOfItems(few)).containsExactly(100, 100);
    }

    @Test
    void itCanBeTurnedOff() throws SQLException {
        try (Connection connection = gateway.connect()) {
            Asking.ask(connection, "set federator.reduction = off");
            String sql = "explain select count(*) from owner join item on owner.id = owner_id where name = 'o7'";
            assertThat(Asking.column(connection, sql)).noneMatch(line -> line.contains("Reduced"));
        }
    }
}
