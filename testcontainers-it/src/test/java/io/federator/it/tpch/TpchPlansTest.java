package io.federator.it.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import io.federator.it.deployment.Asking;
import io.federator.it.deployment.TpchDeployment;
import io.federator.samples.tpch.TpchPlacement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What must reach the sources. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TpchPlansTest {
    private TpchDeployment rows;
    private TpchDeployment columns;

    @BeforeAll
    void start() {
        rows = TpchDeployment.start(TpchPlacement.B);
        columns = TpchDeployment.start(TpchPlacement.C);
    }

    @AfterAll
    void stop() {
        rows.close();
        columns.close();
    }

    @Test
    void partialSumsComeBackOneRowEach() throws SQLException {
        List<String> plan = plan(rows, "explain analyze " + TpchDeployment.query(6));
        assertThat(leaves(plan)).hasSize(2).allSatisfy(leaf -> assertThat(leaf).contains("actual rows=1 "));
        assertThat(statements(plan))
                .filteredOn(sql -> sql.contains("lineitem"))
                .hasSize(2)
                .allSatisfy(sql -> assertThat(sql.toLowerCase(Locale.ROOT))
                        .contains("sum(", "l_shipdate", "l_discount", "l_quantity"));
    }

    @Test
    void keyFindsItsFragment() throws SQLException {
        List<String> plan = plan(rows, "explain select * from orders where o_orderkey = 1");
        assertThat(leaves(plan)).singleElement().asString().contains("sales");
        assertThat(plan).anySatisfy(line -> assertThat(line).contains("Pruned"));
        assertThat(leaves(plan(rows, "explain select * from orders where o_orderkey = 59999")))
                .singleElement()
                .asString()
                .contains("supply");
    }

    @Test
    void columnsNobodyAsksForAreNotRead() throws SQLException {
        List<String> plan = plan(columns, "explain select p_name from part");
        assertThat(leaves(plan)).singleElement().asString().contains("sales");
        assertThat(String.join("\n", statements(plan))).doesNotContain("part_text");
    }

    @Test
    void tablesSplitAlikeAreJoinedInTheirSources() throws SQLException {
        List<String> plan = plan(
                columns, "explain select o_orderdate, l_quantity from orders join lineitem on l_orderkey = o_orderkey");
        assertThat(statements(plan))
                .isNotEmpty()
                .allSatisfy(sql -> assertThat(sql).contains("orders_", "lineitem_"));
    }

    /**
     * Which columns and conditions of the 22 queries the sources get. When a change is meant, take what the failure shows: the file
     * is for reading as well. The order of tables in a join and of the leaves does not count, as it follows the sources' statistics,
     * which are samples.
     */
    @Test
    void sourcesGetWhatTheyCanDo() throws SQLException, IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 22; i++) {
            text.append("-- ").append(i).append('\n');
            statements(plan(rows, "explain " + TpchDeployment.query(i))).stream()
                    .map(line -> line.strip().substring("SQL: ".length()))
                    .sorted()
                    .forEach(sql -> text.append(sql).append('\n'));
        }
        try (InputStream golden = Objects.requireNonNull(getClass().getResourceAsStream("leaves.sql"))) {
            String expected = new String(golden.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(withoutOrder(text.toString()))
                    .as("the sources get%n%s", text)
                    .isEqualTo(withoutOrder(expected));
        }
    }

    /** Each query's statements as words in alphabetical order, without the tables' aliases: what does not depend on the join order. */
    private static List<String> withoutOrder(String statements) {
        List<String> queries = List.of(statements.split("-- ", -1));
        return queries.stream()
                .map(query -> query.lines().map(TpchPlansTest::words).sorted().collect(Collectors.joining("\n")))
                .toList();
    }

    private static String words(String statement) {
        return Stream.of(statement.replaceAll("\\bt\\d+\\b\\.?", "").split("[\\s,()]+", -1))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static List<String> plan(TpchDeployment deployment, String explain) throws SQLException {
        try (Connection connection = deployment.gateway().connect()) {
            return Asking.column(connection, explain);
        }
    }

    private static List<String> leaves(List<String> plan) {
        return plan.stream().filter(line -> line.contains("Leaf on ")).toList();
    }

    /** The SQL of the leaves. */
    private static List<String> statements(List<String> plan) {
        return IntStream.range(0, plan.size())
                .filter(i -> plan.get(i).contains("Leaf on "))
                .mapToObj(i -> plan.subList(i + 1, plan.size()).stream()
                        .filter(line -> line.contains("SQL: "))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }
}
