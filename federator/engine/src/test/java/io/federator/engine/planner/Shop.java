package io.federator.engine.planner;

import io.federator.engine.catalog.CatalogColumn;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement;
import io.federator.engine.catalog.Placement.ColumnPart;
import io.federator.engine.catalog.Placement.Columns;
import io.federator.engine.catalog.Placement.Copies;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.engine.catalog.Placement.RowFragment;
import io.federator.engine.catalog.Placement.Rows;
import io.federator.spi.source.SourceColumn;
import io.federator.spi.source.TableDescription;
import io.federator.spi.source.TableName;
import io.federator.spi.source.TableStatistics;
import io.federator.spi.source.TextCollation;
import io.federator.spi.type.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of the plan tests. {@code orders} and {@code lineitem} are in four alike row fragments over the sources a and b,
 * {@code part} is split by columns, {@code nation} replicated, {@code customer} whole in a, {@code event} split by remainder.
 */
final class Shop {
    static final FederatedTable ORDERS = table(
            "orders",
            List.of("o_orderkey"),
            new Rows(List.of(
                    range("o_orderkey", "a", "orders_1", 1, orders()),
                    range("o_orderkey", "b", "orders_2", 2, orders()),
                    range("o_orderkey", "a", "orders_3", 3, orders()),
                    range("o_orderkey", "b", "orders_4", 4, orders()))),
            orders());
    static final FederatedTable LINEITEM = table(
            "lineitem",
            List.of("l_orderkey", "l_linenumber"),
            new Rows(List.of(
                    range("l_orderkey", "a", "lineitem_1", 1, lineitem()),
                    range("l_orderkey", "b", "lineitem_2", 2, lineitem()),
                    range("l_orderkey", "a", "lineitem_3", 3, lineitem()),
                    range("l_orderkey", "b", "lineitem_4", 4, lineitem()))),
            lineitem());
    static final FederatedTable PART = table(
            "part",
            List.of("p_partkey"),
            new Columns(List.of(
                    new ColumnPart(
                            List.of("p_name", "p_size"),
                            copies(copy("a", "part_core", 200, only(part(), "p_partkey", "p_name", "p_size")))),
                    new ColumnPart(
                            List.of("p_comment"),
                            copies(copy("b", "part_text", 200, only(part(), "p_partkey", "p_comment")))))),
            part());
    static final FederatedTable NATION = table(
            "nation",
            List.of("n_nationkey"),
            new Copies(List.of(copy("a", "nation", 25, nation()), copy("b", "nations", 25, nation()))),
            nation());
    static final FederatedTable CUSTOMER =
            table("customer", List.of("c_custkey"), copies(copy("a", "customer", 1_500, customer())), customer());
    static final FederatedTable EVENT = table(
            "event",
            List.of("id"),
            new Rows(List.of(
                    new RowFragment("id % 2 = 0", "", copies(copy("a", "event_even", 1_000, event()))),
                    new RowFragment("id % 2 <> 0", "", copies(copy("b", "event_odd", 1_000, event()))))),
            event());
    static final List<FederatedTable> ALL = List.of(ORDERS, LINEITEM, PART, NATION, CUSTOMER, EVENT);

    private Shop() {}

    private static List<CatalogColumn> orders() {
        return List.of(
                column("o_orderkey", SqlType.INT8, true),
                column("o_custkey", SqlType.INT8, true),
                column("o_totalprice", SqlType.numeric(12, 2), true),
                column("o_orderdate", SqlType.DATE, true),
                column("o_comment", SqlType.TEXT, false));
    }

    private static List<CatalogColumn> lineitem() {
        return List.of(
                column("l_orderkey", SqlType.INT8, true),
                column("l_linenumber", SqlType.INT4, true),
                column("l_partkey", SqlType.INT8, true),
                column("l_quantity", SqlType.numeric(12, 2), true),
                column("l_extendedprice", SqlType.numeric(12, 2), true),
                column("l_discount", SqlType.numeric(12, 2), true),
                column("l_shipdate", SqlType.DATE, true));
    }

    private static List<CatalogColumn> part() {
        return List.of(
                column("p_partkey", SqlType.INT8, true),
                column("p_name", SqlType.TEXT, true),
                column("p_size", SqlType.INT4, true),
                column("p_comment", SqlType.TEXT, false));
    }

    private static List<CatalogColumn> nation() {
        return List.of(column("n_nationkey", SqlType.INT4, true), column("n_name", SqlType.TEXT, true));
    }

    private static List<CatalogColumn> customer() {
        return List.of(
                column("c_custkey", SqlType.INT8, true),
                column("c_name", SqlType.TEXT, true),
                column("c_nationkey", SqlType.INT4, true));
    }

    private static List<CatalogColumn> event() {
        return List.of(
                column("id", SqlType.INT8, true),
                column("kind", SqlType.TEXT, false),
                column("amount", SqlType.INT4, false));
    }

    /** The fragment of keys from {@code (n-1) million} to below {@code n} million, open at both ends of the table. */
    private static RowFragment range(String key, String source, String name, int n, List<CatalogColumn> columns) {
        String low = n == 1 ? "" : key + " >= " + (n - 1) + "000000";
        String high = n == 4 ? "" : key + " < " + n + "000000";
        String where = low.isEmpty() ? high : high.isEmpty() ? low : low + " and " + high;
        return new RowFragment(where, "", copies(copy(source, name, key.startsWith("l") ? 40_000 : 10_000, columns)));
    }

    private static CatalogColumn column(String name, SqlType type, boolean notNull) {
        return new CatalogColumn(name, type, notNull);
    }

    private static List<CatalogColumn> only(List<CatalogColumn> columns, String... names) {
        return columns.stream()
                .filter(c -> Arrays.asList(names).contains(c.name()))
                .toList();
    }

    private static Copies copies(Copy copy) {
        return new Copies(List.of(copy));
    }

    private static Copy copy(String source, String table, double rows, List<CatalogColumn> columns) {
        Map<String, SourceColumn> byName = new HashMap<>();
        List<SourceColumn> all = new ArrayList<>();
        for (CatalogColumn column : columns) {
            TextCollation collation = column.type().kind().isText()
                    ? new TextCollation(TextCollation.Kind.CODE_POINT, "C", "")
                    : TextCollation.NONE;
            SourceColumn described = new SourceColumn(
                    column.name(),
                    column.type().toString(),
                    column.type(),
                    Set.of(),
                    column.notNull(),
                    SourceColumn.Filling.NOTHING,
                    collation,
                    Optional.empty());
            byName.put(column.name(), described);
            all.add(described);
        }
        TableDescription description = new TableDescription(
                new TableName(Optional.empty(), table), all, List.of(), List.of(), List.of(), Optional.empty(), false);
        return new Copy(source, description, new TableStatistics(rows, Map.of()), byName);
    }

    private static FederatedTable table(
            String name, List<String> key, Placement placement, List<CatalogColumn> columns) {
        return new FederatedTable(
                "public",
                name,
                name.hashCode(),
                columns,
                key,
                List.of(),
                List.of(),
                placement,
                Optional.empty(),
                Map.of());
    }
}
