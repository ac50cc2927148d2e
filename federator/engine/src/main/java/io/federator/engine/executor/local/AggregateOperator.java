package io.federator.engine.executor.local;

import io.federator.engine.function.Accumulator;
import io.federator.engine.function.FunctionCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** GROUP BY with its aggregate functions, grouping sets included, and DISTINCT. One hash table a grouping set. */
final class AggregateOperator {
    private final List<GroupingSet> sets;
    private final List<CallPlan> calls;
    private final int keyCount;

    private AggregateOperator(Aggregate aggregate, FunctionCatalog functions) {
        List<Integer> columns = aggregate.getGroupSet().asList();
        var types = LocalCompiler.types(aggregate.getInput());
        this.keyCount = columns.size();
        this.sets = aggregate.getGroupSets().stream()
                .map(set -> new GroupingSet(set, columns, new RowKey.Maker(set.asList(), types, functions)))
                .toList();
        List<CallPlan> plans = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            plans.add(CallPlan.of(call, types, functions));
        }
        this.calls = List.copyOf(plans);
    }

    static Operator of(Aggregate aggregate, Operator input, FunctionCatalog functions) {
        AggregateOperator operator = new AggregateOperator(aggregate, functions);
        return run -> operator.open(input.open(run), run);
    }

    private record GroupingSet(ImmutableBitSet set, List<Integer> columns, RowKey.Maker keys) {
        boolean present(int key) {
            return set.get(columns.get(key));
        }
    }

    /** A group in the making: the keys of its first row, and the state of each call. */
    private record Group(@Nullable Object[] keys, GroupingSet set, List<Accumulator> states) {}

    private Rows open(Rows input, Run run) {
        List<Map<RowKey, Group>> groups = new ArrayList<>();
        sets.forEach(set -> groups.add(new LinkedHashMap<>()));
        try (input) {
            for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
                run.check();
                for (int i = 0; i < sets.size(); i++) {
                    add(row, sets.get(i), groups.get(i), run);
                }
            }
        }
        for (int i = 0; i < sets.size(); i++) {
            // The empty grouping set has a row even without input.
            if (sets.get(i).set().isEmpty() && groups.get(i).isEmpty()) {
                Group group = start(new @Nullable Object[keyCount], sets.get(i), run);
                groups.get(i).put(sets.get(i).keys().of(new @Nullable Object[0]), group);
            }
        }
        return new GroupRows(groups);
    }

    private void add(@Nullable Object[] row, GroupingSet set, Map<RowKey, Group> groups, Run run) {
        RowKey key = set.keys().of(row);
        Group group = groups.get(key);
        if (group == null) {
            @Nullable Object[] keys = new @Nullable Object[keyCount];
            for (int i = 0; i < keyCount; i++) {
                keys[i] = set.present(i) ? row[set.columns().get(i)] : null;
            }
            run.memory().keep(keys);
            group = start(keys, set, run);
            groups.put(key, group);
        }
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).takes(row)) {
                group.states().get(i).add(calls.get(i).inputs(row));
            }
        }
    }

    private Group start(@Nullable Object[] keys, GroupingSet set, Run run) {
        List<Accumulator> states = new ArrayList<>();
        calls.forEach(call -> states.add(call.start(set.set(), run)));
        return new Group(keys, set, states);
    }

    /** The finished groups, each finished only when it is read. */
    private final class GroupRows implements Rows {
        private final Iterator<Group> groups;

        GroupRows(List<Map<RowKey, Group>> groups) {
            this.groups = groups.stream().flatMap(g -> g.values().stream()).iterator();
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            if (!groups.hasNext()) {
                return null;
            }
            Group group = groups.next();
            @Nullable Object[] row = Arrays.copyOf(group.keys(), keyCount + calls.size());
            for (int i = 0; i < calls.size(); i++) {
                row[keyCount + i] = group.states().get(i).finish();
            }
            return row;
        }

        @Override
        public void close() {
            // The groups are garbage once this is.
        }
    }
}
