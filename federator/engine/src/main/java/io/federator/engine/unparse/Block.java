package io.federator.engine.unparse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SELECT in the making: {@code SELECT cells FROM from WHERE where GROUP BY groupBy HAVING having ORDER BY orderBy limit}.
 *
 * @param from the FROM clause without the keyword, empty for a SELECT without one
 * @param joined whether {@code from} is more than one table, so that it needs parentheses inside another join
 * @param groupBy null when the block does not aggregate; empty for an aggregate over everything
 * @param limit the dialect's limit clause, empty when there is none
 */
record Block(
        String from,
        boolean joined,
        List<Cell> cells,
        List<String> where,
        @Nullable List<String> groupBy,
        List<String> having,
        List<String> orderBy,
        String limit) {
    static Block of(String from, boolean joined, List<Cell> cells) {
        return new Block(from, joined, List.copyOf(cells), List.of(), null, List.of(), List.of(), "");
    }

    /** Nothing but a FROM and a WHERE: the block may be joined, aggregated or filtered in place. */
    boolean isPlain() {
        return groupBy == null && orderBy.isEmpty() && limit.isEmpty();
    }

    Block withCells(List<Cell> newCells) {
        return new Block(from, joined, List.copyOf(newCells), where, groupBy, having, orderBy, limit);
    }

    Block withWhere(List<String> more) {
        return new Block(from, joined, cells, append(where, more), groupBy, having, orderBy, limit);
    }

    Block withHaving(List<String> more) {
        return new Block(from, joined, cells, where, groupBy, append(having, more), orderBy, limit);
    }

    Block grouped(List<String> keys, List<Cell> newCells) {
        return new Block(from, joined, List.copyOf(newCells), where, List.copyOf(keys), having, orderBy, limit);
    }

    Block sorted(List<String> items, String newLimit) {
        return new Block(from, joined, cells, where, groupBy, having, items.isEmpty() ? orderBy : items, newLimit);
    }

    private static List<String> append(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
