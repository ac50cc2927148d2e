package io.federator.engine.binder;

import io.federator.engine.binder.LimitBinder.Limits;
import io.federator.engine.binder.SelectBinder.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;

/**
 * ORDER BY beside set-returning functions that nothing is sorted or grouped by. PostgreSQL sorts first, takes the first rows of
 * DISTINCT ON, and multiplies what is left: the rows of one call stay together and in order, and LIMIT counts them. Here that
 * order is made of numbers, which the operators behind may lose and find again.
 */
final class LateExpansion {
    private final Binding binding;
    private final boolean windows;

    LateExpansion(Binding binding, boolean windows) {
        this.binding = binding;
        this.windows = windows;
    }

    /**
     * Whether a select list is computed that way.
     *
     * @param named positions among the stage's nodes that ORDER BY, DISTINCT or GROUP BY name
     */
    boolean applies(Stage stage, List<Integer> named) {
        return !stage.sets().isEmpty()
                && stage.sets().stream().noneMatch(Objects::isNull)
                && named.stream().noneMatch(i -> hasSet(stage, i))
                && IntStream.range(0, stage.nodes().size()).anyMatch(i -> hasSet(stage, i))
                && (!windows || new ExpandedRows(binding, stage).usedByWindows().isEmpty());
    }

    private static boolean hasSet(Stage stage, int node) {
        return Trees.anyVariable(
                stage.nodes().get(node),
                v -> v instanceof LevelColumn c && c.level() == stage.level() && c.isSetFunction());
    }

    /**
     * The select list's columns in the final order, its numbers behind them.
     *
     * @param order by nodes of the stage, as {@code on}
     * @param limited whether some of the rows may not be asked for
     */
    RelNode rows(Stage stage, RowOrder order, List<String> names, boolean limited) {
        ExpandedRows rows = new ExpandedRows(binding, stage, !limited);
        if (windows) {
            rows.computeQueries();
            rows.computeWindows();
        }
        RowOrder placed = order.by(rows::compute);
        rows.replace(placed.numbered(rows.rel()));
        int number = rows.rel().getRowType().getFieldCount() - 1;
        List<Integer> numbers = new ArrayList<>(List.of(number));
        numbers.addAll(rows.expandCounted(
                IntStream.range(0, stage.sets().size()).boxed().toList()));
        return rows.project(names, numbers);
    }

    /** The order of {@link #rows} under the query's limits. */
    RowOrder order(RelNode rows, List<OutputColumn> columns, int from, Limits limits) {
        List<RelFieldCollation> keys = IntStream.range(from, rows.getRowType().getFieldCount())
                .mapToObj(field -> new RelFieldCollation(field, Direction.ASCENDING, NullDirection.LAST))
                .toList();
        return new RowOrder(
                binding,
                columns,
                keys,
                keys.stream()
                        .map(key -> binding.collations.order(
                                List.of(binding.rex.makeInputRef(rows, key.getFieldIndex())), 0))
                        .toList(),
                false,
                List.of(),
                limits);
    }
}
