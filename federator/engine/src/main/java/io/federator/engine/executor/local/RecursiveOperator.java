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
        return run -> {
            Set<RowKey> seen = new HashSet<>();
            List<@Nullable Object[]> all = new ArrayList<>();
            List<@Nullable Object[]> last = fresh(run.drain(seed.open(run)), union.all(), keys, seen);
            while (!last.isEmpty()) {
                all.addAll(last);
                run.context().scope().check();
                run.keep(round, last);
                last = fresh(run.drain(step.open(run)), union.all(), keys, seen);
            }
            return new ListRows(all);
        };
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
