package io.federator.engine.writer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement.Copy;
import io.federator.engine.catalog.SourceColumns;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.parser.ast.WriteStatement.Overriding;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.SourceColumn.Filling;
import io.federator.spi.source.SourceDialect.Feature;
import io.federator.spi.source.TableLoad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows into their fragments. What a source fills in where a row has no value is learned from the first copy that does so, and
 * written to the other copies and column parts, so that all have the same.
 */
final class RowInserter {
    private final FederatedTable table;
    private final Router router;
    private final Targets targets;
    private final RowChecks checks;
    private final EvaluationContext context;
    /** Whether rows come in great numbers. */
    private final boolean loading;
    /** Whether one statement of one source may be all there is. */
    private boolean alone;

    RowInserter(FederatedTable table, Router router, Targets targets, EvaluationContext context) {
        this(table, router, targets, context, false);
    }

    /** @param loading whether rows come in great numbers, as COPY FROM brings them: sources get them by their own commands for that */
    RowInserter(FederatedTable table, Router router, Targets targets, EvaluationContext context, boolean loading) {
        this.loading = loading;
        this.table = table;
        this.router = router;
        this.targets = targets;
        this.checks = new RowChecks(table);
        this.context = context;
    }

    /**
     * Inserts rows that have values for the same columns.
     *
     * @param rows of the table's width; what the sources fill in is put into them when {@code learn}
     * @param given positions of the columns that have values
     * @param learn whether the rows are to hold afterwards what the sources hold
     * @return how many rows were inserted
     */
    long insert(
            List<@Nullable Object[]> rows, Collection<Integer> given, @Nullable Overriding overriding, boolean learn) {
        Set<Integer> known = known(given);
        List<List<TargetFragment>> routes = new ArrayList<>();
        for (@Nullable Object[] row : rows) {
            routes.add(route(row, known));
        }
        return insert(rows, routes, known, overriding, learn);
    }

    /** The columns whose values are known before a source sees the rows. */
    Set<Integer> known(Collection<Integer> given) {
        Set<Integer> known = new HashSet<>(given);
        for (int i = 0; i < table.columns().size(); i++) {
            if (!SourceColumns.isFilled(table, table.columns().get(i).name())) {
                known.add(i);
            }
        }
        for (int column : router.decisive()) {
            if (!known.contains(column)) {
                throw unknownFragment(column);
            }
        }
        return known;
    }

    /**
     * Where a row goes.
     *
     * @throws SqlException 23514 when no fragment takes it, 23502
     */
    List<TargetFragment> route(@Nullable Object[] row, Set<Integer> known) {
        List<TargetFragment> route = router.route(row, context);
        checks.notNull(row, known, context);
        return route;
    }

    /** The same as the other, of rows whose places were found before. */
    long insert(
            List<@Nullable Object[]> rows,
            List<List<TargetFragment>> routes,
            Set<Integer> known,
            @Nullable Overriding overriding,
            boolean learn) {
        int parts = routes.stream().mapToInt(List::size).max().orElse(0);
        alone = alone
                && !learn
                && parts == 1
                && routes.stream().distinct().count() == 1
                && routes.getFirst().getFirst().copies().size() == 1;
        long count = 0;
        for (int part = 0; part < parts; part++) {
            Map<TargetFragment, List<@Nullable Object[]>> byFragment = new LinkedHashMap<>();
            for (int i = 0; i < rows.size(); i++) {
                if (part < routes.get(i).size()) {
                    byFragment
                            .computeIfAbsent(routes.get(i).get(part), f -> new ArrayList<>())
                            .add(rows.get(i));
                }
            }
            Set<Integer> values = part == 0 ? known : withKey(known);
            Map<String, List<LongSupplier>> inserts = new LinkedHashMap<>();
            for (Map.Entry<TargetFragment, List<@Nullable Object[]>> entry : byFragment.entrySet()) {
                TargetFragment fragment = entry.getKey();
                List<@Nullable Object[]> own = entry.getValue();
                boolean shared = parts > 1 || fragment.copies().size() > 1;
                boolean learnt = learn || (shared && !known.containsAll(fragment.columns()));
                inserts.computeIfAbsent(fragment.primary().source(), s -> new ArrayList<>())
                        .add(() -> insert(fragment, own, values, overriding, learnt));
            }
            List<LongSupplier> bySource =
                    inserts.values().stream().map(RowInserter::inOrder).toList();
            long inserted =
                    loading ? Behind.together(bySource) : inOrder(bySource).getAsLong();
            count += part == 0 ? inserted : 0;
        }
        return count;
    }

