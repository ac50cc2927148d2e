package io.federator.engine.writer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.parser.ast.WriteStatement.Overriding;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.RowLock;
import io.federator.spi.source.SourceColumn.Filling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Updates and deletes rows by their key, and moves them to other fragments where their new values ask for it. Used by one thread. */
final class RowChanger {
    private final FederatedTable table;
    private final Router router;
    private final Targets targets;
    private final EvaluationContext context;
    private final List<Integer> assigned;
    private final Set<Integer> toDefault;
    private final RowChecks checks;

    /**
     * @param assigned positions of the columns that get values; empty for DELETE
     * @param toDefault positions of those that get what the source fills in
     */
    RowChanger(
            FederatedTable table,
            Router router,
            Targets targets,
            EvaluationContext context,
            Collection<Integer> assigned,
            Set<Integer> toDefault) {
        this.table = table;
        this.router = router;
        this.targets = targets;
        this.context = context;
        this.assigned = List.copyOf(assigned);
        this.toDefault = toDefault;
        this.checks = new RowChecks(table);
    }

    /**
     * A row to be changed.
     *
     * @param before as it was found
     * @param after null for DELETE
     * @param from the fragments that it is in
     * @param to the fragments that it belongs to afterwards
     */
    record Row(
            @Nullable Object[] before,
            @Nullable Object @Nullable [] after,
            List<TargetFragment> from,
            List<TargetFragment> to) {}

    Row deleted(@Nullable Object[] before) {
        return new Row(before, null, router.route(before, context), List.of());
    }

    /** @param values those of the assigned columns, from this place on */
    Row updated(@Nullable Object[] before, @Nullable Object[] values, int start) {
        @Nullable Object[] after = before.clone();
        for (int i = 0; i < assigned.size(); i++) {
            int column = assigned.get(i);
            after[column] = checks.fitted(column, values[start + i]);
        }
        for (int column : toDefault) {
            if (router.decisive().contains(column)) {
                throw new SqlException(
                                SqlState.FEATURE_NOT_SUPPORTED,
                                "column \"" + table.columns().get(column).name()
                                        + "\" cannot be set to its default, as it decides where the row goes")
                        .withHint("Give the column a value.");
            }
            after[column] = null;
        }
        checks.notNull(after, assigned, context);
        return new Row(before, after, router.route(before, context), router.route(after, context));
    }

    /** Locks the rows where they are. Whether all are still as they were found, which they then stay. */
    boolean lock(List<Row> rows) {
        List<@Nullable Object[]> found = new ArrayList<>();
        rows.forEach(row -> found.add(row.before()));
        return new RowLocks(table, router, targets, context)
                        .lock(found, RowLock.UPDATE)
                        .size()
                == found.size();
    }

    void write(List<Row> rows) {
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
            given.removeAll(toDefault);
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
            List<Integer> columns = assigned.stream()
                    .filter(c -> fragment.columns().contains(c) && sql.filling(c) != Filling.GENERATED)
                    .toList();
            List<Integer> defaults =
                    toDefault.stream().filter(fragment.columns()::contains).toList();
            if (columns.isEmpty() && defaults.isEmpty()) {
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
            requireAll(copy, targets.updateAll(copy, sql.update(columns, defaults), arguments));
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

    /** What the sources have made of the rows: defaults, generated columns, triggers. */
    void reread(List<Row> rows) {
        Map<TargetFragment, List<@Nullable Object[]>> byFragment = new LinkedHashMap<>();
        for (Row row : rows) {
            row.to()
                    .forEach(f -> byFragment
                            .computeIfAbsent(f, x -> new ArrayList<>())
                            .add(Objects.requireNonNull(row.after())));
        }
        for (Map.Entry<TargetFragment, List<@Nullable Object[]>> entry : byFragment.entrySet()) {
            TargetFragment fragment = entry.getKey();
            List<@Nullable Object[]> after = entry.getValue();
            Map<List<@Nullable Object>, @Nullable Object[]> now =
                    targets.byKey(fragment.primary(), after, fragment.columns(), null);
            for (@Nullable Object[] row : after) {
                @Nullable Object[] current = now.get(targets.key(row));
                if (current != null) {
                    fragment.columns().forEach(c -> row[c] = current[c]);
                }
            }
        }
    }
}
