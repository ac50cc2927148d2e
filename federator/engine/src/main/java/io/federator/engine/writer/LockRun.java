package io.federator.engine.writer;

import io.federator.engine.binder.BoundLocking.LockedTable;
import io.federator.engine.context.EvaluationContext;
import io.federator.engine.context.SourceWriting;
import io.federator.engine.evaluator.ExpressionCompiler;
import io.federator.engine.evaluator.Frame;
import io.federator.engine.executor.ExecutionListener;
import io.federator.engine.executor.Executor;
import io.federator.engine.executor.GivenRows;
import io.federator.engine.executor.local.MemoryBudget;
import io.federator.spi.source.RowLock;
import io.federator.spi.source.Source;
import io.federator.spi.value.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** One execution of a query with FOR UPDATE: finds the rows, locks them where they are, and finds them anew when one has changed. */
final class LockRun {
    private static final int ROWS_AT_ONCE = 64;

    private final LockPlan plan;
    private final EvaluationContext context;
    private final Executor executor;
    private final ExpressionCompiler expressions;
    private final ExecutionListener listener;
    private final GivenRows given;
    private final List<Locker> lockers = new ArrayList<>();

    private record Locker(LockedTable locked, Targets targets, RowLocks locks) {
        @Nullable Object[] own(@Nullable Object[] row) {
            return Arrays.copyOfRange(
                    row,
                    locked.start(),
                    locked.start() + locked.table().columns().size());
        }

        /** The keys of those of the rows that are locked as they were found. */
        Set<List<@Nullable Object>> lock(List<@Nullable Object[]> rows) {
            Map<List<@Nullable Object>, @Nullable Object[]> once = new LinkedHashMap<>();
            for (@Nullable Object[] row : rows) {
                @Nullable Object[] own = own(row);
                once.putIfAbsent(targets.key(own), own);
            }
            return locks.lock(new ArrayList<>(once.values()), locked.lock());
        }
    }

    LockRun(
            LockPlan plan,
            EvaluationContext context,
            SourceWriting writing,
            Map<String, Source> sources,
            Function<LockedTable, Router> routers,
            Executor executor,
            ExpressionCompiler expressions,
            ExecutionListener listener,
            GivenRows given) {
        this.plan = plan;
        this.context = context;
        this.executor = executor;
        this.expressions = expressions;
        this.listener = listener;
        this.given = given;
        for (LockedTable table : plan.tables()) {
            Targets targets = new Targets(table.table(), sources, context, writing);
            lockers.add(
                    new Locker(table, targets, new RowLocks(table.table(), routers.apply(table), targets, context)));
        }
    }

    /** The rows of the query, locked. */
    List<@Nullable Object[]> run() {
        boolean skips = plan.tables().stream().anyMatch(t -> t.lock().waiting() == RowLock.Waiting.SKIP_LOCKED);
        return skips ? passingOver() : Attempts.until(context, this::all);
    }

    private @Nullable List<@Nullable Object[]> all() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (RowCursor cursor = executor.execute(plan.query(), context, listener, given)) {
            rows.addAll(next(cursor, Integer.MAX_VALUE));
        }
        return locked(rows).size() == rows.size() ? rows : null;
    }

    private List<@Nullable Object[]> passingOver() {
        long offset = Math.max(0, count(plan.offset(), 0));
        long most = count(plan.limit(), Long.MAX_VALUE);
        List<@Nullable Object[]> result = new ArrayList<>();
        try (RowCursor cursor = executor.execute(plan.query(), context, listener, given)) {
            while (result.size() < most) {
                int wanted = (int)
                        Math.min(ROWS_AT_ONCE, most == Long.MAX_VALUE ? ROWS_AT_ONCE : most - result.size() + offset);
                List<@Nullable Object[]> rows = next(cursor, wanted);
                if (rows.isEmpty()) {
                    break;
                }
                for (@Nullable Object[] row : locked(rows)) {
                    if (offset > 0) {
                        offset--;
                    } else if (result.size() < most) {
                        result.add(row);
                    }
                }
            }
        }
        return result;
    }

    private long count(Optional<RexNode> node, long otherwise) {
        if (node.isEmpty()) {
            return otherwise;
        }
        Object value = expressions.compile(node.get()).evaluate(Frame.of(context));
        return value == null ? otherwise : ((Number) value).longValue();
    }

    /** Those of the rows that could be locked and are still as they were found. */
    private List<@Nullable Object[]> locked(List<@Nullable Object[]> rows) {
        List<@Nullable Object[]> left = rows;
        for (Locker locker : lockers) {
            Set<List<@Nullable Object>> keys = locker.lock(left);
            List<@Nullable Object[]> kept = new ArrayList<>();
            for (@Nullable Object[] row : left) {
                if (keys.contains(locker.targets().key(locker.own(row)))) {
                    kept.add(row);
                }
            }
            left = kept;
        }
        return left;
    }

    private List<@Nullable Object[]> next(RowCursor cursor, int most) {
        MemoryBudget memory = new MemoryBudget(executor.memoryLimit());
        List<@Nullable Object[]> rows = new ArrayList<>();
        while (rows.size() < most && cursor.next()) {
            @Nullable Object[] row = new @Nullable Object[plan.width()];
            for (int i = 0; i < row.length; i++) {
                row[i] = cursor.get(i);
            }
            memory.keep(row);
            rows.add(row);
            context.scope().check();
        }
        return rows;
    }
}