    private static LongSupplier inOrder(List<LongSupplier> inserts) {
        return () -> inserts.stream().mapToLong(LongSupplier::getAsLong).sum();
    }

    /** The same for rows that are all that the client's statement writes. */
    long insertOnly(
            List<@Nullable Object[]> rows, Collection<Integer> given, @Nullable Overriding overriding, boolean learn) {
        alone = true;
        try {
            return insert(rows, given, overriding, learn);
        } finally {
            alone = false;
        }
    }

    /** The same for rows of a table in one place, with which the source is to do what its ON CONFLICT clause says. */
    long insert(
            List<@Nullable Object[]> rows,
            Collection<Integer> given,
            @Nullable Overriding overriding,
            WritePlan.ShippedConflict conflict,
            List<Argument> more) {
        if (rows.isEmpty()) {
            return 0;
        }
        Set<Integer> known = known(given);
        rows.forEach(row -> route(row, known));
        TargetFragment fragment = router.fragments().getFirst();
        Copy copy = fragment.primary();
        CopyStatements sql = targets.of(copy);
        List<Integer> columns = columns(copy, fragment, known);
        List<List<@Nullable Object[]>> chunks = columns.isEmpty()
                ? rows.stream().map(row -> List.<@Nullable Object[]>of(row)).toList()
                : Targets.chunks(rows, columns.size());
        if (conflict.updates()) {
            // The source has to see whether one row of the statement meets another.
            chunks = List.of(rows);
            if (rows.size() * (long) Math.max(1, columns.size()) > Targets.MAX_PLACEHOLDERS
                    || (columns.isEmpty() && rows.size() > 1)) {
                throw new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "ON CONFLICT DO UPDATE with an expression or the predicate of an index is not supported for"
                                + " so many rows");
            }
        }
        long count = 0;
        for (List<@Nullable Object[]> chunk : chunks) {
            String head = sql.insert(columns, chunk.size(), columns.isEmpty() ? "" : overriding(sql, overriding));
            List<Argument> arguments = new ArrayList<>(arguments(sql, columns, chunk));
            arguments.addAll(more);
            count += targets.update(copy, head + conflict.clause(), arguments);
        }
        return count;
    }

    private Set<Integer> withKey(Set<Integer> known) {
        Set<Integer> all = new HashSet<>(known);
        table.key().forEach(name -> all.add(table.column(name).orElseThrow()));
        return all;
    }

    private SqlException unknownFragment(int column) {
        String name = table.columns().get(column).name();
        return new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "the default of column \"" + name + "\" of relation \"" + table.name()
                                + "\" cannot be used, as it decides where the row goes")
                .withHint("Give the column a value.");
    }

    private long insert(
            TargetFragment fragment,
            List<@Nullable Object[]> rows,
            Set<Integer> known,
            @Nullable Overriding overriding,
            boolean learn) {
        Copy primary = fragment.primary();
        List<Integer> columns = columns(primary, fragment, known);
        long count = learn
                ? insertAndLearn(primary, columns, fragment.columns(), rows, overriding)
                : insert(primary, columns, rows, overriding);
        Set<Integer> all = learn ? Set.copyOf(fragment.columns()) : known;
        for (Copy copy : fragment.copies().subList(1, fragment.copies().size())) {
            insert(copy, columns(copy, fragment, all), rows, Overriding.SYSTEM);
        }
        return count;
    }

    private List<Integer> columns(Copy copy, TargetFragment fragment, Set<Integer> known) {
        return fragment.columns().stream()
                .filter(c -> known.contains(c) && targets.of(copy).filling(c) != Filling.GENERATED)
                .toList();
    }

    private long insert(
            Copy copy, List<Integer> columns, List<@Nullable Object[]> rows, @Nullable Overriding overriding) {
        CopyStatements sql = targets.of(copy);
        long count = 0;
        if (columns.isEmpty()) {
            for (int i = 0; i < rows.size(); i++) {
                count += targets.update(copy, sql.insert(columns, 1, ""), List.of());
            }
            return count;
        }
        OptionalLong loaded = load(copy, columns, rows);
        if (loaded.isPresent()) {
            return loaded.getAsLong();
        }
        List<List<@Nullable Object[]>> chunks =
                loading ? Targets.largeChunks(rows, columns.size()) : Targets.chunks(rows, columns.size());
        for (List<@Nullable Object[]> chunk : chunks) {
            count += targets.update(
                    copy,
                    sql.insert(columns, chunk.size(), overriding(sql, overriding)),
                    arguments(sql, columns, chunk),
                    alone && chunks.size() == 1);
        }
        return count;
    }

    /** Empty when they have to be inserted. */
    private OptionalLong load(Copy copy, List<Integer> columns, List<@Nullable Object[]> rows) {
        TableLoad load = loading && targets.loads(copy) ? targets.of(copy).load(columns, rows) : null;
        return load == null ? OptionalLong.empty() : targets.load(copy, load);
    }

    private static List<Argument> arguments(CopyStatements sql, List<Integer> columns, List<@Nullable Object[]> rows) {
        List<Argument> arguments = new ArrayList<>(rows.size() * columns.size());
        for (@Nullable Object[] row : rows) {
            columns.forEach(column -> arguments.add(sql.argument(column, row[column])));
        }
        return arguments;
    }

    private String overriding(CopyStatements sql, @Nullable Overriding overriding) {
        if (overriding == null) {
            return "";
        }
        String clause = sql.dialect().overriding(overriding == Overriding.SYSTEM);
        if (clause == null) {
            throw new SqlException(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "source \"" + sql.copy().source() + "\" has no OVERRIDING USER VALUE")
                    .fromSource(sql.copy().source());
        }
        return clause;
    }

    private long insertAndLearn(
            Copy copy,
            List<Integer> columns,
            List<Integer> wanted,
            List<@Nullable Object[]> rows,
            @Nullable Overriding overriding) {
        CopyStatements sql = targets.of(copy);
        if (sql.dialect().supports(Feature.INSERT_RETURNING)) {
            return insertReturning(copy, columns, wanted, rows, overriding);
        }
        if (columns.containsAll(sql.key()) && !sql.key().isEmpty()) {
            long count = insert(copy, columns, rows, overriding);
            Map<List<@Nullable Object>, @Nullable Object[]> found = targets.byKey(copy, rows, wanted, null);
            for (@Nullable Object[] row : rows) {
                @Nullable Object[] kept = found.get(targets.key(row));
                if (kept == null) {
                    throw skipped(copy);
                }
                fill(row, kept, wanted);
            }
            return count;
        }
        long count = 0;
        for (@Nullable Object[] row : rows) {
            count += insert(copy, columns, List.<@Nullable Object[]>of(row), overriding);
            List<@Nullable Object[]> found = targets.read(copy, sql.selectLast(wanted), List.of(), wanted);
            if (found.size() != 1) {
                throw skipped(copy);
            }
            fill(row, found.getFirst(), wanted);
        }
        return count;
    }

    private long insertReturning(
            Copy copy,
            List<Integer> columns,
            List<Integer> wanted,
            List<@Nullable Object[]> rows,
            @Nullable Overriding overriding) {
        CopyStatements sql = targets.of(copy);
        List<List<@Nullable Object[]>> chunks = columns.isEmpty()
                ? rows.stream().map(row -> List.<@Nullable Object[]>of(row)).toList()
                : Targets.chunks(rows, columns.size());
        for (List<@Nullable Object[]> chunk : chunks) {
            String statement = sql.insert(columns, chunk.size(), columns.isEmpty() ? "" : overriding(sql, overriding))
                    + sql.returning(wanted);
            List<@Nullable Object[]> kept = targets.written(copy, statement, arguments(sql, columns, chunk), wanted);
            if (kept.size() != chunk.size()) {
                throw skipped(copy);
            }
            for (int i = 0; i < chunk.size(); i++) {
                fill(chunk.get(i), kept.get(i), wanted);
            }
        }
        return rows.size();
    }

    private SqlException skipped(Copy copy) {
        return new SqlException(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "source \"" + copy.source() + "\" has not kept all rows of table \"" + table.name()
                                + "\" that it was given, so that they cannot be returned or copied")
                .withHint("Look at the table's triggers there.")
                .fromSource(copy.source());
    }

    private static void fill(@Nullable Object[] row, @Nullable Object[] kept, List<Integer> columns) {
        columns.forEach(column -> row[column] = kept[column]);
    }

    /** A row of the table's width with nothing in it. */
    static @Nullable Object[] empty(FederatedTable table) {
        @Nullable Object[] row = new @Nullable Object[table.columns().size()];
        Arrays.fill(row, null);
        return row;
    }
}
