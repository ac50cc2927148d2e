package io.federator.engine.writer;

import io.federator.engine.binder.BoundWrite.MergeAction;
import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.executor.ExecutionListener;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.RowLock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One execution of a MERGE: finds the rows and what is to be done with each, locks those of the target, and writes. */
final class MergeRun {
    private final WritePlan.Merge plan;
    private final FederatedTable table;
    private final Router router;
    private final Targets targets;
    private final EvaluationContext context;
    private final WriteExecutor executor;
    private final ExecutionListener listener;
    private final Rest rest;
    private final RowChecks checks;

    MergeRun(
            WritePlan.Merge plan,
            Router router,
            Targets targets,
            EvaluationContext context,
            WriteExecutor executor,
            ExecutionListener listener,
            Rest rest) {
        this.plan = plan;
        this.table = plan.target();
        this.router = router;
        this.targets = targets;
        this.context = context;
        this.executor = executor;
        this.listener = listener;
        this.rest = rest;
        this.checks = new RowChecks(table);
    }

    /** A row of the join with the action that is for it. */
    private record Found(int action, @Nullable Object[] row) {}

    /** What was done, in the order of the join's rows. */
    private record Done(
            String action,
            @Nullable Object @Nullable [] before,
            @Nullable Object @Nullable [] after,
            @Nullable Object[] others) {}

    WriteResult run() {
        List<Found> found = rest.until(context, this::locked);
        boolean returning = plan.returning().isPresent();
        Map<Found, Done> done = new HashMap<>();
        for (int i = 0; i < plan.actions().size(); i++) {
            int number = i;
            List<Found> own = found.stream().filter(f -> f.action() == number).toList();
            if (!own.isEmpty()) {
                apply(plan.actions().get(i), own, returning, done);
            }
        }
        List<@Nullable Object[]> given = new ArrayList<>();
        if (returning) {
            for (Found one : found) {
                given.add(given(Objects.requireNonNull(done.get(one))));
            }
        }
        return new WriteResult(done.size(), executor.returned(plan.returning(), given, context, listener, rest));
    }

    private @Nullable List<Found> locked() {
        List<Found> found = new ArrayList<>();
        Map<List<@Nullable Object>, @Nullable Object[]> changed = new LinkedHashMap<>();
        for (@Nullable Object[] row : executor.rows(plan.find(), context, listener, rest)) {
            Integer action = (Integer) row[plan.width()];
            if (action == null || plan.actions().get(action) instanceof MergeAction.Nothing) {
                continue;
            }
            found.add(new Found(action, row));
            if (!(plan.actions().get(action) instanceof MergeAction.Insert)) {
                @Nullable Object[] own = Arrays.copyOf(row, table.columns().size());
                List<@Nullable Object> key = targets.key(own);
                if (changed.putIfAbsent(key, own) != null || rest.isWritten(table, key)) {
                    throw new SqlException(
                                    SqlState.CARDINALITY_VIOLATION, "MERGE command cannot affect row a second time")
                            .withHint("Ensure that not more than one source row matches any one target row.");
                }
            }
        }
        Set<List<@Nullable Object>> unchanged = new HashSet<>(
                new RowLocks(table, router, targets, context).lock(new ArrayList<>(changed.values()), RowLock.UPDATE));
        return unchanged.size() == changed.size() ? found : null;
    }

    private void apply(MergeAction action, List<Found> found, boolean learn, Map<Found, Done> done) {
        switch (action) {
            case MergeAction.Nothing a -> {}
            case MergeAction.Delete a -> {
                RowChanger changer = new RowChanger(table, router, targets, context, List.of(), Set.of());
                changer.write(
                        found.stream().map(f -> changer.deleted(before(f))).toList());
                found.forEach(f -> done.put(f, new Done("DELETE", before(f), null, others(f))));
            }
            case MergeAction.Update a -> {
                RowChanger changer = new RowChanger(table, router, targets, context, a.assigned(), a.toDefault());
                List<RowChanger.Row> rows = found.stream()
                        .map(f -> changer.updated(before(f), f.row(), a.start()))
                        .toList();
                changer.write(rows);
                if (learn) {
                    changer.reread(rows);
                }
                for (int i = 0; i < rows.size(); i++) {
                    Found f = found.get(i);
                    done.put(
                            f,
                            new Done("UPDATE", rows.get(i).before(), rows.get(i).after(), others(f)));
                }
            }
            case MergeAction.Insert a -> {
                List<@Nullable Object[]> rows = new ArrayList<>();
                for (Found f : found) {
                    @Nullable Object[] row = RowInserter.empty(table);
                    for (int i = 0; i < a.columns().size(); i++) {
                        int column = a.columns().get(i);
                        row[column] = checks.fitted(column, f.row()[a.start() + i]);
                    }
                    rows.add(row);
                    done.put(f, new Done("INSERT", null, row, others(f)));
                }
                new RowInserter(table, router, targets, context).insert(rows, a.columns(), a.overriding(), learn);
            }
        }
    }

    private @Nullable Object[] before(Found found) {
        return Arrays.copyOf(found.row(), table.columns().size());
    }

    private @Nullable Object[] others(Found found) {
        return Arrays.copyOfRange(found.row(), table.columns().size(), plan.width());
    }

    private @Nullable Object[] given(Done done) {
        @Nullable Object[] none = new @Nullable Object[table.columns().size()];
        @Nullable Object[] before = done.before() == null ? none : done.before();
        @Nullable Object[] after = done.after() == null ? none : done.after();
        @Nullable
        Object[] row = WriteExecutor.joined(done.after() == null ? before : after, done.others(), before, after);
        @Nullable Object[] withAction = Arrays.copyOf(row, row.length + 1);
        withAction[row.length] = done.action();
        return withAction;
    }
}
