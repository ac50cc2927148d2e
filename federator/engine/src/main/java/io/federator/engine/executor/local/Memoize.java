package io.federator.engine.executor.local;

import io.federator.engine.rel.CommonRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a correlated input gave for the values of the outer rows that it reads, as PostgreSQL's plan node of this name does: an
 * outer row that repeats these values reads the same rows again. Only what was read to its end is kept, so that nothing is
 * computed that the query does not ask for.
 *
 * <p>It gives up where the values do not repeat, and where memory is scarce.
 */
final class Memoize {
    /** So many different values are looked at before the share of those seen again decides. */
    private static final int TRIAL = 1_000;

    private static final int LEAST_HITS_PERCENT = 10;

    private Memoize() {}

    /** A column of an outer row. */
    private record Reference(CorrelationId row, int column) {}

    /**
     * @param input a tree that gives the same rows for the same outer rows
     * @param operator of that tree
     * @param firstOnly whether only its first row is asked for
     */
    static Operator of(RelNode input, Operator operator, boolean firstOnly) {
        Optional<List<Reference>> references = references(input);
        if (references.isEmpty()) {
            return operator;
        }
        Object owner = new Object();
        return run -> {
            Store store = run.keptOnce(owner, () -> new Store(run.wholeMemory()));
            return store.givenUp ? operator.open(run) : store.open(references.get(), operator, firstOnly, run);
        };
    }

    /** The outer columns that a tree reads; empty where it reads more than columns: a whole row, the round of a recursion. */
    private static Optional<List<Reference>> references(RelNode tree) {
        Set<Reference> read = new HashSet<>();
        boolean[] more = {false};
        visit(tree, new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
                    read.add(new Reference(variable.id, access.getField().getIndex()));
                    return access;
                }
                return super.visitFieldAccess(access);
            }

            @Override
            public RexNode visitCorrelVariable(RexCorrelVariable variable) {
                more[0] = true;
                return variable;
            }
        });
        Set<CorrelationId> free = CommonRows.outerRows(tree);
        read.removeIf(reference -> !free.contains(reference.row));
        return more[0] || CommonRows.readsRound(tree) ? Optional.empty() : Optional.of(List.copyOf(read));
    }

    private static void visit(RelNode tree, RexShuttle shuttle) {
        tree.accept(shuttle);
        tree.getInputs().forEach(input -> visit(input, shuttle));
    }

    /** Values of outer columns: the same only when nothing tells them apart, as 1.0 and 1.00 are not. */
    private record Key(List<@Nullable Object> values) {
        static Key of(List<Reference> references, Run run) {
            @Nullable Object[] values = new @Nullable Object[references.size()];
            for (int i = 0; i < values.length; i++) {
                Reference reference = references.get(i);
                values[i] = run.outer(reference.row)[reference.column];
            }
            return new Key(Arrays.asList(values));
        }
    }

    /** What one execution keeps. */
    private static final class Store {
        private final Map<Key, List<@Nullable Object[]>> rows = new HashMap<>();
        private final MemoryBudget memory;
        private int hits;
        private int misses;
        private boolean givenUp;

        Store(MemoryBudget whole) {
            this.memory = whole.part();
        }

        Rows open(List<Reference> references, Operator operator, boolean firstOnly, Run run) {
            Key key = Key.of(references, run);
            List<@Nullable Object[]> found = rows.get(key);
            if (found != null) {
                hits++;
                return new ListRows(found);
            }
            misses++;
            if (misses > TRIAL && hits * 100L < (long) misses * LEAST_HITS_PERCENT) {
                giveUp();
                return operator.open(run);
            }
            return new Recorded(operator.open(run), this, key, firstOnly);
        }

        /** Whether there is still room for a row. */
        boolean keeps(@Nullable Object[] row) {
            if (!givenUp && memory.hasHalfLeft()) {
                memory.keep(row);
                return true;
            }
            giveUp();
            return false;
        }

        void put(Key key, List<@Nullable Object[]> passed) {
            if (keeps(key.values().toArray())) {
                rows.put(key, List.copyOf(passed));
            }
        }

        private void giveUp() {
            givenUp = true;
            rows.clear();
            memory.clear();
        }
    }

    /** Rows on their way, kept once the last of them has passed. */
    private static final class Recorded implements Rows {
        private final Rows rows;
        private final Store store;
        private final Key key;
        private final boolean firstOnly;
        private @Nullable List<@Nullable Object[]> passed = new ArrayList<>();

        Recorded(Rows rows, Store store, Key key, boolean firstOnly) {
            this.rows = rows;
            this.store = store;
            this.key = key;
            this.firstOnly = firstOnly;
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            @Nullable Object[] row = rows.next();
            if (passed != null && row != null) {
                if (store.keeps(row)) {
                    passed.add(row);
                } else {
                    passed = null;
                }
            }
            if (passed != null && (row == null || firstOnly)) {
                store.put(key, passed);
                passed = null;
            }
            return row;
        }

        @Override
        public void close() {
            if (passed != null && !store.givenUp) {
                passed.forEach(store.memory::release);
            }
            passed = null;
            rows.close();
        }
    }
}
