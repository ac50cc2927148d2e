package io.federator.engine.writer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.executor.ExecutionListener;
import io.federator.engine.executor.Executor;
import io.federator.engine.executor.local.MemoryBudget;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * INSERT … ON CONFLICT: looks for the rows that are there already and locks them, inserts the others, and does with the former what
 * the clause says. A row that somebody else inserts in between makes a source refuse ours: then all is taken back and looked at anew.
 */
final class ConflictRun {
    private static final int ATTEMPTS = 10;

    private final WritePlan.Insert plan;
    private final WritePlan.Conflict conflict;
    private final FederatedTable table;
    private final Router router;
    private final Targets targets;
    private final EvaluationContext context;
    private final Executor executor;
    private final ExecutionListener listener;
    /** By the conflict's keys: what rows of the statement have inserted or updated, in this and earlier runs. */
    private List<Set<List<@Nullable Object>>> touched = new ArrayList<>();

    private final Rest rest;

    ConflictRun(
            WritePlan.Insert plan,
            WritePlan.Conflict conflict,
            Router router,
            Targets targets,
            EvaluationContext context,
            Executor executor,
            ExecutionListener listener,
            Rest rest) {
        this.plan = plan;
        this.conflict = conflict;
        this.table = plan.target();
        this.router = router;
        this.targets = targets;
        this.context = context;
        this.executor = executor;
        this.listener = listener;
        conflict.keys().forEach(key -> touched.add(new HashSet<>()));
        this.rest = rest;
    }

    /**
     * A row that was inserted or updated.
     *
     * @param before null for an inserted one
     */
    record Written(
            @Nullable Object @Nullable [] before, @Nullable Object[] after) {}

    /**
     * What becomes of the rows of a statement, in their order.
     *
     * @param existing the rows that are there, each beside the one of {@code proposed} that meets it
     */
    private record Sorted(
            List<@Nullable Object[]> inserted, List<@Nullable Object[]> existing, List<@Nullable Object[]> proposed) {}

    /** @param rows of the table's width; see {@link RowInserter#insert} */
    List<Written> run(List<@Nullable Object[]> rows, List<Integer> given, boolean learn) {
        for (int attempt = 1; ; attempt++) {
            int savepoint = targets.savepoint();
            try {
                List<@Nullable Object[]> own = new ArrayList<>();
                rows.forEach(row -> own.add(row.clone()));
                List<Set<List<@Nullable Object>>> taken = new ArrayList<>();
                touched.forEach(keys -> taken.add(new HashSet<>(keys)));
                List<Written> written = attempt(own, given, learn, taken);
                touched = taken;
                return written;
            } catch (SqlException e) {
                if (e.state() != SqlState.UNIQUE_VIOLATION || attempt == ATTEMPTS) {
                    throw e;
                }
                targets.rollbackTo(savepoint);
            }
        }
    }

    private List<Written> attempt(
            List<@Nullable Object[]> rows,
            List<Integer> given,
            boolean learn,
            List<Set<List<@Nullable Object>>> taken) {
        RowInserter inserter = new RowInserter(table, router, targets, context);
        Set<Integer> known = inserter.known(given);
        Sorted sorted = sort(rows, taken, row -> inserter.route(row, known));
        inserter.insert(sorted.inserted(), given, plan.overriding(), learn);
        List<Written> written = new ArrayList<>();
        sorted.inserted().forEach(row -> written.add(new Written(null, row)));
        conflict.update().ifPresent(update -> written.addAll(update(update, sorted, learn)));
        return written;
    }

    /**
     * @param taken the values of each key that rows of the statement have inserted or updated so far
     * @param check fails for a row that could not be inserted, whatever is there: PostgreSQL looks at that first
     */
    private Sorted sort(
            List<@Nullable Object[]> rows,
            List<Set<List<@Nullable Object>>> taken,
            Consumer<@Nullable Object[]> check) {
        List<Map<List<@Nullable Object>, @Nullable Object[]>> there =
                conflict.keys().stream().map(key -> existing(rows, key)).toList();
        Sorted sorted = new Sorted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (@Nullable Object[] row : rows) {
            check.accept(row);
            @Nullable Object @Nullable [] existing = null;
            boolean twice = false;
            for (int i = 0; i < conflict.keys().size(); i++) {
                List<Integer> key = conflict.keys().get(i);
                if (isComplete(row, key)) {
                    existing = existing == null ? there.get(i).get(Keys.of(row, key)) : existing;
                    twice |= taken.get(i).contains(Keys.of(row, key));
                }
            }
            boolean again = twice || (existing != null && rest.isWritten(table, targets.key(existing)));
            if (again && conflict.update().isPresent()) {
                throw new SqlException(
                                SqlState.CARDINALITY_VIOLATION,
                                "ON CONFLICT DO UPDATE command cannot affect row a second time")
                        .withHint("Ensure that no rows proposed for insertion within the same command have duplicate"
                                + " constrained values.");
            }
            if (existing != null) {
                sorted.existing().add(existing);
                sorted.proposed().add(row);
            } else if (!twice) {
                sorted.inserted().add(row);
            }
            if (!twice && (existing == null || conflict.update().isPresent())) {
                take(row, taken);
            }
        }
        return sorted;
    }

    private void take(@Nullable Object[] row, List<Set<List<@Nullable Object>>> taken) {
        for (int i = 0; i < taken.size(); i++) {
            List<Integer> key = conflict.keys().get(i);
            if (isComplete(row, key)) {
                taken.get(i).add(Keys.of(row, key));
            }
        }
    }

    private Map<List<@Nullable Object>, @Nullable Object[]> existing(List<@Nullable Object[]> rows, List<Integer> key) {
        List<@Nullable Object[]> complete = new ArrayList<>();
        rows.stream().filter(row -> isComplete(row, key)).forEach(complete::add);
        Map<List<@Nullable Object>, @Nullable Object[]> found = new HashMap<>();
        router.find(complete, key, new LockedLookup(targets)).forEach(row -> found.put(Keys.of(row, key), row));
        return found;
    }

    private static boolean isComplete(@Nullable Object[] row, List<Integer> key) {
        return key.stream().allMatch(column -> row[column] != null);
    }

    private List<Written> update(WritePlan.ConflictUpdate update, Sorted sorted, boolean learn) {
        List<@Nullable Object[]> given = new ArrayList<>();
        for (int i = 0; i < sorted.existing().size(); i++) {
            given.add(WriteExecutor.joined(
                    sorted.existing().get(i),
                    sorted.proposed().get(i),
                    new @Nullable Object[] {i},
                    new @Nullable Object[0]));
        }
        RowChanger changer = new RowChanger(table, router, targets, context, update.assigned(), update.toDefault());
        List<RowChanger.Row> rows = new ArrayList<>();
        int width = update.assigned().size() + 1;
        MemoryBudget memory = new MemoryBudget(executor.memoryLimit());
        try (RowCursor values = executor.execute(update.values(), context, listener, rest.given(given))) {
            while (values.next()) {
                @Nullable Object[] row = new @Nullable Object[width];
                for (int i = 0; i < width; i++) {
                    row[i] = values.get(i);
                }
                memory.keep(row);
                int number = (Integer) Objects.requireNonNull(row[width - 1]);
                rows.add(changer.updated(sorted.existing().get(number), row, 0));
            }
        }
        changer.write(rows);
        if (learn) {
            changer.reread(rows);
        }
        return rows.stream()
                .map(row -> new Written(row.before(), Objects.requireNonNull(row.after())))
                .toList();
    }
}
