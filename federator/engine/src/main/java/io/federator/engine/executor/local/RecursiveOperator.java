package io.federator.engine.executor.local;

import io.federator.engine.function.FunctionCatalog;
import io.federator.engine.rel.RecursiveUnion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code WITH RECURSIVE}: rounds of the step over the rows of the round before, until a round gives no new row. */
final class RecursiveOperator {
    private RecursiveOperator() {}

    /** Under this owner a run keeps the rows of the round before. */
    record Round(int id) {}

    static Operator of(RecursiveUnion union, Operator seed, Operator step, FunctionCatalog functions) {
        RowKey.Maker keys = new RowKey.Maker(
                IntStream.range(0, union.getRowType().getFieldCount()).boxed().toList(),
                LocalCompiler.types(union),
                functions);
        Round round = new Round(union.id());
        return run -> new Rounds(run, round, union.all(), keys, seed, step);
    }

    /** The rows of a round are made when those of the round before have been read, so that a LIMIT ends an endless recursion. */
    private static final class Rounds implements Rows {
        private final Run run;
        private final Round round;
        private final boolean all;
        private final RowKey.Maker keys;
        private final Operator step;
        private final Set<RowKey> seen = new HashSet<>();
        private List<@Nullable Object[]> rows;
        private int next;

        Rounds(Run run, Round round, boolean all, RowKey.Maker keys, Operator seed, Operator step) {
            this.run = run;
            this.round = round;
            this.all = all;
            this.keys = keys;
            this.step = step;
            this.rows = fresh(run.drain(seed.open(run)), all, keys, seen);
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            if (next == rows.size() && next > 0) {
                run.context().scope().check();
                run.keep(round, rows);
                List<@Nullable Object[]> before = rows;
                rows = fresh(run.drain(step.open(run)), all, keys, seen);
                next = 0;
                if (all) {
                    before.forEach(run.memory()::release);
                }
            }
            return next < rows.size() ? rows.get(next++) : null;
        }

        @Override
        public void close() {
            // The seed and each round have been read to their ends.
        }
    }

    private static List<@Nullable Object[]> fresh(
            List<@Nullable Object[]> rows, boolean all, RowKey.Maker keys, Set<RowKey> seen) {
        if (all) {
            return rows;
        }
        List<@Nullable Object[]> fresh = new ArrayList<>();
        for (@Nullable Object[] row : rows) {
            if (seen.add(keys.of(row))) {
                fresh.add(row);
            }
        }
        return fresh;
    }
}
