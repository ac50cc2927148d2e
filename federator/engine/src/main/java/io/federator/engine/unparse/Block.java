package io.federator.engine.unparse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One SELECT in the making: {@code SELECT cells FROM from WHERE where GROUP BY groupBy HAVING having ORDER BY orderBy limit}.
 *
 * @param from the FROM clause without the keyword, empty for a SELECT without one
 * @param joined whether {@code from} is more than one table, so that it needs parentheses inside another join
 * @param groupBy null when the block does not aggregate; empty for an aggregate over everything
 * @param windowed whether cells are window functions, which are computed after WHERE and GROUP BY and can stand nowhere else
 * @param limit the dialect's limit clause, empty when there is none
 */
record Block(
        String from,
        boolean joined,
        List<Cell> cells,
        List<String> where,
        @Nullable List<String> groupBy,
        List<String> having,
        boolean windowed,
        List<String> orderBy,
        String limit) {
    private static final String GROUPING_SETS = "GROUPING SETS (";

    static Block of(String from, boolean joined, List<Cell> cells) {
        return new Block(from, joined, List.copyOf(cells), List.of(), null, List.of(), false, List.of(), "");
    }

    /** Nothing but a FROM and a WHERE: the block may be joined, aggregated or filtered in place. */
    boolean isPlain() {
        return groupBy == null && !windowed && orderBy.isEmpty() && limit.isEmpty();
    }

    /** Whether it has one row whatever it is made of, as long as an aggregate function or HAVING stands in it. */
    boolean aggregatesAll() {
        return groupBy != null && groupBy.isEmpty();
    }

    /** Whether a key may be NULL where its column is not, so that an expression over it is not that over the column. */
    boolean hasGroupingSets() {
        return groupBy != null && groupBy.size() == 1 && groupBy.getFirst().startsWith(GROUPING_SETS);
    }

    Block withCells(List<Cell> newCells) {
        return new Block(from, joined, List.copyOf(newCells), where, groupBy, having, windowed, orderBy, limit);
    }

    Block withWhere(List<String> more) {
        return new Block(from, joined, cells, append(where, more), groupBy, having, windowed, orderBy, limit);
    }

    Block withHaving(List<String> more) {
        return new Block(from, joined, cells, where, groupBy, append(having, more), windowed, orderBy, limit);
    }

    Block grouped(List<String> keys, List<Cell> newCells) {
        return new Block(
                from, joined, List.copyOf(newCells), where, List.copyOf(keys), having, windowed, orderBy, limit);
    }

    /** @param sets each a list of keys */
    Block groupedBySets(List<List<String>> sets, List<Cell> newCells) {
        String item = sets.stream()
                .map(set -> "(" + String.join(", ", set) + ")")
                .collect(Collectors.joining(", ", GROUPING_SETS, ")"));
        return grouped(List.of(item), newCells);
    }

    Block withWindows(List<Cell> newCells) {
        return new Block(from, joined, List.copyOf(newCells), where, groupBy, having, true, orderBy, limit);
    }

    Block sorted(List<String> items, String newLimit) {
        List<String> order = items.isEmpty() ? orderBy : items;
        return new Block(from, joined, cells, where, groupBy, having, windowed, order, newLimit);
    }

    private static List<String> append(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
