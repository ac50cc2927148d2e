package io.federator.engine.executor.local;

import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.evaluator.Frame;
import io.federator.engine.function.FunctionCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * A condition below a correlated join that compares columns of rows that stay the same with values of the outer row. The rows are
 * put into a hash table by these columns once, so that an outer row looks at its own candidates only.
 */
final class CorrelatedFilter {
    private final List<Integer> columns = new ArrayList<>();
    private final List<RexNode> sought = new ArrayList<>();
    private final List<RexNode> others = new ArrayList<>();

    private CorrelatedFilter(Filter filter) {
        for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
            if (!isLookUp(conjunct)) {
                others.add(conjunct);
            }
        }
    }

    /**
     * @param input whose rows do not depend on the outer row
     * @return empty when the condition has no such comparison
     */
    static Optional<Operator> of(
            Filter filter, Operator input, FunctionCatalog functions, ExpressionCompiler expressions) {
        CorrelatedFilter made = new CorrelatedFilter(filter);
        if (made.columns.isEmpty()) {
            return Optional.empty();
        }
        RowKey.Maker stored = new RowKey.Maker(made.columns, LocalCompiler.types(filter.getInput()), functions);
        RowKey.Maker wanted = RowKey.Maker.ofWholeRow(
                made.sought.stream().map(LocalCompiler::type).toList(), functions);
        List<Expression> values = expressions.compile(made.sought);
        Expression rest = expressions.compile(
                RexUtil.composeConjunction(filter.getCluster().getRexBuilder(), made.others));
        Object owner = new Object();
        return Optional.of(run -> {
            Table table = run.keptOnce(owner, () -> Table.of(run.drainKept(input.open(run)), stored));
            Frame frame = run.frame();
            RowKey key = wanted.of(LocalCompiler.evaluate(values, frame));
            return new Candidates(table.byKey().getOrDefault(key, List.of()), rest, run, frame);
        });
    }

    /** A comparison by = of a column with a value of the outer row, neither of them computed, so that neither can fail. */
    private boolean isLookUp(RexNode conjunct) {
        if (conjunct.getKind() != SqlKind.EQUALS) {
            return false;
        }
        List<RexNode> sides = ((RexCall) conjunct).getOperands();
        for (int i = 0; i < 2; i++) {
            if (sides.get(i) instanceof RexInputRef column && sides.get(1 - i) instanceof RexFieldAccess outer) {
                columns.add(column.getIndex());
                sought.add(outer);
                return true;
            }
        }
        return false;
    }

    /** Rows by key, without those that have a NULL in it: they are equal to nothing. */
    private record Table(Map<RowKey, List<@Nullable Object[]>> byKey) {
        static Table of(List<@Nullable Object[]> rows, RowKey.Maker keys) {
            Map<RowKey, List<@Nullable Object[]>> byKey = new HashMap<>();
            for (@Nullable Object[] row : rows) {
                RowKey key = keys.of(row);
                if (!key.hasNull()) {
                    byKey.computeIfAbsent(key, k -> new ArrayList<>(1)).add(row);
                }
            }
            return new Table(byKey);
        }
    }

    private static final class Candidates implements Rows {
        private final List<@Nullable Object[]> rows;
        private final Expression rest;
        private final Run run;
        private final Frame frame;
        private int position;

        Candidates(List<@Nullable Object[]> rows, Expression rest, Run run, Frame frame) {
            this.rows = rows;
            this.rest = rest;
            this.run = run;
            this.frame = frame;
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            while (position < rows.size()) {
                @Nullable Object[] row = rows.get(position++);
                run.check();
                frame.row = row;
                if (rest.test(frame)) {
                    return row;
                }
            }
            return null;
        }

        @Override
        public void close() {
            // The rows stay for the next outer row.
        }
    }
}
