package io.federator.engine.binder;

import io.federator.engine.binder.SelectBinder.Stage;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;

/**
 * The projection to the select list, in PostgreSQL's order: set-returning functions that window functions need, window functions, all
 * other set-returning functions.
 */
final class Projection {
    private final Binding binding;
    private final boolean windows;

    Projection(Binding binding, boolean windows) {
        this.binding = binding;
        this.windows = windows;
    }

    /** @param limited whether some of the rows may not be asked for */
    RelNode project(Stage stage, List<String> names, boolean limited) {
        boolean queries = windows && stage.nodes().stream().anyMatch(Trees::hasSubQuery);
        if (stage.sets().isEmpty() && !queries) {
            return Placement.over(stage.level(), stage.input(), stage.fields()).project(stage.nodes(), names);
        }
        ExpandedRows rows = new ExpandedRows(binding, stage, !limited);
        if (windows) {
            rows.computeQueries();
            rows.expand(rows.usedByWindows());
            rows.computeWindows();
        }
        rows.expand(IntStream.range(0, stage.sets().size())
                .filter(i -> stage.sets().get(i) != null)
                .boxed()
                .toList());
        return rows.project(names);
    }

    /** The stage's rows multiplied by some of its functions. */
    ExpandedRows expanded(Stage stage, IntPredicate which) {
        ExpandedRows rows = new ExpandedRows(binding, stage);
        rows.expand(
                IntStream.range(0, stage.sets().size()).filter(which).boxed().toList());
        return rows;
    }
}
