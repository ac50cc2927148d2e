package io.federator.engine.writer;

import io.federator.engine.catalog.FederatedTable;
import io.federator.engine.catalog.Placement.RowFragment;
import io.federator.engine.catalog.Placements;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.SourceWriting;
import io.federator.engine.evaluator.Expression;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.evaluator.Frame;
import io.federator.engine.executor.ExecutionListener;
import io.federator.engine.executor.Executor;
import io.federator.engine.executor.GivenRows;
import io.federator.engine.executor.local.MemoryBudget;
import io.federator.engine.executor.local.RowsCursor;
import io.federator.engine.plan.FederatedPlan;
import io.federator.engine.rel.PgTypeFactory;
import io.federator.spi.error.SqlException;
import io.federator.spi.error.SqlState;
import io.federator.spi.source.LeafStatement.Argument;
import io.federator.spi.source.Source;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Runs plans of statements that change rows. Safe for any thread; blocks. */
public final class WriteExecutor {
    private static final int ROWS_AT_ONCE = 1_024;

    private final Executor executor;
    private final ExpressionCompiler expressions;
    private final Map<String, Source> sources;
    private final BiFunction<FederatedTable, RowFragment, RexNode> predicates;

    /** @param predicates a fragment's predicate over the row of all the table's columns */
    public WriteExecutor(
            Executor executor,
            ExpressionCompiler expressions,
            Map<String, Source> sources,
            BiFunction<FederatedTable, RowFragment, RexNode> predicates) {
        this.executor = executor;
        this.expressions = expressions;
        this.sources = Map.copyOf(sources);
        this.predicates = predicates;
    }

    /**
     * Writes all rows.
     *
     * @param context reads in the transaction that {@code writing} writes in
     */
    public WriteResult execute(
            WritePlan plan, EvaluationContext context, SourceWriting writing, ExecutionListener listener) {
        return execute(plan, context, writing, listener, Rest.none());
    }

    /** The same for a statement of several parts. */
    public WriteResult execute(
            CompoundPlan plan, EvaluationContext context, SourceWriting writing, ExecutionListener listener) {
        return new CompoundRun(plan, context, writing, listener, this, executor).run();
    }

    WriteResult execute(
            WritePlan plan, EvaluationContext context, SourceWriting writing, ExecutionListener listener, Rest rest) {
        Targets targets = new Targets(plan.target(), sources, context, writing);
        return switch (plan) {
            case WritePlan.Shipped shipped ->
                new WriteResult(shipped(shipped.statements(), targets, context, rest), Optional.empty());
            case WritePlan.Truncate truncate -> {
                shipped(truncate.statements(), targets, context, rest);
                yield new WriteResult(0, Optional.empty());
            }
            case WritePlan.Lock lock -> {
                // As writes, so that the lock is held until the decision about all sources.
                lock.statements().forEach(statement -> targets.update(statement.copy(), statement.sql(), List.of()));
                yield new WriteResult(0, Optional.empty());
            }
            case WritePlan.Insert insert -> insert(insert, targets, context, listener, rest);
            case WritePlan.Merge merge ->
                new MergeRun(merge, router(merge.target()), targets, context, this, listener, rest).run();
            case WritePlan.Change change ->
                new ChangeRun(change, router(change.target()), targets, context, this, listener, rest).run();
            case WritePlan.Load load -> throw new IllegalStateException("rows are loaded from an input");
        };
    }

    /** Writes the rows of an input; gives their number. */
    public long load(WritePlan.Load plan, LoadInput input, EvaluationContext context, SourceWriting writing) {
        Targets targets = new Targets(plan.target(), sources, context, writing);
        return new LoadRun(plan, input, router(plan.target()), targets, context, expressions).run();
    }

    /** Runs a query whose rows are locked; they are kept in memory. */
    public RowCursor lock(LockPlan plan, EvaluationContext context, SourceWriting writing, ExecutionListener listener) {
        return RowsCursor.of(locked(plan, context, writing, listener, GivenRows.NONE), plan.types());
    }

    List<@Nullable Object[]> locked(
            LockPlan plan,
            EvaluationContext context,
            SourceWriting writing,
            ExecutionListener listener,
            GivenRows given) {
        return new LockRun(
                        plan,
                        context,
                        writing,
                        sources,
                        locked -> router(locked.table()),
                        executor,
                        expressions,
                        listener,
                        given)
                .run();
    }

