package io.federator.engine.executor.local;

import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.evaluator.Frame;
import io.federator.engine.function.FunctionCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A projection with window functions. All input rows are kept; each window function's values are appended to the rows as a further
 * column, and the projection then reads that column in the function's place.
 */
final class WindowOperator {
    private WindowOperator() {}

    static Operator of(Project project, Operator input, FunctionCatalog functions, ExpressionCompiler expressions) {
        int width = project.getInput().getRowType().getFieldCount();
        List<RexOver> overs = new ArrayList<>();
        RexShuttle replace = new RexShuttle() {
            @Override
            public RexNode visitOver(RexOver over) {
                int known = overs.indexOf(over);
                if (known < 0) {
                    known = overs.size();
                    overs.add(over);
                }
                return new RexInputRef(width + known, over.getType());
            }
        };
        List<Expression> items = expressions.compile(replace.apply(project.getProjects()));
        List<WindowPlan> windows = overs.stream()
                .map(over -> WindowPlan.of(over, functions, expressions))
                .toList();
        return run -> {
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (@Nullable Object[] row : run.drain(input.open(run))) {
                rows.add(Arrays.copyOf(row, width + windows.size()));
            }
            for (int i = 0; i < windows.size(); i++) {
                windows.get(i).compute(rows, width + i, run);
            }
            return new Projected(new ListRows(rows), items, run.frame());
        };
    }

    private record Projected(Rows input, List<Expression> items, Frame frame) implements Rows {
        @Override
        public @Nullable Object @Nullable [] next() {
            @Nullable Object[] row = input.next();
            if (row == null) {
                return null;
            }
            frame.row = row;
            return LocalCompiler.evaluate(items, frame);
        }

        @Override
        public void close() {
            input.close();
        }
    }
}
