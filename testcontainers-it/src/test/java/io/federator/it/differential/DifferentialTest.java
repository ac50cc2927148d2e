package io.federator.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.adapter.testkit.EmbeddedMariaDb;
import io.federator.adapter.testkit.EmbeddedPostgres;
import io.federator.adapter.testkit.MySqlServer;
import io.federator.adapter.testkit.TestServer;
import io.federator.config.FederatorConfig;
import io.federator.it.deployment.Answer;
import io.federator.it.deployment.Asking;
import io.federator.it.deployment.Gateway;
import io.federator.it.deployment.PhysicalTypes;
import io.federator.it.deployment.PlacementLoader;
import io.federator.it.deployment.TpchDeployment;
import io.federator.it.differential.QueryScript.Query;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every query of the scripts, in every placement, with and without pushdown: column names, type OIDs, rows (in their order when the
 * query lays one down) and SQLSTATEs must be the oracle's. {@code unsupported.txt} lists what Federator refuses with a clear error,
 * {@code pending.txt} what is known to be wrong; an entry that is not true any more fails the test. A part of it:
 * {@code -Ddifferential.scripts=joins,text -Ddifferential.placements=nested}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentialTest {
    private static final List<String> SCRIPTS = chosen(
            "differential.scripts",
            "regressions",
            "tableau",
            "text",
            "numbers",
            "dates",
            "expressions",
            "aggregates",
            "joins",
            "subqueries",
            "sets",
            "windows",
            "ordering",
            "names",
            "networks",
            "errors",
            "tpch",
            "surface",
            "charsets",
            "correlated",
            "quantified",
            "recursion",
            "grouping",
            "frames",
            "clock",
            "joining",
            "combining",
            "casting",
            "strings",
            "arithmetic",
            "reports",
            "json",
            "folding",
            "refusals");
    private static final List<String> PLACEMENTS =
            chosen("differential.placements", "single", "whole", "rows", "columns", "nested", "three");
    /** Whether properties name a part of it, of which the lists of exceptions say too much. */
    private static final boolean IN_PART =
            System.getProperty("differential.scripts") != null || System.getProperty("differential.placements") != null;

    private static final Set<String> REFUSALS = Set.of("0A000", "42883");
    private static final int MINIMUM = 1000;

    private final Map<String, Gateway> gateways = new LinkedHashMap<>();
    private final Map<String, Answer> expected = new HashMap<>();
    private final Set<String> unsupported = list("unsupported.txt");
    private final Set<String> pending = list("pending.txt");
    private final Set<String> stillUnsupported = new TreeSet<>();
    private final Set<String> stillPending = new TreeSet<>();
    private String oracle = "";

    /** A session's way to ask; the binary one also tests the binary formats. */
    private enum Mode {
        PUSHDOWN("prepareThreshold=-1", "on"),
        NO_PUSHDOWN("preferQueryMode=simple", "off");

        private final String options;
        private final String pushdown;

        Mode(String options, String pushdown) {
            this.options = options;
            this.pushdown = pushdown;
        }
    }

    @BeforeAll
    void start() throws SQLException {
        oracle = TpchDeployment.oracle();
        try (Connection whole = DriverManager.getConnection(oracle, "postgres", "")) {
            try (var statement = whole.createStatement()) {
                statement.execute(QueryScript.text("edge.sql"));
                statement.execute("delete from orders where o_orderkey > 6000; delete from lineitem where l_orderkey >"
                        + " 6000;delete from part where p_partkey > 400; delete from partsupp where ps_partkey >"
                        + " 450; analyze");
            }
            for (String placement : PLACEMENTS) {
                gateways.put(placement, serve(placement, whole));
            }
        }
    }

    /** Two databases of PostgreSQL, one of MariaDB, one of MySQL; where there is no MySQL, MariaDB stands in for it. */
    private static Gateway serve(String placement, Connection whole) throws SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.shared();
        EmbeddedMariaDb maria = EmbeddedMariaDb.shared();
        Optional<MySqlServer> mysql = MySqlServer.sharedIfPresent();
        TestServer third = mysql.isPresent() ? mysql.get() : maria;
        String sales = postgres.createDatabase();
        String east = postgres.createDatabase();
        String supply = maria.createDatabase();
        String stock = third.createDatabase();
        postgres.execute(sales, QueryScript.text("types.sql"));
        postgres.execute(east, QueryScript.text("types.sql"));
        String yaml = QueryScript.text(placement + ".yaml");
        FederatorConfig config = Gateway.config(
                mysql.isPresent() ? yaml : yaml.replace("type: mysql", "type: mariadb"),
                Map.of(
                        "SALES_URL", postgres.url(sales),
                        "EAST_URL", postgres.url(east),
                        "SUPPLY_URL", maria.url(supply),
                        "STOCK_URL", third.url(stock)));
        try (Connection first = postgres.connect(sales);
                Connection second = postgres.connect(east);
                Connection other = maria.connect(supply);
                Connection last = third.connect(stock)) {
            Map<String, Connection> sources = Map.of("sales", first, "east", second, "supply", other, "stock", last);
            new PlacementLoader(whole, sources, PhysicalTypes.parse(QueryScript.text("physical.types"), placement))
                    .load(config);
        }
        return Gateway.serving(config);
    }

    @AfterAll
    void stop() {
        gateways.values().forEach(Gateway::close);
        if (!stillPending.isEmpty()) {
            System.out.println("wrong answers known, in pending.txt: " + stillPending.size());
        }
    }

    @TestFactory
    Stream<DynamicTest> answersAreTheOracles() {
        return IN_PART
                ? comparisons()
                : Stream.concat(
                        comparisons(),
                        Stream.of(DynamicTest.dynamicTest("lists are up to date", this::listsAreUpToDate)));
    }

    private Stream<DynamicTest> comparisons() {
        return SCRIPTS.stream()
                .map(QueryScript::read)
                .flatMap(script -> PLACEMENTS.stream()
                        .flatMap(placement -> Stream.of(Mode.values())
                                .map(mode -> DynamicTest.dynamicTest(
                                        script.name() + " " + placement + " " + mode,
                                        () -> compare(script, placement, mode)))));
    }

    /** What works by now must leave the lists, and what is in them must be a query of the scripts. */
    private void listsAreUpToDate() {
        assertThat(stillUnsupported).isEqualTo(unsupported);
        assertThat(stillPending).isEqualTo(pending);
    }

    @Test
    void thereAreEnoughQueries() {
        Assumptions.assumeFalse(IN_PART, "a part of the scripts");
        assertThat(SCRIPTS.stream()
                        .mapToInt(name -> QueryScript.read(name).queries().size())
                        .sum())
                .isGreaterThanOrEqualTo(MINIMUM);
    }

    private void compare(QueryScript script, String placement, Mode mode) throws SQLException {
        List<String> differences = new ArrayList<>();
        Gateway gateway = gateways.get(placement);
        if (gateway == null) {
            throw new IllegalStateException(placement);
        }
        try (Connection whole = DriverManager.getConnection(oracle + "?" + mode.options, "postgres", "");
                Connection connection = gateway.connect(mode.options)) {
            Asking.ask(connection, "set federator.pushdown = " + mode.pushdown);
            Asking.ask(connection, "set federator.reduction = always");
            Asking.ask(connection, "set statement_timeout = '20s'");
            Asking.ask(whole, "set statement_timeout = '20s'");
            for (Query query : script.queries()) {
                Answer right = expected.computeIfAbsent(
                        mode + script.name() + query.line(), key -> Asking.ask(whole, query.sql()));
                Answer answer = Asking.ask(connection, query.sql());
                String difference = answer.differenceFrom(right, query.isOrdered());
                if (!difference.isEmpty() && !isExcused(script.name() + ": " + query.line1(), answer)) {
                    differences.add(
                            script.name() + ".sql:" + query.line() + " " + query.line1() + "\n   " + difference);
                }
            }
        }
        assertThat(differences)
                .as(differences.size() + " of " + script.queries().size())
                .isEmpty();
    }

    private boolean isExcused(String entry, Answer answer) {
        if (unsupported.contains(entry)
                && answer instanceof Answer.Failure failure
                && REFUSALS.contains(failure.state())) {
            stillUnsupported.add(entry);
            return true;
        }
        if (pending.contains(entry)) {
            stillPending.add(entry);
            return true;
        }
        return false;
    }

    /** All of them, or those that a system property names, with commas between. */
    private static List<String> chosen(String property, String... all) {
        String names = System.getProperty(property, "");
        return names.isEmpty() ? List.of(all) : List.of(names.split(","));
    }

    private static Set<String> list(String name) {
        return QueryScript.text(name)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
