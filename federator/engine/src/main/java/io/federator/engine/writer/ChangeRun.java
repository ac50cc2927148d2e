package io.federator.engine.writer;

import io.federator.engine.context.EvaluationContext;
import io.federator.engine.executor.ExecutionListener;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One execution of an UPDATE or DELETE by key: finds the rows, locks them where they are, and looks whether they are still what was
 * found; if somebody has changed one in between, finds them anew, as PostgreSQL looks again at a row that it had to wait for.
 */
final class ChangeRun {
    private final WritePlan.Change plan;
    private final Targets targets;
    private final RowChanger changer;
    private final EvaluationContext context;
    private final WriteExecutor executor;
    private final ExecutionListener listener;
    private final Rest rest;

    ChangeRun(
            WritePlan.Change plan,
            Router router,
            Targets targets,
            EvaluationContext context,
            WriteExecutor executor,
            ExecutionListener listener,
            Rest rest) {
        this.plan = plan;
        this.targets = targets;
        this.context = context;
        this.executor = executor;
        this.listener = listener;
        this.rest = rest;
        this.changer = new RowChanger(plan.target(), router, targets, context, plan.assigned(), plan.toDefault());
    }

    /** @param others the columns of the tables beside the target */
    private record Found(RowChanger.Row row, @Nullable Object[] others) {}

    WriteResult run() {
        List<Found> found = rest.until(context, this::locked);
        List<RowChanger.Row> rows = found.stream().map(Found::row).toList();
        changer.write(rows);
        rows.forEach(row -> rest.written(plan.target(), keys(row)));
        Optional<RowCursor> returned = Optional.empty();
        if (plan.returning().isPresent()) {
            changer.reread(rows);
            returned = executor.returned(plan.returning(), given(found), context, listener, rest);
        }
        return new WriteResult(rows.size(), returned);
    }

    private @Nullable List<Found> locked() {
        List<Found> found = find();
        return changer.lock(found.stream().map(Found::row).toList()) ? found : null;
    }

    /** Each row of the target once, with the first of the other tables' rows that it meets. */
    private List<Found> find() {
        int own = plan.target().columns().size();
        Map<List<@Nullable Object>, Found> rows = new LinkedHashMap<>();
        for (@Nullable Object[] found : executor.rows(plan.find(), context, listener, rest)) {
            @Nullable Object[] before = Arrays.copyOf(found, own);
            List<@Nullable Object> key = targets.key(before);
            if (rows.containsKey(key) || rest.isWritten(plan.target(), key)) {
                continue;
            }
            RowChanger.Row row =
                    plan.deletes() ? changer.deleted(before) : changer.updated(before, found, plan.width());
            rows.put(key, new Found(row, Arrays.copyOfRange(found, own, plan.width())));
        }
        return List.copyOf(rows.values());
    }

    private List<List<@Nullable Object>> keys(RowChanger.Row row) {
        @Nullable Object[] after = row.after();
        return after == null
                ? List.of(targets.key(row.before()))
                : List.of(targets.key(row.before()), targets.key(after));
    }

    private static List<@Nullable Object[]> given(List<Found> found) {
        List<@Nullable Object[]> given = new ArrayList<>();
        for (Found one : found) {
            @Nullable Object[] before = one.row().before();
            @Nullable Object[] after = one.row().after();
            given.add(
                    after == null
                            ? WriteExecutor.joined(before, one.others(), before, new @Nullable Object[before.length])
                            : WriteExecutor.joined(after, one.others(), before, after));
        }
        return given;
    }
}
