package io.federator.engine.executor.local;

import io.federator.engine.function.FunctionCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** UNION, INTERSECT and EXCEPT, with and without ALL (SQL:2023 part 2, 7.17: m and n copies give m+n, min(m,n), max(m-n,0)). */
final class SetOperator {
    private SetOperator() {}

    static Operator of(SetOp set, List<Operator> inputs, FunctionCatalog functions) {
        RowKey.Maker keys = new RowKey.Maker(
                IntStream.range(0, set.getRowType().getFieldCount()).boxed().toList(),
                LocalCompiler.types(set),
                functions);
        if (set.kind == SqlKind.UNION) {
            return set.all ? run -> new Appended(inputs, run) : run -> distinct(inputs, keys, run);
        }
        boolean intersect = set.kind == SqlKind.INTERSECT;
        return run -> {
            List<@Nullable Object[]> rows = run.drain(inputs.getFirst().open(run));
            for (Operator input : inputs.subList(1, inputs.size())) {
                rows = combine(rows, run.drain(input.open(run)), keys, intersect, set.all);
            }
            return new ListRows(rows);
        };
    }

    private static Rows distinct(List<Operator> inputs, RowKey.Maker keys, Run run) {
        Map<RowKey, Boolean> seen = new HashMap<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (Rows all = new Appended(inputs, run)) {
            for (@Nullable Object[] row = all.next(); row != null; row = all.next()) {
                run.check();
                if (seen.put(keys.of(row), true) == null) {
                    run.memory().keep(row);
                    rows.add(row);
                }
            }
        }
        return new ListRows(rows);
    }

    private static List<@Nullable Object[]> combine(
            List<@Nullable Object[]> left,
            List<@Nullable Object[]> right,
            RowKey.Maker keys,
            boolean intersect,
            boolean all) {
        Map<RowKey, Integer> rest = new HashMap<>();
        right.forEach(row -> rest.merge(keys.of(row), 1, Integer::sum));
        Map<RowKey, Boolean> given = new HashMap<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (@Nullable Object[] row : left) {
            RowKey key = keys.of(row);
            int count = rest.getOrDefault(key, 0);
            if (all && count > 0) {
                rest.put(key, count - 1);
            }
            if (count > 0 == intersect && (all || given.put(key, true) == null)) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The inputs one after the other. */
    private static final class Appended implements Rows {
        private final List<Operator> inputs;
        private final Run run;
        private int position;
        private @Nullable Rows current;

        Appended(List<Operator> inputs, Run run) {
            this.inputs = inputs;
            this.run = run;
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            while (true) {
                if (current == null) {
                    if (position == inputs.size()) {
                        return null;
                    }
                    current = inputs.get(position++).open(run);
                }
                @Nullable Object[] row = current.next();
                if (row != null) {
                    return row;
                }
                current.close();
                current = null;
            }
        }

        @Override
        public void close() {
            if (current != null) {
                current.close();
                current = null;
            }
            position = inputs.size();
        }
    }
}