    private Router router(FederatedTable table) {
        return new Router(table, predicates, expressions);
    }

    private long shipped(List<WritePlan.Statement> statements, Targets targets, EvaluationContext context, Rest rest) {
        List<WritePlan.Statement> wanted = statements.stream()
                .filter(statement -> statement.pruning().stream()
                        .noneMatch(check -> check.contradiction().holds(context::parameter)))
                .toList();
        long count = 0;
        for (WritePlan.Statement statement : wanted) {
            List<Argument> arguments = arguments(statement.arguments(), context);
            count += targets.update(statement.copy(), statement.sql(), arguments, rest.isAlone() && wanted.size() == 1);
        }
        return count;
    }

    private List<Argument> arguments(List<RexNode> nodes, EvaluationContext context) {
        List<Argument> arguments = new ArrayList<>();
        Frame frame = Frame.of(context);
        for (RexNode node : nodes) {
            arguments.add(new Argument(
                    PgTypeFactory.sqlType(node.getType()),
                    expressions.compile(node).evaluate(frame)));
        }
        return arguments;
    }

    private WriteResult insert(
            WritePlan.Insert plan, Targets targets, EvaluationContext context, ExecutionListener listener, Rest rest) {
        FederatedTable table = plan.target();
        Router router = router(table);
        Optional<WritePlan.ShippedConflict> shipped = plan.conflict().flatMap(WritePlan.Conflict::shipped);
        if (shipped.isPresent()) {
            return new WriteResult(inserted(plan, shipped.get(), targets, context, listener, rest), Optional.empty());
        }
        if (plan.conflict().isPresent()) {
            ConflictRun conflicts =
                    new ConflictRun(plan, plan.conflict().get(), router, targets, context, executor, listener, rest);
            return upsert(plan, conflicts, targets, context, listener, rest);
        }
        RowInserter inserter = new RowInserter(table, router, targets, context);
        boolean returning = plan.returning().isPresent();
        List<@Nullable Object[]> given = new ArrayList<>();
        long count = 0;
        for (WritePlan.NewRows part : plan.rows()) {
            try (NewRowsReader reader = reader(plan, part, context, listener, rest)) {
                List<@Nullable Object[]> rows = reader.next(ROWS_AT_ONCE);
                boolean only = rest.isAlone() && plan.rows().size() == 1 && !reader.hasMore();
                while (!rows.isEmpty()) {
                    count += only
                            ? inserter.insertOnly(rows, part.columns(), plan.overriding(), returning)
                            : inserter.insert(rows, part.columns(), plan.overriding(), returning);
                    rest.written(table, rows.stream().map(targets::key).toList());
                    if (returning) {
                        rows.forEach(row ->
                                given.add(joined(row, new @Nullable Object[0], new @Nullable Object[row.length], row)));
                    }
                    rows = reader.next(ROWS_AT_ONCE);
                }
            }
        }
        return new WriteResult(count, returned(plan.returning(), given, context, listener, rest));
    }

