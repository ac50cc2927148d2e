package io.federator.engine.executor.local;

import java.util.Arrays;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/** A join whose right side depends on the row of the left: LATERAL, and subqueries that could not be made a join. */
final class CorrelateOperator {
    private CorrelateOperator() {}

    static Operator of(Correlate correlate, Operator left, Operator right) {
        int width = correlate.getRight().getRowType().getFieldCount();
        return run -> new CorrelatedRows(
                left.open(run), right, run, correlate.getCorrelationId(), correlate.getJoinType(), width);
    }

    private static final class CorrelatedRows implements Rows {
        private final Rows left;
        private final Operator right;
        private final Run run;
        private final CorrelationId id;
        private final JoinRelType type;
        private final int width;
        private @Nullable Object @Nullable [] outer;
        private @Nullable Rows inner;
        private @Nullable Run round;
        private boolean matched;

        CorrelatedRows(Rows left, Operator right, Run run, CorrelationId id, JoinRelType type, int width) {
            this.left = left;
            this.right = right;
            this.run = run;
            this.id = id;
            this.type = type;
            this.width = width;
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            while (true) {
                @Nullable Object[] row = outer;
                if (row == null || inner == null) {
                    row = left.next();
                    if (row == null) {
                        return null;
                    }
                    run.check();
                    outer = row;
                    round = run.within(id, row);
                    inner = right.open(round);
                    matched = false;
                }
                @Nullable Object[] found = inner.next();
                boolean first = found != null && !matched;
                matched |= found != null;
                if (found == null || type == JoinRelType.SEMI || type == JoinRelType.ANTI) {
                    endRound();
                }
                switch (type) {
                    case SEMI -> {
                        if (first) {
                            return row;
                        }
                    }
                    case ANTI -> {
                        if (!matched) {
                            return row;
                        }
                    }
                    default -> {
                        if (found != null) {
                            return concat(row, found);
                        }
                        if (!matched && type == JoinRelType.LEFT) {
                            return Arrays.copyOf(row, row.length + width);
                        }
                    }
                }
            }
        }

        private void endRound() {
            if (inner != null) {
                inner.close();
                inner = null;
            }
            if (round != null) {
                round.end();
                round = null;
            }
        }

        @Override
        public void close() {
            endRound();
            left.close();
        }
    }

    static @Nullable Object[] concat(@Nullable Object[] left, @Nullable Object[] right) {
        @Nullable Object[] row = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, row, left.length, right.length);
        return row;
    }
}
