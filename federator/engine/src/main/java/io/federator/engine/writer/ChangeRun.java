package io.federator.engine.writer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.executor.ExecutionListener;
import io.federator.engine.parser.ast.WriteStatement.Overriding;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.SourceColumn.Filling;
import io.federator.spi.type.TypeKind;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One execution of an UPDATE or DELETE by key: finds the rows, locks them where they are, and looks whether they are still what was
 * found; if somebody has changed one in between, finds them anew, as PostgreSQL looks again at a row that it had to wait for.
 */
final class ChangeRun {
    private static final int ATTEMPTS = 10;

    private final WritePlan.Change plan;
    private final FederatedTable table;
    private final Router router;
    private final Targets targets;
    private final EvaluationContext context;
    private final WriteExecutor executor;
    private final ExecutionListener listener;
    private final RowChecks checks;

    ChangeRun(
            WritePlan.Change plan,
            Router router,
            Targets targets,
            EvaluationContext context,
            WriteExecutor executor,
            ExecutionListener listener) {
        this.plan = plan;
        this.table = plan.target();
        this.router = router;
        this.targets = targets;
        this.context = context;
        this.executor = executor;
        this.listener = listener;
        this.checks = new RowChecks(table);
    }

    /**
     * A row to be changed.
     *
     * @param before as it was found
     * @param others the columns of the tables beside the target
     * @param after null for DELETE
     * @param from the fragments that it is in
     * @param to the fragments that it belongs to afterwards
     */
    private record Row(
            @Nullable Object[] before,
            @Nullable Object[] others,
            @Nullable Object @Nullable [] after,
            List<TargetFragment> from,
            List<TargetFragment> to) {}

    WriteResult run() {
        List<Row> rows = lockedRows();
        write(rows);
        List<@Nullable Object[]> given = plan.returning().isPresent() ? given(rows) : List.of();
        Optional<RowCursor> returned = executor.returned(plan.returning(), given, context, listener);
        return new WriteResult(rows.size(), returned);
    }

