package io.federator.engine.executor.local;

import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.evaluator.Frame;
import io.federator.engine.function.FunctionCatalog;
import io.federator.spi.error.SqlException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * All joins but correlated ones. The right side is kept in memory, by key where the condition has equalities between the sides, and
 * the left streams past it. Rows with a NULL in a key
 * of = match nothing.
 */
final class JoinOperator {
    private final JoinRelType type;
    private final RowKey.Maker leftKeys;
    private final RowKey.Maker rightKeys;
    /** Keys compared by =; those by IS NOT DISTINCT FROM are not among them. */
    private final BitSet nullMatchesNothing;

    private final boolean keyed;
    private final Expression rest;
    private final int leftWidth;
    private final int rightWidth;

    private JoinOperator(Join join, FunctionCatalog functions, ExpressionCompiler expressions) {
        RexBuilder rex = join.getCluster().getRexBuilder();
        List<Integer> left = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        List<Boolean> strict = new ArrayList<>();
        List<RexNode> others = new ArrayList<>();
        RelOptUtil.splitJoinCondition(
                join.getLeft(), join.getRight(), join.getCondition(), left, right, strict, others);
        this.type = join.getJoinType();
        this.leftKeys = new RowKey.Maker(left, LocalCompiler.types(join.getLeft()), functions);
        this.rightKeys = new RowKey.Maker(right, LocalCompiler.types(join.getRight()), functions);
        this.nullMatchesNothing = new BitSet();
        IntStream.range(0, strict.size()).filter(strict::get).forEach(nullMatchesNothing::set);
        this.keyed = !left.isEmpty();
        this.rest = expressions.compile(RexUtil.composeConjunction(rex, others));
        this.leftWidth = join.getLeft().getRowType().getFieldCount();
        this.rightWidth = join.getRight().getRowType().getFieldCount();
    }

    static Operator of(
            Join join, Operator left, Operator right, FunctionCatalog functions, ExpressionCompiler expressions) {
        JoinOperator operator = new JoinOperator(join, functions, expressions);
        return run -> {
            List<@Nullable Object[]> table;
            try {
                table = run.drain(right.open(run));
            } catch (SqlException e) {
                if (e.isOfData() && operator.needsLeft() && isEmpty(left, run, e)) {
                    return Rows.none();
                }
                throw e;
            }
            if (table.isEmpty() && operator.needsRight()) {
                return Rows.none();
            }
            return operator.new JoinedRows(left, operator.table(table), run);
        };
    }

    private boolean needsLeft() {
        return type != JoinRelType.RIGHT && type != JoinRelType.FULL;
    }

    private boolean needsRight() {
        return type != JoinRelType.LEFT && type != JoinRelType.FULL && type != JoinRelType.ANTI;
    }

    /** PostgreSQL does not look at the right side where there is nothing on the left: a subquery that fails is not run then. */
    private static boolean isEmpty(Operator left, Run run, SqlException failure) {
        try (Rows rows = left.open(run)) {
            return rows.next() == null;
        } catch (SqlException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    /** The right side; positions of rows by key, or all positions when there is no key. */
    private record Table(List<@Nullable Object[]> rows, Map<RowKey, List<Integer>> byKey, List<Integer> all) {}

    private Table table(List<@Nullable Object[]> rows) {
        Map<RowKey, List<Integer>> byKey = new HashMap<>();
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!keyed) {
                all.add(i);
                continue;
            }
            RowKey key = rightKeys.of(rows.get(i));
            if (!key.hasNull(nullMatchesNothing)) {
                byKey.computeIfAbsent(key, k -> new ArrayList<>(1)).add(i);
            }
        }
        return new Table(rows, byKey, all);
    }

    private final class JoinedRows implements Rows {
        private final Rows left;
        private final Table right;
        private final Run run;
        private final Frame frame;
        private final BitSet matchedRight = new BitSet();
        private @Nullable Object @Nullable [] row;
        private List<Integer> candidates = List.of();
        private int position;
        private boolean matched;
        private boolean leftDone;
        private int unmatched;

        JoinedRows(Operator left, Table right, Run run) {
            this.left = left.open(run);
            this.right = right;
            this.run = run;
            this.frame = run.frame();
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            while (!leftDone) {
                if (row == null && !advance()) {
                    leftDone = true;
                    break;
                }
                @Nullable Object[] joined = match();
                if (joined != null) {
                    return joined;
                }
            }
            return type == JoinRelType.RIGHT || type == JoinRelType.FULL ? nextUnmatchedRight() : null;
        }

        private boolean advance() {
            row = left.next();
            if (row == null) {
                return false;
            }
            run.check();
            position = 0;
            matched = false;
            if (keyed) {
                RowKey key = leftKeys.of(row);
                candidates = key.hasNull(nullMatchesNothing)
                        ? List.of()
                        : right.byKey().getOrDefault(key, List.of());
            } else {
                candidates = right.all();
            }
            return true;
        }

        /** The next result of the current left row, or null when it has no more (and {@link #row} is cleared). */
        private @Nullable Object @Nullable [] match() {
            @Nullable Object[] current = Objects.requireNonNull(row);
            while (position < candidates.size()) {
                int candidate = candidates.get(position++);
                run.check();
                @Nullable Object[] joined = CorrelateOperator.concat(current, right.rows().get(candidate));
                frame.row = joined;
                if (!rest.test(frame)) {
                    continue;
                }
                matched = true;
                switch (type) {
                    case SEMI -> {
                        row = null;
                        return current;
                    }
                    case ANTI -> {
                        row = null;
                        return null;
                    }
                    default -> {
                        matchedRight.set(candidate);
                        return joined;
                    }
                }
            }
            row = null;
            if (matched) {
                return null;
            }
            return switch (type) {
                case ANTI -> current;
                case LEFT, FULL -> Arrays.copyOf(current, leftWidth + rightWidth);
                default -> null;
            };
        }

        private @Nullable Object @Nullable [] nextUnmatchedRight() {
            unmatched = matchedRight.nextClearBit(unmatched);
            if (unmatched >= right.rows().size()) {
                return null;
            }
            @Nullable Object[] found = right.rows().get(unmatched++);
            return CorrelateOperator.concat(new @Nullable Object[leftWidth], found);
        }

        @Override
        public void close() {
            left.close();
        }
    }
}
