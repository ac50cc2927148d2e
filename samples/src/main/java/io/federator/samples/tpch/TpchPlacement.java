package io.federator.samples.tpch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Where the rows and columns of TPC-H's tables go in the placements of this folder's catalogs. */
public enum TpchPlacement {
    /** Whole tables in different sources. */
    A,
    /** Orders and lineitem split by rows, region and nation copied. */
    B,
    /** Orders and lineitem in four row fragments each, part and customer split by columns. */
    C;

    private static final Set<String> SALES_IN_A = Set.of("region", "nation", "customer", "orders");
    private static final List<String> CUSTOMER_CORE =
            List.of("c_custkey", "c_name", "c_nationkey", "c_acctbal", "c_mktsegment");
    private static final List<String> CUSTOMER_CONTACT = List.of("c_custkey", "c_address", "c_phone", "c_comment");
    private static final List<String> PART_TEXT = List.of("p_partkey", "p_comment");

    /**
     * A physical table.
     *
     * @param sales whether it is in the source {@code sales}, else in {@code supply}
     * @param rows takes the first field of a row (every split is by the first column)
     */
    record Fragment(boolean sales, String table, String name, List<String> columns, Predicate<String> rows) {
        static Fragment whole(boolean sales, String table) {
            return new Fragment(sales, table, table, TpchSchema.columns(table), key -> true);
        }
    }

    /** @param half the last order key that placement B keeps in {@code sales} */
    List<Fragment> fragments(long half) {
        List<Fragment> fragments = new ArrayList<>();
        for (String table : TpchSchema.TABLES.keySet()) {
            fragments.addAll(
                    switch (this) {
                        case A -> List.of(Fragment.whole(SALES_IN_A.contains(table), table));
                        case B -> b(table, half);
                        case C -> c(table);
                    });
        }
        return fragments;
    }

    private static List<Fragment> b(String table, long half) {
        List<String> columns = TpchSchema.columns(table);
        return switch (table) {
            case "region", "nation" -> List.of(Fragment.whole(true, table), Fragment.whole(false, table));
            case "customer" -> List.of(Fragment.whole(true, table));
            case "orders", "lineitem" ->
                List.of(
                        new Fragment(true, table, table, columns, key -> Long.parseLong(key) <= half),
                        new Fragment(false, table, table, columns, key -> Long.parseLong(key) > half));
            default -> List.of(Fragment.whole(false, table));
        };
    }

    private static List<Fragment> c(String table) {
        List<String> columns = TpchSchema.columns(table);
        return switch (table) {
            case "customer" ->
                List.of(
                        new Fragment(true, table, "customer_core", CUSTOMER_CORE, key -> true),
                        new Fragment(false, table, "customer_contact", CUSTOMER_CONTACT, key -> true));
            case "part" ->
                List.of(
                        new Fragment(true, table, "part_core", without(columns, "p_comment"), key -> true),
                        new Fragment(false, table, "part_text", PART_TEXT, key -> true));
            case "orders", "lineitem" ->
                IntStream.range(0, 4)
                        .mapToObj(i -> new Fragment(
                                i % 2 == 0, table, table + "_" + i, columns, key -> Long.parseLong(key) % 4 == i))
                        .toList();
            default -> b(table, 0);
        };
    }

    private static List<String> without(List<String> columns, String dropped) {
        return columns.stream().filter(column -> !column.equals(dropped)).toList();
    }
}