    private List<Row> lockedRows() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Row> rows = find();
            if (lock(rows)) {
                return rows;
            }
            if (!context.setting("transaction_isolation").orElse("").equals("read committed")) {
                break;
            }
            context.scope().check();
        }
        throw new SqlException(SqlState.SERIALIZATION_FAILURE, "could not serialize access due to concurrent update");
    }

    /** Each row of the target once, with the first of the other tables' rows that it meets. */
    private List<Row> find() {
        int width = plan.width() + plan.assigned().size();
        int own = table.columns().size();
        Map<List<@Nullable Object>, Row> rows = new LinkedHashMap<>();
        for (@Nullable Object[] found : executor.rows(plan.find(), context, listener, width)) {
            @Nullable Object[] before = Arrays.copyOf(found, own);
            List<@Nullable Object> key = targets.key(before);
            if (rows.containsKey(key)) {
                continue;
            }
            @Nullable Object[] others = Arrays.copyOfRange(found, own, plan.width());
            List<TargetFragment> from = router.route(before, context);
            @Nullable Object[] after = plan.deletes() ? null : after(before, found);
            rows.put(
                    key,
                    new Row(before, others, after, from, after == null ? List.of() : router.route(after, context)));
        }
        return List.copyOf(rows.values());
    }

    private @Nullable Object[] after(@Nullable Object[] before, @Nullable Object[] found) {
        @Nullable Object[] after = before.clone();
        for (int i = 0; i < plan.assigned().size(); i++) {
            int column = plan.assigned().get(i);
            after[column] = checks.fitted(column, found[plan.width() + i]);
        }
        for (int column : plan.toDefault()) {
            if (router.decisive().contains(column)) {
                throw new SqlException(
                                SqlState.FEATURE_NOT_SUPPORTED,
                                "column \"" + table.columns().get(column).name()
                                        + "\" cannot be set to its default, as it decides where the row goes")
                        .withHint("Give the column a value.");
            }
            after[column] = null;
        }
        checks.notNull(after, plan.assigned(), context);
        return after;
    }

    /** Whether all rows are still as they were found, which they now stay. */
    private boolean lock(List<Row> rows) {
        Map<TargetFragment, List<Row>> byFragment = new LinkedHashMap<>();
        for (Row row : rows) {
            row.from()
                    .forEach(f -> byFragment
                            .computeIfAbsent(f, x -> new ArrayList<>())
                            .add(row));
        }
        for (Map.Entry<TargetFragment, List<Row>> entry : byFragment.entrySet()) {
            TargetFragment fragment = entry.getKey();
            List<@Nullable Object[]> keys =
                    entry.getValue().stream().map(Row::before).toList();
            Map<List<@Nullable Object>, @Nullable Object[]> now =
                    targets.byKey(fragment.primary(), keys, fragment.columns(), true);
            for (@Nullable Object[] before : keys) {
                @Nullable Object[] current = now.get(targets.key(before));
                if (current == null || !isSame(fragment, before, current)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Copies may write the same JSON differently. */
    private boolean isSame(TargetFragment fragment, @Nullable Object[] before, @Nullable Object[] current) {
        return fragment.columns().stream()
                .filter(c -> fragment.copies().size() == 1 || !isJson(c))
                .allMatch(c -> Objects.equals(before[c], current[c]));
    }

    private boolean isJson(int column) {
        TypeKind kind = table.columns().get(column).type().kind();
        return kind == TypeKind.JSON || kind == TypeKind.JSONB;
    }

    private void write(List<Row> rows) {
        Map<TargetFragment, List<Row>> deleted = new LinkedHashMap<>();
        Map<TargetFragment, List<Row>> updated = new LinkedHashMap<>();
        List<@Nullable Object[]> moved = new ArrayList<>();
        for (Row row : rows) {
            boolean stays = row.to().equals(row.from());
            for (TargetFragment fragment : row.from()) {
                Map<TargetFragment, List<Row>> work = stays ? updated : deleted;
                work.computeIfAbsent(fragment, f -> new ArrayList<>()).add(row);
            }
            @Nullable Object[] after = row.after();
            if (!stays && after != null) {
                moved.add(after);
            }
        }
        deleted.forEach(this::delete);
        updated.forEach(this::update);
        if (!moved.isEmpty()) {
            Set<Integer> given = new HashSet<>(
                    IntStream.range(0, table.columns().size()).boxed().toList());
            given.removeAll(plan.toDefault());
            new RowInserter(table, router, targets, context).insert(moved, given, Overriding.SYSTEM, false);
        }
    }

    private void delete(TargetFragment fragment, List<Row> rows) {
        for (Copy copy : fragment.copies()) {
            CopyStatements sql = targets.of(copy);
            List<List<Argument>> arguments =
                    rows.stream().map(row -> sql.keyArguments(row.before())).toList();
            requireAll(copy, targets.updateAll(copy, sql.delete(), arguments));
        }
    }

    private void update(TargetFragment fragment, List<Row> rows) {
        for (Copy copy : fragment.copies()) {
            CopyStatements sql = targets.of(copy);
            List<Integer> columns = plan.assigned().stream()
                    .filter(c -> fragment.columns().contains(c) && sql.filling(c) != Filling.GENERATED)
                    .toList();
            List<Integer> toDefault = plan.toDefault().stream()
                    .filter(fragment.columns()::contains)
                    .toList();
            if (columns.isEmpty() && toDefault.isEmpty()) {
                continue;
            }
            List<List<Argument>> arguments = new ArrayList<>();
            for (Row row : rows) {
                List<Argument> all = new ArrayList<>();
                @Nullable Object[] after = Objects.requireNonNull(row.after());
                columns.forEach(column -> all.add(sql.argument(column, after[column])));
                all.addAll(sql.keyArguments(row.before()));
                arguments.add(all);
            }
            requireAll(copy, targets.updateAll(copy, sql.update(columns, toDefault), arguments));
        }
    }

    /** The primary's rows are locked; a copy that lacks one is not what the catalog file says. */
    private void requireAll(Copy copy, long[] counts) {
        for (long count : counts) {
            if (count != 1) {
                throw new SqlException(
                                SqlState.SERIALIZATION_FAILURE,
                                "a row of table \"" + table.name() + "\" was found " + count + " times in source \""
                                        + copy.source() + "\"")
                        .withHint("Try again; if it stays so, the copies of the table differ.")
                        .fromSource(copy.source());
            }
        }
    }

    private List<@Nullable Object[]> given(List<Row> rows) {
        List<@Nullable Object[]> given = new ArrayList<>();
        int own = table.columns().size();
        if (!plan.deletes()) {
            reread(rows);
        }
        for (Row row : rows) {
            @Nullable Object[] after = row.after();
            given.add(
                    after == null
                            ? WriteExecutor.joined(row.before(), row.others(), row.before(), new @Nullable Object[own])
                            : WriteExecutor.joined(after, row.others(), row.before(), after));
        }
        return given;
    }

    /** What the sources have made of the rows: defaults, generated columns, triggers. */
    private void reread(List<Row> rows) {
        Map<TargetFragment, List<@Nullable Object[]>> byFragment = new LinkedHashMap<>();
        for (Row row : rows) {
            row.to()
                    .forEach(f -> byFragment
                            .computeIfAbsent(f, x -> new ArrayList<>())
                            .add(Objects.requireNonNull(row.after())));
        }
        byFragment.forEach((fragment, after) -> {
            Map<List<@Nullable Object>, @Nullable Object[]> now =
                    targets.byKey(fragment.primary(), after, fragment.columns(), false);
            for (@Nullable Object[] row : after) {
                @Nullable Object[] current = now.get(targets.key(row));
                if (current != null) {
                    fragment.columns().forEach(c -> row[c] = current[c]);
                }
            }
        });
    }
}
