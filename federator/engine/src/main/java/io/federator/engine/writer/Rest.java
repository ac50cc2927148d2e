package io.federator.engine.writer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.GivenTable;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.executor.GivenRows;
import io.federator.engine.plan.PlanNode.Leaf;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rest of a statement, as one of its parts meets it: the rows that others have made, and those that they have changed. */
final class Rest {
    private final boolean alone;
    private final Map<Integer, List<@Nullable Object[]>> made = new HashMap<>();
    private final IdentityHashMap<Leaf, List<@Nullable Object[]>> read = new IdentityHashMap<>();
    private final Map<Integer, Set<List<@Nullable Object>>> written = new HashMap<>();
    private boolean fixed;

    private Rest(boolean alone) {
        this.alone = alone;
    }

    /** For a statement of one part. */
    static Rest none() {
        return new Rest(true);
    }

    static Rest ofSeveral() {
        return new Rest(false);
    }

    /** A row that was found is not there any more as it was found, and the statement has to begin again. */
    static final class RowChanged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RowChanged() {
            super("a row has changed since it was found", null, false, false);
        }
    }

    /** Whether there is no other part. */
    boolean isAlone() {
        return alone;
    }

    /** From here on leaves are not read again. */
    void fix(IdentityHashMap<Leaf, List<@Nullable Object[]>> leaves) {
        read.putAll(leaves);
        fixed = true;
    }

    void made(int part, List<@Nullable Object[]> rows) {
        made.put(part, rows);
    }

    /** Rows that a part has written; those whose keys are not known cannot be found by another. */
    void written(FederatedTable table, List<List<@Nullable Object>> keys) {
        if (!alone) {
            written.computeIfAbsent(table.oid(), t -> new HashSet<>()).addAll(keys);
        }
    }

    /** Whether another part has written the row of this key, so that this one must leave it alone. */
    boolean isWritten(FederatedTable table, List<@Nullable Object> key) {
        return written.getOrDefault(table.oid(), Set.of()).contains(key);
    }

    GivenRows given() {
        return given(List.of());
    }

    /** @param own those of {@link GivenTable#WRITTEN} */
    GivenRows given(List<@Nullable Object[]> own) {
        return new GivenRows() {
            @Override
            public List<@Nullable Object[]> of(int part) {
                return part == GivenTable.WRITTEN ? own : Objects.requireNonNull(made.get(part));
            }

            @Override
            public Optional<List<@Nullable Object[]>> known(int part) {
                return Optional.ofNullable(made.get(part));
            }

            @Override
            public Optional<List<@Nullable Object[]>> read(Leaf leaf) {
                return Optional.ofNullable(read.get(leaf));
            }
        };
    }

    /**
     * Looks for rows until they are found and locked as they are.
     *
     * @param attempt null when a row has changed
     * @throws RowChanged where it can only be looked for again with the whole statement
     */
    <T> T until(EvaluationContext context, Supplier<@Nullable T> attempt) {
        if (!fixed) {
            return Attempts.until(context, attempt);
        }
        T result = attempt.get();
        if (result == null) {
            throw new RowChanged();
        }
        return result;
    }
}