    /** Rows of which the source decides what becomes of them. */
    private long inserted(
            WritePlan.Insert plan,
            WritePlan.ShippedConflict conflict,
            Targets targets,
            EvaluationContext context,
            ExecutionListener listener,
            Rest rest) {
        if (!rest.isAlone()) {
            throw new SqlException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "ON CONFLICT with an expression or the predicate of an index is not supported beside other parts"
                            + " that change or lock rows");
        }
        RowInserter inserter = new RowInserter(plan.target(), router(plan.target()), targets, context);
        long count = 0;
        for (WritePlan.NewRows part : plan.rows()) {
            List<@Nullable Object[]> rows = allRows(plan, part, context, listener, rest);
            count += inserter.insert(
                    rows, part.columns(), plan.overriding(), conflict, arguments(conflict.arguments(), context));
        }
        return count;
    }

    /** All rows at once, as one may not meet another of the same statement. */
    private WriteResult upsert(
            WritePlan.Insert plan,
            ConflictRun conflicts,
            Targets targets,
            EvaluationContext context,
            ExecutionListener listener,
            Rest rest) {
        boolean returning = plan.returning().isPresent();
        List<@Nullable Object[]> given = new ArrayList<>();
        long count = 0;
        for (WritePlan.NewRows part : plan.rows()) {
            List<@Nullable Object[]> rows = allRows(plan, part, context, listener, rest);
            for (ConflictRun.Written row : conflicts.run(rows, part.columns(), returning)) {
                count++;
                rest.written(plan.target(), List.of(targets.key(row.after())));
                if (returning) {
                    @Nullable Object[] before = row.before();
                    given.add(joined(
                            row.after(),
                            new @Nullable Object[0],
                            before == null ? new @Nullable Object[row.after().length] : before,
                            row.after()));
                }
            }
        }
        return new WriteResult(count, returned(plan.returning(), given, context, listener, rest));
    }

    private List<@Nullable Object[]> allRows(
            WritePlan.Insert plan,
            WritePlan.NewRows part,
            EvaluationContext context,
            ExecutionListener listener,
            Rest rest) {
        MemoryBudget memory = new MemoryBudget(executor.memoryLimit());
        List<@Nullable Object[]> all = new ArrayList<>();
        try (NewRowsReader reader = reader(plan, part, context, listener, rest)) {
            while (reader.hasMore()) {
                for (@Nullable Object[] row : reader.next(ROWS_AT_ONCE)) {
                    memory.keep(row);
                    all.add(row);
                }
                context.scope().check();
            }
        }
        return all;
    }

    private NewRowsReader reader(
            WritePlan.Insert plan,
            WritePlan.NewRows part,
            EvaluationContext context,
            ExecutionListener listener,
            Rest rest) {
        return switch (part) {
            case WritePlan.NewRows.Listed listed -> {
                List<List<Expression>> rows =
                        listed.rows().stream().map(expressions::compile).toList();
                yield NewRowsReader.of(plan.target(), listed.columns(), rows, context);
            }
            case WritePlan.NewRows.Queried queried -> {
                // What the statement writes must not be among the rows that it reads.
                boolean own = Placements.copies(plan.target().placement()).stream()
                        .anyMatch(copy -> queried.query().sources().contains(copy.source()));
                RowCursor cursor = executor.execute(queried.query(), context, listener, rest.given());
                yield NewRowsReader.of(
                        plan.target(), queried.columns(), cursor, own, new MemoryBudget(executor.memoryLimit()));
            }
        };
    }

    /** All rows of a plan. */
    List<@Nullable Object[]> rows(
            FederatedPlan plan, EvaluationContext context, ExecutionListener listener, Rest rest) {
        RowCursor cursor = executor.execute(plan, context, listener, rest.given());
        return all(cursor, new MemoryBudget(executor.memoryLimit()), context);
    }

    /** All rows of a stream, which is closed. */
    List<@Nullable Object[]> all(RowCursor rows, MemoryBudget memory, EvaluationContext context) {
        List<@Nullable Object[]> all = new ArrayList<>();
        try (RowCursor cursor = rows) {
            int width = cursor.types().size();
            while (cursor.next()) {
                @Nullable Object[] row = new @Nullable Object[width];
                for (int i = 0; i < width; i++) {
                    row[i] = cursor.get(i);
                }
                memory.keep(row);
                all.add(row);
                context.scope().check();
            }
        }
        return all;
    }

    Optional<RowCursor> returned(
            Optional<WritePlan.Returning> returning,
            List<@Nullable Object[]> given,
            EvaluationContext context,
            ExecutionListener listener,
            Rest rest) {
        return returning.map(r -> executor.execute(r.plan(), context, listener, rest.given(given)));
    }

    /** A row as RETURNING sees it. */
    static @Nullable Object[] joined(
            @Nullable Object[] plain, @Nullable Object[] others, @Nullable Object[] before, @Nullable Object[] after) {
        @Nullable Object[] row = new @Nullable Object[plain.length + others.length + before.length + after.length];
        System.arraycopy(plain, 0, row, 0, plain.length);
        System.arraycopy(others, 0, row, plain.length, others.length);
        System.arraycopy(before, 0, row, plain.length + others.length, before.length);
        System.arraycopy(after, 0, row, plain.length + others.length + before.length, after.length);
        return row;
    }
}
